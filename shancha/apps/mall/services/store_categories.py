"""A store's own categories: two levels, mapped to the mall's tree where they fit."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.mall.errors import StoreCategoryInvalidError, StoreCategoryNotFoundError
from shancha.apps.mall.models import Category, Store, StoreCategory
from shancha.apps.mall.services.shop_words import find_refused_word
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

LIMIT = 100


@transaction.atomic
def save_store_category(
    *, actor_id: UUID, store_id: UUID, given: Mapping[str, Any], category_id: UUID | None = None
) -> StoreCategory:
    """Makes a category of the store's, or changes one. Raises StoreCategoryNotFoundError,
    StoreCategoryInvalidError."""
    Store.objects.select_for_update(no_key=True).get(id=store_id)
    if category_id is None:
        known = StoreCategory.objects.filter(store_id=store_id).count()
        if known >= LIMIT:
            raise _invalid("name", f"最多 {LIMIT} 个分类", f"At most {LIMIT} categories")
        place = StoreCategory(store_id=store_id, position=known)
    else:
        place = _find(store_id, category_id)
    if "name" in given:
        place.name = clean_line(given["name"])
        _check_name(place.name, actor_id)
    if "parent_id" in given:
        _set_parent(place, given["parent_id"])
    if "category" in given:
        _set_category(place, given["category"])
    if "position" in given:
        place.position = given["position"]
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        raise _invalid("name", "已有同名分类", "There is one of this name") from error
    return place


@transaction.atomic
def delete_store_category(*, store_id: UUID, category_id: UUID) -> None:
    """Removes a category and those below it; their products stay without one."""
    _find(store_id, category_id).delete()


@transaction.atomic
def order_store_categories(*, store_id: UUID, category_ids: Sequence[UUID]) -> None:
    """Puts the store's categories in this order; those not named come after."""
    own = {
        place.id: place
        for place in StoreCategory.objects.select_for_update().filter(store_id=store_id).order_by("id")
    }
    if any(category_id not in own for category_id in category_ids):
        raise StoreCategoryNotFoundError
    rest = sorted(own.values(), key=lambda place: (place.position, place.id))
    ordered = list(dict.fromkeys([*category_ids, *(place.id for place in rest)]))
    for position, category_id in enumerate(ordered):
        own[category_id].position = position
    StoreCategory.objects.bulk_update(own.values(), ["position"])


def _find(store_id: UUID, category_id: UUID) -> StoreCategory:
    place = StoreCategory.objects.filter(id=category_id, store_id=store_id).first()
    if place is None:
        raise StoreCategoryNotFoundError
    return place


def _check_name(name: str, actor_id: UUID) -> None:
    if not 1 <= len(name) <= 20:
        raise _invalid("name", "请填写 1-20 个字", "Between 1 and 20 characters")
    if refused := find_refused_word(kind="board", author_id=actor_id, text=name):
        raise StoreCategoryInvalidError(fields={"name": refused})


def _set_parent(place: StoreCategory, parent_id: UUID | None) -> None:
    if parent_id is None:
        place.parent = None
        return
    parent = StoreCategory.objects.filter(id=parent_id, store_id=place.store_id).first()
    if parent is None or parent.parent_id is not None or parent.id == place.id:
        raise _invalid("parent_id", "上级分类不存在或层级过深", "No such parent, or too deep")
    if StoreCategory.objects.filter(parent_id=place.id).exists():
        raise _invalid("parent_id", "它有下级分类，不能再放到别的分类下", "It has categories below it")
    place.parent = parent


def _set_category(place: StoreCategory, slug: str | None) -> None:
    place.category = Category.objects.filter(slug=slug, is_active=True).first() if slug else None
    if slug and place.category is None:
        raise _invalid("category", "没有这个分类", "No such category")


def _invalid(field: str, chinese: str, english: str) -> StoreCategoryInvalidError:
    return StoreCategoryInvalidError(fields={field: bilingual(chinese, english)})
