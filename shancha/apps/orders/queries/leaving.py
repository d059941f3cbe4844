"""What a buyer still has under way when they want to leave."""

from collections.abc import Iterator
from uuid import UUID

from shancha.apps.accounts.departures import Obstacle
from shancha.apps.orders.aftersale_states import OPEN
from shancha.apps.orders.models import AfterSale, Order
from shancha.apps.orders.states import Status

_UNDER_WAY = (Status.TO_PAY, Status.TO_SHIP, Status.TO_RECEIVE)


def obstacles(user_id: UUID) -> Iterator[Obstacle]:
    """Orders that are not received yet, and cases that are not closed."""
    orders = Order.objects.filter(buyer_id=user_id, status__in=_UNDER_WAY).count()
    if orders:
        yield Obstacle("orders", count=orders)
    cases = AfterSale.objects.filter(buyer_id=user_id, status__in=OPEN).count()
    if cases:
        yield Obstacle("after_sales", count=cases)
