"""E-mail and password: proof of the address, no telling of who is known, resets that end sessions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.authentication import DEVICE_COOKIE
from shancha.apps.accounts.models import OutgoingMessage, PendingSignUp, Session, Tie, User
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
GOOD = "correct-horse-battery"


def latest_key() -> str:
    return str(OutgoingMessage.objects.latest("created_at").code.partition("key=")[2])


def sign_up(client: Any, email: str = "new@example.com", **more: Any) -> Any:
    return client.send("POST", "/auth/email/sign-up", {"email": email, "password": GOOD, **more})


def sign_in(client: Any, password: str, email: str = "anna@example.com") -> Any:
    return client.send("POST", "/auth/email/sign-in", {"email": email, "password": password})


def test_no_account_before_the_address_is_proven(api: Api) -> None:
    client = api()
    assert sign_up(client, nickname="新人").json() == {"is_accepted": True}
    assert not User.objects.exists()
    assert sign_in(client, GOOD, "new@example.com").status_code == 422
    session = client.send("POST", "/auth/email/verify", {"key": latest_key()}).json()
    assert session["viewer"]["nickname"] == "新人"
    assert session["viewer"]["email"] == "n***@example.com"
    assert not session["viewer"]["may_write"]
    assert sign_in(api(), GOOD, "NEW@example.com").status_code == 200


@pytest.mark.parametrize("follows_elsewhere", [True, False])
def test_what_was_chosen_before_comes_along(api: Api, follows_elsewhere: bool) -> None:
    client, other = api(), api()
    client.send("PUT", "/me/interests", {"categories": ["food", "pets", "home"], "city": "310100"})
    client.send("PUT", "/session/consent", {"personalised": False})
    other.send("PUT", "/session/consent", {"personalised": True, "dwell": True})
    sign_up(client)
    reader = other if follows_elsewhere else client
    assert reader.send("POST", "/auth/email/verify", {"key": latest_key()}).status_code == 200
    me = reader.get("/me").json()
    assert me["interests"] == ["food", "pets", "home"]
    user = User.objects.get()
    assert (user.city_code, user.personalised, user.dwell_consent) == ("310100", False, False)


def test_a_key_works_once_and_for_a_day(api: Api) -> None:
    sign_up(api())
    key = latest_key()
    PendingSignUp.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert api().send("POST", "/auth/email/verify", {"key": key}).json()["code"] == "accounts.key_invalid"
    PendingSignUp.objects.update(expires_at=clock.now() + timedelta(hours=1))
    assert api().send("POST", "/auth/email/verify", {"key": key}).status_code == 200
    assert api().send("POST", "/auth/email/verify", {"key": key}).status_code == 422


def test_signing_up_with_a_known_address_looks_the_same(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    known, unknown = sign_up(api(), "anna@example.com"), sign_up(api(), "other@example.com")
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert PendingSignUp.objects.get().email == "other@example.com"
    letter = OutgoingMessage.objects.order_by("created_at").first()
    assert letter is not None
    assert letter.recipient == "anna@example.com"
    assert "key=" not in letter.body


def test_wrong_password_and_unknown_address_look_the_same(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    wrong, unknown = sign_in(api(), "nonsense"), sign_in(api(), "nonsense", "nobody@example.com")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.json()["code"] == unknown.json()["code"] == "accounts.credentials_wrong"
    assert sign_in(api(), GOOD).status_code == 200


def test_ten_tries_for_a_mailbox_known_or_not(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    for email in ("anna@example.com", "nobody@example.com"):
        for _ in range(10):
            assert sign_in(api(), "nonsense", email).status_code == 422
        assert sign_in(api(), GOOD, email).status_code == 429


@pytest.mark.parametrize("password", ["12345678", "password", "short"])
def test_weak_passwords_are_refused(api: Api, password: str) -> None:
    answer = api().send("POST", "/auth/email/sign-up", {"email": "a@example.com", "password": password})
    assert answer.status_code == 422
    assert "password" in answer.json()["fields"]
    assert not PendingSignUp.objects.exists()


def test_reset_ends_every_session_and_works_once(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    elsewhere = api()
    sign_in(elsewhere, GOOD)
    assert api().send("POST", "/auth/email/reset", {"email": "anna@example.com"}).status_code == 202
    key = latest_key()
    client = api()
    body = {"key": key, "password": "another-fine-one"}
    assert client.send("POST", "/auth/email/reset/confirm", body).json()["viewer"]["has_password"]
    assert elsewhere.get("/me").status_code == 401
    assert client.get("/me").status_code == 200
    assert api().send("POST", "/auth/email/reset/confirm", body).json()["code"] == "accounts.key_invalid"
    assert sign_in(api(), GOOD).status_code == 422
    assert sign_in(api(), "another-fine-one").status_code == 200


def test_reset_for_an_unknown_address_says_the_same_and_sends_nothing(api: Api) -> None:
    answer = api().send("POST", "/auth/email/reset", {"email": "nobody@example.com"})
    assert (answer.status_code, answer.json()) == (202, {"is_accepted": True})
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "zz-1", "0" * 32 + "-abc-def", "a" * 500, "\u0000"])
def test_junk_keys_are_refused(api: Api, key: str) -> None:
    for path in ("/auth/email/verify", "/auth/email/reset/confirm"):
        answer = api().send("POST", path, {"key": key, "password": GOOD})
        assert answer.status_code == 422


def test_three_letters_an_hour_for_a_mailbox(api: Api) -> None:
    for _ in range(3):
        assert sign_up(api()).status_code == 202
    assert sign_up(api()).status_code == 429


def test_change_of_address_needs_proof_of_old_and_new(api: Api) -> None:
    user = make_user(email="anna@example.com", password=GOOD)
    client = api(user)
    body: dict[str, Any] = {"email": "anna@new.example"}
    assert client.send("POST", "/me/contact/email", body).json()["code"] == "accounts.proof_required"
    body["proof"] = {"password": "nonsense"}
    assert client.send("POST", "/me/contact/email", body).json()["code"] == "accounts.credentials_wrong"
    body["proof"] = {"password": GOOD}
    assert client.send("POST", "/me/contact/email", body).status_code == 202
    key = OutgoingMessage.objects.latest("created_at").code.partition("email_key=")[2]
    user.refresh_from_db()
    assert user.email == "anna@example.com"
    stranger = api(make_user())
    assert stranger.send("POST", "/me/contact/email/confirm", {"key": key}).status_code == 422
    assert (
        client.send("POST", "/me/contact/email/confirm", {"key": key}).json()["email"] == "a***@new.example"
    )
    assert OutgoingMessage.objects.latest("created_at").recipient == "anna@example.com"
    assert client.send("POST", "/me/contact/email/confirm", {"key": key}).status_code == 422
    assert sign_in(api(), GOOD, "anna@new.example").status_code == 200
    assert sign_in(api(), GOOD, "anna@example.com").status_code == 422


def test_a_taken_address_gets_no_link_and_the_asker_cannot_tell(api: Api) -> None:
    make_user(email="taken@example.com")
    client = api(make_user(password=GOOD))
    body = {"email": "taken@example.com", "proof": {"password": GOOD}}
    assert client.send("POST", "/me/contact/email", body).json() == {"is_accepted": True}
    assert not OutgoingMessage.objects.exists()


def test_changing_the_password_signs_the_others_out(api: Api) -> None:
    user = make_user(password=GOOD)
    here, elsewhere = api(user), api(user)
    body = {"password": "another-fine-one", "proof": {"password": GOOD}}
    assert here.send("PUT", "/me/password", {"password": "another-fine-one"}).status_code == 403
    assert here.send("PUT", "/me/password", body).status_code == 204
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 401
    assert Session.objects.filter(user=user).count() == 1


def test_signing_in_notes_the_browser_s_key_as_a_hash_alone(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    make_user(email="bella@example.com", password=GOOD)
    client = api()
    sign_in(client, GOOD)
    cookie = client.cookies[DEVICE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.send("POST", "/auth/sign-out")
    sign_in(client, GOOD, "bella@example.com")
    assert client.cookies[DEVICE_COOKIE].value == cookie.value
    ties = Tie.objects.filter(kind="device")
    assert len({tie.user_id for tie in ties}) == 2
    assert len({tie.digest for tie in ties}) == 1
    stored = str(list(Tie.objects.values_list("kind", "digest")))
    assert cookie.value not in stored
    assert "127.0.0.1" not in stored


def test_a_made_up_device_key_is_replaced(api: Api) -> None:
    make_user(email="anna@example.com", password=GOOD)
    client = api()
    client.cookies[DEVICE_COOKIE] = "x" * 4000
    sign_in(client, GOOD)
    assert len(client.cookies[DEVICE_COOKIE].value) < 40
