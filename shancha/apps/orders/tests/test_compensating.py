"""What a ruling gives beside the refund: from the store's money, its deposit, and else as its debt."""

from typing import Any

import pytest
from django.db import transaction

from shancha.apps.mall.models import Store
from shancha.apps.messaging.models import Notification
from shancha.apps.orders.errors import CompensationError
from shancha.apps.orders.models import Order
from shancha.apps.orders.services.compensating import (
    Compensation,
    compensate,
    compensation_of,
    statutory_compensation,
)
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive
from shancha.apps.orders.tests.test_deposit_returns import give_back, leave, pay_deposit
from shancha.apps.orders.tests.test_settling import give_store, has, settle
from shancha.apps.payments.models import Refund
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger, post
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return deliver(make_order())


def in_wallet(order: Order) -> int:
    return balance_of(user_account(order.buyer_id, "balance"))


def give(order: Order, amount: int, case_id: Any = None) -> Compensation:
    return compensate(order_id=order.id, case_id=case_id or new_id(), amount=amount)


def test_the_law_gives_at_least() -> None:
    assert statutory_compensation(9_900) == 50_000
    assert statutory_compensation(100_000) == 300_000
    assert statutory_compensation(9_900, is_food=True) == 100_000
    assert statutory_compensation(20_000, is_food=True) == 200_000


def test_what_was_paid_from_the_wallet_counts_as_paid() -> None:
    buyer = make_buyer()
    post(
        kind="top_up",
        reference_kind="user",
        reference_id=buyer.id,
        key=f"test:{buyer.id}",
        legs=[(platform_account("subsidy"), -300_000), (user_account(buyer.id, "balance"), 300_000)],
    )
    order = deliver(make_order(buyer, make_goods(price=300_000), use_wallet=True))
    assert (order.paid_amount, order.paid) == (0, 300_000)
    assert give(order, 900_000).amount == 900_000
    with pytest.raises(CompensationError), transaction.atomic():
        give(order, 3_000_001)


def test_available_money_first_then_the_deposit_then_a_debt(order: Order) -> None:
    store, case = Store.objects.get(id=order.store_id), new_id()
    deposit = pay_deposit(store, 20_000)
    give_store(store, 5_000)
    assert give(order, 50_000, case) == Compensation(50_000, 5_000, 20_000, 25_000)
    assert give(order, 50_000, case).amount == compensation_of(case) == 50_000
    with pytest.raises(CompensationError), transaction.atomic():
        give(order, 40_000, case)
    assert in_wallet(order) == 50_000
    assert [has(store.id, kind) for kind in ("available", "deposit", "debt")] == [0, 0, -25_000]
    deposit.refresh_from_db()
    store.merchant.refresh_from_db()
    assert (deposit.offset, store.merchant.deposit_paid, store.merchant.deposit_due) == (20_000, 0, 20_000)
    settlement = settle(order)
    assert has(store.id, "debt") == min(0, settlement.net - 25_000)
    assert set(Notification.objects.values_list("user_id", "kind")) >= {
        (order.buyer_id, "compensation_received"),
        (store.merchant.owner_id, "compensation_taken"),
    }
    assert check_ledger().is_right


def test_what_was_taken_from_a_deposit_does_not_go_back(order: Order) -> None:
    store = Store.objects.get(id=order.store_id)
    deposit = pay_deposit(store, 20_000)
    give(order, 8_000)
    store.merchant.refresh_from_db()
    assert store.merchant.deposit_paid == 12_000
    settle(order)
    leave(store)
    assert give_back(store) == 1
    refunds_arrive()
    assert Refund.objects.get(reference_id=deposit.id).amount == 12_000
    store.merchant.refresh_from_db()
    assert (has(store.id, "deposit"), store.merchant.deposit_paid) == (0, 0)
    assert check_ledger().is_right


@pytest.mark.parametrize("amount", [0, -1, 10_000_000])
def test_nothing_and_more_than_the_law_gives_are_refused(order: Order, amount: int) -> None:
    with pytest.raises(CompensationError), transaction.atomic():
        give(order, amount)
    assert in_wallet(order) == 0


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_it_is_given_once() -> None:
    order, case = deliver(make_order()), new_id()
    pay_deposit(Store.objects.get(id=order.store_id), 20_000)
    raised = run_together([lambda: give(order, 30_000, case)] * 6 + [lambda: give(order, 1_000)] * 2)
    assert raised == []
    assert in_wallet(order) == 32_000
    assert (has(order.store_id, "deposit"), has(order.store_id, "debt")) == (0, -12_000)
    assert check_ledger().is_right
