"""Signing in by phone: codes, limits, no telling of who is known, and what survives sign-up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from shancha.apps.accounts.models import Consent, LoginRecord, OneTimeCode, OutgoingMessage, User, Visitor
from shancha.apps.accounts.services import codes
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock

pytestmark = pytest.mark.django_db
PHONE = "13800138000"
Api = Callable[..., Any]
Outbox = Callable[[], list[dict[str, Any]]]


def ask(client: Any, phone: str = PHONE, purpose: str = "sign_in") -> Any:
    return client.send("POST", "/auth/phone/code", {"phone": phone, "purpose": purpose})


def enter(client: Any, code: str, phone: str = PHONE, **more: Any) -> Any:
    return client.send("POST", "/auth/phone/verify", {"phone": phone, "code": code, **more})


def code_for(phone: str = "+8613800138000", purpose: str = "sign_in") -> str:
    """Has a known code made for a number, past the pause between two."""
    OneTimeCode.objects.update(created_at=clock.now() - timedelta(minutes=2))
    codes.request_code(number=phone, purpose=purpose)
    return OutgoingMessage.objects.latest("created_at").code


def test_unknown_phone_makes_an_account_and_known_phone_finds_it(api: Api, outbox: Outbox) -> None:
    client = api()
    answer = ask(client)
    assert answer.json() == {"resend_after_seconds": 60, "expires_in_seconds": 300}
    message = outbox()[0]
    assert message["channel"] == "sms"
    assert message["recipient"] == "+8613800138000"
    assert message["code"] in message["body"]

    session = enter(client, message["code"], rules=[{"slug": "terms", "version": "1"}]).json()
    user = User.objects.get()
    assert session["viewer"]["id"] == str(user.id)
    assert session["viewer"]["phone"] == "+86 138****8000"
    assert session["viewer"]["phone_verified"]
    assert session["viewer"]["may_write"]
    assert Consent.objects.get().version == "1"
    assert client.get("/me").json()["handle"] == user.handle

    again = api()
    assert enter(again, code_for()).json()["viewer"]["id"] == str(user.id)
    assert User.objects.count() == 1


def test_the_phone_is_not_readable_in_the_database(api: Api) -> None:
    enter(api(), code_for())
    with connection.cursor() as cursor:
        cursor.execute("select phone, phone_hash from accounts_user")
        stored = cursor.fetchone()
        cursor.execute("select code_hash from accounts_onetimecode")
        assert len(cursor.fetchone()[0]) == 64
    assert "13800138000" not in stored[0]
    assert "13800138000" not in stored[1]


def test_asking_tells_nothing_about_who_is_known(api: Api) -> None:
    make_user(phone="13900139000")
    known, unknown = ask(api(), "13900139000"), ask(api(), "13700137000")
    assert known.status_code == unknown.status_code == 200
    assert known.json() == unknown.json()
    wrong_known, wrong_unknown = enter(api(), "000000", "13900139000"), enter(api(), "000000", "13700137001")
    assert wrong_known.status_code == wrong_unknown.status_code == 422
    assert wrong_known.json()["code"] == wrong_unknown.json()["code"] == "accounts.code_wrong"
    assert wrong_known.json()["detail"] == wrong_unknown.json()["detail"]


@pytest.mark.parametrize("phone", ["", "12345", "02088888888", "+1 555", "not a phone", "1380013800099999"])
def test_a_bad_number_is_refused(api: Api, phone: str) -> None:
    answer = ask(api(), phone)
    assert answer.status_code == 422
    assert answer.json()["code"] == "accounts.phone_invalid"
    assert "phone" in answer.json()["fields"]


def test_a_number_of_another_country_works(api: Api, outbox: Outbox) -> None:
    assert ask(api(), "+44 7911 123456").status_code == 200
    assert outbox()[0]["recipient"] == "+447911123456"


def test_another_code_only_after_a_minute(api: Api) -> None:
    assert ask(api()).status_code == 200
    answer = ask(api())
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61


def test_five_codes_an_hour_for_a_number(api: Api) -> None:
    for _ in range(5):
        assert ask(api()).status_code == 200
        OneTimeCode.objects.update(created_at=clock.now() - timedelta(minutes=2))
    assert ask(api()).status_code == 429


def test_thirty_codes_an_hour_for_an_address(api: Api) -> None:
    client = api()
    for number in range(30):
        assert ask(client, f"138001380{number:02}").status_code == 200
    assert ask(client, "13800138099").status_code == 429


def test_a_code_bears_five_tries(api: Api) -> None:
    code = code_for()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert enter(api(), wrong).status_code == 422
    assert enter(api(), code).json()["code"] == "accounts.code_wrong"
    assert not User.objects.exists()
    assert LoginRecord.objects.filter(kind="refused", method="phone").count() == 6


def test_a_code_works_once_and_five_minutes(api: Api) -> None:
    code = code_for()
    assert enter(api(), code).status_code == 200
    assert enter(api(), code).status_code == 422
    late = code_for()
    OneTimeCode.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert enter(api(), late).status_code == 422


def test_a_newer_code_replaces_the_older(api: Api) -> None:
    older = code_for()
    newer = code_for()
    if older != newer:
        assert enter(api(), older).status_code == 422
    assert enter(api(), newer).status_code == 200


def test_a_code_for_one_purpose_is_no_use_for_another(api: Api) -> None:
    user = make_user(phone=PHONE)
    code = code_for(purpose="verify")
    assert enter(api(), code).status_code == 422
    assert ask(api(), purpose="change").status_code == 401
    assert ask(api(user), "13911112222", purpose="change").status_code == 200


def test_tries_for_a_number_are_limited_over_many_codes(api: Api) -> None:
    for _ in range(30):
        enter(api(), "000000")
    assert enter(api(), "000000").status_code == 429


def test_what_the_visitor_chose_moves_to_the_new_account(api: Api) -> None:
    client = api()
    chosen = {"categories": ["food", "travel", "fitness"], "city": "530100"}
    answer = client.send("PUT", "/me/interests", chosen)
    assert answer.json()["city"] == {"code": "530100", "name": "昆明"}
    assert client.get("/session").json()["visitor"]["interests"] == ["food", "travel", "fitness"]
    assert client.send("PUT", "/session/consent", {"personalised": False}).json() == {
        "personalised": False,
        "dwell": False,
    }
    me = enter(client, code_for()).json()["viewer"]
    assert me["interests"] == ["food", "travel", "fitness"]
    assert me["city"]["code"] == "530100"
    assert not Visitor.objects.exists()
    assert client.get("/me/settings").json()["personalised"] is False


def test_signing_in_does_not_overwrite_what_the_account_has(api: Api) -> None:
    make_user(phone=PHONE, interests=["books", "pets", "home"], city_code="110100")
    client = api()
    client.send("PUT", "/me/interests", {"categories": ["food", "travel", "fitness"], "city": "530100"})
    me = enter(client, code_for()).json()["viewer"]
    assert me["interests"] == ["books", "pets", "home"]
    assert me["city"]["code"] == "110100"


def test_without_a_carrier_phones_are_not_offered(api: Api, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(settings.ENV, "sms_provider", "none")
    assert api().get("/session").json()["features"]["phone_login"] is False
    assert ask(api()).json()["code"] == "accounts.method_unavailable"


def test_the_outbox_is_closed_in_production(api: Api, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(settings.ENV, "mode", "production")
    assert api().get("/outbox").status_code == 404
    assert ask(api()).status_code == 409
