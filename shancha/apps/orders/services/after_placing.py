"""Small things that people do with placed orders: remind, order again, another receiver, a note."""

from datetime import timedelta
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.orders.errors import (
    AddressInvalidError,
    CartFullError,
    GoodsUnavailableError,
    OrderNotFoundError,
    OrderStateError,
    RemindTooSoonError,
)
from shancha.apps.orders.models import Order, OrderLine
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.regions import find_district
from shancha.apps.orders.services.addresses import check_phone
from shancha.apps.orders.services.carts import add_to_cart
from shancha.apps.orders.services.notices import tell_store
from shancha.apps.orders.services.transitions import record
from shancha.apps.orders.states import Actor, Status
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

REMIND_EVERY = timedelta(hours=24)


@transaction.atomic
def remind(*, user_id: UUID, order_id: UUID) -> None:
    """Asks the store to send a paid order, once a day. Raises OrderNotFoundError, OrderStateError,
    RemindTooSoonError."""
    order = _own(user_id, order_id)
    if order.status != Status.TO_SHIP:
        raise OrderStateError
    if order.reminded_at and order.reminded_at > now() - REMIND_EVERY:
        raise RemindTooSoonError
    order.reminded_at = now()
    order.save(update_fields=["reminded_at"])
    record(order_id, "reminded", actor="buyer", actor_id=user_id)
    tell_store(order.store_id, "order_reminded", subject_id=order_id, number=order.number)


def reorder(*, user_id: UUID, order_id: UUID) -> tuple[int, list[str]]:
    """Puts the goods of an order into the cart again, at today's prices; returns how many lines, and the
    titles of those that can't be bought. Raises OrderNotFoundError."""
    if not Order.objects.filter(id=order_id, buyer_id=user_id).exists():
        raise OrderNotFoundError
    added, skipped = 0, []
    for line in OrderLine.objects.filter(order_id=order_id).order_by("position"):
        try:
            add_to_cart(owner=CartOwner(user_id, ""), variant_id=line.variant_id, quantity=line.quantity)
        except (GoodsUnavailableError, CartFullError):
            skipped.append(line.title)
        else:
            added += 1
    return added, skipped


@transaction.atomic
def change_receiver(
    *,
    order_id: UUID,
    actor: Actor,
    actor_id: UUID,
    receiver: str,
    phone: str,
    region_code: str,
    detail: str,
    buyer_id: UUID | None = None,
    store_id: UUID | None = None,
) -> None:
    """Another receiver or address while nothing was sent, within the same city, so that freight and the
    promised day stay. The actor is the buyer, or the store at the buyer's wish (it stands in the timeline).
    Raises OrderNotFoundError, OrderStateError, AddressInvalidError."""
    orders = Order.objects.select_for_update(no_key=True).filter(id=order_id)
    orders = orders.filter(store_id=store_id) if store_id else orders.filter(buyer_id=buyer_id)
    order = orders.first()
    if order is None:
        raise OrderNotFoundError
    sent = OrderLine.objects.filter(order=order, shipped_quantity__gt=0).exists()
    if order.status not in {Status.TO_PAY, Status.TO_SHIP} or sent:
        raise OrderStateError
    region = find_district(region_code)
    if region is None or region_code[:4] != order.region_code[:4]:
        message = bilingual("只能改为同城的地址，跨城请取消后重拍", "Only within the city; else order again")
        raise AddressInvalidError(fields={"region_code": message})
    values = {"receiver": clean_line(receiver), "phone": check_phone(phone), "detail": clean_line(detail)}
    if not 1 <= len(values["receiver"]) <= 30 or not 2 <= len(values["detail"]) <= 120:
        raise AddressInvalidError
    order.receiver = orjson.dumps(values).decode()
    order.region_code, order.region = region.code, region.full_name
    order.save(update_fields=["receiver", "region_code", "region"])
    record(order_id, "receiver_changed", actor=actor, actor_id=actor_id)


@transaction.atomic
def note_order(*, store_id: UUID, order_id: UUID, text: str) -> None:
    """The store's own note on an order. Raises OrderNotFoundError."""
    if not Order.objects.filter(id=order_id, store_id=store_id).update(merchant_note=clean_line(text)):
        raise OrderNotFoundError


def _own(user_id: UUID, order_id: UUID) -> Order:
    order = Order.objects.select_for_update(no_key=True).filter(id=order_id, buyer_id=user_id).first()
    if order is None:
        raise OrderNotFoundError
    return order
