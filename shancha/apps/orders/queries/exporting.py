"""A member's own orders, addresses and identities, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.orders.models import Address, BuyerIdentity
from shancha.apps.orders.queries.receivers import open_receiver
from shancha.kit import sql

_ORDERS = """
select o.number, o.status, st.name as store, o.trade_mode, o.goods_amount, o.store_discount,
    o.platform_discount, o.freight_amount, o.freight_discount, o.tax_amount, o.points_amount, o.wallet_amount,
    o.payable_amount, o.paid_amount, o.refunded_amount, o.receiver, o.region, o.remark, o.created_at,
    o.paid_at, o.shipped_at, o.received_at, o.completed_at, o.cancelled_at, o.closed_at
from orders_order o join mall_store st on st.id = o.store_id
where o.buyer_id = %(user)s::uuid order by o.id
"""
_PARTS = {
    "order_lines.json": """
        select o.number, l.title, l.options, l.quantity, l.unit_price, l.price_kind, l.payable_amount,
            l.wallet_amount, l.points_amount, l.tax_amount, l.refunded_quantity, l.refunded_amount
        from orders_orderline l join orders_order o on o.id = l.order_id
        where o.buyer_id = %(user)s::uuid order by o.id, l.position""",
    "parcels.json": """
        select o.number, p.after_sale_id is not null as is_return, p.carrier, p.tracking_number, p.status,
            p.shipped_at, p.delivered_at
        from orders_parcel p join orders_order o on o.id = p.order_id
        where o.buyer_id = %(user)s::uuid order by o.id, p.id""",
    "cart.json": """
        select p.title, v.options::text as options, l.quantity, l.added_at from orders_cartline l
        join mall_variant v on v.id = l.variant_id join mall_product p on p.id = v.product_id
        where l.user_id = %(user)s::uuid order by l.added_at""",
}


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Everything of the member's in this app, as it is stored; identity numbers masked."""
    orders = sql.fetch_all(_ORDERS, {"user": user_id})
    yield "orders.json", [{**row, "receiver": open_receiver(row["receiver"])} for row in orders]
    for path, statement in _PARTS.items():
        yield path, sql.fetch_all(statement, {"user": user_id})
    names = ("province", "city", "district", "tag")
    addresses = Address.objects.filter(user_id=user_id).order_by("created_at")
    yield (
        "addresses.json",
        [{**row.open_contact(), **{name: getattr(row, name) for name in names}} for row in addresses],
    )
    identities = BuyerIdentity.objects.filter(user_id=user_id, removed_at=None)
    yield (
        "identities.json",
        list(identities.values("masked_name", "masked_number", "consent_at", "consent_version", "purge_at")),
    )
