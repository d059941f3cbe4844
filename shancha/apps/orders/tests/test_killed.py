"""kill -9 in the middle of placing an order leaves nothing half done."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from shancha.apps.mall.models import Reservation
from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.orders.models import CartLine, Order, OrderGroup
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import carts, checkouts
from shancha.apps.orders.tests.factories import make_buyer, make_goods, place_checkout
from shancha.apps.orders.tests.test_placing import give_balance
from shancha.apps.payments.models import Payment
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balance_of, trial_balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("where", ["_hold", "insert_rows"])
def test_nothing_half_done_is_left(where):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 4_000)
    carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id)
    checkout = checkouts.begin_from_cart(user_id=buyer.id)
    checkout = checkouts.change_checkout(user_id=buyer.id, checkout_id=checkout.id, use_wallet=True)
    digest = checkouts.reckon_checkout(checkout).digest
    command = [sys.executable, "-m", "shancha.apps.orders.tests.killed"]
    process = subprocess.Popen(
        [*command, connection.settings_dict["NAME"], str(checkout.id), str(buyer.id), digest, where],
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "shancha.config.settings"},
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.kill()
    process.wait(timeout=60)
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
