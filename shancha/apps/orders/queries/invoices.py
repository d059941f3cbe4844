"""The file of an invoice, for those whom it concerns."""

from uuid import UUID

from shancha.apps.mall.policies import FINANCE, SERVICE, SHIPPING, has_store_role
from shancha.apps.orders.errors import InvoiceFileNotFoundError
from shancha.apps.orders.models import Invoice


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
        or has_store_role(viewer_id, order.store_id, FINANCE | SERVICE | SHIPPING)
    ):
        raise InvoiceFileNotFoundError
    return invoice
