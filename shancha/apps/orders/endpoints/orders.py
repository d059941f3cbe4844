"""A buyer's orders over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, require_viewer, visitor
from shancha.apps.mall.endpoints.merchants import file_answer, file_response
from shancha.apps.orders.carriers import CARRIERS
from shancha.apps.orders.invoice_files import CONTENT_TYPES
from shancha.apps.orders.queries import orders as queries
from shancha.apps.orders.queries.invoices import find_invoice_file, with_amount
from shancha.apps.orders.queries.receivers import open_receiver
from shancha.apps.orders.schemas.checkouts import InvoiceIn
from shancha.apps.orders.schemas.orders import (
    CancelIn,
    Cancelled,
    Carrier,
    InvoiceBrief,
    Order,
    OrderCard,
    OrderCounts,
    OrderGroup,
    ParcelTracking,
    ReceiverIn,
    Reordered,
    StateFilter,
)
from shancha.apps.orders.services import after_placing, cancelling, invoices, receiving
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import bilingual
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["orders"])
INVOICE_ANSWER = file_answer(*CONTENT_TYPES.values())
Words = Annotated[str, Field(max_length=60)]


@router.get("/orders", auth=member, response={200: Page[OrderCard], **problems(401, 403, 422)})
def list_orders(
    request: HttpRequest,
    state: StateFilter = "all",
    q: Words = "",
    cursor: CursorText = "",
    limit: Limit = 10,
) -> HttpResponse:
    """One's orders in a state, latest first; `q` is a number or part of a title."""
    return json_response(
        queries.list_orders(
            buyer_id=require_viewer(request).id, state=state, words=q.strip(), cursor=cursor, limit=limit
        )
    )


@router.get("/orders/counts", auth=member, response={200: OrderCounts, **problems(401, 403)})
def count_orders(request: HttpRequest) -> HttpResponse:
    """How many of one's orders wait for something."""
    return json_response(queries.count_orders(require_viewer(request).id))


@router.get("/order-groups/{group_id}", auth=member, response={200: OrderGroup, **problems(401, 403, 404)})
def get_order_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """What was placed at once, with the payment to make."""
    return json_response(queries.get_group(group_id=group_id, buyer_id=require_viewer(request).id))


@router.get("/carriers", auth=visitor, response={200: list[Carrier], **problems(401, 403)})
def list_carriers(request: HttpRequest) -> Any:
    """Carriers by code."""
    return [{"code": code, "name": str(bilingual(*names))} for code, names in CARRIERS.items()]


@router.get("/orders/{order_id}", auth=member, response={200: Order, **problems(401, 403, 404)})
def get_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One's order in full, with its timeline."""
    return _order(request, order_id)


def _order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    found = with_amount(queries.get_order(order_id=order_id, buyer_id=require_viewer(request).id))
    return json_response({**found, "receiver": open_receiver(found["receiver"])})


@router.post(
    "/orders/{order_id}/cancel", auth=member, response={200: Cancelled, **problems(401, 403, 404, 409, 422)}
)
def cancel_order(request: HttpRequest, order_id: UUID, payload: CancelIn) -> Any:
    """Cancels before paying (the whole group), or with a full refund before anything is sent."""
    ids = cancelling.cancel_by_buyer(
        user_id=require_viewer(request).id, order_id=order_id, reason=payload.reason
    )
    return {"order_ids": ids}


@router.post("/orders/{order_id}/confirm", auth=member, response={200: Order, **problems(401, 403, 404, 409)})
def confirm_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The goods are there."""
    receiving.confirm(user_id=require_viewer(request).id, order_id=order_id)
    return _order(request, order_id)


@router.post(
    "/orders/{order_id}/remind", auth=member, response={204: None, **problems(401, 403, 404, 409, 429)}
)
def remind_store(request: HttpRequest, order_id: UUID) -> Any:
    """Asks the store to send it, once a day."""
    after_placing.remind(user_id=require_viewer(request).id, order_id=order_id)
    return 204, None


@router.post("/orders/{order_id}/reorder", auth=member, response={200: Reordered, **problems(401, 403, 404)})
def reorder(request: HttpRequest, order_id: UUID) -> Any:
    """Puts the same goods into the cart, at today's prices."""
    added, skipped = after_placing.reorder(user_id=require_viewer(request).id, order_id=order_id)
    return {"added": added, "skipped": skipped}


@router.put(
    "/orders/{order_id}/receiver",
    auth=member,
    response={200: Order, **problems(401, 403, 404, 409, 422)},
)
def change_order_receiver(request: HttpRequest, order_id: UUID, payload: ReceiverIn) -> HttpResponse:
    """Another receiver or address in the same city, before anything is sent."""
    viewer_id = require_viewer(request).id
    after_placing.change_receiver(
        order_id=order_id, actor="buyer", actor_id=viewer_id, buyer_id=viewer_id, **payload.dict()
    )
    return _order(request, order_id)


@router.get(
    "/orders/{order_id}/tracking",
    auth=member,
    response={200: list[ParcelTracking], **problems(401, 403, 404)},
)
def get_order_tracking(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Where its parcels are."""
    return json_response(queries.get_tracking(order_id=order_id, buyer_id=require_viewer(request).id))


@router.post(
    "/orders/{order_id}/invoice",
    auth=member,
    response={201: InvoiceBrief, **problems(401, 403, 404, 409, 422)},
)
def request_invoice(request: HttpRequest, order_id: UUID, payload: InvoiceIn) -> Any:
    """Asks for the invoice of a paid order."""
    return 201, invoices.request_invoice(
        user_id=require_viewer(request).id, order_id=order_id, **payload.dict()
    )


@router.put(
    "/orders/{order_id}/invoice",
    auth=member,
    response={200: InvoiceBrief, **problems(401, 403, 404, 409, 422)},
)
def change_invoice(request: HttpRequest, order_id: UUID, payload: InvoiceIn) -> Any:
    """Another title or kind, before it is issued."""
    return invoices.change_invoice(user_id=require_viewer(request).id, order_id=order_id, **payload.dict())


@router.get(
    "/orders/{order_id}/invoice/file",
    auth=member,
    response={200: None, **problems(401, 403, 404)},
    openapi_extra=INVOICE_ANSWER,
)
def get_invoice_file(request: HttpRequest, order_id: UUID) -> FileResponse:
    """The electronic invoice, for the buyer, the store's staff and operators alone."""
    viewer = require_viewer(request)
    invoice = find_invoice_file(
        order_id=order_id, viewer_id=viewer.id, is_operator=viewer.is_staff and viewer.is_operator
    )
    filename = f"{invoice.number or invoice.order.number}.{invoice.file_format}"
    return file_response(invoice.file_path, filename, CONTENT_TYPES[invoice.file_format])
