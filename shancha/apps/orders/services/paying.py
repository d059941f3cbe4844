"""What happens to a group of orders when its money arrives."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.services import stock
from shancha.apps.orders.events import OrdersPaid
from shancha.apps.orders.models import OrderGroup
from shancha.apps.orders.services import bookkeeping, settling
from shancha.apps.orders.services.transitions import move_all
from shancha.apps.orders.states import GroupStatus, Status
from shancha.apps.payments.services import request_refund
from shancha.apps.promotions.services.benefits import use_benefits
from shancha.apps.wallet.services.holds import capture
from shancha.kit import jobs, sql
from shancha.kit.clock import now
from shancha.kit.events import publish

SHIP_WITHIN = timedelta(hours=48)

# Locks the group, and marks it paid only while it waits for that.
_PAY = """
update orders_ordergroup g set status = 'paid', paid_at = %(now)s
where g.id = %(group)s and g.status = 'to_pay'
returning g.buyer_id, g.payable_amount, g.wallet_amount, g.points_amount, g.has_benefits,
    (select array_agg(o.id order by o.id) from orders_order o where o.group_id = g.id),
    exists (select 1 from orders_touch t where t.user_id = g.buyer_id) or exists (
        select 1 from orders_orderline l join orders_order o on o.id = l.order_id
        where o.group_id = g.id and jsonb_exists(l.touch, 'note_id'))
"""


@transaction.atomic(savepoint=False)
def settle_group(*, group_id: UUID, provider: str) -> None:
    """The group's payment succeeded (or none was needed): its orders go to be shipped, what was held for them
    is taken, and the ledger is written. Safe to call twice. A group that was cancelled meanwhile is refunded
    in full. Locks: group, orders, stock, benefits, wallet; the payment's row is locked before."""
    rows = sql.fetch_rows(_PAY, {"group": group_id, "now": now()})
    if not rows:
        _give_back_late_payment(group_id, provider)
        return
    buyer_id, payable, wallet, points, has_benefits, order_ids, has_touches = rows[0]
    move_all(order_ids, Status.TO_SHIP, actor="system", reason="paid", ship_by=now() + SHIP_WITHIN)
    stock.consume(group_id)
    if has_benefits:
        use_benefits(reference_id=group_id)
    if wallet or points:
        capture(reference_kind="order_group", reference_id=group_id)
    bookkeeping.book_payment(sales=settling.open_settlements(order_ids), provider=provider)
    if has_touches:  # most buyers came without a note
        jobs.defer("orders.credit_notes", group_id=str(group_id))
    publish(
        OrdersPaid(
            group_id=group_id,
            buyer_id=buyer_id,
            order_ids=tuple(order_ids),
            payable_amount=payable,
            provider=provider,
        )
    )


def _give_back_late_payment(group_id: UUID, provider: str) -> None:
    """Money for a group that was cancelled meanwhile. Closing the payment prevents it; this stands behind."""
    group = OrderGroup.objects.filter(id=group_id, status=GroupStatus.CANCELLED).first()
    if group is None or group.payment_id is None:
        return
    amount = group.payable_amount
    request_refund(
        payment_id=group.payment_id, amount=amount, reason="订单已取消，退回付款", reference_id=group_id
    )
    bookkeeping.book_late_payment(group_id=group_id, provider=provider, amount=amount)
