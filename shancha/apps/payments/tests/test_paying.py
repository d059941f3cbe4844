"""From what is owed to money that arrived once, whatever the provider does on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from shancha.apps.accounts.models import Tie
from shancha.apps.accounts.queries.ties import shared_ties
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.payments import services, tasks
from shancha.apps.payments.events import PaymentClosed, PaymentSucceeded, SurplusReturned
from shancha.apps.payments.models import Charge, Payment, ProviderNotice, Refund, SandboxTrade
from shancha.apps.payments.providers import available
from shancha.apps.payments.providers.base import ChargeState
from shancha.apps.payments.providers.sandbox import sign
from shancha.apps.payments.tests.factories import (
    choose,
    deliver_all,
    make_payment,
    queued,
    send_all_refunds,
    start,
    wired,
)
from shancha.kit import events
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """All facts that were announced."""
    heard: list[object] = []
    publish = events.publish

    def listen(event: object) -> None:
        heard.append(event)
        publish(event)

    monkeypatch.setattr(events, "publish", listen)
    return heard


def kinds(told: list[object], kind: type) -> list[Any]:
    return [event for event in told if isinstance(event, kind)]


def test_the_whole_way_through_the_api_and_the_cashier(api: Any, told: list[object]) -> None:
    payer = make_user()
    payment = make_payment(payer=payer)
    client = api(payer)
    seen = client.get(f"/payments/{payment.id}").json()
    assert (seen["status"], seen["amount"], seen["poll_seconds"]) == ("pending", 12_345, 0)
    assert [method["provider"] for method in seen["methods"]] == ["sandbox"]
    body = {"provider": "sandbox", "return_path": "/orders"}
    path = f"/payments/{payment.id}/charges"
    first = client.send("POST", path, body, **{"Idempotency-Key": "key-00000001"})
    again = client.send("POST", path, body, **{"Idempotency-Key": "key-00000002"})
    assert first.status_code == 201, first.content
    assert first.json() == again.json()
    assert Charge.objects.count() == SandboxTrade.objects.count() == 1
    cashier = "/" + first.json()["url"].split("/", 3)[3]

    browser = Client()
    page = browser.get(cashier)
    assert page.status_code == 200
    assert "123.45" in page.content.decode()
    assert "<script" not in page.content.decode()
    back = browser.post(cashier, {"choice": "pay"})
    assert back.status_code == 302
    assert back["Location"].endswith("/orders")
    deliver_all()
    seen = client.get(f"/payments/{payment.id}").json()
    assert (seen["status"], seen["charge"]["status"], seen["methods"]) == ("paid", "succeeded", [])
    assert kinds(told, PaymentSucceeded) == [
        PaymentSucceeded(payment.id, "order", payment.reference_id, 12_345, payer.id, "sandbox")
    ]
    assert "closed" not in browser.get(cashier).content.decode()
    assert client.send("POST", path, body, **{"Idempotency-Key": "key-00000003"}).status_code == 409


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("choice", ["pay", "duplicates", "out_of_order", "delay"])
def test_a_payment_counts_once_however_it_is_told(choice: str, reverse: bool, told: list[object]) -> None:
    payment = make_payment()
    charge = start(payment)
    choose(charge, choice)
    deliver_all(reverse=reverse)
    payment.refresh_from_db()
    charge.refresh_from_db()
    assert (payment.status, payment.paid_amount, charge.status) == ("paid", 12_345, "succeeded")
    assert len(kinds(told, PaymentSucceeded)) == 1
    assert not Refund.objects.exists()
    if choice == "duplicates":
        assert ProviderNotice.objects.get().copies == 5


def test_a_lost_callback_is_found_by_asking() -> None:
    payment = make_payment()
    charge = start(payment)
    choose(charge, "lost")
    assert queued("payments.deliver_sandbox_notice") == []
    with held_at(now() + timedelta(seconds=10)):
        assert services.sync_waiting_charges() == 0
    with held_at(now() + timedelta(seconds=30)):
        assert services.sync_waiting_charges() == 1
        assert services.sync_waiting_charges() == 0
    payment.refresh_from_db()
    assert payment.status == "paid"


def test_who_paid_in_time_keeps_it_although_the_callback_got_lost(told: list[object]) -> None:
    payment = make_payment()
    choose(start(payment), "lost")
    with held_at(now() + timedelta(minutes=31)):
        tasks.close_expired()
    payment.refresh_from_db()
    assert payment.status == "paid"
    assert kinds(told, PaymentClosed) == []


def test_paying_twice_gives_one_back_by_itself(told: list[object]) -> None:
    payment = make_payment()
    choose(start(payment), "twice")
    deliver_all()
    send_all_refunds()
    payment.refresh_from_db()
    assert (payment.status, payment.paid_amount, payment.refunded_amount) == ("paid", 12_345, 0)
    refund = Refund.objects.get()
    assert (refund.amount, refund.status, refund.is_surplus) == (12_345, "succeeded", True)
    trades = SandboxTrade.objects.order_by("refunded_amount")
    assert [trade.refunded_amount for trade in trades] == [0, 12_345]
    assert len(kinds(told, PaymentSucceeded)) == 1
    assert len(kinds(told, SurplusReturned)) == 1


def test_two_ways_at_once_give_the_second_back() -> None:
    payment = make_payment()
    first = start(payment)
    Charge.objects.filter(id=first.id).update(status="superseded")
    second = start(payment)
    assert first.id != second.id
    state = ChargeState(status="succeeded", provider_number="A1", amount=12_345)
    assert services.apply_charge_result(charge_id=first.id, state=state) == "applied"
    assert [job["charge_id"] for job in queued("payments.close_charge")] == [str(second.id)]
    late = ChargeState(status="succeeded", provider_number="B1", amount=12_345)
    assert services.apply_charge_result(charge_id=second.id, state=late) == "applied"
    assert Refund.objects.get().charge_id == second.id


def test_a_success_after_the_end_goes_back(told: list[object]) -> None:
    payment = make_payment()
    charge = start(payment)
    assert services.close_payment(payment_id=payment.id)
    assert not services.close_payment(payment_id=payment.id)
    assert len(kinds(told, PaymentClosed)) == 1
    choose(charge, "pay")
    deliver_all()
    send_all_refunds()
    payment.refresh_from_db()
    assert (payment.status, payment.paid_amount) == ("closed", 0)
    assert Refund.objects.get().status == "succeeded"
    assert kinds(told, PaymentSucceeded) == []


def test_what_is_closed_here_is_closed_there() -> None:
    payment = make_payment()
    charge = start(payment)
    with held_at(now() + timedelta(minutes=31)):
        tasks.close_expired()
    for arguments in queued("payments.close_charge"):
        tasks.close_charge(**arguments)
    charge.refresh_from_db()
    assert charge.status == "closed"
    assert choose(charge, "pay").status == "closed"


def test_another_amount_than_asked_pays_nothing_and_goes_back() -> None:
    payment = make_payment()
    charge = start(payment)
    less = ChargeState(status="succeeded", provider_number="X", amount=1)
    assert services.apply_charge_result(charge_id=charge.id, state=less) == "mismatched"
    payment.refresh_from_db()
    assert payment.status == "pending"
    assert Refund.objects.get().amount == 1


def test_a_failed_attempt_may_be_followed_by_another() -> None:
    payment = make_payment()
    choose(start(payment), "fail")
    deliver_all()
    assert Payment.objects.get().status == "pending"
    choose(start(payment), "pay")
    deliver_all()
    assert Payment.objects.get().status == "paid"
    assert sorted(Charge.objects.values_list("status", flat=True)) == ["failed", "succeeded"]


def test_forged_and_stale_callbacks_are_refused_and_kept() -> None:
    payment = make_payment()
    charge = start(payment)
    body = (
        b'{"id":"evt","type":"charge.succeeded","number":"%s","trade_number":"T","amount":12345,"failure":""}'
    )
    body %= charge.number.encode()
    stamp = int(now().timestamp())
    client = Client()

    def send(signature: str, content: bytes = body) -> int:
        answer = client.post(
            "/api/v1/payments/callbacks/sandbox",
            content,
            content_type="application/json",
            headers={"Sandbox-Signature": signature},
        )
        return int(answer.status_code)

    assert send("") == 400
    assert send(sign(body, stamp), body.replace(b"12345", b"12346")) == 400
    assert send(sign(body, stamp - 600)) == 400
    assert Payment.objects.get().status == "pending"
    assert set(ProviderNotice.objects.values_list("outcome", "verified")) == {("forged", False)}
    assert send(sign(body, stamp)) == 200
    assert Payment.objects.get().status == "paid"
    unknown = body.replace(charge.number.encode(), b"NOBODYS").replace(b"evt", b"evt2")
    assert send(sign(unknown, stamp), unknown) == 200
    assert ProviderNotice.objects.get(event_key="evt2").outcome == "unknown"
    assert (
        client.post("/api/v1/payments/callbacks/alipay", b"x", content_type="text/plain").status_code == 503
    )


def test_a_payment_is_its_payers_alone(api: Any) -> None:
    payment = make_payment()
    other = api(make_user())
    assert other.get(f"/payments/{payment.id}").status_code == 404
    body = {"provider": "sandbox", "return_path": "/orders"}
    answer = other.send(
        "POST", f"/payments/{payment.id}/charges", body, **{"Idempotency-Key": "key-00000001"}
    )
    assert answer.status_code == 404
    mine = api(Payment.objects.get().payer)
    for bad in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"):
        answer = mine.send(
            "POST",
            f"/payments/{payment.id}/charges",
            {"provider": "sandbox", "return_path": bad},
            **{"Idempotency-Key": "key-00000001"},
        )
        assert answer.status_code == 422


def test_the_sandbox_is_not_there_in_production(settings: Any) -> None:
    assert "sandbox" in available()
    settings.ENV = settings.ENV.model_copy(update={"mode": "production"})
    assert available() == []
    settings.ENV = settings.ENV.model_copy(update={"sandbox_payments": True})
    assert available() == ["sandbox"]


def test_a_callback_that_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    payment = make_payment()
    choose(start(payment), "pay")

    def break_down(event: object) -> None:
        raise RuntimeError

    arguments = queued("payments.deliver_sandbox_notice")[0]
    with monkeypatch.context() as broken:
        broken.setattr(events, "publish", break_down)
        with wired(), pytest.raises(Exception, match=r"answered 500"):
            tasks.deliver_sandbox_notice(**arguments)
    assert not ProviderNotice.objects.exists()
    assert Payment.objects.get().status == "pending"
    deliver_all()
    assert Payment.objects.get().status == "paid"


def test_who_pays_for_two_members_ties_them_and_is_kept_as_a_hash_alone() -> None:
    payers = [make_user() for _ in range(3)]
    for payer, account in zip(payers, ("2088 0001", "2088 0001", ""), strict=True):
        trade = SandboxTrade.objects.get(merchant_number=start(make_payment(payer=payer)).number)
        Client().post(f"/sandbox/cashier/{trade.key}", {"choice": "pay", "payer": account})
    deliver_all()
    ties = Tie.objects.filter(kind="payer")
    assert {tie.user_id for tie in ties} == {payers[0].id, payers[1].id}
    assert len({tie.digest for tie in ties}) == 1
    (shared,) = shared_ties([payers[0].id], since=now() - timedelta(days=1))
    assert (shared.other, shared.kind, shared.people) == (payers[1].id, "payer", 2)
