"""Checkouts over HTTP: begun, changed, looked at, placed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import participant, require_viewer
from shancha.apps.orders.schemas.checkouts import Checkout, CheckoutIn, CheckoutPatch, Placed, PlaceIn
from shancha.apps.orders.services import checkouts, placing
from shancha.apps.orders.services.checkout_views import describe
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.idempotency import IdempotencyKey, once

router = Router(tags=["orders"])
TRIES = 3


@router.post("/checkouts", auth=participant, response={201: Checkout, **problems(401, 403, 409, 422)})
def begin_checkout(request: HttpRequest, payload: CheckoutIn) -> HttpResponse:
    """Begins a checkout with the default address and the best coupons."""
    user_id = require_viewer(request).id
    if payload.now is not None:
        touch = payload.now.touch.dict(exclude_defaults=True) if payload.now.touch else {}
        checkout = checkouts.begin_now(
            user_id=user_id,
            variant_id=payload.now.variant_id,
            quantity=payload.now.quantity,
            touch=touch,
        )
    else:
        checkout = checkouts.begin_from_cart(user_id=user_id, line_ids=payload.line_ids)
    return json_response(describe(checkout), status=201)


@router.get(
    "/checkouts/{checkout_id}",
    auth=participant,
    response={200: Checkout, **problems(401, 403, 404, 409)},
)
def get_checkout(request: HttpRequest, checkout_id: UUID) -> HttpResponse:
    """The checkout at this moment's prices; on any of one's devices, for a day."""
    checkout = checkouts.get_checkout(user_id=require_viewer(request).id, checkout_id=checkout_id)
    return json_response(describe(checkout))


@router.patch(
    "/checkouts/{checkout_id}",
    auth=participant,
    response={200: Checkout, **problems(401, 403, 404, 409, 422)},
)
def change_checkout(request: HttpRequest, checkout_id: UUID, payload: CheckoutPatch) -> HttpResponse:
    """Changes what is given, and answers the whole."""
    checkout = checkouts.change_checkout(
        user_id=require_viewer(request).id, checkout_id=checkout_id, **payload.dict(exclude_unset=True)
    )
    return json_response(describe(checkout))


@router.post(
    "/checkouts/{checkout_id}/order",
    auth=participant,
    response={201: Placed, **problems(401, 403, 404, 409, 422)},
)
def place_order(
    request: HttpRequest, checkout_id: UUID, payload: PlaceIn, key: IdempotencyKey
) -> HttpResponse:
    """Places the order at the amounts that were shown; the same key again gives the same answer."""
    user_id = require_viewer(request).id

    def place() -> tuple[int, Any]:
        return 201, placing.place_order(user_id=user_id, checkout_id=checkout_id, digest=payload.digest)

    def answer() -> HttpResponse:
        asked = {"checkout": checkout_id, "digest": payload.digest}
        return once(scope="orders.place", owner_id=user_id, key=key, payload=asked, action=place)

    return _drawing_numbers(answer)


def _drawing_numbers(answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Two orders may draw the same number once in a long while; the later one draws again."""
    for _ in range(TRIES - 1):
        try:
            return answer()
        except IntegrityError as error:
            if "number" not in str(error):
                raise
    return answer()
