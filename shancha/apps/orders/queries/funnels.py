"""What became of those who met goods: by day and source, by note and topic, where orders were lost, what
sold.

People are read from their counts by store, source and day, orders from those placed within the span: never
more than ninety days.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum

from shancha.apps.orders.models import StoreTouches
from shancha.apps.orders.sources import Source
from shancha.apps.orders.states import Status
from shancha.kit import sql
from shancha.kit.numbers import HOME_ZONE

MOST_STORES = 50
TOUCHED = ("impressions", "opens", "views", "wants", "carts")
SOLD = ("orders", "paid_orders", "paid_amount", "refunded_amount", "kept_orders", "kept_amount")
# Every store shows these two, also where nothing happened.
_ALWAYS = (str(Source.NOTE), str(Source.DIRECT))
_EMPTY = dict.fromkeys((*TOUCHED, *SOLD), 0)

# Orders of the span by the day they were placed. Kept is what was received and not given back.
_PLACED = """
own as materialized (
    select o.id, o.store_id, (o.created_at at time zone 'Asia/Shanghai')::date as day, o.status,
        o.cancel_reason, o.paid_at is not null as is_paid,
        o.received_at is not null and o.status in ('to_review', 'completed') as is_kept,
        o.paid_amount + o.wallet_amount + o.points_amount as paid, o.refunded_amount as refunded
    from orders_order o where {which} and o.created_at >= %(since)s
)
"""
_OWN = _PLACED.format(which="o.store_id = %(store)s and o.status = any(%(states)s::text[])")
# One that a note led to: the cart knew the note, or it was credited later. The others by the page that led
# to the first of their goods of which that is known.
_SOURCED = """
sourced as (
    select own.*, case when exists (
        select 1 from orders_orderline l where l.order_id = own.id and (jsonb_exists(l.touch, 'note_id')
            or exists (select 1 from orders_credit c where c.line_id = l.id)))
        then 'note' else coalesce((
            select l.touch ->> 'source' from orders_orderline l
            where l.order_id = own.id and l.touch ->> 'source' = any(%(sources)s::text[])
            order by l.position limit 1), 'direct') end as source
    from own
)
"""
_SUMS = """
count(*)::int as orders, count(*) filter (where is_paid)::int as paid_orders,
coalesce(sum(paid) filter (where is_paid), 0)::bigint as paid_amount,
coalesce(sum(refunded) filter (where is_paid), 0)::bigint as refunded_amount,
count(*) filter (where is_kept)::int as kept_orders,
coalesce(sum(paid - refunded) filter (where is_kept), 0)::bigint as kept_amount
"""
_SOLD = (
    f"with {_OWN}, {_SOURCED} select to_char(day, 'YYYY-MM-DD'), source, {_SUMS} from sourced group by 1, 2"
)
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
# By note: people from the counts, orders by the note of the cart and by credits, money by credits alone, so
# that an order that several notes led to is shared and not told twice.
_LED = f"""
{_OWN}, credited as (
    select c.note_id, l.order_id, c.amount - c.returned as amount
    from own join orders_orderline l on l.order_id = own.id join orders_credit c on c.line_id = l.id
), led as (
    select note_id, order_id from credited
    union
    select (l.touch ->> 'note_id')::uuid, l.order_id from own
    join orders_orderline l on l.order_id = own.id and jsonb_exists(l.touch, 'note_id')
), touched as (
    select note_id, sum(impressions)::int as impressions, sum(opens)::int as opens, sum(views)::int as views,
        sum(wants)::int as wants, sum(carts)::int as carts
    from orders_notetouches where store_id = %(store)s and day >= %(first)s and day <= %(today)s group by 1
)
"""
_LED_STEPS = """
coalesce(sum(t.impressions), 0)::int as impressions, coalesce(sum(t.opens), 0)::int as opens,
coalesce(sum(t.views), 0)::int as views, coalesce(sum(t.wants), 0)::int as wants,
coalesce(sum(t.carts), 0)::int as carts
"""
_BY_NOTE = f"""
with {_LED}, sold as (
    select led.note_id, count(*)::int as orders, count(*) filter (where own.is_paid)::int as paid_orders,
        count(*) filter (where own.is_kept)::int as kept_orders
    from led join own on own.id = led.order_id group by 1
), earned as (select note_id, sum(amount)::bigint as amount from credited group by 1)
select n.id, n.title, coalesce(t.impressions, 0) as impressions, coalesce(t.opens, 0) as opens,
    coalesce(t.views, 0) as views, coalesce(t.wants, 0) as wants, coalesce(t.carts, 0) as carts,
    coalesce(s.orders, 0) as orders, coalesce(s.paid_orders, 0) as paid_orders,
    coalesce(s.kept_orders, 0) as kept_orders, coalesce(e.amount, 0) as credited_amount
