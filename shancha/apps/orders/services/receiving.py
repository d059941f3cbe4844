"""The goods are there: confirmed by the buyer or by time; and orders come to their end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.orders.errors import OrderFrozenError, OrderNotFoundError
from shancha.apps.orders.events import OrderCompleted, OrderReceived
from shancha.apps.orders.models import Order
from shancha.apps.orders.services import buyer_marks, settling
from shancha.apps.orders.services.notices import tell_buyer
from shancha.apps.orders.services.transitions import move, record
from shancha.apps.orders.states import Actor, Status
from shancha.apps.wallet.services.points import grant_points
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.numbers import home_day

REVIEW_WITHIN = timedelta(days=15)
WARNED_BEFORE = timedelta(days=2)
_BATCH = 200


@transaction.atomic
def confirm(*, user_id: UUID, order_id: UUID) -> None:
    """The buyer has the goods. Starts the clocks of return (7 days) and settlement. Raises
    OrderNotFoundError, OrderStateError, OrderFrozenError."""
    order = Order.objects.select_for_update(no_key=True).filter(id=order_id, buyer_id=user_id).first()
    if order is None:
        raise OrderNotFoundError
    if order.is_frozen:
        raise OrderFrozenError
    _receive(order, "buyer", user_id)


@transaction.atomic
def confirm_by_time(order_id: UUID) -> bool:
    """Confirms an order whose time is over; False where it is not (any more) due, or a claim is open."""
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    is_due = order.auto_confirm_at is not None and order.auto_confirm_at <= now()
    if order.status != Status.TO_RECEIVE or order.is_frozen or not is_due:
        return False
    _receive(order, "system", None)
    tell_buyer(order_id, "order_confirmed")
    return True


def _receive(order: Order, actor: Actor, actor_id: UUID | None) -> None:
    move(order.id, Status.TO_REVIEW, actor=actor, actor_id=actor_id)
    settling.start_clock(order.id)
    buyer_marks.mark_received(order.id, order.buyer_id)
    publish(
        OrderReceived(
            order_id=order.id,
            buyer_id=order.buyer_id,
            store_id=order.store_id,
            is_automatic=actor == "system",
        )
    )


@transaction.atomic
def complete(*, order_id: UUID, actor: Actor, actor_id: UUID | None = None) -> bool:
    """Brings a received order to its end (all lines reviewed, or the time for it is over) and gives the
    points it earned, once; False where it is elsewhere."""
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    if order.status != Status.TO_REVIEW or order.is_frozen:
        return False
    move(order_id, Status.COMPLETED, actor=actor, actor_id=actor_id)
    grant_points(
        user_id=order.buyer_id,
        amount=_earned(order),
        kind="order_reward",
        reference_kind="order",
        reference_id=order_id,
        key=f"order_reward:{order_id}",
    )
    publish(OrderCompleted(order_id=order_id, buyer_id=order.buyer_id, store_id=order.store_id))
    return True


def _earned(order: Order) -> int:
    """What is refunded earns nothing: the reward shrinks with it, down to the whole point."""
    paid = order.paid
    return order.points_reward * (paid - order.refunded_amount) // paid if paid else 0


def confirm_due_orders() -> int:
    """The job's work: confirms orders whose time is over; returns how many."""
    due = Order.objects.filter(status=Status.TO_RECEIVE, is_frozen=False, auto_confirm_at__lte=now())
    return sum(map(confirm_by_time, _first(due.order_by("auto_confirm_at", "id"))))


def complete_due_orders() -> int:
    """The job's work: ends orders that nobody reviewed within 15 days; returns how many."""
    due = Order.objects.filter(
        status=Status.TO_REVIEW, is_frozen=False, received_at__lte=now() - REVIEW_WITHIN
    )
    return sum(
        complete(order_id=order_id, actor="system") for order_id in _first(due.order_by("received_at", "id"))
    )


@transaction.atomic
def warn_of_confirming() -> int:
    """Tells buyers two days before their order is confirmed by itself, once; returns how many."""
    rows = sql.fetch_rows(
        """
        select o.id, o.auto_confirm_at from orders_order o
        where o.status = 'to_receive' and not o.is_frozen
            and o.auto_confirm_at between %(now)s and %(soon)s and not exists (
                select 1 from orders_orderevent e where e.order_id = o.id and e.kind = 'confirm_warned')
        order by o.id limit %(limit)s
        """,
        {"now": now(), "soon": now() + WARNED_BEFORE, "limit": _BATCH},
    )
    for order_id, moment in rows:
        record(order_id, "confirm_warned", actor="system")
        tell_buyer(order_id, "order_confirm_soon", date=home_day(moment))
    return len(rows)


def _first(orders: Any) -> list[UUID]:
    return list(orders.values_list("id", flat=True)[:_BATCH])
