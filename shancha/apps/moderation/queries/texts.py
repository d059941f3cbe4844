"""Who wrote nearly the same words as whom."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shancha.apps.moderation.screening.sketch import ALIKE
from shancha.kit import sql

# Bounded on each side: the latest texts of a member, and those that resemble one of them most. Ordered, for
# a limit alone would have PostgreSQL read the table from its beginning in the hope of finding so many soon.
_ALIKE = """
    with mine as (
        select m.author, s.id, s.sketch
        from unnest(%(ids)s::uuid[]) m(author) cross join lateral (
            select id, sketch from moderation_screening
            where author_id = m.author and created_at > %(since)s and sketch <> '{}'
            order by created_at desc limit 20) s
    )
    select mine.author, o.author_id, count(distinct mine.id)
    from mine cross join lateral (
        select s.author_id, cardinality(array(
            select unnest(mine.sketch) intersect select unnest(s.sketch))) as bands
        from moderation_screening s
        where s.sketch && mine.sketch and s.created_at > %(since)s
          and s.author_id is not null and s.author_id <> mine.author
        order by bands desc limit 200) o
    join accounts_user u on u.id = o.author_id and u.status <> 'deleted'
    where o.bands >= %(alike)s
    group by mine.author, o.author_id
"""


def alike_writers(user_ids: Sequence[UUID], *, since: datetime) -> list[tuple[UUID, UUID, int]]:
    """For each of these members: who else wrote near-equal texts since then, and how many of the member's
    latest twenty texts they resemble. Texts of every kind, too short ones excepted."""
    rows = sql.fetch_rows(_ALIKE, {"ids": list(user_ids), "since": since, "alike": ALIKE})
    return [(one, other, count) for one, other, count in rows]
