"""Reads of wish lists: by their owner, or by whoever has a shared list's key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.mall.errors import WishListNotFoundError
from shancha.apps.mall.models import Wish, WishList
from shancha.apps.mall.queries.product_cards import known_cards
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_ENTRIES = """
    select x.id, x.product_id, x.variant_id, x.price_then, x.wants_price_drop, x.wants_stock, x.created_at,
        v.price as variant_price, v.options as variant_options
    from mall_wish x left join mall_variant v on v.id = x.variant_id
    where x.wish_list_id = %(list)s::uuid and (%(at)s::timestamptz is null
        or (x.created_at, x.id) < (%(at)s::timestamptz, %(id)s::uuid))
    order by x.created_at desc, x.id desc limit %(limit)s::int"""


def list_lists(*, owner_id: UUID, product_id: UUID | None = None) -> list[dict[str, Any]]:
    """A member's lists, the default one first. With `product_id`, `has_product` tells which hold it."""
    lists = WishList.objects.filter(owner_id=owner_id).order_by("-is_default", "id")
    holding: set[UUID] = set()
    if product_id is not None:
        wishes = Wish.objects.filter(owner_id=owner_id, product_id=product_id)
        holding = set(wishes.values_list("wish_list_id", flat=True))
    return [as_json(each, has_product=each.id in holding) for each in lists]


def as_json(wish_list: WishList, *, has_product: bool = False) -> dict[str, Any]:
    """A list as its owner sees it."""
    return {
        "id": wish_list.id,
        "name": wish_list.name,
        "note": wish_list.note,
        "is_default": wish_list.is_default,
        "share_key": wish_list.share_key,
        "wish_count": wish_list.wish_count,
        "updated_at": wish_list.updated_at,
        "has_product": has_product,
    }


def get_list(*, owner_id: UUID, list_id: UUID) -> dict[str, Any]:
    """A list of the member's own. Raises WishListNotFoundError."""
    wish_list = WishList.objects.filter(id=list_id, owner_id=owner_id).first()
    if wish_list is None:
        raise WishListNotFoundError
    return as_json(wish_list)


def get_shared(*, share_key: str) -> tuple[UUID, dict[str, Any]]:
    """The id of a shared list, and what its readers learn of it. Raises WishListNotFoundError."""
    wish_list = (
        WishList.objects.filter(share_key=share_key, owner__status__in=["active", "muted"])
        .select_related("owner")
        .first()
    )
    if wish_list is None:
        raise WishListNotFoundError
    owner = wish_list.owner
    return wish_list.id, {
        "name": wish_list.name,
        "note": wish_list.note,
        "wish_count": wish_list.wish_count,
        "owner": {"handle": owner.handle, "nickname": owner.nickname},
    }


def list_wishes(*, list_id: UUID, cursor: str | None, limit: int, english: bool) -> dict[str, Any]:
    """The wishes of a list, latest first, each with the product as it is now: what is off the shelf stays,
    marked; one that may no longer be shown has no product. `price_now` is that of the chosen variant, or the
    lowest; `price_change` in fen against when it was wished for."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    rows = sql.fetch_all(_ENTRIES, {"list": list_id, "at": after[0], "id": after[1], "limit": limit + 1})
    following = None
    if len(rows) > limit:
        rows = rows[:limit]
        following = encode_cursor(rows[-1]["created_at"], rows[-1]["id"])
    cards = _cards([row["product_id"] for row in rows], english=english)
    return {
        "items": [_entry(row, cards.get(str(row["product_id"]))) for row in rows],
        "next_cursor": following,
    }


def _cards(product_ids: Sequence[UUID], *, english: bool) -> dict[str, dict[str, Any]]:
    return {card["id"]: card for card in known_cards(product_ids, english=english)}


def _entry(row: dict[str, Any], product: dict[str, Any] | None) -> dict[str, Any]:
    price_now = (row["variant_price"] or product["min_price"]) if product else None
    return {
        "product_id": row["product_id"],
        "product": product,
        "variant_id": row["variant_id"],
        "options": row["variant_options"] or [],
        "price_then": row["price_then"],
        "price_now": price_now,
        "price_change": price_now - row["price_then"] if price_now is not None else None,
        "wants_price_drop": row["wants_price_drop"],
        "wants_stock": row["wants_stock"],
        "added_at": row["created_at"],
    }
