"""How far a reporter's word carries."""

from uuid import UUID

from shancha.kit import sql
from shancha.kit.clock import now

_RECORD = """
    select extract(epoch from %(now)s::timestamptz - u.joined_at)::float8 / 3600,
        u.is_moderator or u.is_operator,
        count(*) filter (where r.outcome = 'upheld'),
        count(*) filter (where r.outcome in ('rejected', 'overturned'))
    from accounts_user u
    left join moderation_report r on r.reporter_id = u.id
        and r.created_at > %(now)s::timestamptz - interval '1 year'
    where u.id = %(reporter)s group by u.id
"""
# Below this a report is "light": all light reports of a case together weigh at most one.
LIGHT = 0.4
_NEW_HOURS = 24


def report_weight(reporter_id: UUID) -> float:
    """What a member's report counts: 1.0 without a record, towards 1.8 for those who are mostly right,
    towards 0.2 for those who are mostly wrong; a day-old account 0.3, a moderator 3."""
    rows = sql.fetch_rows(_RECORD, {"reporter": reporter_id, "now": now()})
    if not rows:
        return 0.2
    age_hours, is_staff, upheld, rejected = rows[0]
    if is_staff:
        return 3.0
    accuracy = (upheld + 2) / (upheld + rejected + 4)
    weight: float = 0.2 + 1.6 * accuracy
    return round(min(weight, 0.3) if age_hours < _NEW_HOURS else weight, 3)


def total_weight(weights: list[float]) -> float:
    """What reports weigh together. Many new or noisy accounts cannot outweigh a few honest ones."""
    heavy = sum(weight for weight in weights if weight >= LIGHT)
    light = sum(weight for weight in weights if weight < LIGHT)
    return round(heavy + min(light, 1.0), 3)
