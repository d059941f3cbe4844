"""What stores are told by the clock rather than order by order."""

from datetime import datetime, timedelta

from django.db import transaction

from shancha.apps.orders.services.notices import tell_store
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.models import Fact

LAST_TOLD = "orders.stores_last_told"
_BATCH = 500

_NEWLY_PAID = """
select st.id, st.name, (
    select count(*) from orders_order w where w.store_id = st.id and w.status = 'to_ship')
from mall_store st
where exists (select 1 from orders_order o
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
    since, until = datetime.fromisoformat(fact.value), now()
    rows = sql.fetch_rows(_NEWLY_PAID, [since, until, _BATCH])
    for store_id, name, count in rows:
        tell_store(
            store_id,
            "store_orders",
            subject_kind="store",
            subject_id=store_id,
            group_key=f"store_orders:{store_id}",
            store=name,
            count=count,
        )
    fact.value = until.isoformat()
    fact.save(update_fields=["value", "updated_at"])
    return len(rows)
