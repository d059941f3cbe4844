"""What became of those who met a store's goods: by day and source, where orders were lost, what sold.

Touches are read from their counts by store and day, orders from the store's own within the span: never more
than one store's, and never more than ninety days.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from shancha.apps.orders.models import StoreTouches
from shancha.apps.orders.states import Status
from shancha.kit import sql
from shancha.kit.numbers import HOME_ZONE

SOURCES = ("note", "direct")
TOUCHED = ("impressions", "opens", "views", "carts")
SOLD = ("orders", "paid_orders", "paid_amount", "kept_orders", "kept_amount")

# Orders of the span by the day they were placed. One that a note led to: the cart knew the note, or it was
# credited later. Kept is what was received and not given back.
_OWN = """
own as materialized (
    select o.id, (o.created_at at time zone 'Asia/Shanghai')::date as day, o.status, o.cancel_reason,
        o.paid_at is not null as is_paid, o.received_at is not null and o.status in ('to_review', 'completed')
        as is_kept, o.paid_amount + o.wallet_amount + o.points_amount as paid, o.refunded_amount as refunded
    from orders_order o
    where o.store_id = %(store)s and o.status = any(%(states)s::text[]) and o.created_at >= %(since)s
)
"""
_SOLD = f"""
with {_OWN}, sourced as (
    select own.*, case when exists (
        select 1 from orders_orderline l where l.order_id = own.id and (jsonb_exists(l.touch, 'note_id')
            or exists (select 1 from orders_credit c where c.line_id = l.id)))
        then 'note' else 'direct' end as source
    from own
)
select to_char(day, 'YYYY-MM-DD'), source, count(*), count(*) filter (where is_paid),
    coalesce(sum(paid) filter (where is_paid), 0)::bigint, count(*) filter (where is_kept),
    coalesce(sum(paid - refunded) filter (where is_kept), 0)::bigint
from sourced group by 1, 2
"""
_LOST = f"""
with {_OWN}, lost as (
    select case when is_paid then 'cancelled' else 'unpaid' end as stage, cancel_reason as reason
    from own where status = 'cancelled'
    union all
    select 'after_sale', c.reason from orders_aftersale c join own on own.id = c.order_id
    where c.status <> 'closed'
)
select stage, reason, count(*)::int from lost where reason <> '' group by 1, 2
order by 3 desc, 1, 2 limit 20
"""
_BY_CATEGORY = f"""
with {_OWN}
select c.slug, case when %(english)s::bool then c.name_en else c.name_zh end as name,
    count(distinct own.id)::int as orders, sum(l.quantity)::int as pieces,
    sum(l.payable_amount + l.wallet_amount + l.points_amount)::bigint as paid_amount,
    sum(l.payable_amount + l.wallet_amount + l.points_amount - l.refunded_amount)::bigint as net_amount
from own join orders_orderline l on l.order_id = own.id join mall_product p on p.id = l.product_id
join mall_category c on c.id = p.category_id
where own.is_paid group by 1, 2 order by 6 desc, 1 limit 10
"""


def get_funnel(*, store_id: UUID, today: date, days: int, english: bool) -> dict[str, Any]:
    """The last `days` days in China, by source and by day and source, with what was lost and sold; fen."""
    first = today - timedelta(days=days - 1)
    values = {
        "store": store_id,
        "states": [str(state) for state in Status],
        "since": datetime.combine(first, time.min, HOME_ZONE),
        "english": english,
    }
    listed = _empty_days(first, days)
    for counted in StoreTouches.objects.filter(store_id=store_id, day__gte=first, day__lte=today):
        listed[f"{counted.day}"]["note"].update({name: getattr(counted, name) for name in TOUCHED})
    for day, source, *sums in sql.fetch_rows(_SOLD, values):
        if day in listed:
            listed[day][source].update(zip(SOLD, sums, strict=True))
    return {
        "since": f"{first}",
        "until": f"{today}",
        "sources": [{"source": name, **_sum(each[name] for each in listed.values())} for name in SOURCES],
        "days": [
            {"day": day, "source": name, **steps[name]} for day, steps in listed.items() for name in SOURCES
        ],
        "losses": [
            {"stage": stage, "reason": reason, "count": count}
            for stage, reason, count in sql.fetch_rows(_LOST, values)
        ],
        "categories": sql.fetch_all(_BY_CATEGORY, values),
    }


def _empty_days(first: date, days: int) -> dict[str, dict[str, dict[str, int]]]:
    return {
        f"{first + timedelta(days=place)}": {name: dict.fromkeys((*TOUCHED, *SOLD), 0) for name in SOURCES}
        for place in range(days)
    }


def _sum(steps: Any) -> dict[str, int]:
    total = dict.fromkeys((*TOUCHED, *SOLD), 0)
    for step in steps:
        for name, number in step.items():
            total[name] += number
    return total
