"""A store's orders over HTTP. Who does not work for the store, learns nothing of it."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile
from pydantic import Field

from shancha.apps.accounts.authentication import member, participant, require_viewer
from shancha.apps.mall.policies import EVERYBODY, FINANCE, HANDLERS, SERVICE, SHIPPING, require_store_role
from shancha.apps.orders.errors import InvoiceFileInvalidError, OrderNotFoundError
from shancha.apps.orders.invoice_files import MAX_BYTES
from shancha.apps.orders.models import Order as OrderRow
from shancha.apps.orders.queries import funnels
from shancha.apps.orders.queries import merchant_orders as queries
from shancha.apps.orders.queries.invoices import with_amount
from shancha.apps.orders.queries.receivers import masked, open_receiver
from shancha.apps.orders.schemas.orders import (
    Figures,
    Funnel,
    InvoiceBrief,
    InvoiceIssueIn,
    MerchantCancelIn,
    MerchantNoteIn,
    MerchantOrder,
    MerchantOrderCard,
    ParcelIn,
    ReceiverIn,
    StateFilter,
)
from shancha.apps.orders.services import after_placing, cancelling, invoices, shipping
from shancha.kit import limits
from shancha.kit.crypto import decrypt
from shancha.kit.errors import problems
from shancha.kit.http import form_fits, json_response
from shancha.kit.language import is_english
from shancha.kit.numbers import home_date
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["merchant"])
ORDERS = "/merchant/stores/{store_id}/orders"


def _role(request: HttpRequest, store_id: UUID, roles: frozenset[str] = EVERYBODY) -> UUID:
    viewer_id = require_viewer(request).id
    require_store_role(viewer_id, store_id, roles)
    return viewer_id


@router.get(ORDERS, auth=member, response={200: Page[MerchantOrderCard], **problems(401, 403, 404, 422)})
def list_store_orders(  # noqa: PLR0917 - Ninja passes them by name
    request: HttpRequest,
    store_id: UUID,
    state: StateFilter = "all",
    number: Annotated[str, Field(max_length=20)] = "",
    is_overdue: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: CursorText = "",
    limit: Limit = 20,
) -> HttpResponse:
    """A store's orders, latest first; addresses stand in the single order alone."""
    _role(request, store_id)
    return json_response(
        queries.list_orders(
            store_id=store_id,
            state=state,
            number=number.strip(),
            overdue=is_overdue,
            cursor=cursor,
            limit=limit,
        )
    )


@router.get(
    "/merchant/stores/{store_id}/figures",
    auth=member,
    response={200: Figures, **problems(401, 403, 404)},
)
def get_store_figures(request: HttpRequest, store_id: UUID) -> HttpResponse:
    """What waits, and sales by day, net of refunds."""
    _role(request, store_id)
    return json_response(queries.get_figures(store_id=store_id, today=f"{home_date():%Y-%m-%d}"))


@router.get(
    "/merchant/stores/{store_id}/figures/funnel",
    auth=member,
    response={200: Funnel, **problems(401, 403, 404, 422)},
)
def get_store_funnel(
    request: HttpRequest, store_id: UUID, days: Annotated[int, Field(ge=7, le=90)] = 30
) -> HttpResponse:
    """From the first sight to the kept order, by day and source; where orders were lost; what sold."""
    _role(request, store_id)
    found = funnels.get_funnel(store_id=store_id, today=home_date(), days=days, english=is_english())
    return json_response(found)


@router.get(ORDERS + "/{order_id}", auth=member, response={200: MerchantOrder, **problems(401, 403, 404)})
def get_store_order(request: HttpRequest, store_id: UUID, order_id: UUID) -> HttpResponse:
    """An order of the store. The address is open to those who ship or serve, as long as it is needed."""
    viewer_id = require_viewer(request).id
    return _order(store_id, order_id, require_store_role(viewer_id, store_id))


def _order(store_id: UUID, order_id: UUID, role: str) -> HttpResponse:
    found = with_amount(queries.get_order(order_id=order_id, store_id=store_id))
    receiver = open_receiver(found["receiver"])
    is_open = role in HANDLERS and queries.needs_address(found["status"])
    asked = found["invoice_request"]
    if asked:
        opened = {name: decrypt(value) if value else "" for name, value in asked.items()}
        found["invoice_request"] = opened if role in HANDLERS | FINANCE else None
    return json_response({**found, "receiver": receiver if is_open else masked(receiver)})


