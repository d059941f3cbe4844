"""A buyer's orders: lists, counts, one in full."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.orders.aftersale_states import OPEN
from shancha.apps.orders.errors import OrderNotFoundError
from shancha.apps.orders.states import Status
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

STATES = {
    "all": None,
    "to_pay": [Status.TO_PAY],
    "to_ship": [Status.TO_SHIP],
    "to_receive": [Status.TO_RECEIVE],
    "to_review": [Status.TO_REVIEW],
    "completed": [Status.COMPLETED],
    "cancelled": [Status.CANCELLED, Status.CLOSED],
}
# No search reads more of a buyer's orders than these, found by the index of the buyer.
SEARCHED = 2_000
COUNT_LIMIT = 1000

_LINE = """json_build_object('id', l.id, 'product_id', l.product_id, 'variant_id', l.variant_id,
    'title', l.title, 'options', l.options, 'picture', l.picture, 'quantity', l.quantity,
    'unit_price', l.unit_price, 'price_kind', l.price_kind, 'return_class', l.return_class,
    'shipped_quantity', l.shipped_quantity, 'refunded_quantity', l.refunded_quantity,
    'cancelled_quantity', l.cancelled_quantity,
    'refunded_amount', l.refunded_amount, 'reviewed_at', l.reviewed_at {more})"""
_LINES = f"""(select coalesce(json_agg({_LINE} order by l.position), '[]')
    from orders_orderline l where l.order_id = o.id)"""
_AMOUNTS = ", ".join(
    f"'{name}', {{t}}.{name}"
    for name in (
        "goods_amount",
        "store_discount",
        "platform_discount",
        "freight_amount",
        "freight_discount",
        "tax_amount",
        "points_amount",
        "wallet_amount",
        "payable_amount",
    )
)
STORE = """json_build_object('id', st.id, 'slug', st.slug, 'name', st.name, 'logo', st.logo,
    'is_self_run', st.is_self_run)"""
# The fields of an order `o` with its store `st`, as they stand in lists of buyers and stores.
CARD_FIELDS = f"""'id', o.id, 'number', o.number, 'status', o.status, 'store', {STORE},
    'trade_mode', o.trade_mode, 'lines', {_LINES.format(more="")}, 'payable_amount', o.payable_amount,
    'wallet_amount', o.wallet_amount, 'points_amount', o.points_amount,
    'refunded_amount', o.refunded_amount, 'created_at', o.created_at, 'pay_by', o.pay_by,
    'ship_by', o.ship_by, 'arrive_by', o.arrive_by, 'auto_confirm_at', o.auto_confirm_at,
    'cancel_reason', o.cancel_reason, 'is_frozen', o.is_frozen"""
# What it was placed with concerns the buyer alone: other stores' orders count in it.
_GROUP_FIELDS = """'group', json_build_object('id', g.id, 'number', g.number, 'payment_id', g.payment_id,
        'payable_amount', g.payable_amount, 'status', g.status)"""

# The picked ids are few; everything else is read for them alone.
_LIST = f"""
with own as materialized (
    select o.id, o.created_at, o.number from orders_order o
    where o.buyer_id = %(buyer)s and (%(states)s::text[] is null or o.status = any(%(states)s::text[]))
        and (%(at)s::timestamptz is null or (o.created_at, o.id) < (%(at)s::timestamptz, %(id)s::uuid))
    order by o.created_at desc, o.id desc limit %(looked_at)s
), picked as materialized (
    select own.id, row_number() over (order by own.created_at desc, own.id desc) as place
    from own
    where %(words)s::text is null or own.number = upper(%(words)s) or exists (
        select 1 from orders_orderline l where l.order_id = own.id and l.title ilike %(like)s)
    order by own.created_at desc, own.id desc limit %(limit)s
)
select coalesce(json_agg(json_build_object({CARD_FIELDS}, {_GROUP_FIELDS}) order by picked.place), '[]')::text
from picked join orders_order o on o.id = picked.id
join mall_store st on st.id = o.store_id join orders_ordergroup g on g.id = o.group_id
"""
_COUNTS = """
select status, count(*) from (
    select status from orders_order
    where buyer_id = %(buyer)s and status in ('to_pay', 'to_ship', 'to_receive', 'to_review') limit %(limit)s
) o group by status
union all select 'after_sales', count(*) from (
    select 1 from orders_aftersale where buyer_id = %(buyer)s and status = any(%(open)s::text[])
    limit %(limit)s
) c
"""
# The case that is open to a line `l`, by the index that lets only one be.
_OPEN_CASE = f"""(select c.id from orders_aftersale c where c.line_id = l.id
    and c.status in ({", ".join(f"'{state}'" for state in OPEN)}))"""
_LINE_DETAIL = f""", 'open_case_id', {_OPEN_CASE}, 'tax', l.tax_detail,
    'amounts', json_build_object({_AMOUNTS.format(t="l")})"""
_DETAIL_FIELDS = f"""{CARD_FIELDS},
    'amounts', json_build_object({_AMOUNTS.format(t="o")}),
    'lines', {_LINES.format(more=_LINE_DETAIL)},
    'receiver', o.receiver, 'region', o.region, 'region_code', o.region_code, 'remark', o.remark,
    'delivery', o.delivery, 'tax_version', o.tax_version, 'consents', o.consents, 'paid_at', o.paid_at,
    'shipped_at', o.shipped_at, 'received_at', o.received_at, 'completed_at', o.completed_at,
    'cancelled_at', o.cancelled_at, 'closed_at', o.closed_at, 'paid_amount', o.paid_amount,
    'points_reward', o.points_reward,
    'ships_from', json_build_object('name', w.name, 'country', w.country, 'city', w.city_name,
        'days_min', w.days_min, 'days_max', w.days_max),
    'identity', (select json_build_object('masked_name', i.masked_name, 'masked_number', i.masked_number)
        from orders_buyeridentity i where i.id = o.identity_id),
    'parcels', (select coalesce(json_agg(json_build_object('id', p.id, 'carrier', p.carrier,
        'tracking_number', p.tracking_number, 'status', p.status, 'shipped_at', p.shipped_at,
        'delivered_at', p.delivered_at, 'lines', (select coalesce(json_agg(json_build_object(
            'line_id', pl.order_line_id, 'quantity', pl.quantity)), '[]')
            from orders_parcelline pl where pl.parcel_id = p.id),
        'latest', (select json_build_object('at', t.at, 'text', t.text) from orders_trackingevent t
            where t.parcel_id = p.id order by t.at desc, t.id desc limit 1))
        order by p.shipped_at, p.id), '[]') from orders_parcel p
        where p.order_id = o.id and p.after_sale_id is null),
    'invoice', (select json_build_object('kind', n.kind, 'title', n.title, 'status', n.status,
        'number', n.number, 'amount', n.amount, 'requested_at', n.requested_at, 'issued_at', n.issued_at,
        'corrections', (select coalesce(json_agg(json_build_object('amount', c.amount, 'number', c.number,
            'created_at', c.created_at) order by c.id), '[]')
            from orders_invoicecorrection c where c.invoice_id = n.id),
        'file', case when n.file_path <> '' then json_build_object('format', n.file_format,
            'size', n.file_size) end)
        from orders_invoice n where n.order_id = o.id),
    'events', (select coalesce(json_agg(json_build_object('kind', e.kind, 'from_status', e.from_status,
        'to_status', e.to_status, 'actor', e.actor_kind, 'reason', e.reason, 'data', e.data,
        'at', e.created_at) order by e.id), '[]')
        from (select * from orders_orderevent where order_id = o.id order by id limit 200) e)"""
DETAIL = f"""
select json_build_object({_DETAIL_FIELDS} {{more}})::text
from orders_order o join mall_store st on st.id = o.store_id
join orders_ordergroup g on g.id = o.group_id join mall_warehouse w on w.id = o.warehouse_id
where o.id = %(order)s and {{condition}}
"""
_OWN_DETAIL = DETAIL.format(more=f", {_GROUP_FIELDS}", condition="o.buyer_id = %(buyer)s")
_TRACKING = """
select coalesce(json_agg(json_build_object('id', p.id, 'carrier', p.carrier,
    'tracking_number', p.tracking_number, 'status', p.status, 'shipped_at', p.shipped_at,
    'delivered_at', p.delivered_at, 'events', (select coalesce(json_agg(json_build_object('at', t.at,
        'status', t.status, 'text', t.text, 'place', t.place) order by t.at desc, t.id desc), '[]')
        from (select * from orders_trackingevent where parcel_id = p.id order by at desc limit 200) t))
    order by p.shipped_at, p.id), '[]')::text
