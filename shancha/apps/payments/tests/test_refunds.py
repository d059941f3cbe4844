"""Money back: never above what was paid, tried until it is there."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.payments import services
from shancha.apps.payments.errors import RefundStateError, RefundTooLargeError
from shancha.apps.payments.models import Payment, Refund, SandboxRefund
from shancha.apps.payments.providers import ProviderError
from shancha.apps.payments.providers.base import RefundState
from shancha.apps.payments.providers.sandbox import Sandbox
from shancha.apps.payments.services import refunds
from shancha.apps.payments.tests.factories import make_paid, make_payment, send_all_refunds
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together


def ask(payment: Payment, amount: int, **fields: Any) -> Refund:
    return services.request_refund(
        payment_id=payment.id, amount=amount, reason="不想要了", **{"reference_id": new_id(), **fields}
    )


@pytest.mark.django_db
def test_once_for_each_reference_and_never_above() -> None:
    payment, reference = make_paid(), new_id()
    first = ask(payment, 10_000, reference_id=reference)
    assert ask(payment, 10_000, reference_id=reference).id == first.id
    with pytest.raises(RefundStateError):
        ask(payment, 9_000, reference_id=reference)
    with pytest.raises(RefundTooLargeError):
        ask(payment, 2_346)
    ask(payment, 2_345)
    send_all_refunds()
    send_all_refunds()
    payment.refresh_from_db()
    assert payment.refunded_amount == payment.paid_amount
    assert set(Refund.objects.values_list("status", flat=True)) == {"succeeded"}
    assert sum(SandboxRefund.objects.values_list("amount", flat=True)) == 12_345


@pytest.mark.django_db
def test_what_is_not_paid_is_not_refunded() -> None:
    with pytest.raises(RefundTooLargeError):
        ask(make_payment(), 1)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_never_give_back_more_than_was_paid() -> None:
    payment = make_paid(amount=1_000)
    raised = run_together([lambda: ask(payment, 300)] * 8)
    assert [type(error) for error in raised] == [RefundTooLargeError] * 5
    payment.refresh_from_db()
    assert payment.refunded_amount == 900
    again = [lambda each=each: services.send_refund(refund_id=each.id) for each in Refund.objects.all()]
    assert run_together(again * 2) == []
    assert sum(SandboxRefund.objects.values_list("amount", flat=True)) == 900


@pytest.mark.django_db(transaction=True)
def test_one_reference_asked_for_eight_times_at_once_is_one_refund() -> None:
    payment, reference = make_paid(amount=1_000), new_id()
    assert run_together([lambda: ask(payment, 1_000, reference_id=reference)] * 8) == []
    assert Refund.objects.count() == 1


@pytest.mark.django_db
def test_a_silent_provider_is_asked_again_and_then_an_operator_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    payment = make_paid()
    refund = ask(payment, 5)

    def silent(*_: object) -> RefundState:
        raise ProviderError("timeout")

    with monkeypatch.context() as quiet:
        quiet.setattr(Sandbox, "refund", silent)
        moment = now()
        for attempt in range(1, refunds.MAX_ATTEMPTS + 1):
            refund.refresh_from_db()
            assert (refund.status, refund.attempts) == ("pending", attempt - 1)
            moment = max(moment, refund.next_at)
            with held_at(moment):
                assert services.send_due_refunds() == 1
                assert services.send_due_refunds() == 0
    refund.refresh_from_db()
    assert (refund.status, refund.failure) == ("failed", "timeout")
    payment.refresh_from_db()
    assert payment.refunded_amount == 5, "still promised"
    services.resend_refund(refund_id=refund.id)
    send_all_refunds()
    refund.refresh_from_db()
    assert refund.status == "succeeded"
    with pytest.raises(RefundStateError):
        services.resend_refund(refund_id=refund.id)


@pytest.mark.django_db
def test_a_refund_that_the_provider_works_on_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    refund = ask(make_paid(), 5)
    with monkeypatch.context() as slow:
        slow.setattr(Sandbox, "refund", lambda *_: RefundState(status="pending"))
        send_all_refunds()
    refund.refresh_from_db()
    assert refund.status == "pending"
    with held_at(now() + timedelta(minutes=6)):
        services.send_due_refunds()
    refund.refresh_from_db()
    assert refund.status == "succeeded"


FAILED = RefundState(status="failed", failure="account closed")


def say(monkeypatch: pytest.MonkeyPatch, status: str) -> None:
    """What the provider answers from now on when it is asked."""
    monkeypatch.setattr(Sandbox, "query_refund", lambda *_: RefundState(status=status))  # type: ignore[arg-type]


def arrived() -> Refund:
    refund = ask(make_paid(), 500)
    send_all_refunds()
    refund.refresh_from_db()
    assert refund.status == "succeeded"
    return refund


@pytest.mark.django_db
def test_a_failure_after_the_success_counts_only_where_the_provider_says_so_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refund = arrived()
    assert services.apply_refund_result(refund_id=refund.id, state=FAILED) == "applied"
    assert not services.recheck_refund(refund_id=refund.id), "the notice had only come late"
    refund.refresh_from_db()
    assert refund.status == "succeeded"
    say(monkeypatch, "failed")
    assert services.recheck_refund(refund_id=refund.id)
    assert not services.recheck_refund(refund_id=refund.id)
    refund.refresh_from_db()
    assert (refund.status, refund.returns) == ("returned", 1)
    late = RefundState(status="succeeded")
    assert services.apply_refund_result(refund_id=refund.id, state=late) == "repeated"


@pytest.mark.django_db
def test_what_came_back_goes_again_under_a_new_number(monkeypatch: pytest.MonkeyPatch) -> None:
    refund = arrived()
    number = refund.number
    with monkeypatch.context() as bounced:
        say(bounced, "failed")
        services.recheck_refund(refund_id=refund.id)
        services.resend_refund(refund_id=refund.id)
    send_all_refunds()
    refund.refresh_from_db()
    assert (refund.status, refund.number != number) == ("succeeded", True)
    refund.payment.refresh_from_db()
    assert refund.payment.refunded_amount == 500, "promised once"


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["succeeded", "pending", "silence"])
def test_it_is_not_given_another_way_while_it_may_have_gone(
    monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    refund = arrived()
    say(monkeypatch, "failed")
    services.recheck_refund(refund_id=refund.id)

    def silent(*_: object) -> RefundState:
        raise ProviderError("timeout")

    if answer == "silence":
        monkeypatch.setattr(Sandbox, "query_refund", silent)
    else:
        say(monkeypatch, answer)
    for way in (services.reroute_refund, services.resend_refund):
        with pytest.raises(RefundStateError):
            way(refund_id=refund.id)
    refund.refresh_from_db()
    assert refund.status == (answer if answer != "silence" else "returned")
