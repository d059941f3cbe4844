"""A member's own data in the mall: merchant's files, work for stores, goods in notes, wishes, wants, followed
stores."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.mall.models import (
    NoteProduct,
    StaffInvitation,
    StaffTenure,
    StoreFollow,
    StoreStaff,
    Want,
    Wish,
    WishList,
)
from shancha.apps.mall.queries.merchants import list_applications


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files for the export."""
    yield "merchant.json", list_applications(user_id)
    staff = StoreStaff.objects.filter(user_id=user_id)
    yield "store_staff.json", list(staff.values("store__name", "role", "created_at"))
    past = StaffTenure.objects.filter(user_id=user_id).order_by("joined_at", "id")
    yield "past_store_work.json", list(past.values("store__name", "role", "joined_at", "left_at"))
    goods = NoteProduct.objects.filter(author_id=user_id).order_by("note_id", "product_id")
    yield "goods_in_notes.json", list(goods.values("note_id", "product_id", "product__title"))
    lists = WishList.objects.filter(owner_id=user_id).order_by("id")
    yield "wish_lists.json", list(lists.values("name", "note", "is_default", "wish_count", "created_at"))
    asked = StaffInvitation.objects.filter(user_id=user_id)
    yield "store_invitations.json", list(asked.values("store__name", "role", "created_at", "declined_at"))
    wishes = Wish.objects.filter(owner_id=user_id).order_by("created_at", "id")
    yield (
        "wishes.json",
        list(wishes.values("wish_list__name", "product_id", "product__title", "price_then", "created_at")),
    )
    wants = Want.objects.filter(user_id=user_id).order_by("created_at", "id")
    yield "wants.json", list(wants.values("wanted__label", "source", "created_at"))
    follows = StoreFollow.objects.filter(user_id=user_id).order_by("created_at")
    yield "followed_stores.json", list(follows.values("store__name", "created_at"))
