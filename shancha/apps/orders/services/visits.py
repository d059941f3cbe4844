"""Who came to a store's tabs and goods otherwise than through a note: remembered for a few days, then only
counted (`touch_counts`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.orders.models import Visit
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.numbers import home_date

# As long as days are counted anew (`touch_counts.count_touches`), and a day for a job that was late.
KEPT = timedelta(days=2)

_VISIT = """
insert into orders_visit (id, day, store_id, product_id, person, source, kind)
select v.id, %(day)s::date, s.id, p.id, %(person)s::text, v.source, v.kind
from unnest(%(ids)s::uuid[], %(products)s::uuid[], %(stores)s::uuid[], %(sources)s::text[], %(kinds)s::text[])
    as v (id, product_id, store_id, source, kind)
left join mall_product p on p.id = v.product_id and p.status = 'on_sale'
join mall_store s on s.id = coalesce(p.store_id, case when v.product_id is null then v.store_id end)
where s.status in ('open', 'closing')
on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class Came:
    """One visit as a client tells it: to a product (`view`, `cart`) or to a store's tab (`open`)."""

    kind: str
    source: str
    product_id: UUID | None = None
    store_id: UUID | None = None


@transaction.atomic
def record_visits(*, person: str, visits: Iterable[Came]) -> int:
    """Remembers visits, one of a kind a day; those to what isn't on sale are passed over. `person` is the
    event log's name of somebody. Returns how many were new."""
    came = list(visits)
    return sql.execute(
        _VISIT,
        {
            "ids": [new_id() for _ in came],
            "products": [each.product_id for each in came],
            "stores": [each.store_id for each in came],
            "sources": [each.source for each in came],
            "kinds": [each.kind for each in came],
            "person": person,
            "day": home_date(),
        },
    )


def forget_visits() -> int:
    """The job's work: visits that are counted for good; returns how many went."""
    return Visit.objects.filter(day__lt=home_date(now() - KEPT)).delete()[0]
