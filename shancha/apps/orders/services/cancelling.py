"""An order ends before anything was sent: given up, not paid in time, or paid and refunded in full.

Locks: the payment's row first, as a payment that succeeds does, then group, orders, year, stock, benefits and
wallet. So a cancel and a payment at the same moment wait for each other, and one of them comes too late.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.services import stock
from shancha.apps.orders.errors import OrderFrozenError, OrderNotFoundError, OrderStateError
from shancha.apps.orders.events import OrderCancelled
from shancha.apps.orders.models import Order, OrderGroup, OrderLine
from shancha.apps.orders.services import bookkeeping, crediting, settling, year_limits
from shancha.apps.orders.services.invoice_corrections import correct_invoice
from shancha.apps.orders.services.notices import tell_buyer
from shancha.apps.orders.services.transitions import move_all
from shancha.apps.orders.states import Actor, GroupStatus, Status
from shancha.apps.payments.models import Payment
from shancha.apps.payments.services import close_payment, request_refund
from shancha.apps.promotions.services.benefits import release_benefits, return_benefits
from shancha.apps.promotions.services.coupon_states import return_coupons
from shancha.apps.promotions.services.flash import release_flash
from shancha.apps.wallet.services.holds import release, reverse
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish

REASONS = {
    "changed_mind": ("不想要了", "changed my mind"),
    "wrong_choice": ("拍错了", "chose the wrong thing"),
    "wrong_address": ("地址填错了", "wrong address"),
    "better_price": ("有更优惠的价格", "a better price elsewhere"),
    "too_slow": ("发货太慢", "too slow"),
    "out_of_stock": ("商家缺货", "out of stock"),
    "agreed": ("与商家协商一致", "agreed with the store"),
    "other": ("其他原因", "another reason"),
    "recalled": ("商品召回", "called back"),
    "expired": ("超时未付款", "not paid in time"),
}


def cancel_by_buyer(*, user_id: UUID, order_id: UUID, reason: str) -> list[UUID]:
    """A buyer cancels: before paying, the whole group (it is paid at once), otherwise this order, with a full
    refund, as long as nothing was sent. Returns the orders cancelled. Raises OrderNotFoundError,
    OrderStateError, OrderFrozenError."""
    row = Order.objects.filter(id=order_id, buyer_id=user_id).values_list("status", "group_id").first()
    if row is None:
        raise OrderNotFoundError
    status, group_id = row
    if status != Status.TO_PAY:
        cancel_paid(order_id=order_id, actor="buyer", actor_id=user_id, reason=reason)
        return [order_id]
    cancelled = cancel_unpaid(group_id=group_id, actor="buyer", actor_id=user_id, reason=reason)
    if not cancelled:
        raise OrderStateError
    return cancelled


@transaction.atomic
def cancel_unpaid(*, group_id: UUID, actor: Actor, actor_id: UUID | None = None, reason: str) -> list[UUID]:
    """Gives up a group that waits for its payment: stock, coupons, points, balance and the buyer's year are
    free again, the payment is closed, and money that arrives all the same goes back. Returns the orders; none
    where the group is paid or was cancelled before. Safe to call twice."""
    payment_id = OrderGroup.objects.filter(id=group_id).values_list("payment_id", flat=True).first()
    _lock_payment(payment_id)
    group = OrderGroup.objects.select_for_update(no_key=True).filter(id=group_id).first()
    if group is None or group.status != GroupStatus.TO_PAY:
        return []
    rows = Order.objects.filter(group=group).order_by("id").values("id", "buyer_id", "store_id")
    orders: list[dict[str, Any]] = [dict(row) for row in rows]
    ids = [order["id"] for order in orders]
    move_all(ids, Status.CANCELLED, actor=actor, actor_id=actor_id, reason=reason, cancel_reason=reason)
    group.status, group.cancelled_at = GroupStatus.CANCELLED, now()
    group.save(update_fields=["status", "cancelled_at"])
    year_limits.give_back(order_ids=ids)
    if group.has_benefits:
        release_flash(reference_id=group_id)
    stock.release(group_id)
    if group.has_benefits:
        release_benefits(reference_id=group_id)
    if group.wallet_amount or group.points_amount:
        release(reference_kind="order_group", reference_id=group_id)
    if payment_id and not close_payment(payment_id=payment_id) and actor != "system":
        raise OrderStateError
    _announce(orders, reason, was_paid=False)
    return ids


@transaction.atomic
def cancel_paid(*, order_id: UUID, actor: Actor, actor_id: UUID | None = None, reason: str) -> None:
    """Cancels a paid order of which nothing was sent, refunded or cancelled before (what is left of one is
    cancelled by pieces, see `aftersales`), and gives everything back: money the way it came, points, balance,
    the store's coupon, and, with the last order of the group, all its coupons. Raises OrderStateError,
    OrderFrozenError."""
    found = Order.objects.filter(id=order_id).values_list("group_id", "group__payment_id").first()
    if found is None:
        raise OrderNotFoundError
    group_id, payment_id = found
    _lock_payment(payment_id)
    group = OrderGroup.objects.select_for_update(no_key=True).get(id=group_id)
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    lines = list(OrderLine.objects.filter(order=order).order_by("variant_id"))
    if order.refunded_amount or any(line.shipped_quantity or line.refunded_quantity for line in lines):
        raise OrderStateError
    if order.is_frozen:
        raise OrderFrozenError
    move_all(
        [order_id], Status.CANCELLED, actor=actor, actor_id=actor_id, reason=reason, cancel_reason=reason
    )
    _mark_refunded(order_id)
    year_limits.give_back(order_ids=[order_id])
    stock.restock(
        reference_id=order_id,
        lines=[(line.variant_id, order.warehouse_id, line.quantity) for line in lines],
        reason="cancel",
        actor_id=actor_id,
    )
    return_group_benefits(group, order)
    _give_money_back(group, order, lines)
    settling.reverse_settlement(order_id)
    correct_invoice(order_id)
    for line in lines:
        crediting.drop_credits(line.id)
    told = {"id": order.id, "buyer_id": order.buyer_id, "store_id": order.store_id}
    _announce([told], reason, was_paid=True)
    if actor != "buyer":
        tell_buyer(order.id, "order_cancelled", reason=REASONS[reason][0], reason_en=REASONS[reason][1])


@transaction.atomic
def expire_group(group_id: UUID) -> bool:
    """Its time to be paid is over; False where it was paid or cancelled. Tells the buyer."""
    ids = cancel_unpaid(group_id=group_id, actor="system", reason="expired")
    if ids:
        tell_buyer(ids[0], "order_expired")
    return bool(ids)


def _lock_payment(payment_id: UUID | None) -> None:
    if payment_id:
        Payment.objects.select_for_update(no_key=True).filter(id=payment_id).first()


def _mark_refunded(order_id: UUID) -> None:
    sql.execute(
        """
        with lines as (
            update orders_orderline set refunded_quantity = quantity, cancelled_quantity = quantity,
                refunded_amount = payable_amount + wallet_amount + points_amount
            where order_id = %(order)s
        )
        update orders_order set refunded_amount = paid_amount + wallet_amount + points_amount
        where id = %(order)s
        """,
        {"order": order_id},
    )


def return_group_benefits(group: OrderGroup, order: Order) -> None:
    """A store's coupon comes back with its own orders, everything else with the last order of the group, once
    all of them are refunded in full."""
    if not group.has_benefits:
        return
    alive = Order.objects.filter(group=group).exclude(status__in=[Status.CANCELLED, Status.CLOSED])
    if not alive.exists():
        return_benefits(reference_id=group.id)
    elif not alive.filter(store_id=order.store_id).exists():
        store_id = str(order.store_id)
        own = [UUID(each["claim_id"]) for each in group.coupon_claims if each["store_id"] == store_id]
        if own:
            return_coupons(reference_id=group.id, claim_ids=own)


def _give_money_back(group: OrderGroup, order: Order, lines: Sequence[OrderLine]) -> None:
    if order.payable_amount and group.payment_id:
        request_refund(
            payment_id=group.payment_id,
            amount=order.payable_amount,
            reason=f"订单 {order.number} 取消",
            reference_id=order.id,
        )
    if order.wallet_amount or order.points_amount:
        reverse(
            reference_kind="order_group",
            reference_id=group.id,
            key=f"order_cancelled:{order.id}",
            balance=order.wallet_amount,
            points=order.points_amount,
        )
    bookkeeping.book_refund(
        order_id=order.id,
        store_id=order.store_id,
        key=f"cancel:{order.id}",
        to_provider=order.payable_amount,
        to_wallet=order.wallet_amount,
        to_points=order.points_amount,
        platform_funded=sum(line.platform_funded for line in lines),
    )


def _announce(orders: Sequence[dict[str, Any]], reason: str, *, was_paid: bool) -> None:
    for order in orders:
        publish(
            OrderCancelled(
                order_id=order["id"],
                buyer_id=order["buyer_id"],
                store_id=order["store_id"],
                was_paid=was_paid,
                reason=reason,
            )
        )
