"""The rule of creators, who meets it, and how far a member has come."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shancha.apps.community.models import CreatorRule
from shancha.kit import clock, sql

# After a measure against the account, and after the role was taken back, the rule gives nothing so long.
WAIT = timedelta(days=180)

# What counts for a category: public notes of one's own making that nobody paid for.
_NOTES = """n.is_recommendable and n.published_at > %(since)s and not n.is_paid_cooperation
    and n.original_note_id is null"""
_PRAISE = "sum(n.like_count + n.collect_count)"
# True while something stands against the member `u`.
_IS_WAITING = """(exists (select 1 from moderation_sanction s
        where s.user_id = u.id and s.starts_at > %(wait)s and s.lifted_at is null)
    or exists (select 1 from accounts_verificationrequest v
        where v.user_id = u.id and v.state = 'revoked' and v.decided_at > %(wait)s))"""

_EARNERS = f"""
    with praised as (
        select n.author_id, n.category_slug, {_PRAISE} as praise from community_note n
        where {_NOTES} group by n.author_id, n.category_slug
        having count(*) >= %(notes)s and {_PRAISE} >= %(praise)s
    )
    select distinct on (u.id) u.id, p.category_slug
    from praised p join accounts_user u on u.id = p.author_id
    where u.role = 'member' and u.status = 'active' and u.joined_at <= %(joined)s
      and u.follower_count >= %(followers)s and not {_IS_WAITING}
    order by u.id, p.praise desc, p.category_slug limit %(most)s"""

_PROGRESS = f"""
    select u.role, u.follower_count, u.joined_at, {_IS_WAITING} as is_waiting,
        best.category_slug as category, coalesce(best.notes, 0) as notes, coalesce(best.praise, 0) as praise
    from accounts_user u left join lateral (
        select n.category_slug, count(*) as notes, {_PRAISE} as praise from community_note n
        where n.author_id = u.id and n.state = 'public' and {_NOTES}
        group by n.category_slug
        order by least(1.0, count(*)::float / %(notes)s)
            * least(1.0, {_PRAISE}::float / %(praise)s) desc, count(*) desc, n.category_slug
        limit 1
    ) best on true
    where u.id = %(user)s"""


def creator_rule() -> CreatorRule:
    """The rule in force."""
    return CreatorRule.objects.filter(id=1).first() or CreatorRule()


def _facts(rule: CreatorRule) -> dict[str, Any]:
    now = clock.now()
    return {
        "since": now - timedelta(days=rule.days),
        "wait": now - WAIT,
        "joined": now - timedelta(days=rule.account_days),
        "notes": rule.note_count,
        "praise": rule.praise_count,
        "followers": rule.follower_count,
    }


def find_earners(rule: CreatorRule, *, most: int) -> list[tuple[UUID, str]]:
    """Members without a role who meet the rule, with the category in which they are praised most."""
    rows = sql.fetch_rows(_EARNERS, {**_facts(rule), "most": most})
    return [(row[0], row[1]) for row in rows]


def describe_rule() -> dict[str, Any]:
    """The rule as CreatorRule of the schemas."""
    rule = creator_rule()
    names = ("is_on", "days", "note_count", "praise_count", "follower_count", "account_days")
    return {**{name: getattr(rule, name) for name in names}, "wait_days": WAIT.days}


def creator_progress(user_id: UUID) -> dict[str, Any]:
    """How far the member has come, in the category where least is missing."""
    rule = creator_rule()
    row = sql.fetch_all(_PROGRESS, {**_facts(rule), "user": user_id})[0]
    return {
        "rule": describe_rule(),
        "category": row["category"],
        "note_count": row["notes"],
        "praise_count": int(row["praise"]),
        "follower_count": row["follower_count"],
        "account_days": (clock.now() - row["joined_at"]).days,
        "is_waiting": row["is_waiting"],
    }
