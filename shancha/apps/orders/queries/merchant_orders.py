"""A store's orders as its staff sees them, and the figures on its desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.orders.errors import OrderNotFoundError
from shancha.apps.orders.queries.aftersales import STATES as CASE_STATES
from shancha.apps.orders.queries.orders import CARD_FIELDS, DETAIL, STATES, as_page
from shancha.apps.orders.states import Status
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.pagination import decode_cursor

_BUYER = "'buyer', json_build_object('handle', u.handle, 'nickname', u.nickname)"
_LIST = f"""
with picked as materialized (
    select o.id, row_number() over (order by o.created_at desc, o.id desc) as place
    from orders_order o
    where o.store_id = %(store)s and (%(states)s::text[] is null or o.status = any(%(states)s::text[]))
        and (%(at)s::timestamptz is null or (o.created_at, o.id) < (%(at)s::timestamptz, %(id)s::uuid))
        and (%(number)s::text is null or o.number = %(number)s)
        and (not %(overdue)s::bool or o.status = 'to_ship' and o.ship_by < %(now)s)
    order by o.created_at desc, o.id desc limit %(limit)s
)
select coalesce(json_agg(json_build_object({CARD_FIELDS}, 'merchant_note', o.merchant_note,
    'remark', o.remark, 'region', o.region, {_BUYER}) order by picked.place), '[]')::text
from picked join orders_order o on o.id = picked.id
join mall_store st on st.id = o.store_id
join accounts_user u on u.id = o.buyer_id
"""
_DETAIL = DETAIL.format(
    more=f""", 'merchant_note', o.merchant_note, 'buyer', (
        select json_build_object('handle', u.handle, 'nickname', u.nickname)
        from accounts_user u where u.id = o.buyer_id),
        'invoice_request', (select json_build_object('tax_number', n.tax_number, 'email', n.email)
            from orders_invoice n where n.order_id = o.id)""",  # noqa: F541
    condition="o.store_id = %(store)s",
)
_STATES = """
select count(*) filter (where status = 'to_pay'), count(*) filter (where status = 'to_ship'),
    count(*) filter (where status = 'to_ship' and ship_by < %(now)s),
    count(*) filter (where status = 'to_receive'), count(*) filter (where status = 'to_review')
from orders_order where store_id = %(store)s and status in ('to_pay', 'to_ship', 'to_receive', 'to_review')
"""
# What waits besides orders: cases whose next step is the store's, unanswered reviews, goods without stock.
_OTHERS = """
select (select count(*) from orders_aftersale
        where store_id = %(store)s and status = any(%(to_answer)s::text[])),
    (select count(*) from orders_review where store_id = %(store)s and reply_at is null),
    (select count(*) from mall_product p
        where p.store_id = %(store)s and p.status = 'on_sale' and not exists (
            select 1 from mall_variant v join mall_stock s on s.variant_id = v.id
            where v.product_id = p.id and v.is_active and s.on_hand > s.reserved))
"""
# Sales of a day: what was paid on it in any way, less what of it was refunded since.
_DAYS = """
select to_char(day, 'YYYY-MM-DD'), count(o.id), count(distinct o.buyer_id),
    coalesce(sum(o.paid_amount + o.wallet_amount + o.points_amount), 0)::bigint,
    coalesce(sum(o.refunded_amount), 0)::bigint
from generate_series(%(today)s::date - 29, %(today)s::date, interval '1 day') as day
left join orders_order o on o.store_id = %(store)s
    and o.paid_at >= (day::timestamp at time zone 'Asia/Shanghai')
    and o.paid_at < ((day + interval '1 day')::timestamp at time zone 'Asia/Shanghai')
group by day order by day
"""


def list_orders(
    *, store_id: UUID, state: str, number: str = "", overdue: bool = False, cursor: str | None, limit: int
) -> dict[str, Any]:
    """A page of a store's orders, latest first; without addresses."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    states = STATES[state]
    found = sql.fetch_value(
        _LIST,
        {
            "store": store_id,
            "states": [str(each) for each in states] if states else None,
            "number": number or None,
            "overdue": overdue,
            "now": now(),
            "at": after[0],
            "id": after[1],
            "limit": limit + 1,
        },
    )
    return as_page(orjson.loads(found), limit)


def get_order(*, order_id: UUID, store_id: UUID) -> dict[str, Any]:
    """An order of the store. Raises OrderNotFoundError for any other."""
    found = sql.fetch_value(_DETAIL, {"order": order_id, "store": store_id})
    if found is None:
        raise OrderNotFoundError
    return orjson.loads(found)  # type: ignore[no-any-return]


def needs_address(status: str) -> bool:
    """Whether the store still has to know where it goes."""
    return status in {Status.TO_SHIP, Status.TO_RECEIVE}


def get_figures(*, store_id: UUID, today: str) -> dict[str, Any]:
    """What waits, and sales of the last 30 days by day in China, net of refunds (fen). An order counts on
    the day it was paid."""
    to_pay, to_ship, overdue, to_receive, to_review = sql.fetch_rows(
        _STATES, {"store": store_id, "now": now()}
    )[0]
    after_sales, reviews, sold_out = sql.fetch_rows(
        _OTHERS, {"store": store_id, "to_answer": CASE_STATES["to_answer"]}
    )[0]
    days = [
        {"day": day, "orders": orders, "buyers": buyers, "paid_amount": paid, "net_amount": paid - refunded}
        for day, orders, buyers, paid, refunded in sql.fetch_rows(_DAYS, {"store": store_id, "today": today})
    ]
    return {
        "waiting": {
            "to_pay": to_pay,
            "to_ship": to_ship,
            "overdue": overdue,
            "to_receive": to_receive,
            "to_review": to_review,
            "after_sales": after_sales,
            "reviews": reviews,
            "sold_out": sold_out,
        },
        "sales": {name: _sum(days[-count:]) for name, count in (("today", 1), ("week", 7), ("month", 30))},
        "days": days,
    }


def _sum(days: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "orders": sum(day["orders"] for day in days),
        "paid_amount": sum(day["paid_amount"] for day in days),
        "net_amount": sum(day["net_amount"] for day in days),
    }
