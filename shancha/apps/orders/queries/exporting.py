"""A member's own orders, what came of them, addresses and identities, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.accounts import vault
from shancha.apps.orders.models import Address, AfterSale, AfterSaleEvent, BuyerIdentity, Invoice
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
_CASE = (
    "number", "order__number", "line__title", "kind", "reason", "description", "pictures", "quantity",
    "asked_amount", "agreed_amount", "status", "answer", "return_carrier", "return_number",
    "exchange_carrier", "exchange_number", "ruling", "ruled_for", "created_at", "ended_at",
    "objection__reason", "objection__status", "objection__amount", "objection__granted", "objection__paid",
    "objection__ruling",
)  # fmt: skip
_PARTS = {
    "order_lines.json": """
        select o.number, l.title, l.options, l.quantity, l.unit_price, l.price_kind, l.payable_amount,
            l.wallet_amount, l.points_amount, l.tax_amount, l.refunded_quantity, l.refunded_amount
        from orders_orderline l join orders_order o on o.id = l.order_id
        where o.buyer_id = %(user)s::uuid order by o.id, l.position""",
    "parcels.json": """
        select o.number, p.after_sale_id is not null as is_after_sale,
            p.to_buyer, p.carrier, p.tracking_number, p.status,
            p.shipped_at, p.delivered_at
        from orders_parcel p join orders_order o on o.id = p.order_id
        where o.buyer_id = %(user)s::uuid order by o.id, p.id""",
    "refunds.json": """
        select o.number, l.title, r.quantity, r.amount, r.to_provider, r.to_wallet, r.to_points, r.arrived_at,
            r.created_at
        from orders_refundpart r join orders_order o on o.id = r.order_id
        join orders_orderline l on l.id = r.line_id where o.buyer_id = %(user)s::uuid order by r.id""",
    "reviews.json": """
        select o.number, p.title, r.options, r.rating, r.text, r.pictures::text as pictures, r.is_anonymous,
            r.follow_up, r.follow_up_pictures::text as follow_up_pictures, r.follow_up_at, r.reply,
            r.reply_at, r.fold_reason, r.folded_at, r.note_id, r.created_at
        from orders_review r join orders_order o on o.id = r.order_id
        join mall_product p on p.id = r.product_id where r.buyer_id = %(user)s::uuid order by r.id""",
    "invoice_corrections.json": """
        select o.number, c.amount, c.number as invoice_number, c.created_at, c.issued_at
        from orders_invoicecorrection c join orders_invoice i on i.id = c.invoice_id
        join orders_order o on o.id = i.order_id where o.buyer_id = %(user)s::uuid order by c.id""",
    "recalls.json": """
        select o.number, r.recall_id, r.told_at from orders_recallnotice r
        join orders_order o on o.id = r.order_id where r.buyer_id = %(user)s::uuid order by r.told_at""",
    "touches.json": """
        select note_id, product_id, kind, at from orders_touch where user_id = %(user)s::uuid order by at""",
    "credits.json": """
        select note_id, product_id, share_bp, amount, returned, status, created_at
        from orders_credit where author_id = %(user)s::uuid order by id""",
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
    yield from _after_sales(user_id)
    yield from _invoices(user_id)


def _after_sales(user_id: UUID) -> Iterable[tuple[str, Any]]:
    cases = AfterSale.objects.filter(buyer_id=user_id).order_by("id")
    yield "after_sales.json", list(cases.values(*_CASE))
    events = AfterSaleEvent.objects.filter(after_sale__buyer_id=user_id).order_by("after_sale_id", "id")
    said = ("after_sale__number", "kind", "to_status", "actor_kind", "text", "pictures", "created_at")
    yield "after_sale_events.json", list(events.values(*said))


def _invoices(user_id: UUID) -> Iterable[tuple[str, Any]]:
    invoices = Invoice.objects.filter(order__buyer_id=user_id).order_by("id")
    fields = ("order__number", "kind", "title", "tax_number", "email", "status", "number", "amount")
    yield "invoices.json", list(invoices.values(*fields, "requested_at", "issued_at"))
    for invoice in invoices.exclude(file_path="").select_related("order").iterator(chunk_size=100):
        try:
            yield f"invoices/{invoice.order.number}.{invoice.file_format}", vault.open_kept(invoice.file_path)
        except FileNotFoundError:
            continue
