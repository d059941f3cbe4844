"""What stores are told by the clock rather than order by order."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.orders.services.notices import tell_store
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.models import Fact

LAST_TOLD = "orders.stores_last_told"
_BATCH = 500
# An order stands as paid once its payment commits, a little after the moment it bears: what is younger waits.
_COMMITTED_WITHIN = timedelta(seconds=30)

_NEWLY_PAID = """
select st.id, st.name, (
    select count(*) from orders_order w where w.store_id = st.id and w.status = 'to_ship')
from mall_store st
where st.id > %s and exists (select 1 from orders_order o
    where o.store_id = st.id and o.paid_at > %s and o.paid_at <= %s and o.status = 'to_ship')
order by st.id limit %s
"""


@transaction.atomic
def tell_of_new_orders() -> int:
    """Tells each store that has newly paid orders how many wait to be shipped: one notice a store, renewed
    while it is unread. Returns how many stores."""
    fact, _ = Fact.objects.select_for_update().get_or_create(
        name=LAST_TOLD, defaults={"value": (now() - timedelta(minutes=5)).isoformat()}
    )
    since, until = datetime.fromisoformat(fact.value), now() - _COMMITTED_WITHIN
    told = 0
    for store_id, name, count in _stores_with_new_orders(since, until):
        tell_store(
            store_id,
            "store_orders",
            subject_kind="store",
            subject_id=store_id,
            group_key=f"store_orders:{store_id}",
            store=name,
            count=count,
        )
        told += 1
    fact.value = until.isoformat()
    fact.save(update_fields=["value", "updated_at"])
    return told


def _stores_with_new_orders(since: datetime, until: datetime) -> Iterator[tuple[UUID, str, int]]:
    last = UUID(int=0)
    while True:
        rows = sql.fetch_rows(_NEWLY_PAID, [last, since, until, _BATCH])
        yield from rows
        if len(rows) < _BATCH:
            return
        last = rows[-1][0]
