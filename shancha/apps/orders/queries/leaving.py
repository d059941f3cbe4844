"""What a buyer still has under way when they want to leave."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q

from shancha.apps.accounts.departures import Obstacle
from shancha.apps.orders.aftersale_states import OPEN
from shancha.apps.orders.models import AfterSale, Order
from shancha.apps.orders.states import Status

_UNDER_WAY = (Status.TO_PAY, Status.TO_SHIP, Status.TO_RECEIVE)


def obstacles(user_id: UUID) -> Iterator[Obstacle]:
    """Orders that are not received yet, and cases that are not closed or of which something is owed."""
    orders = Order.objects.filter(buyer_id=user_id, status__in=_UNDER_WAY).count()
    if orders:
        yield Obstacle("orders", count=orders)
    is_open = (
        Q(status__in=OPEN) | Q(objection__status="open") | Q(objection__paid__lt=F("objection__granted"))
    )
    cases = AfterSale.objects.filter(is_open, buyer_id=user_id).count()
    if cases:
        yield Obstacle("after_sales", count=cases)
