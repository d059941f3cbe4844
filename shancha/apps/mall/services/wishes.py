"""Wish lists: making them, putting things on them, telling their owners what changed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import (
    ProductNotFoundError,
    VariantNotFoundError,
    WishListFullError,
    WishListInvalidError,
    WishListNotFoundError,
    WishNotFoundError,
)
from shancha.apps.mall.models import Product, Variant, Wish, WishList
from shancha.apps.mall.queries.product_pages import is_known
from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id, new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line
from shancha.kit.turns import take_turn

MOST_LISTS = 20
MOST_WISHES = 200
DEFAULT_NAME = "心愿单"
_BATCH = 500
# Stock that comes and goes is told once in this time.
_STOCK_AGAIN = timedelta(days=1)


@transaction.atomic
def create_list(*, owner_id: UUID, name: str, note: str = "") -> WishList:
    """Makes a list. Raises WishListInvalidError (name missing or taken), WishListFullError."""
    _lock_owner(owner_id)
    _default_list(owner_id)
    if WishList.objects.filter(owner_id=owner_id).count() >= MOST_LISTS:
        raise WishListFullError
    return WishList.objects.create(
        owner_id=owner_id, name=_clean_name(owner_id, name), note=clean_line(note)[:200]
    )


@transaction.atomic
def update_list(
    *,
    owner_id: UUID,
    list_id: UUID,
    name: str | None = None,
    note: str | None = None,
    is_shared: bool | None = None,
) -> WishList:
    """Changes what is given. Sharing makes a key; ending it kills the address for good: sharing again makes
    another one."""
    _lock_owner(owner_id)
    wish_list = _own_list(owner_id, list_id)
    if name is not None and clean_line(name) != wish_list.name:
        wish_list.name = _clean_name(owner_id, name)
    if note is not None:
        wish_list.note = clean_line(note)[:200]
    if is_shared is not None and is_shared != (wish_list.share_key is not None):
        wish_list.share_key = new_key() if is_shared else None
    wish_list.updated_at = now()
    wish_list.save(update_fields=["name", "note", "share_key", "updated_at"])
    return wish_list


@transaction.atomic
def delete_list(*, owner_id: UUID, list_id: UUID) -> None:
    """Deletes a list with its wishes. The default list stays: raises WishListInvalidError."""
    _lock_owner(owner_id)
    wish_list = _own_list(owner_id, list_id)
    if wish_list.is_default:
        raise WishListInvalidError(
            fields={"list": bilingual("默认心愿单不能删除", "The default list can't be deleted")}
        )
    products = list(Wish.objects.filter(wish_list=wish_list).values_list("product_id", flat=True))
    wish_list.delete()
    _count_wishers(owner_id, products, step=-1)


@transaction.atomic
def put_wish(
    *,
    owner_id: UUID,
    product_id: UUID,
    list_id: UUID | None = None,
    variant_id: UUID | None = None,
    wants_price_drop: bool = True,
    wants_stock: bool = True,
) -> Wish:
    """Puts a product on a list (the default one where none is named), or changes what the owner wants to be
    told of it. Raises ProductNotFoundError, VariantNotFoundError, WishListNotFoundError, WishListFullError.
    """
    _lock_owner(owner_id)
    wish_list = _own_list(owner_id, list_id) if list_id else _default_list(owner_id)
    price = _price(product_id, variant_id)
    is_first = not Wish.objects.filter(owner_id=owner_id, product_id=product_id).exists()
    wish = Wish.objects.filter(wish_list=wish_list, product_id=product_id).first()
    if wish is None:
        if wish_list.wish_count >= MOST_WISHES:
            raise WishListFullError
        wish = Wish(wish_list=wish_list, owner_id=owner_id, product_id=product_id, price_then=price)
        _move_count(wish_list, 1)
    elif wish.variant_id != variant_id:
        wish.price_then, wish.told_price = price, None
    wish.variant_id = variant_id
    wish.wants_price_drop, wish.wants_stock = wants_price_drop, wants_stock
    wish.save()
    if is_first:
        _count_wishers(owner_id, [product_id], step=1)
    return wish


@transaction.atomic
def remove_wish(*, owner_id: UUID, product_id: UUID, list_id: UUID | None = None) -> None:
    """Takes a product off one list, or off all of them. Raises WishNotFoundError."""
    _lock_owner(owner_id)
    wishes = Wish.objects.filter(owner_id=owner_id, product_id=product_id)
    if list_id is not None:
        wishes = wishes.filter(wish_list_id=list_id)
    lists = list(wishes.values_list("wish_list_id", flat=True))
    if not lists:
        raise WishNotFoundError
    wishes.delete()
    for wish_list in WishList.objects.filter(id__in=lists).order_by("id"):
        _move_count(wish_list, -1)
    _count_wishers(owner_id, [product_id], step=-1)


@transaction.atomic
def move_wish(*, owner_id: UUID, product_id: UUID, from_list_id: UUID, to_list_id: UUID) -> None:
    """Moves a wish to another list of the same member; what is there already stays there once."""
    _lock_owner(owner_id)
    source, target = _own_list(owner_id, from_list_id), _own_list(owner_id, to_list_id)
    wish = Wish.objects.filter(wish_list=source, product_id=product_id).first()
    if wish is None:
        raise WishNotFoundError
    if source.id == target.id:
        return
    if Wish.objects.filter(wish_list=target, product_id=product_id).exists():
        wish.delete()
    else:
        wish.wish_list = target
        wish.save(update_fields=["wish_list"])
        _move_count(target, 1)
    _move_count(source, -1)


def forget_member(owner_id: UUID) -> None:
    """A member who is gone wishes nothing."""
    for list_id in list(WishList.objects.filter(owner_id=owner_id).values_list("id", flat=True)):
        with transaction.atomic():
            _lock_owner(owner_id)
            products = list(Wish.objects.filter(wish_list_id=list_id).values_list("product_id", flat=True))
            WishList.objects.filter(id=list_id).delete()
            _count_wishers(owner_id, products, step=-1)


def tell_price_drop(*, product_id: UUID, variant_id: UUID, old: int, new: int) -> int:
    """Tells everybody who waits for it that a product got cheaper than anything they were told or saw when
    they wished for it; once for each price, one notice a member. Returns how many. Safe to run twice."""
    return _tell(
        """
        update mall_wish w set told_price = %(new)s where w.id in (
            select x.id from mall_wish x
            where x.product_id = %(product)s::uuid and x.wants_price_drop
              and (x.variant_id is null or x.variant_id = %(variant)s::uuid)
              and %(new)s < least(x.price_then, coalesce(x.told_price, x.price_then))
            order by x.id limit %(batch)s for update skip locked)
        returning w.owner_id, w.price_then
        """,
        {"product": product_id, "variant": variant_id, "new": new, "batch": _BATCH},
        kind="wish_price_dropped",
        product_id=product_id,
        payload={"old": old, "new": new},
    )


def tell_back_in_stock(*, product_id: UUID, variant_id: UUID) -> int:
    """Tells everybody who waits for it that a product can be had again, at most once a day. Returns how
    many. Safe to run twice."""
    return _tell(
        """
        update mall_wish w set told_stock_at = %(now)s where w.id in (
            select x.id from mall_wish x
            where x.product_id = %(product)s::uuid and x.wants_stock
              and (x.variant_id is null or x.variant_id = %(variant)s::uuid)
              and (x.told_stock_at is null or x.told_stock_at < %(before)s)
            order by x.id limit %(batch)s for update skip locked)
        returning w.owner_id, w.price_then
        """,
        {
            "product": product_id,
            "variant": variant_id,
            "now": now(),
            "before": now() - _STOCK_AGAIN,
            "batch": _BATCH,
        },
        kind="wish_back_in_stock",
        product_id=product_id,
        payload={},
    )


def _tell(
    statement: str, parameters: dict[str, object], *, kind: str, product_id: UUID, payload: dict[str, object]
) -> int:
    """Runs batch by batch, each in a transaction with the notices it gives."""
    product = Product.objects.filter(id=product_id, status=Product.Status.ON_SALE).first()
    if product is None:
        return 0
    told = 0
    while True:
        with transaction.atomic():
            rows = sql.fetch_rows(statement, parameters)
            owners = dict.fromkeys(row[0] for row in rows)
            notify_many(
                Notice(
                    user_id=owner_id,
                    lane="process",
                    kind=kind,
                    subject_kind="product",
                    subject_id=product_id,
                    group_key=f"{kind}:{product_id}",
                    payload={"title": product.title, **payload},
                )
                for owner_id in owners
            )
        told += len(owners)
        if len(rows) < _BATCH:
            return told


def _lock_owner(owner_id: UUID) -> None:
    """One change of a member's wishes at a time, so that lists and counts agree with what is in them."""
    take_turn("wishes", owner_id)


