"""What is known of an author when a text is screened: one statement."""

from uuid import UUID

from shancha.apps.moderation.screening import AuthorFacts
from shancha.kit import sql
from shancha.kit.clock import now

_FACTS = """
    select extract(epoch from %(now)s::timestamptz - u.joined_at)::float8 / 3600,
        u.role,
        greatest(u.note_count, (
            select count(*) from (
                select 1 from moderation_screening s
                where s.author_id = u.id and s.decision = 'allow' and s.subject_id is not null
                  and s.created_at < %(now)s::timestamptz - interval '1 hour' limit 60) as accepted)),
        coalesce((select sum(points) from moderation_strike
                  where user_id = u.id and removed_at is null and expires_at > %(now)s::timestamptz), 0),
        (select count(*) from moderation_screening s
         where s.author_id = u.id and s.created_at > %(now)s::timestamptz - interval '1 day'
           and s.fingerprint = %(fingerprint)s::bigint
           and s.kind = %(kind)s::text
           and (%(subject)s::uuid is null or s.subject_id is distinct from %(subject)s::uuid))
    from accounts_user u where u.id = %(author)s::uuid
"""


def author_facts(
    author_id: UUID, *, kind: str = "", fingerprint: int = 0, subject_id: UUID | None = None
) -> AuthorFacts:
    """Trust level and record of an author; `repeats` counts the day's texts of this kind and fingerprint."""
    rows = sql.fetch_rows(
        _FACTS,
        {"author": author_id, "kind": kind, "fingerprint": fingerprint, "subject": subject_id, "now": now()},
    )
    if not rows:
        return AuthorFacts(level=0, age_hours=0, accepted_count=0)
    age_hours, role, accepted, strikes, repeats = rows[0]
    return AuthorFacts(
        level=trust_level(role=role, age_hours=age_hours, accepted_count=accepted),
        age_hours=age_hours,
        accepted_count=accepted,
        strikes=strikes,
        repeats=repeats,
    )


def trust_level(*, role: str, age_hours: float, accepted_count: int) -> int:
    """0 for the first day or the first three works, 1 for a month, 2 after that with ten accepted works,
    3 for verified members and those with a quarter year and thirty works. It cannot be bought."""
    if role != "member" or (age_hours >= 24 * 90 and accepted_count >= 30):
        return 3
    if age_hours >= 24 * 30 and accepted_count >= 10:
        return 2
    return 1 if age_hours >= 24 and accepted_count >= 3 else 0
