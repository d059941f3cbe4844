"""Changing the phone, and how messages leave the house."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.core import mail

from shancha.apps.accounts import providers, tasks
from shancha.apps.accounts.models import OneTimeCode, OutgoingMessage, User
from shancha.apps.accounts.services import codes, outgoing
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
OLD, NEW = "13800138000", "13911112222"


def code_to(phone: str, purpose: str) -> str:
    OneTimeCode.objects.update(created_at=clock.now() - timedelta(minutes=2))
    codes.request_code(number=f"+86{phone}", purpose=purpose)
    return OutgoingMessage.objects.latest("created_at").code


def change(client: Any, code: str, *, proof: str = "") -> Any:
    return client.send("POST", "/me/contact/phone", {"phone": NEW, "code": code, "proof": {"code": proof}})


def test_a_new_phone_needs_a_code_to_it_and_proof_by_the_old(api: Api) -> None:
    user = make_user(phone=OLD)
    client = api(user)
    fresh = code_to(NEW, "change")
    assert change(client, fresh).json()["code"] == "accounts.proof_required"
    assert change(client, fresh, proof="000000").json()["code"] == "accounts.code_wrong"
    proof = code_to(OLD, "verify")
    assert change(client, "000000", proof=proof).json()["code"] == "accounts.code_wrong"
    proof = code_to(OLD, "verify")
    assert change(client, fresh, proof=proof).json()["phone"] == "+86 139****2222"
    told = OutgoingMessage.objects.latest("created_at")
    assert told.recipient == f"+86{OLD}"
    assert "139****2222" in told.body
    user.refresh_from_db()
    assert user.phone == f"+86{NEW}"


def test_the_code_for_verifying_goes_to_the_own_phone_whatever_is_asked(api: Api) -> None:
    client = api(make_user(phone=OLD))
    body = {"phone": NEW, "purpose": "verify"}
    assert client.send("POST", "/auth/phone/code", body).status_code == 200
    assert OutgoingMessage.objects.get().recipient == f"+86{OLD}"
    assert api(make_user()).send("POST", "/auth/phone/code", body).status_code == 422


def test_a_taken_phone_is_refused_only_after_it_was_proven(api: Api) -> None:
    make_user(phone=NEW)
    user = make_user(phone=OLD)
    client = api(user)
    assert client.send("POST", "/auth/phone/code", {"phone": NEW, "purpose": "change"}).status_code == 200
    code = OutgoingMessage.objects.latest("created_at").code
    answer = change(client, code, proof=code_to(OLD, "verify"))
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.phone_taken")
    user.refresh_from_db()
    assert user.phone == f"+86{OLD}"


def test_the_first_phone_opens_writing(api: Api) -> None:
    client = api(make_user(is_phone_verified=False))
    assert client.get("/me").json()["may_write"] is False
    assert change(client, code_to(NEW, "change")).json()["may_write"] is True


def test_a_slip_elsewhere_does_not_use_the_proof_up(api: Api) -> None:
    client = api(make_user(phone=OLD))
    fresh, proof = code_to(NEW, "change"), code_to(OLD, "verify")
    assert change(client, "000000", proof=proof).json()["code"] == "accounts.code_wrong"
    assert OneTimeCode.objects.get(purpose="change").tries == 1
    assert change(client, fresh, proof=proof).status_code == 200
    again = code_to(NEW, "verify")
    password = {"password": "12345678", "proof": {"code": again}}
    assert client.send("PUT", "/me/password", password).json()["code"] == "accounts.password_weak"
    password["password"] = "ein-langes-gutes-Wort"
    assert client.send("PUT", "/me/password", password).status_code == 204
    assert client.send("PUT", "/me/password", password).json()["code"] == "accounts.code_wrong"


@pytest.fixture
def gateway(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """An HTTP gateway for text messages that notes what it is sent."""
    sent: list[tuple[str, Any]] = []
    monkeypatch.setattr(settings.ENV, "sms_provider", "http")
    monkeypatch.setattr(settings.ENV, "sms_http_url", "https://sms.example/send")
    monkeypatch.setattr(settings.ENV, "sms_http_token", "secret")

    def post(url: str, *, json: Any, headers: Any, timeout: float) -> httpx.Response:
        sent.append((headers["Authorization"], json))
        return httpx.Response(200 if json["text"] != "fail" else 503, request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", post)
    return sent


def test_a_queued_message_is_sent_once_and_emptied(api: Api, gateway: list[tuple[str, Any]]) -> None:
    assert api().send("POST", "/auth/phone/code", {"phone": OLD}).status_code == 200
    message = OutgoingMessage.objects.get()
    assert message.state == "queued"
    code = message.code
    for _ in range(2):
        tasks.send_message(message_id=str(message.id))
    assert [(token, body["to"]) for token, body in gateway] == [("Bearer secret", f"+86{OLD}")]
    assert code in gateway[0][1]["text"]
    message.refresh_from_db()
    assert (message.state, message.body, message.code, message.recipient) == ("sent", "", "", "")
    assert api().get("/outbox").json()["items"] == []


def test_a_failing_gateway_keeps_the_message_for_the_next_try(gateway: list[tuple[str, Any]]) -> None:
    outgoing.send_sms(to=f"+86{OLD}", body="fail")
    message = OutgoingMessage.objects.get()
    with pytest.raises(providers.DeliveryError):
        outgoing.deliver_message(message.id)
    message.refresh_from_db()
    assert message.state == "queued"


def test_a_lapsed_code_is_not_sent(gateway: list[tuple[str, Any]]) -> None:
    outgoing.send_sms(to=f"+86{OLD}", body="late", expires_at=clock.now() - timedelta(seconds=1))
    message = OutgoingMessage.objects.get()
    outgoing.deliver_message(message.id)
    message.refresh_from_db()
    assert (message.state, gateway) == ("lapsed", [])


def test_e_mail_goes_by_smtp_when_set_up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENV, "email_url", "smtp://u:p@mail.example")
    outgoing.send_email(to="a@example.com", subject="你好", body="正文")
    outgoing.deliver_message(OutgoingMessage.objects.get().id)
    assert [(letter.to, letter.subject, letter.body) for letter in mail.outbox] == [
        (["a@example.com"], "你好", "正文")
    ]


def test_sweeping_keeps_what_is_young() -> None:
    make_user()
    codes.request_code(number=f"+86{OLD}", purpose="sign_in")
    tasks.sweep()
    assert OneTimeCode.objects.count() == OutgoingMessage.objects.count() == 1
    OneTimeCode.objects.update(expires_at=clock.now() - timedelta(days=2))
    OutgoingMessage.objects.update(created_at=clock.now() - timedelta(days=2))
    tasks.sweep()
    assert OneTimeCode.objects.count() == OutgoingMessage.objects.count() == 0
    assert User.objects.count() == 1