def _own_list(owner_id: UUID, list_id: UUID) -> WishList:
    wish_list = WishList.objects.filter(id=list_id, owner_id=owner_id).first()
    if wish_list is None:
        raise WishListNotFoundError
    return wish_list


def _default_list(owner_id: UUID) -> WishList:
    known = WishList.objects.filter(owner_id=owner_id, is_default=True).first()
    return known or WishList.objects.create(
        id=new_id(), owner_id=owner_id, name=DEFAULT_NAME, is_default=True
    )


def _clean_name(owner_id: UUID, name: str) -> str:
    name = clean_line(name)
    problem = None
    if not 1 <= len(name) <= 40:
        problem = bilingual("名称 1-40 个字", "A name of 1 to 40 characters, please")
    elif WishList.objects.filter(owner_id=owner_id, name=name).exists():
        problem = bilingual("已有同名心愿单", "You have a list of this name")
    if problem is not None:
        raise WishListInvalidError(fields={"name": problem})
    return name


def _price(product_id: UUID, variant_id: UUID | None) -> int:
    if not is_known(product_id):
        raise ProductNotFoundError
    if variant_id is None:
        return int(Product.objects.values_list("min_price", flat=True).get(id=product_id))
    price = Variant.objects.filter(id=variant_id, product_id=product_id).values_list("price", flat=True)
    if not price:
        raise VariantNotFoundError
    return int(price[0])


def _move_count(wish_list: WishList, step: int) -> None:
    wish_list.wish_count += step
    wish_list.updated_at = now()
    wish_list.save(update_fields=["wish_count", "updated_at"])


def _count_wishers(owner_id: UUID, product_ids: Sequence[UUID], *, step: int) -> None:
    """`wish_count` of a product counts members: it moves with a member's first wish for it and the last."""
    if step < 0:
        still = set(
            Wish.objects.filter(owner_id=owner_id, product_id__in=product_ids).values_list(
                "product_id", flat=True
            )
        )
        product_ids = [each for each in product_ids if each not in still]
    sql.execute(
        """
        update mall_product p set wish_count = greatest(0, p.wish_count + %(step)s)
        from (select id from mall_product where id = any(%(ids)s::uuid[]) order by id for no key update) x
        where p.id = x.id
        """,
        {"step": step, "ids": list(product_ids)},
    )
