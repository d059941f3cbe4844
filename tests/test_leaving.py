"""What the mall knows of a member who wants to leave."""

from typing import Any

import pytest

from shancha.apps.accounts.departures import obstacles_of
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.orders.models import Order
from shancha.apps.orders.tests.factories import make_order
from shancha.apps.wallet.tests.factories import make_rich

pytestmark = pytest.mark.django_db


def codes(user_id: Any) -> list[tuple[str, bool]]:
    return [(each.code, each.is_blocking) for each in obstacles_of(user_id)]


def test_money_blocks_and_points_are_lost() -> None:
    assert codes(make_rich(balance=1200, points=80).id) == [("balance", True), ("points", False)]
    assert codes(make_rich(points=80).id) == [("points", False)]


def test_orders_under_way_block_until_they_are_received() -> None:
    order = make_order()
    assert ("orders", True) in codes(order.buyer_id)
    Order.objects.filter(id=order.id).update(status="to_review")
    assert ("orders", True) not in codes(order.buyer_id)


def test_a_store_blocks_until_it_is_closed() -> None:
    merchant = make_store().merchant
    assert ("store", True) in codes(merchant.owner_id)
    merchant.status = "closed"
    merchant.save()
    assert ("store", True) not in codes(merchant.owner_id)
