"""Invoices: asked for by buyers, issued by stores, with the electronic one as a file."""

from typing import IO
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.accounts import vault
from shancha.apps.orders import invoice_files
from shancha.apps.orders.errors import (
    InvoiceExistsError,
    InvoiceFileInvalidError,
    OrderNotFoundError,
    OrderStateError,
)
from shancha.apps.orders.models import Invoice, InvoiceCorrection, Order
from shancha.apps.orders.queries.invoices import invoice_amount
from shancha.apps.orders.services.checkouts import check_invoice
from shancha.apps.orders.services.notices import tell_buyer
from shancha.apps.orders.states import Status
from shancha.kit.clock import now
from shancha.kit.ids import new_key

_PAID = {Status.TO_SHIP, Status.TO_RECEIVE, Status.TO_REVIEW, Status.COMPLETED}


@transaction.atomic
def request_invoice(
    *, user_id: UUID, order_id: UUID, kind: str, title: str, tax_number: str = "", email: str = ""
) -> Invoice:
    """Asks for the invoice of a paid order, once. Raises OrderNotFoundError, OrderStateError,
    InvoiceExistsError, CheckoutIncompleteError."""
    order = Order.objects.filter(id=order_id, buyer_id=user_id).first()
    if order is None:
        raise OrderNotFoundError
    if order.status not in _PAID:
        raise OrderStateError
    wanted = check_invoice(kind=kind, title=title, tax_number=tax_number, email=email)
    try:
        with transaction.atomic():
            return Invoice.objects.create(order=order, **wanted)
    except IntegrityError as error:
        raise InvoiceExistsError from error


@transaction.atomic
def issue_invoice(*, store_id: UUID, order_id: UUID, number: str) -> None:
    """The store issued it: over what was paid in money for goods and freight and is kept. The buyer is told.
    Raises
    OrderNotFoundError where none was asked for, OrderStateError where it was issued or nothing was paid."""
    invoice = _lock(store_id, order_id)
    invoice.amount = invoice_amount(order_id)
    is_asked = invoice.status == Invoice.InvoiceStatus.REQUESTED
    if not is_asked or invoice.order.status not in _PAID or not invoice.amount:
        raise OrderStateError
    invoice.number, invoice.status, invoice.issued_at = number, Invoice.InvoiceStatus.ISSUED, now()
    invoice.save(update_fields=["amount", "number", "status", "issued_at"])
    tell_buyer(order_id, "invoice_issued", number=number)


@transaction.atomic
def change_invoice(
    *, user_id: UUID, order_id: UUID, kind: str, title: str, tax_number: str = "", email: str = ""
) -> Invoice:
    """The buyer wants it for somebody else, before it is issued. Raises OrderNotFoundError, OrderStateError,
    CheckoutIncompleteError."""
    store_id = Order.objects.filter(id=order_id, buyer_id=user_id).values_list("store_id", flat=True).first()
    if store_id is None:
        raise OrderNotFoundError
    invoice = _lock(store_id, order_id)
    if invoice.status != Invoice.InvoiceStatus.REQUESTED or invoice.file_path:
        raise OrderStateError
    for name, value in check_invoice(kind=kind, title=title, tax_number=tax_number, email=email).items():
        setattr(invoice, name, value)
    invoice.save(update_fields=["kind", "title", "tax_number", "email"])
    return invoice


@transaction.atomic
def give_correction(*, store_id: UUID, order_id: UUID, number: str) -> Invoice:
    """The store issued the red-letter invoice over everything that went back since; the buyer is told. Raises
    OrderNotFoundError, OrderStateError where nothing is to be corrected."""
    invoice = _lock(store_id, order_id)
    given = InvoiceCorrection.objects.filter(invoice=invoice, number="").update(
        number=number, issued_at=now()
    )
    if not given:
        raise OrderStateError
    tell_buyer(order_id, "invoice_corrected", number=number)
    return invoice


@transaction.atomic
def attach_file(*, store_id: UUID, order_id: UUID, file: IO[bytes]) -> Invoice:
    """The store gives the electronic invoice, or another in its place; of one that was issued before, the
    buyer is told. Raises OrderNotFoundError where none was asked for, OrderStateError where it is void,
    InvoiceFileInvalidError."""
    invoice = _lock(store_id, order_id)
    if invoice.status == Invoice.InvoiceStatus.VOID:
        raise OrderStateError
    size = file.seek(0, 2)
    file_format = invoice_files.recognise(file) if 0 < size <= invoice_files.MAX_BYTES else None
    if file_format is None:
        raise InvoiceFileInvalidError
    before = invoice.file_path
    invoice.file_path = f"invoices/{new_key()}.{file_format}"
    invoice.file_format, invoice.file_size = file_format, size
    vault.keep(invoice.file_path, file)
    invoice.save(update_fields=["file_path", "file_format", "file_size"])
    transaction.on_commit(lambda: vault.discard(before))
    if invoice.status == Invoice.InvoiceStatus.ISSUED:
        tell_buyer(order_id, "invoice_file_added", number=invoice.number)
    return invoice


def _lock(store_id: UUID, order_id: UUID) -> Invoice:
    """The order first, so that no refund comes in between. Raises OrderNotFoundError."""
    Order.objects.select_for_update(no_key=True).filter(id=order_id, store_id=store_id).first()
    invoice = (
        Invoice.objects.select_for_update(of=("self",))
        .select_related("order")
        .filter(order_id=order_id, order__store_id=store_id)
        .first()
    )
    if invoice is None:
        raise OrderNotFoundError
    return invoice