from orders_parcel p where p.order_id = %(order)s and p.after_sale_id is null
"""
_GROUP = f"""
select json_build_object('id', g.id, 'number', g.number, 'status', g.status, 'payment_id', g.payment_id,
    'pay_by', g.pay_by, 'paid_at', g.paid_at, 'created_at', g.created_at,
    'amounts', json_build_object({_AMOUNTS.format(t="g")}),
    'orders', (select json_agg(json_build_object({CARD_FIELDS}, {_GROUP_FIELDS}) order by o.number)
        from orders_order o join mall_store st on st.id = o.store_id where o.group_id = g.id))::text
from orders_ordergroup g where g.id = %(group)s and g.buyer_id = %(buyer)s
"""


def list_orders(
    *, buyer_id: UUID, state: str, words: str = "", cursor: str | None, limit: int
) -> dict[str, Any]:
    """A page of one's orders in a state, latest first; `words` is a number or part of a title, looked for in
    the next 2,000 orders."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    states = STATES[state]
    found = sql.fetch_value(
        _LIST,
        {
            "buyer": buyer_id,
            "states": [str(each) for each in states] if states else None,
            "words": words or None,
            "like": f"%{_escaped(words)}%",
            "at": after[0],
            "id": after[1],
            "limit": limit + 1,
            "looked_at": SEARCHED if words else limit + 1,
        },
    )
    return as_page(orjson.loads(found), limit)