@router.post(
    ORDERS + "/{order_id}/parcels",
    auth=participant,
    response={201: MerchantOrder, **problems(401, 403, 404, 409, 422)},
)
def ship_order(request: HttpRequest, store_id: UUID, order_id: UUID, payload: ParcelIn) -> HttpResponse:
    """Sends a parcel with all that is left, or a part."""
    viewer_id = require_viewer(request).id
    role = require_store_role(viewer_id, store_id, SHIPPING)
    shipping.ship(
        store_id=store_id,
        order_id=order_id,
        carrier=payload.carrier,
        tracking_number=payload.tracking_number.strip(),
        actor_id=viewer_id,
        quantities=None if payload.lines is None else {each.line_id: each.quantity for each in payload.lines},
    )
    response = _order(store_id, order_id, role)
    response.status_code = 201
    return response


@router.post(
    ORDERS + "/{order_id}/cancel",
    auth=participant,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def cancel_store_order(
    request: HttpRequest, store_id: UUID, order_id: UUID, payload: MerchantCancelIn
) -> Any:
    """Cancels a paid order with a full refund, such as when the goods are not there."""
    viewer_id = _role(request, store_id, HANDLERS)
    _require_of_store(store_id, order_id)
    cancelling.cancel_paid(order_id=order_id, actor="merchant", actor_id=viewer_id, reason=payload.reason)
    return 204, None


@router.put(
    ORDERS + "/{order_id}/receiver",
    auth=participant,
    response={200: MerchantOrder, **problems(401, 403, 404, 409, 422)},
)
def change_store_order_receiver(
    request: HttpRequest, store_id: UUID, order_id: UUID, payload: ReceiverIn
) -> HttpResponse:
    """Another receiver or address in the same city, at the buyer's wish; it stands in the timeline."""
    viewer_id = require_viewer(request).id
    role = require_store_role(viewer_id, store_id, HANDLERS)
    after_placing.change_receiver(
        order_id=order_id, actor="merchant", actor_id=viewer_id, store_id=store_id, **payload.dict()
    )
    return _order(store_id, order_id, role)


@router.put(
    ORDERS + "/{order_id}/note",
    auth=participant,
    response={204: None, **problems(401, 403, 404, 422)},
)
def note_store_order(request: HttpRequest, store_id: UUID, order_id: UUID, payload: MerchantNoteIn) -> Any:
    """The store's own note on an order."""
    _role(request, store_id, HANDLERS)
    after_placing.note_order(store_id=store_id, order_id=order_id, text=payload.text)
    return 204, None


@router.post(
    ORDERS + "/{order_id}/invoice",
    auth=participant,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def issue_invoice(request: HttpRequest, store_id: UUID, order_id: UUID, payload: InvoiceIssueIn) -> Any:
    """The invoice that the buyer asked for was issued."""
    _role(request, store_id, FINANCE | SERVICE)
    invoices.issue_invoice(store_id=store_id, order_id=order_id, number=payload.number)
    return 204, None


@router.post(
    ORDERS + "/{order_id}/invoice/file",
    auth=participant,
    response={200: InvoiceBrief, **problems(401, 403, 404, 409, 422, 429)},
)
def attach_invoice_file(
    request: HttpRequest, store_id: UUID, order_id: UUID, file: File[UploadedFile]
) -> Any:
    """Gives the electronic invoice (PDF, OFD or XML of at most 5 MB), or another in its place."""
    actor_id = _role(request, store_id, FINANCE | SERVICE)
    limits.check("invoice_file", str(actor_id), limit=120, seconds=3600)
    if not form_fits(request, MAX_BYTES):
        raise InvoiceFileInvalidError
    return invoices.attach_file(store_id=store_id, order_id=order_id, file=file)


@router.post(
    ORDERS + "/{order_id}/invoice/corrections",
    auth=participant,
    response={200: InvoiceBrief, **problems(401, 403, 404, 409, 422)},
)
def correct_invoice(request: HttpRequest, store_id: UUID, order_id: UUID, payload: InvoiceIssueIn) -> Any:
    """The red-letter invoice over what went back was issued."""
    _role(request, store_id, FINANCE | SERVICE)
    return invoices.give_correction(store_id=store_id, order_id=order_id, number=payload.number)


def _require_of_store(store_id: UUID, order_id: UUID) -> None:
    if not OrderRow.objects.filter(id=order_id, store_id=store_id).exists():
        raise OrderNotFoundError
