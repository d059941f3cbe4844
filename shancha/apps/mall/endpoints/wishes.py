"""Wish lists."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, participant, require_viewer, visitor
from shancha.apps.mall.queries import wishes as queries
from shancha.apps.mall.schemas.shopping import (
    SharedWishList,
    WishEntry,
    WishListBrief,
    WishListCreate,
    WishListUpdate,
    WishMove,
    WishPut,
)
from shancha.apps.mall.services import wishes
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["mall"])
ShareKey = Annotated[str, Field(max_length=32)]


@router.get("/me/wish-lists", auth=member, response={200: list[WishListBrief], **problems(401, 403, 422)})
def list_my_wish_lists(request: HttpRequest, product_id: UUID | None = None) -> Any:
    """One's own lists. With `product_id`, `has_product` tells which hold it."""
    return queries.list_lists(owner_id=require_viewer(request).id, product_id=product_id)


@router.post(
    "/me/wish-lists", auth=participant, response={201: WishListBrief, **problems(401, 403, 409, 422)}
)
def create_wish_list(request: HttpRequest, payload: WishListCreate) -> Any:
    """Makes a list."""
    made = wishes.create_list(owner_id=require_viewer(request).id, name=payload.name, note=payload.note)
    return 201, queries.as_json(made)


@router.patch(
    "/me/wish-lists/{list_id}",
    auth=participant,
    response={200: WishListBrief, **problems(401, 403, 404, 422)},
)
def update_wish_list(request: HttpRequest, list_id: UUID, payload: WishListUpdate) -> Any:
    """Renames a list of one's own, shares it or ends that."""
    changed = wishes.update_list(
        owner_id=require_viewer(request).id,
        list_id=list_id,
        name=payload.name,
        note=payload.note,
        is_shared=payload.is_shared,
    )
    return queries.as_json(changed)


@router.delete("/me/wish-lists/{list_id}", auth=member, response={204: None, **problems(401, 403, 404, 422)})
def delete_wish_list(request: HttpRequest, list_id: UUID) -> Any:
    """Deletes a list of one's own with what is on it; the default one stays."""
    wishes.delete_list(owner_id=require_viewer(request).id, list_id=list_id)
    return 204, None


@router.get(
    "/me/wish-lists/{list_id}/wishes",
    auth=member,
    response={200: Page[WishEntry], **problems(401, 403, 404, 422)},
)
def list_wishes(request: HttpRequest, list_id: UUID, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """What is on a list of one's own, latest first, as it is now."""
    queries.get_list(owner_id=require_viewer(request).id, list_id=list_id)
    return json_response(
        queries.list_wishes(list_id=list_id, cursor=cursor, limit=limit, english=is_english())
    )


@router.put(
    "/me/wishes/{product_id}",
    auth=participant,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def put_wish(request: HttpRequest, product_id: UUID, payload: WishPut) -> Any:
    """Puts a product on a list of one's own, or changes what one wants to be told of it."""
    wishes.put_wish(owner_id=require_viewer(request).id, product_id=product_id, **payload.dict())
    return 204, None


@router.post(
    "/me/wishes/{product_id}/move",
    auth=participant,
    response={204: None, **problems(401, 403, 404, 422)},
)
def move_wish(request: HttpRequest, product_id: UUID, payload: WishMove) -> Any:
    """Moves a wish to another list of one's own."""
    wishes.move_wish(owner_id=require_viewer(request).id, product_id=product_id, **payload.dict())
    return 204, None


@router.delete("/me/wishes/{product_id}", auth=member, response={204: None, **problems(401, 403, 404, 422)})
def remove_wish(request: HttpRequest, product_id: UUID, list_id: UUID | None = None) -> Any:
    """Takes a product off one list, or off all."""
    wishes.remove_wish(owner_id=require_viewer(request).id, product_id=product_id, list_id=list_id)
    return 204, None


@router.get(
    "/wish-lists/{share_key}", auth=visitor, response={200: SharedWishList, **problems(401, 404, 422)}
)
def get_shared_wish_list(
    request: HttpRequest, share_key: ShareKey, cursor: CursorText = "", limit: Limit = 20
) -> HttpResponse:
    """A list that its owner shared, for whoever knows its key."""
    list_id, about = queries.get_shared(share_key=share_key)
    page = queries.list_wishes(list_id=list_id, cursor=cursor, limit=limit, english=is_english())
    return json_response({**about, **page})
