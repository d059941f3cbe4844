"""What happens to a group of orders when its money arrives."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.services import stock
from shancha.apps.orders.events import OrdersPaid
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

_LOCK = """
select g.status, g.buyer_id, g.payment_id, g.payable_amount, g.wallet_amount, g.points_amount, g.has_benefits,
    (select array_agg(o.id order by o.id) from orders_order o where o.group_id = g.id)
from orders_ordergroup g where g.id = %s for no key update
"""
_PAID = """
with paid as (
    update orders_ordergroup set status = 'paid', paid_at = %(now)s where id = %(group)s
)
update orders_order set paid_amount = payable_amount where group_id = %(group)s
"""


@transaction.atomic
def settle_group(*, group_id: UUID, provider: str) -> None:
    """The group's payment succeeded (or none was needed): its orders go to be shipped, what was held for them
    is taken, and the ledger is written. Safe to call twice. A group that was cancelled meanwhile is refunded
    in full. Locks: group, orders, stock, benefits, wallet; the payment's row is locked before."""
    rows = sql.fetch_rows(_LOCK, [group_id])
    if not rows:
        return
    status, buyer_id, payment_id, payable, wallet, points, has_benefits, order_ids = rows[0]
    if status == GroupStatus.CANCELLED and payment_id:
        request_refund(
            payment_id=payment_id, amount=payable, reason="订单已取消，退回付款", reference_id=group_id
        )
        bookkeeping.book_late_payment(group_id=group_id, provider=provider, amount=payable)
    if status != GroupStatus.TO_PAY:
        return
    move_all(order_ids, Status.TO_SHIP, actor="system", reason="paid", ship_by=now() + SHIP_WITHIN)
    sql.execute(_PAID, {"group": group_id, "now": now()})
    stock.consume(group_id)
    if has_benefits:
        use_benefits(reference_id=group_id)
    if wallet or points:
        capture(reference_kind="order_group", reference_id=group_id)
    bookkeeping.book_payment(group_id=group_id, provider=provider)
    settling.open_settlements(order_ids)
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
