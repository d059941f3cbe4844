"""A claim of fake goods after the store was paid keeps the money all the same."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Store
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, ClaimHold, Order, Settlement
from shancha.apps.orders.services import aftersales, disputes, payouts
from shancha.apps.orders.tests.factories import make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.orders.tests.test_settling import CARD
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.errors import InsufficientBalanceError
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db
KINDS = ("pending", "available", "claims", "debt", "withdrawing")


def money(store: Store) -> dict[str, int]:
    return {kind: balance_of(store_account(store.id, kind)) for kind in KINDS}


def settle(store: Store, price: int = 10_000) -> Order:
    """Sold, received, and the money released."""
    order = deliver(make_order(variant=make_goods(store, price=price)))
    with held_at(now() + timedelta(days=9)):
        tasks.release_settlements()
    assert Settlement.objects.get(order=order).status == "released"
    return order


def claim(order: Order) -> AfterSale:
    with held_at(now() + timedelta(days=20)):
        return ask(order, "claim", "fake")


def pay_out(store: Store, amount: int) -> None:
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    payouts.request_payout(store_id=store.id, actor_id=store.merchant.owner_id, amount=amount)


def test_the_money_is_kept_and_cannot_leave() -> None:
    store = make_store()
    order = settle(store)
    net = Settlement.objects.get(order=order).net
    assert money(store)["available"] == net
    claim(order)
    assert (money(store)["available"], money(store)["claims"]) == (0, net)
    with pytest.raises(InsufficientBalanceError):
        pay_out(store, net)
    assert check_ledger().is_right


@pytest.mark.parametrize("verdict", ["refund", "reject"])
def test_the_ruling_lets_it_go_to_whom_it_belongs(verdict: str) -> None:
    store = make_store()
    order = settle(store)
    net = Settlement.objects.get(order=order).net
    case = claim(order)
    aftersales.refuse(store_id=store.id, case_id=case.id, actor_id=staff_of(order).id, text="正品，附授权")
    aftersales.call_platform(buyer_id=order.buyer_id, case_id=case.id, text="鉴定为假")
    operator = make_user(is_operator=True)
    disputes.rule(case_id=case.id, operator_id=operator.id, verdict=verdict, text="依鉴定报告裁定")
    refunds_arrive()
    now_has = money(store)
    assert now_has["claims"] == 0
    assert (now_has["available"], now_has["debt"]) == ((net, 0) if verdict == "reject" else (0, 0))
    assert ClaimHold.objects.get().ended_at is not None
    order.refresh_from_db()
    assert not order.is_frozen
    assert order.refunded_amount == (order.paid_amount if verdict == "refund" else 0)
    assert check_ledger().is_right


def test_what_is_missing_is_kept_from_what_is_settled_next() -> None:
    store = make_store()
    order = settle(store)
    net = money(store)["available"]
    pay_out(store, net - 100)
    next_order = deliver(make_order(variant=make_goods(store, price=30_000)))
    case = claim(order)
    assert (money(store)["claims"], ClaimHold.objects.get().wanted) == (100, net)
    with held_at(now() + timedelta(days=9)):
        tasks.release_settlements()
    assert money(store)["claims"] == net
    assert money(store)["available"] == Settlement.objects.get(order=next_order).net - (net - 100)
    aftersales.withdraw(buyer_id=order.buyer_id, case_id=case.id)
    assert money(store)["claims"] == 0
    assert check_ledger().is_right


def test_debts_come_before_claims_and_two_claims_share_in_their_order() -> None:
    store = make_store()
    first, second = settle(store), settle(store)
    pay_out(store, money(store)["available"])
    one, two = claim(first), claim(second)
    assert money(store)["claims"] == 0
    settle(store, price=13_000)
    holds = {hold.pk: hold.held for hold in ClaimHold.objects.all()}
    assert holds[one.id] == ClaimHold.objects.get(pk=one.id).wanted
    assert 0 < holds[two.id] < ClaimHold.objects.get(pk=two.id).wanted
    assert money(store)["claims"] == sum(holds.values())
    staff = staff_of(first)
    aftersales.agree(store_id=store.id, case_id=one.id, actor_id=staff.id)
    aftersales.withdraw(buyer_id=second.buyer_id, case_id=two.id)
    has = money(store)
    assert has["claims"] == 0
    assert has["debt"] == 0 or has["available"] == 0, "nothing is owed while something is there"
    assert check_ledger().is_right
