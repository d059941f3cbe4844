"""Stores as readers see them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import (
    member,
    participant,
    require_viewer,
    viewer_of,
    visitor,
)
from shancha.apps.accounts.errors import UserNotFoundError
from shancha.apps.accounts.queries.profiles import find_user, relation_to
from shancha.apps.mall.errors import StoreNotFoundError
from shancha.apps.mall.queries import store_cards, store_notes, store_pages
from shancha.apps.mall.schemas.cards import StoreCard
from shancha.apps.mall.schemas.stores import StoreCategoryNode, StoreFollowing, StoreNotes, StorePage
from shancha.apps.mall.services import store_follows
from shancha.kit.errors import problems
from shancha.kit.http import json_bytes, json_response
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["mall"])
StoreName = Annotated[str, Field(max_length=40, description="the store's id, or its name in addresses")]


def _viewer_id(request: HttpRequest) -> UUID | None:
    viewer = viewer_of(request)
    return viewer.id if viewer else None


def _store_id(store: str) -> UUID:
    store_id = store_pages.find_store_id(store)
    if store_id is None:
        raise StoreNotFoundError
    return store_id


@router.get("/stores/{store}", auth=visitor, response={200: StorePage, **problems(401, 404, 422)})
def get_store(request: HttpRequest, store: StoreName) -> HttpResponse:
    """A store with its licence, phone and hours."""
    found = store_pages.find_store(store=store, viewer_id=_viewer_id(request))
    if found is None:
        raise StoreNotFoundError
    return json_response(found)


@router.get("/users/{handle}/stores", auth=visitor, response={200: list[StoreCard], **problems(401, 404)})
def list_user_stores(request: HttpRequest, handle: Annotated[str, Field(max_length=20)]) -> HttpResponse:
    """The stores that a member runs and readers can enter, three at most. Members who blocked the asker are
    not found."""
    user, viewer_id = find_user(handle), _viewer_id(request)
    if user is None or relation_to(user.id, viewer_id)["is_blocked_by"]:
        raise UserNotFoundError
    return json_response(store_cards.stores_of_owner(owner_id=user.id, viewer_id=viewer_id))


@router.get("/stores/{store}/notes", auth=visitor, response={200: StoreNotes, **problems(401, 404, 422)})
def list_store_notes(
    request: HttpRequest, store: StoreName, cursor: CursorText = "", limit: Limit = 20
) -> HttpResponse:
    """Notes about the store's goods (种草): an honest sample by a printed rule that the merchant can't
    touch."""
    return json_response(
        store_notes.list_store_notes(
            store_id=_store_id(store), viewer_id=_viewer_id(request), cursor=cursor, limit=limit
        )
    )


@router.get(
    "/stores/{store}/categories",
    auth=visitor,
    response={200: list[StoreCategoryNode], **problems(401, 404, 422)},
)
def list_store_categories(request: HttpRequest, store: StoreName) -> HttpResponse:
    """The store's own categories, with how much is on sale in each; where it made none, those of the mall
    that it has goods in."""
    return json_bytes(store_pages.list_categories(store_id=_store_id(store)))


@router.put(
    "/stores/{store_id}/follow",
    auth=participant,
    response={200: StoreFollowing, **problems(401, 403, 404, 422)},
)
def follow_store(request: HttpRequest, store_id: UUID) -> Any:
    """Follows a store; repeated, nothing happens."""
    count = store_follows.follow_store(user_id=require_viewer(request).id, store_id=store_id)
    return {"is_followed": True, "follower_count": count}


@router.delete(
    "/stores/{store_id}/follow", auth=member, response={200: StoreFollowing, **problems(401, 403, 404, 422)}
)
def unfollow_store(request: HttpRequest, store_id: UUID) -> Any:
    """Follows it no longer."""
    count = store_follows.unfollow_store(user_id=require_viewer(request).id, store_id=store_id)
    return {"is_followed": False, "follower_count": count}


@router.get("/me/followed-stores", auth=member, response={200: Page[StoreCard], **problems(401, 403, 422)})
def list_my_followed_stores(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """The stores that one follows, latest first."""
    return json_response(
        store_pages.list_followed(viewer_id=require_viewer(request).id, cursor=cursor, limit=limit)
    )
