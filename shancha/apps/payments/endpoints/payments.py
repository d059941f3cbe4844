"""Payments over HTTP: for payers, and for providers that call back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import member, participant, require_viewer, visitor
from shancha.apps.payments import services
from shancha.apps.payments.queries import payments as queries
from shancha.apps.payments.schemas.payments import ChargeOut, ChargeStart, PaymentMethod, PaymentOut
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.http import client_address
from shancha.kit.idempotency import IdempotencyKey

router = Router(tags=["payments"])


@router.get("/payments/methods", auth=visitor, response={200: list[PaymentMethod], **problems(401, 403)})
def list_payment_methods(request: HttpRequest) -> Any:
    """The ways to pay here."""
    return queries.list_methods()


@router.get("/payments/{payment_id}", auth=member, response={200: PaymentOut, **problems(401, 403, 404)})
def get_payment(request: HttpRequest, payment_id: UUID) -> Any:
    """A payment of one's own: ask again after `poll_seconds` while the provider has not told yet."""
    return queries.get_payment(payment_id=payment_id, payer_id=require_viewer(request).id)


@router.post(
    "/payments/{payment_id}/charges",
    auth=participant,
    response={201: ChargeOut, **problems(401, 403, 404, 409, 422, 429, 503)},
)
def start_charge(
    request: HttpRequest, payment_id: UUID, payload: ChargeStart, idempotency_key: IdempotencyKey
) -> Any:
    """Opens an attempt at a provider. However often it is asked, the same provider has one open attempt for
    a payment, so the key need not be remembered."""
    viewer_id = require_viewer(request).id
    limits.check("start_charge", str(viewer_id), limit=30, seconds=60)
    charge = services.start_charge(
        payment_id=payment_id,
        payer_id=viewer_id,
        provider=payload.provider,
        return_path=payload.return_path,
        client_ip=client_address(request),
        is_phone=payload.is_phone,
    )
    return 201, queries.shape_charge(charge)


@router.post("/payments/callbacks/{provider}", auth=None, include_in_schema=False)
def receive_callback(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider calls back. It has no session: its signature is the proof. Not for clients, so not in the
    description."""
    reply = services.record_notice(
        provider=provider,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.body,
        client_ip=client_address(request),
    )
    return HttpResponse(reply.body, status=reply.status, content_type=reply.content_type)
