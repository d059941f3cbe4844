"""Flash sales: set, claimed by many at once, given back, ended.

Claims come in batches (`orders.services.flash_orders` gathers them): the item's row is locked once for a
batch, and everybody in it is decided under that lock. So no piece is sold twice, and the row is written once
for a whole batch and not once for each buyer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.services.special_prices import end_special_prices, offer_special_prices
from shancha.apps.mall.services.stock import release, reserve
from shancha.apps.mall.services.stock_handover import hand_back, hand_over
from shancha.apps.promotions.errors import FlashInvalidError, FlashNotFoundError, FlashStateError
from shancha.apps.promotions.events import FlashSaleSet
from shancha.apps.promotions.models import FlashItem, FlashSale
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

# What was asked for before the end may still wait in a batch for this long.
LINGER = timedelta(seconds=30)
BATCH = 100

Outcome = Literal["got", "sold_out", "limit", "closed"]

_LOCK = """
with item as (
    select i.*, f.starts_at, f.ends_at, f.status = 'ready' as is_ready
    from promotions_flashitem i join promotions_flashsale f on f.id = i.sale_id
    where i.id = %(item)s for no key update of i
)
select quantity - sold, per_user, variant_id, warehouse_id, starts_at, ends_at, is_ready, (
    select coalesce(array_agg(user_id), '{}') from promotions_flashclaim k
    where k.item_id = %(item)s and k.user_id = any(%(users)s::uuid[]) and k.status <> 'released')
from item
"""
_PUT = """
with put as (
    insert into promotions_flashclaim (id, item_id, user_id, quantity, reference_id, status, created_at)
    select id, %(item)s, user_id, quantity, reference_id, 'placed', %(now)s
    from unnest(%(ids)s::uuid[], %(users)s::uuid[], %(quantities)s::int[], %(references)s::uuid[])
        t(id, user_id, quantity, reference_id)
)
update promotions_flashitem set sold = sold + %(total)s where id = %(item)s
"""
_RELEASE = """
with item as (
    select i.id, i.variant_id, i.warehouse_id, f.status = 'ready' and f.ends_at > %(now)s as is_running
    from promotions_flashclaim k join promotions_flashitem i on i.id = k.item_id
    join promotions_flashsale f on f.id = i.sale_id
    where k.reference_id = %(reference)s for no key update of i
), given_up as (
    update promotions_flashclaim k set status = 'released' from item
    where k.reference_id = %(reference)s and k.status <> 'released' returning k.quantity
)
select item.id, item.variant_id, item.warehouse_id, item.is_running, given_up.quantity
from item cross join given_up
"""


@dataclass(frozen=True, slots=True)
class FlashWish:
    """Somebody wants pieces: `reference_id` is the group of orders to be, `at` when they asked."""

    user_id: UUID
    quantity: int
    reference_id: UUID
    at: datetime


@transaction.atomic
def set_sale(*, sale_id: UUID) -> None:
    """Sets the pieces of a draft apart from the ordinary stock; from then on its goods are fixed. Raises
    FlashNotFoundError, FlashStateError (also when it would be over), FlashInvalidError (goods from abroad,
    whose buyers must be known before they order, and prices that are no lower), OutOfStockError."""
    sale = FlashSale.objects.select_for_update().filter(id=sale_id).first()
    if sale is None:
        raise FlashNotFoundError
    items = list(
        FlashItem.objects.select_related("variant__product")
        .filter(sale=sale)
        .order_by("variant_id", "warehouse_id")
    )
    if sale.status != FlashSale.Status.DRAFT or sale.ends_at <= now() or not items:
        raise FlashStateError
    for item in items:
        _require_sellable(item)
        reserve(reference_id=item.id, lines=[(item.variant_id, item.warehouse_id, item.quantity)])
    sale.status = FlashSale.Status.READY
    sale.save(update_fields=["status"])
    offer_special_prices(
        reference_id=sale.id,
        prices=[(item.variant, item.price) for item in items],
        starts_at=sale.starts_at,
        ends_at=sale.ends_at,
    )
    publish(FlashSaleSet(sale_id=sale.id, starts_at=sale.starts_at, ends_at=sale.ends_at))


@transaction.atomic
def end_sale(*, sale_id: UUID) -> None:
    """Ends a sale, and puts what is left back into the ordinary stock. Safe to call twice."""
    sale = FlashSale.objects.select_for_update().filter(id=sale_id, status="ready").first()
    if sale is None:
        return
    items = list(FlashItem.objects.select_for_update(no_key=True).filter(sale=sale).order_by("id"))
    release(*(item.id for item in items))
    end_special_prices(reference_id=sale.id)
    sale.status = FlashSale.Status.OVER
    sale.ends_at = min(sale.ends_at, max(now(), sale.starts_at + timedelta(seconds=1)))
    sale.save(update_fields=["status", "ends_at"])


def end_due_sales() -> int:
    """The job's work: ends sales whose time is over; returns how many."""
    due = FlashSale.objects.filter(status="ready", ends_at__lt=now() - LINGER).order_by("ends_at", "id")
    sale_ids = list(due.values_list("id", flat=True)[:BATCH])
    for sale_id in sale_ids:
        end_sale(sale_id=sale_id)
    return len(sale_ids)


