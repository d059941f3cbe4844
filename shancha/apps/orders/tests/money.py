"""Orders on their way, and money that goes back, for tests."""

from typing import Any

from shancha.apps.accounts.models import User
from shancha.apps.mall.models import StoreStaff
from shancha.apps.orders.models import Order
from shancha.apps.orders.services import receiving, shipping
from shancha.apps.payments.models import Refund
from shancha.apps.payments.providers.base import RefundState
from shancha.apps.payments.services import apply_refund_result


def staff_of(order: Order) -> Any:
    """Somebody who runs the order's store."""
    staff = StoreStaff.objects.filter(store_id=order.store_id, role="owner").first()
    return User.objects.get(id=staff.user_id) if staff else User.objects.get(id=order.store.merchant.owner_id)


def arrive(order: Order) -> Order:
    """All of it was sent."""
    shipping.ship(
        store_id=order.store_id,
        order_id=order.id,
        carrier="sf",
        tracking_number=f"SF{order.number}",
        actor_id=staff_of(order).id,
    )
    order.refresh_from_db()
    return order


def deliver(order: Order) -> Order:
    """Sent, and confirmed by its buyer."""
    arrive(order)
    receiving.confirm(user_id=order.buyer_id, order_id=order.id)
    order.refresh_from_db()
    return order


def refunds_arrive() -> None:
    """The provider has paid all refunds that were asked for."""
    for refund in Refund.objects.filter(status="pending").order_by("id"):
        state = RefundState(status="succeeded", provider_number=f"T{refund.number}")
        apply_refund_result(refund_id=refund.id, state=state)