from (select note_id from touched union select note_id from sold) m
join community_note n on n.id = m.note_id and n.state = 'public'
left join touched t on t.note_id = n.id left join sold s on s.note_id = n.id
left join earned e on e.note_id = n.id
order by credited_amount desc, orders desc, carts desc, views desc, opens desc, n.id limit 20
"""
_BY_TOPIC = f"""
with {_LED}, of_topics as (
    select k.topic_id, m.note_id from (select note_id from touched union select note_id from led) m
    join community_notetopic k on k.note_id = m.note_id and k.published_at is not null
), met as (
    select k.topic_id, {_LED_STEPS} from of_topics k left join touched t on t.note_id = k.note_id group by 1
), sold as (
    select k.topic_id, count(distinct own.id)::int as orders,
        count(distinct own.id) filter (where own.is_paid)::int as paid_orders,
        count(distinct own.id) filter (where own.is_kept)::int as kept_orders
    from of_topics k join led on led.note_id = k.note_id join own on own.id = led.order_id group by 1
), earned as (
    select k.topic_id, sum(c.amount)::bigint as amount
    from of_topics k join credited c on c.note_id = k.note_id group by 1
)
select tp.slug, tp.name, met.impressions, met.opens, met.views, met.wants, met.carts,
    coalesce(s.orders, 0) as orders, coalesce(s.paid_orders, 0) as paid_orders,
    coalesce(s.kept_orders, 0) as kept_orders, coalesce(e.amount, 0) as credited_amount
from met join community_topic tp on tp.id = met.topic_id and tp.state in ('active', 'ended')
left join sold s on s.topic_id = tp.id left join earned e on e.topic_id = tp.id
order by credited_amount desc, orders desc, carts desc, views desc, opens desc, tp.id limit 20
"""
_ALL = _PLACED.format(which="true")
_ALL_SOLD = f"""
with {_ALL}, {_SOURCED}
select grouping(day, source, store_id), to_char(day, 'YYYY-MM-DD'), source, store_id, {_SUMS}
from sourced group by grouping sets ((day), (source), (store_id), ())
"""


def get_funnel(*, store_id: UUID, today: date, days: int, english: bool) -> dict[str, Any]:
    """The last `days` days in China of a store: by source, by day and source, by note and by topic (twenty
    each), with what was lost and sold; fen. Sources without anything are left out, but for notes and direct.
    """
    values = _span(today, days) | {
        "store": store_id,
        "states": [str(state) for state in Status],
        "english": english,
    }
    listed: dict[tuple[str, str], dict[str, int]] = {}
    for counted in StoreTouches.objects.filter(store_id=store_id, day__gte=values["first"], day__lte=today):
        steps = {name: getattr(counted, name) for name in TOUCHED}
        listed[f"{counted.day}", counted.source] = _EMPTY | steps
    for day, source, *sums in sql.fetch_rows(_SOLD, values):
        listed.setdefault((day, source), dict(_EMPTY)).update(zip(SOLD, sums, strict=True))
    sources = [
        str(source) for source in Source if source in _ALWAYS or any(each == source for _, each in listed)
    ]
    return {
        "since": f"{values['first']}",
        "until": f"{today}",
        "sources": [
            {"source": name, **_sum(steps for (_, source), steps in listed.items() if source == name)}
            for name in sources
        ],
        "days": [
            {"day": day, "source": name, **listed.get((day, name), _EMPTY)}
            for day in _days(values["first"], days)
            for name in sources
        ],
        "notes": sql.fetch_all(_BY_NOTE, values),
        "topics": sql.fetch_all(_BY_TOPIC, values),
        "losses": [
            {"stage": stage, "reason": reason, "count": count}
            for stage, reason, count in sql.fetch_rows(_LOST, values)
        ],
        "categories": sql.fetch_all(_BY_CATEGORY, values),
    }


def get_sales(*, today: date, days: int) -> dict[str, Any]:
    """The last `days` days in China of all stores: in all, by day (the latest first), by source, and of the
    fifty stores that were paid most. Each with `key` and the steps of the funnel; fen."""
    values = _span(today, days)
    counted = StoreTouches.objects.filter(day__gte=values["first"], day__lte=today)
    found: dict[str, dict[Any, dict[str, int]]] = {"total": {"": dict(_EMPTY)}}
    for name in ("day", "source", "store_id"):
        found[name] = {
            f"{row.pop(name)}": _EMPTY | row
            for row in counted.values(name).annotate(**{step: Sum(step) for step in TOUCHED}).order_by(name)
        }
    found["total"][""].update(counted.aggregate(**{step: Sum(step, default=0) for step in TOUCHED}))
    for group, day, source, store_id, *sums in sql.fetch_rows(_ALL_SOLD, values):
        # Each bit says which of day, source and store a row isn't grouped by.
        name, key = {3: ("day", day), 5: ("source", source), 6: ("store_id", store_id)}.get(
            group, ("total", "")
        )
        found[name].setdefault(f"{key}", dict(_EMPTY)).update(zip(SOLD, sums, strict=True))
    return {
        "total": found["total"][""],
        "days": [
            {"key": day, **found["day"].get(day, _EMPTY)} for day in reversed(_days(values["first"], days))
        ],
        "sources": [
            {"key": str(source), **found["source"][source]} for source in Source if source in found["source"]
        ],
        "stores": sorted(
            ({"key": key, **steps} for key, steps in found["store_id"].items()),
            key=lambda each: (-each["paid_amount"], -each["views"], each["key"]),
        )[:MOST_STORES],
    }


def _span(today: date, days: int) -> dict[str, Any]:
    first = today - timedelta(days=days - 1)
    return {
        "first": first,
        "today": today,
        "since": datetime.combine(first, time.min, HOME_ZONE),
        "sources": [str(source) for source in Source],
    }


def _days(first: date, days: int) -> list[str]:
    return [f"{first + timedelta(days=place)}" for place in range(days)]


def _sum(steps: Any) -> dict[str, int]:
    total = dict(_EMPTY)
    for step in steps:
        for name, number in step.items():
            total[name] += number
    return total