def as_page(rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """One row too many means that there is another page."""
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = encode_cursor(rows[-1]["created_at"], rows[-1]["id"])
    return {"items": rows, "next_cursor": next_cursor}


def count_orders(buyer_id: UUID) -> dict[str, int]:
    """How many of one's orders wait for something, by state, and how many after-sales cases are open; counted
    to a thousand."""
    counts = dict.fromkeys(("to_pay", "to_ship", "to_receive", "to_review", "after_sales"), 0)
    facts = {"buyer": buyer_id, "limit": COUNT_LIMIT, "open": [str(state) for state in OPEN]}
    return counts | dict(sql.fetch_rows(_COUNTS, facts))


def get_order(*, order_id: UUID, buyer_id: UUID) -> dict[str, Any]:
    """One's order in full. Raises OrderNotFoundError, also for another's."""
    found = sql.fetch_value(_OWN_DETAIL, {"order": order_id, "buyer": buyer_id})
    if found is None:
        raise OrderNotFoundError
    return orjson.loads(found)  # type: ignore[no-any-return]


def get_group(*, group_id: UUID, buyer_id: UUID) -> dict[str, Any]:
    """What was placed at once. Raises OrderNotFoundError."""
    found = sql.fetch_value(_GROUP, {"group": group_id, "buyer": buyer_id})
    if found is None:
        raise OrderNotFoundError
    return orjson.loads(found)  # type: ignore[no-any-return]


def get_tracking(*, order_id: UUID, buyer_id: UUID) -> list[dict[str, Any]]:
    """The parcels of one's order with all that carriers said. Raises OrderNotFoundError."""
    own = sql.fetch_value("select 1 from orders_order where id = %s and buyer_id = %s", [order_id, buyer_id])
    if own is None:
        raise OrderNotFoundError
    return orjson.loads(sql.fetch_value(_TRACKING, {"order": order_id}))  # type: ignore[no-any-return]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
