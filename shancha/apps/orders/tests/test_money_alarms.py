"""What goes wrong with money without anybody's asking is told, tried again, and seen in the back office."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging.models import Notification
from shancha.apps.payments import services, tasks
from shancha.apps.payments.models import Charge, Payment, Refund, Statement
from shancha.apps.payments.providers import ProviderError
from shancha.apps.payments.providers.sandbox import Sandbox
from shancha.apps.payments.tests.factories import make_paid, make_payment, queued, start
from shancha.apps.wallet import tasks as wallet_tasks
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.models import LedgerAccount
from shancha.apps.wallet.tests.factories import make_rich
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.numbers import HOME_ZONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Any:
    return make_user(is_operator=True)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The provider gives no statement until `undo`."""

    def refuse(*_: object) -> list[Any]:
        raise ProviderError("timeout")

    with monkeypatch.context() as patch:
        patch.setattr(Sandbox, "statement", refuse)
        yield patch


def told(user: Any) -> list[tuple[str, dict[str, Any]]]:
    """What an operator was told of money."""
    found = Notification.objects.filter(user=user, kind__in=["statements_missing", "money_hangs"])
    return list(found.values_list("kind", "payload"))


def failed() -> int:
    return Statement.objects.filter(status="failed").count()


def test_a_statement_that_fails_is_told_and_tried_for_ever(operator: Any, silent: Any) -> None:
    tasks.reconcile()
    day = (now().astimezone(HOME_ZONE).date() - timedelta(days=3)).isoformat()
    assert told(operator) == [("statements_missing", {"count": 3, "day": day})]
    with held_at(now() + timedelta(days=20)):
        tasks.retry_statements()
        assert failed() == 3
        silent.undo()
        with held_at(now() + timedelta(hours=1)):
            tasks.retry_statements()
    assert failed() == 0


def test_days_that_a_stopped_server_missed_are_made_up() -> None:
    tasks.reconcile()
    with held_at(now() + timedelta(days=10)):
        tasks.reconcile()
    assert Statement.objects.count() == 3 + 10


def test_a_comparison_that_breaks_holds_up_no_other_day(
    operator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def odd(_: object, day: object) -> list[Any]:
        calls.append(day)
        if len(calls) == 1:
            raise KeyError("a column")
        return []

    monkeypatch.setattr(Sandbox, "statement", odd)
    with pytest.raises(KeyError):
        tasks.reconcile()
    assert sorted(Statement.objects.values_list("status", flat=True)) == ["failed", "matched", "matched"]
    assert [kind for kind, _ in told(operator)] == ["statements_missing"]


def test_the_back_office_shows_it_and_starts_it_by_hand(api: Any, operator: Any, silent: Any) -> None:
    tasks.reconcile()
    office = api(operator)
    assert "3 天的对账单取不到" in office.get("/admin/payments/statement/").content.decode()
    for _ in range(2):
        assert office.get("/admin/payments/statement/compare-now/").status_code == 302
    assert len(queued("payments.reconcile_now")) == 1
    silent.undo()
    tasks.reconcile_now()
    assert failed() == 0
    moderator = api(make_user(is_moderator=True))
    assert moderator.get("/admin/payments/statement/compare-now/").status_code == 403


def test_money_that_hangs_raises_an_alarm_once_a_day(api: Any, operator: Any) -> None:
    refund = services.request_refund(payment_id=make_paid().id, amount=100, reason="x", reference_id=new_id())
    charge = start(make_payment())
    assert services.alarm_hanging() == (0, 0)
    later = now() + timedelta(hours=25)
    with held_at(later):
        assert services.alarm_hanging() == (1, 1)
        assert services.alarm_hanging() == (1, 1)
        assert told(operator) == [("money_hangs", {"refunds": 1, "payments": 1})]
        office = api(operator)
        for page, shown in (("refund", refund.number), ("payment", charge.payment.subject)):
            content = office.get(f"/admin/payments/{page}/?hanging=1").content.decode()
            assert shown in content
        Notification.objects.all().delete()
        Payment.objects.filter(id=charge.payment_id).update(status="closed")
        assert services.alarm_hanging() == (1, 1), "the attempt is still open at the provider"
    with held_at(later + timedelta(hours=25)):
        services.alarm_hanging()
        assert [kind for kind, _ in told(operator)] == ["money_hangs"]
        Charge.objects.filter(id=charge.id).update(status="closed")
        Refund.objects.update(status="succeeded")
        assert services.alarm_hanging() == (0, 0)


def test_a_ledger_that_does_not_add_up_is_told(operator: Any) -> None:
    wallet_tasks.check_ledger()
    kinds = Notification.objects.filter(user=operator, kind="ledger_wrong")
    assert not kinds.exists()
    account = make_rich(100).id
    LedgerAccount.objects.filter(id=user_account(account, "balance").id).update(balance=101)
    wallet_tasks.check_ledger()
    assert kinds.get().payload == {"accounts": 1, "providers": 0}
