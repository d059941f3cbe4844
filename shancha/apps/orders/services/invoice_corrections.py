"""An invoice follows what was kept: smaller after a refund, void when nothing is left."""

from uuid import UUID

from shancha.apps.mall.policies import FINANCE, SERVICE
from shancha.apps.orders.models import Invoice, InvoiceCorrection, Order
from shancha.apps.orders.queries.invoices import invoice_amount
from shancha.apps.orders.services.notices import tell_store
from shancha.apps.orders.states import Status

_State = Invoice.InvoiceStatus
_OVER = {Status.CANCELLED, Status.CLOSED}


def correct_invoice(order_id: UUID) -> None:
    """Money of an order went back. What was issued is corrected by the difference, and the store is told to
    issue the red-letter invoice; what was not is given up with the order. Called with the order's row locked,
    after everything else of the refund is written."""
    invoice = Invoice.objects.select_for_update().filter(order_id=order_id).first()
    if invoice is None or invoice.status == _State.VOID:
        return
    order = Order.objects.get(id=order_id)
    is_over = order.status in _OVER
    amount = 0 if is_over else invoice_amount(order_id)
    if invoice.status == _State.ISSUED and amount < invoice.amount:
        InvoiceCorrection.objects.create(invoice=invoice, amount=invoice.amount - amount)
        invoice.amount = amount
        tell_store(
            order.store_id,
            "invoice_to_correct",
            subject_id=order_id,
            roles=FINANCE | SERVICE,
            number=order.number,
        )
    if is_over:
        invoice.status = _State.VOID
    invoice.save(update_fields=["amount", "status"])
