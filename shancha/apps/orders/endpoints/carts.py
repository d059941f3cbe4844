"""The cart over HTTP, for members and for visitors."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import (
    existing_visitor_key,
    member,
    require_viewer,
    viewer_of,
    visitor,
    visitor_key_of,
)
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.queries import carts as queries
from shancha.apps.orders.schemas.carts import (
    Cart,
    CartAdd,
    CartAdded,
    CartCount,
    CartLineIds,
    CartLinePatch,
    CartSelection,
)
from shancha.apps.orders.services import carts
from shancha.kit.errors import problems
from shancha.kit.http import json_response

router = Router(tags=["orders"])


def _owner(request: HttpRequest) -> CartOwner:
    viewer = viewer_of(request)
    return CartOwner(viewer.id, "") if viewer else CartOwner(None, visitor_key_of(request))


def _cart(owner: CartOwner) -> HttpResponse:
    return json_response(queries.get_cart(owner))


@router.get("/cart", auth=visitor, response={200: Cart, **problems(401, 403)})
def get_cart(request: HttpRequest) -> HttpResponse:
    """The cart by store and trade mode; what can't be bought apart; what changed is told."""
    return _cart(_owner(request))


@router.get("/cart/count", auth=visitor, response={200: CartCount, **problems(401, 403)})
def count_cart(request: HttpRequest) -> HttpResponse:
    """How much is in it."""
    return json_response(queries.count_cart(_owner(request)))


@router.post("/cart/lines", auth=visitor, response={201: CartAdded, **problems(401, 403, 409, 422)})
def add_to_cart(request: HttpRequest, payload: CartAdd) -> HttpResponse:
    """Puts pieces of a variant in; no account is needed."""
    added = carts.add_to_cart(
        owner=_owner(request),
        variant_id=payload.variant_id,
        quantity=payload.quantity,
        touch=payload.touch.dict(exclude_defaults=True) if payload.touch else None,
    )
    return json_response(added, status=201)


@router.patch(
    "/cart/lines/{line_id}", auth=visitor, response={200: Cart, **problems(401, 403, 404, 409, 422)}
)
def change_cart_line(request: HttpRequest, line_id: UUID, payload: CartLinePatch) -> HttpResponse:
    """Changes number, selection or variant of a line; answers the whole cart."""
    owner = _owner(request)
    carts.change_line(owner=owner, line_id=line_id, **payload.dict(exclude_unset=True))
    return _cart(owner)


@router.post("/cart/selection", auth=visitor, response={200: Cart, **problems(401, 403, 422)})
def select_cart_lines(request: HttpRequest, payload: CartSelection) -> HttpResponse:
    """Selects or deselects lines; answers the whole cart."""
    owner = _owner(request)
    carts.select_lines(owner=owner, is_selected=payload.is_selected, line_ids=payload.line_ids)
    return _cart(owner)


@router.post("/cart/removals", auth=visitor, response={200: Cart, **problems(401, 403, 422)})
def remove_cart_lines(request: HttpRequest, payload: CartLineIds) -> HttpResponse:
    """Takes lines out, such as all that can't be bought; answers the whole cart."""
    owner = _owner(request)
    carts.remove_lines(owner=owner, line_ids=payload.line_ids)
    return _cart(owner)


@router.delete("/cart/lines/{line_id}", auth=visitor, response={204: None, **problems(401, 403)})
def remove_cart_line(request: HttpRequest, line_id: UUID) -> Any:
    """Takes one line out; one that is gone already does not matter."""
    carts.remove_lines(owner=_owner(request), line_ids=[line_id])
    return 204, None


@router.post("/cart/seen", auth=visitor, response={204: None, **problems(401, 403)})
def acknowledge_cart_changes(request: HttpRequest) -> Any:
    """Today's prices were seen; changes are told from here on."""
    carts.acknowledge_changes(owner=_owner(request))
    return 204, None


@router.post("/cart/merge", auth=member, response={200: Cart, **problems(401, 403)})
def merge_cart(request: HttpRequest) -> HttpResponse:
    """Takes over what this browser's cart held before signing in (which signing in does by itself)."""
    viewer_id, key = require_viewer(request).id, existing_visitor_key(request)
    if key:
        carts.merge_cart(user_id=viewer_id, visitor_key=key)
    return _cart(CartOwner(viewer_id, ""))
