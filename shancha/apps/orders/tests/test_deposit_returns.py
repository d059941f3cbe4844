"""A merchant that has left gets its deposit back, once everything is settled."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import MerchantDeposit, Store
from shancha.apps.mall.services import deposit_returns as mall_returns
from shancha.apps.mall.services import deposits, measures
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.services import aftersales, deposit_returns
from shancha.apps.orders.tests.factories import make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.payments.models import Charge, Payment, Refund
from shancha.apps.payments.providers.base import ChargeState, RefundState
from shancha.apps.payments.services import apply_charge_result, apply_refund_result
from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.models import JournalEntry
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger, post
from shancha.kit.clock import held_at, now
from shancha.kit.numbers import new_number

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
DEPOSIT = 100_000


def pay_deposit(store: Store, amount: int = DEPOSIT) -> MerchantDeposit:
    merchant = store.merchant
    merchant.deposit_due += amount
    merchant.save(update_fields=["deposit_due"])
    deposit = deposits.request_deposit(owner_id=merchant.owner_id, merchant_id=merchant.id)
    payment = Payment.objects.get(id=deposit.payment_id)
    charge = Charge.objects.create(
        payment=payment, provider="sandbox", number=new_number("C"), amount=payment.amount
    )
    state = ChargeState(status="succeeded", amount=charge.amount, provider_number=f"T{charge.number}")
    apply_charge_result(charge_id=charge.id, state=state)
    return deposit


def leave(store: Store) -> None:
    measures.begin_exit(owner_id=store.merchant.owner_id, merchant_id=store.merchant_id)
    with held_at(now() + measures.NOTICE + timedelta(minutes=1)):
        assert measures.close_due_stores() == 1


def give_back(store: Store) -> int:
    return deposit_returns.return_deposit(merchant_id=store.merchant_id)


def test_the_deposit_goes_back_once_by_the_way_it_came() -> None:
    store = make_store()
    first, second = pay_deposit(store), pay_deposit(store, 20_000)
    clearing = balance_of(platform_account("clearing:sandbox"))
    assert give_back(store) == 0, "it has not left"
    leave(store)
    assert deposit_returns.queue_returns() == 1
    assert give_back(store) == 2
    assert give_back(store) == mall_returns.return_deposits(merchant_id=store.merchant_id) == 0
    assert deposit_returns.queue_returns() == 0
    refunds = Refund.objects.order_by("reference_id")
    assert {(each.reference_id, each.amount) for each in refunds} == {
        (first.id, DEPOSIT),
        (second.id, 20_000),
    }
    assert balance_of(store_account(store.id, "deposit")) == 0
    assert balance_of(platform_account("refunds_due")) == 120_000
    assert not Notification.objects.filter(kind="merchant_deposit_returned").exists(), "still on its way"
    refunds_arrive()
    for refund in Refund.objects.all():
        again = RefundState(status="succeeded", provider_number=f"T{refund.number}")
        assert apply_refund_result(refund_id=refund.id, state=again) == "repeated"
        mall_returns.finish_return(deposit_id=refund.reference_id, provider="sandbox", amount=refund.amount)
    assert balance_of(platform_account("refunds_due")) == 0
    assert balance_of(platform_account("clearing:sandbox")) == clearing + 120_000
    assert JournalEntry.objects.filter(kind="deposit_return_left").count() == 2
    assert (
        Notification.objects.filter(user=store.merchant.owner, kind="merchant_deposit_returned").count() == 2
    )
    store.merchant.refresh_from_db()
    assert store.merchant.deposit_paid == 0
    assert not MerchantDeposit.objects.filter(returned_at=None).exists()
    assert check_ledger().is_right


def test_it_waits_until_every_order_is_kept() -> None:
    store = make_store()
    pay_deposit(store)
    order = make_order(variant=make_goods(store))
    leave(store)
    assert give_back(store) == 0, "it is still to be sent"
    deliver(order)
    assert give_back(store) == 0, "the buyer may still return it"
    case = ask(order, "claim", "not_as_described")
    with held_at(now() + timedelta(days=9)):
        tasks.release_settlements()
        assert give_back(store) == 0, "a case is open"
    aftersales.withdraw(buyer_id=order.buyer_id, case_id=case.id)
    with held_at(now() + timedelta(days=9)):
        assert give_back(store) == 0, "the sale is not settled yet"
        tasks.release_settlements()
        assert give_back(store) == 1
    assert check_ledger().is_right


def owe(store: Store, amount: int) -> None:
    legs = [(store_account(store.id, "debt"), -amount), (platform_account("refunds_due"), amount)]
    post(kind="order_refunded", reference_kind="order", reference_id=store.id, key=f"t:{store.id}", legs=legs)


@pytest.mark.parametrize(("debt", "refunded"), [(30_000, 70_000), (250_000, 0)])
def test_what_the_store_owes_is_taken_out_first(debt: int, refunded: int) -> None:
    store = make_store()
    deposit = pay_deposit(store)
    owe(store, debt)
    leave(store)
    assert (give_back(store), give_back(store)) == (1, 0)
    deposit.refresh_from_db()
    assert deposit.offset == DEPOSIT - refunded
    assert balance_of(store_account(store.id, "debt")) == -max(debt - DEPOSIT, 0)
    assert [each.amount for each in Refund.objects.all()] == ([refunded] if refunded else [])
    assert (deposit.returned_at is not None) == (not refunded), "nothing is left to send"
    refunds_arrive()
    assert balance_of(platform_account("refunds_due")) == debt, "what the test owed"
    assert check_ledger().is_right


def test_what_came_by_bank_waits_for_an_operator(api: Api) -> None:
    store, operator = make_store(), make_user(is_operator=True)
    merchant = store.merchant
    deposits.record_bank_deposit(merchant_id=merchant.id, amount=50_000, note="回单 1")
    leave(store)
    tasks.queue_deposit_returns()
    assert Notification.objects.filter(user=operator, kind="deposits_by_bank").count() == 1
    assert give_back(store) == 0
    client = api(operator)
    act = {"action": "record_return", "_selected_action": [str(merchant.id)]}
    client.post("/admin/mall/merchant/", act, follow=True)
    client.post("/admin/mall/merchant/", act, follow=True)
    part = MerchantDeposit.objects.get()
    assert part.returned_at is not None
    merchant.refresh_from_db()
    assert merchant.deposit_paid == 0
    page = client.get(f"/admin/mall/merchant/{merchant.id}/change/").content.decode()
    assert "500 元，线下转账，已退还" in page
