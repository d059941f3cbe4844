"""Money goes back for one line of an order: by the ways it came, in proportion, never above what was paid.

Locks: the payment's row, the group, the order, its line, then settlement, year, benefits, wallet. Restocking
is a separate decision (see `aftersales`), and so is who decides that money goes back.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from shancha.apps.orders.errors import OrderNotFoundError, RefundTooLargeError
from shancha.apps.orders.models import AfterSale, Order, OrderGroup, OrderLine, RefundPart
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.refunding import Back, LineFacts, part_of
from shancha.apps.orders.services import bookkeeping, buyer_marks, crediting, settling, year_limits
from shancha.apps.orders.services.cancelling import return_group_benefits
from shancha.apps.orders.services.invoice_corrections import correct_invoice
from shancha.apps.orders.services.shipping import finish_if_sent
from shancha.apps.orders.services.transitions import move, record
from shancha.apps.orders.states import Actor, Status
from shancha.apps.payments.models import Payment
from shancha.apps.payments.services import request_refund
from shancha.apps.wallet.services import reverse, take_back_points
from shancha.kit.clock import now

YEAR_ROOM_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Locked:
    """An order's rows, locked in the one order in which everybody locks them."""

    group: OrderGroup
    order: Order
    line: OrderLine
    facts: LineFacts


def lock_line(line_id: UUID) -> Locked:
    """Locks what a refund of the line touches. Raises OrderNotFoundError."""
    found = OrderLine.objects.filter(id=line_id).values_list(
        "order_id", "order__group_id", "order__group__payment_id"
    )
    row = found.first()
    if row is None:
        raise OrderNotFoundError
    order_id, group_id, payment_id = row
    if payment_id:
        Payment.objects.select_for_update(no_key=True).filter(id=payment_id).first()
    group = OrderGroup.objects.select_for_update(no_key=True).get(id=group_id)
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    line = OrderLine.objects.select_for_update(no_key=True).get(id=line_id)
    return Locked(group, order, line, line_facts([line])[line.id])


def refund_line(
    locked: Locked,
    *,
    amount: int,
    quantity: int,
    key: str,
    reason: str,
    actor: Actor,
    actor_id: UUID | None = None,
    after_sale: AfterSale | None = None,
    cancels: bool = False,
) -> RefundPart:
    """Gives `amount` fen of the line back and counts `quantity` pieces as refunded, once for each `key`;
    where it `cancels`, they are pieces that were not sent and never will be.
    When nothing of the order is left, it is closed (cancelled where nothing was sent), coupons come back and
    what its store keeps is due.
    Raises RefundTooLargeError. Call it in the use case's transaction, with the rows locked by `lock_line`."""
    known = RefundPart.objects.filter(key=key).first()
    if known is not None:
        return known
    order, line = locked.order, locked.line
    if amount > locked.facts.left or line.refunded_quantity + quantity > line.quantity:
        raise RefundTooLargeError
    back = part_of(locked.facts, amount, quantity)
    _count(order, line, amount, quantity, cancels=cancels)
    part = RefundPart.objects.create(
        key=key,
        order=order,
        line=line,
        after_sale=after_sale,
        quantity=quantity,
        amount=amount,
        to_provider=back.provider,
        to_wallet=back.wallet,
        to_points=back.points,
        platform_back=back.platform,
        arrived_at=None if back.provider else now(),
    )
    is_settled, commission_back = settling.shrink(
        order_id=order.id, amount=amount, platform_back=back.platform
    )
    _give_room_back(order, amount)
    record(
        order.id,
        "refunded",
        actor=actor,
        actor_id=actor_id,
        data={"line_id": line.id, "amount": amount, "quantity": quantity},
    )
    if part.arrived_at is not None:
        record_arrival(part)
    _end_or_go_on(locked, actor, actor_id)
    _take_reward_back(order, part)
    crediting.shrink_credits(line)
    buyer_marks.unmark_given_back(line, order.buyer_id)
    _move_money(locked, part, back, reason)
    bookkeeping.book_refund(
        order_id=order.id,
        store_id=order.store_id,
        key=str(part.id),
        to_provider=back.provider,
        to_wallet=back.wallet,
        to_points=back.points,
        platform_funded=back.platform,
        is_settled=is_settled,
        commission_back=commission_back,
    )
    correct_invoice(order.id)
    return part


def record_arrival(part: RefundPart) -> None:
    """Leaves in the order's timeline that the buyer has the money."""
    record(part.order_id, "refund_arrived", actor="system", data={"amount": part.amount})


def _count(order: Order, line: OrderLine, amount: int, quantity: int, *, cancels: bool) -> None:
    """Constraints stand behind: neither may pass what was paid."""
    line.refunded_quantity += quantity
    line.cancelled_quantity += quantity if cancels else 0
    line.refunded_amount += amount
    line.save(update_fields=["refunded_quantity", "cancelled_quantity", "refunded_amount"])
    Order.objects.filter(id=order.id).update(refunded_amount=F("refunded_amount") + amount)
    order.refunded_amount += amount


def _give_room_back(order: Order, amount: int) -> None:
    """Goods from abroad that come back within 30 days no longer count in the buyer's year."""
    paid = order.paid
    if not order.tax_value or not paid or order.paid_at is None or order.paid_at + YEAR_ROOM_WITHIN < now():
        return
    before = order.tax_value * (order.refunded_amount - amount) // paid
    year_limits.give_back(
        order_ids=[order.id], amount=order.tax_value * order.refunded_amount // paid - before
    )


def _end_or_go_on(locked: Locked, actor: Actor, actor_id: UUID | None) -> None:
    order = locked.order
    lines = list(OrderLine.objects.filter(order=order))
    if any(line.refunded_quantity < line.quantity for line in lines):
        finish_if_sent(order.id)
        return
    was_sent = any(line.shipped_quantity for line in lines)
    target = Status.CLOSED if was_sent or order.status != Status.TO_SHIP else Status.CANCELLED
    mover: Actor = "system" if actor == "buyer" else actor
    if target == Status.CLOSED and order.status == Status.TO_SHIP:
        move(order.id, Status.TO_RECEIVE, actor="system", reason="refunded")
    move(order.id, target, actor=mover, actor_id=actor_id, reason="refunded")
    order.status = target
    settling.end_clock(order.id)
    return_group_benefits(locked.group, order)


def _take_reward_back(order: Order, part: RefundPart) -> None:
    """What a completed order had earned shrinks with it, as far as it is still there."""
    paid = order.paid
    if not order.completed_at or not paid:
        return
    earned_before = order.points_reward * (paid - order.refunded_amount + part.amount) // paid
    take_back_points(
        user_id=order.buyer_id,
        amount=earned_before - order.points_reward * (paid - order.refunded_amount) // paid,
        kind="order_reward_back",
        reference_kind="order",
        reference_id=order.id,
        key=f"order_reward_back:{part.id}",
    )


def _move_money(locked: Locked, part: RefundPart, back: Back, reason: str) -> None:
    if back.wallet or back.points:
        reverse(
            reference_kind="order_group",
            reference_id=locked.group.id,
            key=f"part:{part.id}",
            balance=back.wallet,
            points=back.points,
        )
    if back.provider and locked.group.payment_id:
        part.refund = request_refund(
            payment_id=locked.group.payment_id,
            amount=back.provider,
            reason=f"订单 {locked.order.number} {reason}",
            reference_id=part.id,
        )
        part.save(update_fields=["refund"])
