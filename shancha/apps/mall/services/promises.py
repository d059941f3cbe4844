"""How often stores kept the day that they promised."""

from collections.abc import Mapping
from uuid import UUID

from shancha.kit import sql

_SET = """
update mall_store s set promise_kept_count = coalesce(t.kept, 0), promise_due_count = coalesce(t.due, 0)
from mall_store x
left join unnest(%(stores)s::uuid[], %(kept)s::int[], %(due)s::int[]) t(id, kept, due) on t.id = x.id
where s.id = x.id
    and (s.promise_kept_count, s.promise_due_count) is distinct from (coalesce(t.kept, 0), coalesce(t.due, 0))
"""


def set_promises(counts: Mapping[UUID, tuple[int, int]]) -> int:
    """Stores for each store how many of its due orders came in time, (kept, due); none for the others.
    Returns how many stores changed."""
    kept, due = [pair[0] for pair in counts.values()], [pair[1] for pair in counts.values()]
    return sql.execute(_SET, {"stores": list(counts), "kept": kept, "due": due})
