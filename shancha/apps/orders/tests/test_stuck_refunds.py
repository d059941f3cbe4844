"""Refunds that fail after all are seen, and given another way, once."""

from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging.models import Notification
from shancha.apps.orders.models import AfterSale, Order
from shancha.apps.orders.services import aftersales, cancelling
from shancha.apps.orders.tests.factories import make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.payments import services
from shancha.apps.payments.errors import RefundStateError
from shancha.apps.payments.models import Refund
from shancha.apps.payments.providers.base import RefundState
from shancha.apps.payments.providers.sandbox import Sandbox
from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.queries.balances import balance_of, clearing_differences
from shancha.apps.wallet.services import check_ledger
from shancha.kit.tests.threads import run_together

FAILED = RefundState(status="failed", failure="account closed")


@pytest.fixture(autouse=True)
def _bounced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "query_refund", lambda *_: FAILED)


def refunded() -> tuple[AfterSale, Refund]:
    """A case whose refund is on its way."""
    order = deliver(make_order())
    case = ask(order, "refund_only", "damaged")
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)
    return case, Refund.objects.get(payment_id=order.group.payment_id)


def books(order: Order) -> tuple[int, int]:
    assert check_ledger().is_right
    assert clearing_differences() == {}
    return balance_of(platform_account("refunds_due")), balance_of(user_account(order.buyer_id, "balance"))


def told(user_id: Any, kind: str) -> int:
    return Notification.objects.filter(user_id=user_id, kind=kind).count()


@pytest.mark.django_db
def test_a_refund_that_came_back_is_due_again_and_seen(api: Any) -> None:
    operator = make_user(is_operator=True)
    case, refund = refunded()
    refunds_arrive()
    assert books(case.order) == (0, 0)
    services.apply_refund_result(refund_id=refund.id, state=FAILED)
    services.recheck_refund(refund_id=refund.id)
    assert books(case.order) == (refund.amount, 0), "it is still to leave"
    shown = api(case.buyer).get(f"/after-sales/{case.id}").json()
    assert (shown["status"], shown["refunds"][0]["state"], shown["refunds"][0]["arrived_at"]) == (
        "done",
        "stuck",
        None,
    )
    assert told(operator.id, "refund_returned") == told(case.buyer_id, "refund_came_back") == 1
    services.resend_refund(refund_id=refund.id)
    refunds_arrive()
    assert books(case.order) == (0, 0)
    assert api(case.buyer).get(f"/after-sales/{case.id}").json()["refunds"][0]["state"] == "arrived"
    assert Order.objects.get(id=case.order_id).refunded_amount == refund.amount


@pytest.mark.django_db
@pytest.mark.parametrize("came_back", [True, False])
def test_it_goes_to_the_wallet_once(api: Any, came_back: bool) -> None:
    case, refund = refunded()
    if came_back:
        refunds_arrive()
        services.recheck_refund(refund_id=refund.id)
    else:
        services.apply_refund_result(refund_id=refund.id, state=FAILED)
        assert api(case.buyer).get(f"/after-sales/{case.id}").json()["refunds"][0]["state"] == "stuck"
    operator = api(make_user(is_operator=True))
    act = {"action": "to_wallet", "_selected_action": [str(refund.id)]}
    operator.post("/admin/payments/refund/", act)
    operator.post("/admin/payments/refund/", act)
    assert books(case.order) == (0, refund.amount)
    case.refresh_from_db()
    shown = api(case.buyer).get(f"/after-sales/{case.id}").json()
    assert (case.status, shown["refunds"][0]["state"]) == ("done", "to_wallet")
    assert told(case.buyer_id, "refund_to_wallet") == 1
    late = RefundState(status="succeeded")
    assert services.apply_refund_result(refund_id=refund.id, state=late) == "repeated"
    with pytest.raises(RefundStateError):
        services.resend_refund(refund_id=refund.id)
    assert books(case.order) == (0, refund.amount)


@pytest.mark.django_db
def test_that_of_a_cancelled_order_goes_to_the_wallet_too() -> None:
    order = make_order()
    cancelling.cancel_paid(order_id=order.id, actor="buyer", actor_id=order.buyer_id, reason="other")
    refund = Refund.objects.get(reference_id=order.id)
    services.apply_refund_result(refund_id=refund.id, state=FAILED)
    services.reroute_refund(refund_id=refund.id)
    assert books(order) == (0, order.payable_amount)


@pytest.mark.django_db(transaction=True)
def test_two_operators_at_once_give_it_once() -> None:
    case, refund = refunded()
    services.apply_refund_result(refund_id=refund.id, state=FAILED)
    raised = run_together([lambda: services.reroute_refund(refund_id=refund.id)] * 3)
    assert [type(error) for error in raised] == [RefundStateError] * 2
    assert books(case.order) == (0, refund.amount)
