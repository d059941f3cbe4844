"""Whether orders came on the day that was promised before they were paid."""

from datetime import timedelta
from uuid import UUID

from shancha.kit import sql
from shancha.kit.clock import now

SPAN = timedelta(days=90)
# No warehouse promises a later day than this after placing (and an order is paid for on its way there); the
# index of a store's sales then leads past older orders.
LONGEST_PROMISE = timedelta(days=91)

# An order has arrived when the last of its parcels was delivered, or its buyer said so before that. One that
# was given up counts as late where its day had passed by then, else not at all.
_KEPT = """
select o.store_id, count(*) filter (where came.at <= o.arrive_by)::int, count(*)::int
from orders_order o
left join lateral (
    select case when bool_and(p.delivered_at is not null) then max(p.delivered_at) end as at
    from orders_parcel p where p.order_id = o.id and p.after_sale_id is null) parcels on true
cross join lateral (select least(parcels.at, o.received_at) as at) came
where o.paid_at >= %(oldest)s and o.arrive_by >= %(since)s
    and (came.at is not null
        or o.arrive_by < least(%(now)s, coalesce(o.cancelled_at, %(now)s), coalesce(o.closed_at, %(now)s)))
group by o.store_id
"""


def count_kept_promises() -> dict[UUID, tuple[int, int]]:
    """By store, of paid orders promised for the last ninety days or arrived before their day: how many came
    on it or earlier, and how many came or should have."""
    at = now()
    rows = sql.fetch_rows(_KEPT, {"since": at - SPAN, "oldest": at - SPAN - LONGEST_PROMISE, "now": at})
    return {store_id: (kept, due) for store_id, kept, due in rows}
