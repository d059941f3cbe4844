"""Orders in a flash sale over HTTP."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, participant, require_viewer
from shancha.apps.orders.schemas.checkouts import Placed
from shancha.apps.orders.schemas.flash import FlashOrderIn, FlashQuote, Pieces
from shancha.apps.orders.services import flash_orders, flash_quotes
from shancha.kit.errors import problems
from shancha.kit.http import json_response

router = Router(tags=["orders"])


@router.get(
    "/flash-items/{item_id}/quote",
    auth=member,
    response={200: FlashQuote, **problems(401, 403, 404, 409, 422)},
)
def get_flash_quote(request: HttpRequest, item_id: UUID, address_id: UUID, quantity: Pieces = 1) -> Any:
    """What pieces of a flash sale come to at one of one's own addresses, with the promised day; holds
    nothing. 409 while the sale does not run."""
    return asdict(
        flash_quotes.quote_flash_order(
            user_id=require_viewer(request).id, item_id=item_id, quantity=quantity, address_id=address_id
        )
    )


@router.post(
    "/flash-items/{item_id}/orders",
    auth=participant,
    response={201: Placed, **problems(401, 403, 404, 409, 422)},
)
def place_flash_order(request: HttpRequest, item_id: UUID, payload: FlashOrderIn) -> Any:
    """Orders pieces of a flash sale at its price. One order for each buyer and item: asked again it answers
    the order that stands, so that a lost answer can be asked for again. With `expected_payable` it is
    placed at that total or not at all."""
    placed = flash_orders.place_flash_order(
        user_id=require_viewer(request).id, item_id=item_id, **payload.dict()
    )
    return json_response(asdict(placed), status=201)
