"""The nightly comparison finds what differs, and says when it no longer does."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.payments import services, tasks
from shancha.apps.payments.models import Charge, ReconciliationGap, Refund, SandboxTrade, Statement
from shancha.apps.payments.providers import ProviderError
from shancha.apps.payments.providers.sandbox import Sandbox
from shancha.apps.payments.tests.factories import choose, make_paid, make_payment, send_all_refunds, start
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.numbers import HOME_ZONE

pytestmark = pytest.mark.django_db


def today() -> Any:
    return now().astimezone(HOME_ZONE).date()


def gaps() -> list[tuple[str, str]]:
    rows = ReconciliationGap.objects.filter(resolved_at__isnull=True)
    return sorted(rows.values_list("kind", "line_kind"))


def test_books_that_agree() -> None:
    paid = make_paid()
    services.request_refund(payment_id=paid.id, amount=100, reason="x", reference_id=new_id())
    send_all_refunds()
    statement = services.reconcile(provider="sandbox", day=today())
    assert (statement.status, statement.line_count) == ("matched", 2)
    assert (statement.charged_total, statement.refunded_total) == (12_345, 100)


def test_every_kind_of_difference_is_found_and_resolves_itself() -> None:
    lost = make_payment()
    choose(start(lost), "lost")
    wrong = make_paid()
    Charge.objects.filter(payment=wrong).update(amount=12_344)
    missing = make_paid()
    trade = SandboxTrade.objects.get(merchant_number=Charge.objects.get(payment=missing).number)
    SandboxTrade.objects.filter(id=trade.id).update(status="waiting", paid_at=None)
    SandboxTrade.objects.create(
        key="k", trade_number="T9", merchant_number="NOBODYS", subject="x", amount=7, return_path="/",
        status="paid", paid_at=now(), expires_at=now(),
    )  # fmt: skip
    statement = services.reconcile(provider="sandbox", day=today())
    assert (statement.status, statement.gap_count) == ("gaps", 4)
    assert gaps() == [
        ("amount", "charge"),
        ("missing_here", "charge"),
        ("missing_there", "charge"),
        ("state", "charge"),
    ]
    services.reconcile(provider="sandbox", day=today())
    assert len(gaps()) == 4, "found again, listed once"

    with held_at(now() + timedelta(minutes=1)):
        services.sync_waiting_charges()
    Charge.objects.filter(payment=wrong).update(amount=12_345)
    SandboxTrade.objects.filter(id=trade.id).update(status="paid", paid_at=now())
    statement = services.reconcile(provider="sandbox", day=today())
    assert gaps() == [("missing_here", "charge")]
    operator = make_user(is_operator=True)
    services.resolve_gap(
        gap_id=ReconciliationGap.objects.get(resolved_at=None).id, operator_id=operator.id, note="x"
    )
    statement.refresh_from_db()
    assert (statement.status, statement.gap_count) == ("matched", 0)


def test_a_refund_that_the_provider_never_made() -> None:
    paid = make_paid()
    services.request_refund(payment_id=paid.id, amount=100, reason="x", reference_id=new_id())
    Refund.objects.update(status="succeeded", finished_at=now())
    services.reconcile(provider="sandbox", day=today())
    assert gaps() == [("missing_there", "refund")]


def test_what_crossed_midnight_is_no_difference() -> None:
    paid = make_paid()
    yesterday = now() - timedelta(days=1)
    SandboxTrade.objects.update(paid_at=yesterday)
    services.reconcile(provider="sandbox", day=today() - timedelta(days=1))
    assert services.reconcile(provider="sandbox", day=today()).status == "matched"
    assert gaps() == []
    assert paid.status == "paid"


def test_a_provider_without_a_statement_leaves_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object) -> list[Any]:
        raise ProviderError("timeout")

    monkeypatch.setattr(Sandbox, "statement", silent)
    tasks.reconcile()
    assert set(Statement.objects.values_list("status", "failure")) == {("failed", "timeout")}
    assert Statement.objects.count() == 3
