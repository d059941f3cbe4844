"""What several stores under one payment break once run end to end: money that follows the split, commission
frozen at the sale, settlement, payout, and what bounces."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.errors import PayoutAccountMissingError
from shancha.apps.orders.models import Order, OrderLine, Payout, PayoutAccount, Settlement
from shancha.apps.orders.services import aftersales, cancelling, payouts, settling
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order, pay, place
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.payments.models import Payment
from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.errors import WithdrawalLimitError
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import (
    check_ledger,
    decide_withdrawal,
    mark_withdrawal_failed,
    mark_withdrawal_paid,
    post,
)
from shancha.apps.wallet.tests.factories import CARD
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

LATER = timedelta(days=9)


def has(store_id: Any, kind: str) -> int:
    return balance_of(store_account(store_id, kind))


def give_store(store: Any, amount: int) -> None:
    post(
        kind="order_settled",
        reference_kind="order",
        reference_id=store.id,
        key=f"test:{new_id()}",
        legs=[
            (platform_account("subsidy"), -amount),
            (store_account(store.id, "available"), amount),
        ],
    )


def settle(order: Order) -> Settlement:
    with held_at(now() + LATER):
        tasks.release_settlements()
        tasks.release_settlements()
    return Settlement.objects.get(order=order)


def give_back(order: Order, *, amount: int | None = None) -> None:
    line = OrderLine.objects.get(order=order)
    case = aftersales.open_case(
        buyer_id=order.buyer_id,
        order_id=order.id,
        line_id=line.id,
        kind="refund_only",
        reason="quality",
        quantity=line.quantity - line.refunded_quantity,
        amount=amount,
    )
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)
    refunds_arrive()


@pytest.mark.django_db
def test_a_sale_is_held_then_settled_with_the_commission_of_its_day() -> None:
    order = make_order()
    OrderLine.objects.filter(order=order).update(commission_bp=500)
    paid = order.paid_amount
    assert (has(order.store_id, "pending"), has(order.store_id, "available")) == (paid, 0)
    deliver(order)
    tasks.release_settlements()
    assert Settlement.objects.get(order=order).status == "held"
    settlement = settle(order)
    line = OrderLine.objects.get(order=order)
    goods = paid - (line.freight_amount - line.freight_discount) - line.tax_amount
    assert settlement.status == "released"
    assert settlement.commission == (goods * 500 + 5_000) // 10_000
    assert has(order.store_id, "available") == settlement.net == paid - settlement.commission
    assert has(order.store_id, "pending") == 0
    assert balance_of(platform_account("commission")) == settlement.commission
    assert check_ledger().is_right


@pytest.mark.django_db
def test_orders_that_wait_for_a_case_do_not_hold_up_the_others() -> None:
    first, second = deliver(make_order()), deliver(make_order())
    line = OrderLine.objects.get(order=first)
    aftersales.open_case(
        buyer_id=first.buyer_id,
        order_id=first.id,
        line_id=line.id,
        kind="return",
        reason="no_reason",
        quantity=line.quantity,
    )
    Settlement.objects.filter(order=first).update(hold_until=now() - timedelta(days=9))
    Settlement.objects.filter(order=second).update(hold_until=now() - timedelta(days=1))
    assert settling.release_due(limit=1) == 1
    assert Settlement.objects.get(order=second).status == "released"


@pytest.mark.django_db
def test_an_order_that_was_refunded_in_full_is_not_paid_any_more() -> None:
    order = deliver(make_order())
    give_back(order)
    order.refresh_from_db()
    settlement = Settlement.objects.get(order=order)
    assert (order.status, settlement.status, settlement.net) == ("closed", "reversed", 0)
    assert has(order.store_id, "pending") == 0
    with held_at(now() + LATER):
        tasks.release_settlements()
    assert has(order.store_id, "available") == 0
    assert check_ledger().is_right


@pytest.mark.django_db
def test_a_refund_after_the_settlement_takes_from_the_store_and_the_commission_and_leaves_a_debt() -> None:
    store = make_store()
    order = deliver(make_order(variant=make_goods(store)))
    OrderLine.objects.filter(order=order).update(commission_bp=1_000)
    settlement = settle(order)
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    owner = staff_of(order)
    payouts.request_payout(store_id=store.id, actor_id=owner.id, amount=settlement.net)
    assert has(store.id, "available") == 0
    with held_at(now() + timedelta(days=12)):
        give_back(order)
    settlement.refresh_from_db()
    assert (settlement.commission, settlement.net) == (0, 0)
    assert balance_of(platform_account("commission")) == 0
    assert has(store.id, "debt") < 0
    assert check_ledger().is_right

    second = deliver(make_order(variant=make_goods(store)))
    owed = -has(store.id, "debt")
    again = settle(second)
    assert has(store.id, "debt") == min(again.net - owed, 0)
    assert has(store.id, "available") == max(again.net - owed, 0)
    assert check_ledger().is_right


@pytest.mark.django_db
def test_a_bounced_payout_is_not_paid_and_the_money_is_the_stores_again() -> None:
    store = make_store()
    order = deliver(make_order(variant=make_goods(store)))
    net = settle(order).net
    operator = make_user(is_operator=True)
    with pytest.raises(PayoutAccountMissingError), transaction.atomic():
        payouts.request_payout(store_id=store.id, actor_id=operator.id, amount=net)
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    payout = payouts.request_payout(store_id=store.id, actor_id=staff_of(order).id, amount=net)
    decide_withdrawal(withdrawal_id=payout.withdrawal_id, operator_id=operator.id, approve=True)
    mark_withdrawal_paid(withdrawal_id=payout.withdrawal_id, operator_id=operator.id, transfer_number="B1")
    assert Payout.objects.get().status == "paid"
    mark_withdrawal_failed(withdrawal_id=payout.withdrawal_id, operator_id=operator.id, reason="账号已注销")
    payout.refresh_from_db()
    assert (payout.status, payout.reason) == ("bounced", "账号已注销")
    assert (has(store.id, "available"), has(store.id, "withdrawing")) == (net, 0)
    assert check_ledger().is_right


@pytest.mark.django_db
def test_what_is_available_leaves_each_morning() -> None:
    store = make_store()
    order = deliver(make_order(variant=make_goods(store), quantity=3))
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    tasks.pay_out()
    assert not Payout.objects.exists()
    net = settle(order).net
    tasks.pay_out()
    tasks.pay_out()
    expected = [net] if net >= payouts.LEAST else []
    assert list(Payout.objects.values_list("amount", flat=True)) == expected


@pytest.mark.django_db
def test_more_than_a_transfer_may_be_leaves_in_parts() -> None:
    store = make_store()
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    give_store(store, 2 * payouts.MOST + 5_000)
    tasks.pay_out()
    tasks.pay_out()
    amounts = sorted(Payout.objects.values_list("amount", flat=True))
    assert amounts == [15_000, payouts.MOST - 10_000, payouts.MOST]
    assert (has(store.id, "available"), has(store.id, "withdrawing")) == (0, 2 * payouts.MOST + 5_000)
    give_store(store, 50_000)
    with pytest.raises(WithdrawalLimitError), transaction.atomic():
        payouts.request_payout(store_id=store.id, actor_id=store.merchant.owner_id, amount=50_000)
    assert check_ledger().is_right


@pytest.mark.django_db
def test_a_store_that_cannot_be_paid_is_told_and_holds_up_no_other() -> None:
    operator = make_user(is_operator=True)
    stores = [make_store() for _ in range(3)]
    for store in stores:
        payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
        give_store(store, 50_000)
    PayoutAccount.objects.filter(store=stores[0]).update(real_name="")
    tasks.pay_out()
    assert set(Payout.objects.values_list("store_id", flat=True)) == {stores[1].id, stores[2].id}
    assert Notification.objects.get(user=operator, kind="payouts_stuck").payload == {"count": 1}


@pytest.mark.django_db
def test_two_stores_under_one_payment_each_have_their_own_and_a_cancel_touches_one() -> None:
    buyer, first, second = make_buyer(), make_store(), make_store()
    one, two = make_order(buyer, make_goods(first)), make_order(buyer, make_goods(second))
    assert (has(first.id, "pending"), has(second.id, "pending")) == (one.paid_amount, two.paid_amount)
    cancelling.cancel_paid(order_id=one.id, actor="buyer", actor_id=buyer.id, reason="changed_mind")
    refunds_arrive()
    assert (has(first.id, "pending"), has(second.id, "pending")) == (0, two.paid_amount)
    assert Settlement.objects.get(order=one).status == "reversed"
    assert Payment.objects.get(id=one.group.payment_id).refunded_amount == one.paid_amount
    assert balance_of(platform_account("refunds_due")) == 0
    assert check_ledger().is_right


@pytest.mark.django_db
def test_money_for_a_group_that_was_cancelled_meanwhile_goes_through_the_books() -> None:
    group = place(make_buyer(), make_goods())
    Payment.objects.filter(id=group.payment_id).update(status="pending")
    type(group).objects.filter(id=group.id).update(status="cancelled")
    pay(group)
    assert balance_of(platform_account("refunds_due")) == group.payable_amount
    refunds_arrive()
    assert balance_of(platform_account("refunds_due")) == 0
    assert check_ledger().is_right


@pytest.mark.django_db(transaction=True)
def test_settling_and_refunding_at_the_same_moment_lose_nothing() -> None:
    order = deliver(make_order(quantity=4))
    line = OrderLine.objects.get(order=order)
    case = aftersales.open_case(
        buyer_id=order.buyer_id,
        order_id=order.id,
        line_id=line.id,
        kind="refund_only",
        reason="quality",
        quantity=1,
    )
    staff = staff_of(order)

    def agree() -> None:
        aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff.id)

    def release() -> None:
        with held_at(now() + LATER):
            settling.release_settlement(order.id)

    raised = run_together([agree] * 4 + [release] * 4)
    assert len([error for error in raised if type(error).__name__ == "AfterSaleStateError"]) == 3
    assert len(raised) == 3, raised
    refunds_arrive()
    release()
    order.refresh_from_db()
    settlement = Settlement.objects.get(order=order)
    assert settlement.status == "released"
    assert order.refunded_amount == settlement.refunded == case.asked_amount
    assert has(order.store_id, "available") - has(order.store_id, "debt") == settlement.net
    assert check_ledger().is_right
