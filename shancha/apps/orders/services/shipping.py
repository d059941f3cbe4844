"""Parcels leave the house: all of an order at once, or part after part."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from shancha.apps.orders.aftersale_states import OPEN, CaseStatus, Kind
from shancha.apps.orders.carriers import CARRIERS, check_parcel
from shancha.apps.orders.errors import (
    OrderFrozenError,
    OrderNotFoundError,
    OrderStateError,
    ShippingInvalidError,
)
from shancha.apps.orders.events import OrderShipped
from shancha.apps.orders.models import AfterSale, Order, OrderLine, Parcel, ParcelLine
from shancha.apps.orders.services.case_parcels import FIRST_POLL
from shancha.apps.orders.services.notices import tell_buyer
from shancha.apps.orders.services.recalled_goods import require_not_recalled
from shancha.apps.orders.services.transitions import move, record
from shancha.apps.orders.states import Actor, Status
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual

CONFIRM_AFTER_SHIPPING = timedelta(days=15)


@transaction.atomic
def ship(
    *,
    store_id: UUID,
    order_id: UUID,
    carrier: str,
    tracking_number: str,
    actor_id: UUID,
    quantities: Mapping[UUID, int] | None = None,
) -> Parcel:
    """Sends a parcel with so many of each line, or with all that is left. When nothing is left the order
    waits to be received, at most 15 days. The caller has checked the actor's role in the store. Raises
    OrderNotFoundError, OrderStateError, OrderFrozenError, ShippingInvalidError, GoodsRecalledError."""
    order = Order.objects.select_for_update(no_key=True).filter(id=order_id, store_id=store_id).first()
    if order is None:
        raise OrderNotFoundError
    if order.status != Status.TO_SHIP:
        raise OrderStateError
    if order.is_frozen:
        raise OrderFrozenError
    number, problems = check_parcel(carrier, tracking_number)
    if problems:
        raise ShippingInvalidError(fields=problems)
    lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    packed = _packed(lines, quantities)
    require_not_recalled([line for line, _ in packed])
    parcel = _store(order, carrier, number, packed)
    is_complete = all(line.unsent_quantity == 0 for line in lines)
    record(
        order_id,
        "parcel_sent",
        actor="merchant",
        actor_id=actor_id,
        data={"parcel_id": parcel.id, "carrier": carrier, "tracking_number": number},
    )
    if is_complete:
        _complete(order_id, "merchant", actor_id)
    publish(
        OrderShipped(
            order_id=order_id,
            buyer_id=order.buyer_id,
            store_id=store_id,
            parcel_id=parcel.id,
            is_complete=is_complete,
        )
    )
    names = CARRIERS[carrier]
    tell_buyer(order_id, "order_shipped", carrier=names[0], carrier_en=names[1], tracking_number=number)
    return parcel


@transaction.atomic
def finish_if_sent(order_id: UUID) -> None:
    """After part of an order was refunded: when all the rest has been sent, it waits to be received."""
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    lines = list(OrderLine.objects.filter(order=order))
    was_sent = any(line.shipped_quantity for line in lines)
    if order.status == Status.TO_SHIP and was_sent and all(line.unsent_quantity == 0 for line in lines):
        _complete(order_id, "system", None)


def _complete(order_id: UUID, actor: Actor, actor_id: UUID | None) -> None:
    move(
        order_id,
        Status.TO_RECEIVE,
        actor=actor,
        actor_id=actor_id,
        auto_confirm_at=now() + CONFIRM_AFTER_SHIPPING,
    )


def _packed(lines: Sequence[OrderLine], quantities: Mapping[UUID, int] | None) -> list[tuple[OrderLine, int]]:
    by_id = {line.id: line for line in lines}
    # What the buyer has asked to cancel stays here until the store has answered; then it counts as cancelled.
    waiting = AfterSale.objects.filter(line__in=by_id, kind=Kind.CANCEL, status__in=OPEN)
    asked = dict(waiting.exclude(status=CaseStatus.REFUNDING).values_list("line_id", "quantity"))
    left = {line.id: max(line.unsent_quantity - asked.get(line.id, 0), 0) for line in lines}
    wanted = left if quantities is None else dict(quantities)
    message = bilingual("超过未发数量", "More than is left to send")
    wrong = {
        f"lines.{line_id}": message
        for line_id, quantity in wanted.items()
        if quantity > left.get(line_id, -1)
    }
    if wrong:
        raise ShippingInvalidError(fields=wrong)
    packed = [(by_id[line_id], quantity) for line_id, quantity in wanted.items() if quantity > 0]
    if not packed:
        raise ShippingInvalidError
    return packed


def _store(
    order: Order, carrier: str, tracking_number: str, packed: Sequence[tuple[OrderLine, int]]
) -> Parcel:
    known = Parcel.objects.filter(order=order, carrier=carrier, tracking_number__iexact=tracking_number)
    if known.exists():
        message = bilingual("这个单号已经填过了", "This number was used for the order before")
        raise ShippingInvalidError(fields={"tracking_number": message})
    parcel = Parcel.objects.create(
        order=order, carrier=carrier, tracking_number=tracking_number, poll_at=now() + FIRST_POLL
    )
    ParcelLine.objects.bulk_create(
        [ParcelLine(parcel=parcel, order_line=line, quantity=quantity) for line, quantity in packed]
    )
    for line, quantity in packed:
        line.shipped_quantity += quantity
        OrderLine.objects.filter(id=line.id).update(shipped_quantity=F("shipped_quantity") + quantity)
    return parcel
