"""What an invoice is made out over, and its file, for those whom it concerns."""

from typing import Any
from uuid import UUID

from shancha.apps.mall.policies import FINANCE, HANDLERS, has_store_role
from shancha.apps.orders.errors import InvoiceFileNotFoundError
from shancha.apps.orders.models import Invoice, OrderLine
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.refunding import invoiced


def invoice_amount(order_id: UUID) -> int:
    """What of an order's goods and freight was paid in money and is kept, fen."""
    return sum(invoiced(facts) for facts in line_facts(OrderLine.objects.filter(order_id=order_id)).values())


def with_amount(order: dict[str, Any]) -> dict[str, Any]:
    """An order as read, where an invoice that is still to be issued stands with the amount of this moment."""
    invoice = order["invoice"]
    if invoice and invoice["status"] == Invoice.InvoiceStatus.REQUESTED:
        order["invoice"] = {**invoice, "amount": invoice_amount(UUID(order["id"]))}
    return order


def find_invoice_file(*, order_id: UUID, viewer_id: UUID, is_operator: bool) -> Invoice:
    """The invoice with a file: for the order's buyer, the store's staff that handles orders or money, and
    operators. Raises InvoiceFileNotFoundError for anybody else, and where there is no file."""
    invoice = Invoice.objects.select_related("order").filter(order_id=order_id).exclude(file_path="").first()
    if invoice is None:
        raise InvoiceFileNotFoundError
    order = invoice.order
    if not (
        is_operator
        or order.buyer_id == viewer_id
        or has_store_role(viewer_id, order.store_id, FINANCE | HANDLERS)
    ):
        raise InvoiceFileNotFoundError
    return invoice
