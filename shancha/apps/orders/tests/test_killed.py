"""kill -9 in the middle of placing an order, or of giving money back, leaves nothing half done."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from shancha.apps.mall.models import Reservation
from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.orders.models import AfterSale, CartLine, Order, OrderGroup, OrderLine, RefundPart
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import aftersales, carts, checkouts
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order, place_checkout
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.orders.tests.test_placing import give_balance, give_points
from shancha.apps.payments.models import Payment, Refund
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balance_of, clearing_differences, trial_balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kill_in_the_middle(deed: str, where: str, **arguments: object) -> None:
    """A process of its own does it and is killed after `where`."""
    command = [sys.executable, "-m", "shancha.apps.orders.tests.killed"]
    process = subprocess.Popen(
        [*command, connection.settings_dict["NAME"], deed, where, json.dumps(arguments, default=str)],
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "shancha.config.settings"},
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.kill()
    process.wait(timeout=60)


@pytest.mark.parametrize("where", ["_hold", "insert_rows"])
def test_nothing_half_done_is_left(where):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 4_000)
    carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id)
    checkout = checkouts.begin_from_cart(user_id=buyer.id)
    checkout = checkouts.change_checkout(user_id=buyer.id, checkout_id=checkout.id, use_wallet=True)
    digest = checkouts.reckon_checkout(checkout).digest
    kill_in_the_middle("place", where, user_id=buyer.id, checkout_id=checkout.id, digest=digest)
    # The same order again waits for the rows of the killed one until the server has thrown it away.
    assert not OrderGroup.objects.exists()
    group = place_checkout(checkout)
    assert (OrderGroup.objects.count(), Order.objects.count(), Payment.objects.count()) == (1, 1, 1)
    assert (group.wallet_amount, group.payable_amount) == (4_000, 6_000)
    assert stock_of(goods) == (100, 1)
    assert Reservation.objects.get().reference_id == group.id
    assert balance_of(user_account(buyer.id, "balance")) == 0
    assert balance_of(user_account(buyer.id, "held")) == 4_000
    assert not CartLine.objects.exists()
    assert trial_balance()["wrong"] == []


def returned_order() -> tuple[AfterSale, dict[str, Any]]:
    """Paid by wallet, points and provider, and on its way back to the store."""
    buyer = make_buyer()
    give_balance(buyer, 4_000)
    give_points(buyer, 1_000)
    order = deliver(make_order(buyer, make_goods(price=10_000), use_wallet=True, points=1_000))
    case = ask(order)
    aftersales.ship_back(buyer_id=buyer.id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    received = {
        "store_id": order.store_id,
        "case_id": case.id,
        "actor_id": staff_of(order).id,
        "restock": True,
    }
    return case, received


@pytest.mark.parametrize("where", ["_count", "_take_reward_back", "_move_money", "correct_invoice"])
def test_a_refund_is_whole_or_not_there(where):
    case, received = returned_order()
    kill_in_the_middle("receive", where, **received)
    order = Order.objects.get(id=case.order_id)
    case.refresh_from_db()
    assert (case.status, order.refunded_amount) == ("returning", 0)
    assert not RefundPart.objects.exists()
    assert not Refund.objects.exists()
    assert balance_of(user_account(order.buyer_id, "balance")) == 0
    aftersales.receive_return(**received)
    refunds_arrive()
    check_given_back_once(order)


@pytest.mark.parametrize("where", ["lock_case", "move_case"])
def test_a_refund_that_arrived_is_finished_by_the_next_try(where):
    case, received = returned_order()
    aftersales.receive_return(**received)
    kill_in_the_middle("finish", where, part_id=RefundPart.objects.get().id)
    assert RefundPart.objects.get().arrived_at is None
    refunds_arrive()
    refunds_arrive()
    case.refresh_from_db()
    assert case.status == "done"
    check_given_back_once(case.order)


def check_given_back_once(order: Order) -> None:
    """Each way has its part, once, and all books agree."""
    part = RefundPart.objects.get()
    order.refresh_from_db()
    assert part.amount == order.refunded_amount == 10_000
    assert (part.to_wallet, part.to_points, part.to_provider) == (4_000, 1_000, 5_000)
    assert balance_of(user_account(order.buyer_id, "balance")) == 4_000
    assert balance_of(user_account(order.buyer_id, "points")) == 1_000
    assert Refund.objects.get().amount == 5_000
    assert stock_of(OrderLine.objects.get(order=order).variant) == (100, 0)
    assert trial_balance()["wrong"] == []
    given = {"booked": 4_000, "paid": 0}
    assert clearing_differences() == {"sandbox": given}, "what `give_balance` made up"