@transaction.atomic(savepoint=False)
def claim_batch(*, item_id: UUID, wishes: Sequence[FlashWish], pay_by: datetime | None) -> list[Outcome]:
    """Decides wishes in the order they came, in the caller's transaction: "got" has its claim and its pieces
    promised to its reference until `pay_by`. A buyer counts once for an item; one who got something from
    another process in this very moment is an IntegrityError (promotions_flashclaim_one_each), to be tried
    again. Raises FlashNotFoundError."""
    rows = sql.fetch_rows(_LOCK, {"item": item_id, "users": [wish.user_id for wish in wishes]})
    if not rows:
        raise FlashNotFoundError
    left, per_user, variant_id, warehouse_id, starts_at, ends_at, is_ready, holders = rows[0]
    have = set(holders)
    outcomes: list[Outcome] = []
    winners: list[FlashWish] = []
    for wish in wishes:
        outcome: Outcome = "got"
        if not is_ready or not starts_at <= wish.at < ends_at:
            outcome = "closed"
        elif wish.user_id in have or not 1 <= wish.quantity <= per_user:
            outcome = "limit"
        elif wish.quantity > left:
            outcome = "sold_out"
        else:
            left -= wish.quantity
            have.add(wish.user_id)
            winners.append(wish)
        outcomes.append(outcome)
    if winners:
        _put(item_id, winners)
        hand_over(
            source_id=item_id,
            variant_id=variant_id,
            warehouse_id=warehouse_id,
            targets=[(wish.reference_id, wish.quantity) for wish in winners],
            expires_at=pay_by,
        )
    return outcomes


@transaction.atomic
def use_flash(*, reference_id: UUID) -> None:
    """The order is paid. Safe to call twice."""
    sql.execute(
        "update promotions_flashclaim set status = 'used' where reference_id = %s and status = 'placed'",
        [reference_id],
    )


@transaction.atomic
def release_flash(*, reference_id: UUID) -> None:
    """The order was given up: while the sale runs its pieces can be got again, afterwards they go where the
    order's stock goes. Call it before the order's stock is released. Safe to call twice."""
    rows = sql.fetch_rows(_RELEASE, {"reference": reference_id, "now": now()})
    for item_id, variant_id, warehouse_id, is_running, quantity in rows:
        if is_running and hand_back(
            source_id=reference_id, target_id=item_id, variant_id=variant_id, warehouse_id=warehouse_id
        ):
            sql.execute("update promotions_flashitem set sold = sold - %s where id = %s", [quantity, item_id])


def _require_sellable(item: FlashItem) -> None:
    product = item.variant.product
    if product.trade_mode != "domestic":
        message = bilingual("秒杀只支持国内商品", "Only goods from inside the country")
        raise FlashInvalidError(fields={str(item.variant_id): message})
    if item.price >= item.variant.price:
        message = bilingual("秒杀价需低于原价", "Lower than the normal price")
        raise FlashInvalidError(fields={str(item.variant_id): message})


def _put(item_id: UUID, winners: Sequence[FlashWish]) -> None:
    sql.execute(
        _PUT,
        {
            "item": item_id,
            "ids": [new_id() for _ in winners],
            "users": [wish.user_id for wish in winners],
            "quantities": [wish.quantity for wish in winners],
            "references": [wish.reference_id for wish in winners],
            "total": sum(wish.quantity for wish in winners),
            "now": now(),
        },
    )
