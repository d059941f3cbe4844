"""Passkeys: registering, signing in, and every way in which an answer can be wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from conftest import ApiClient
from shancha.apps.accounts.models import Session, User
from shancha.apps.accounts.tests.authenticator import PRESENT, SoftAuthenticator
from shancha.apps.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


@pytest.fixture(autouse=True)
def _on_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests come to a name, as passkeys ask."""
    original = ApiClient.generic

    def generic(self: ApiClient, *args: Any, **kwargs: Any) -> Any:
        return original(self, *args, **{"SERVER_NAME": "localhost", "secure": True, **kwargs})

    monkeypatch.setattr(ApiClient, "generic", generic)


def register(client: Any, device: SoftAuthenticator, **more: Any) -> Any:
    options = client.send("POST", "/me/passkeys/options").json()["publicKey"]
    return client.send(
        "POST", "/me/passkeys", {"name": "手机", "credential": device.register(options, **more)}
    )


def sign_in(client: Any, device: SoftAuthenticator, **more: Any) -> Any:
    options = client.send("POST", "/auth/passkey/options").json()["publicKey"]
    return client.send("POST", "/auth/passkey/sign-in", {"credential": device.sign(options, **more)})


def test_a_passkey_opens_the_account_without_naming_it(api: Api) -> None:
    user, device = make_user(), SoftAuthenticator()
    mine = api(user)
    assert register(mine, device).status_code == 201
    visitor = api()
    session = sign_in(visitor, device).json()
    assert session["viewer"]["id"] == str(user.id)
    assert visitor.get("/me").status_code == 200
    passkey = mine.get("/me/passkeys").json()["items"][0]
    assert passkey["name"] == "手机"
    assert passkey["last_used_at"] is not None
    assert mine.get("/me/sign-in-methods").json()["passkey_count"] == 1
    assert Session.objects.filter(user=user).count() == 2


def test_challenges_name_the_site_and_ask_for_the_person(api: Api) -> None:
    options = api(make_user()).send("POST", "/me/passkeys/options").json()["publicKey"]
    assert options["rp"] == {"id": "localhost", "name": "山茶集"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    options = api().send("POST", "/auth/passkey/options").json()["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")


def test_an_answer_counts_once(api: Api) -> None:
    device = SoftAuthenticator()
    register(api(make_user()), device)
    visitor = api()
    options = visitor.send("POST", "/auth/passkey/options").json()["publicKey"]
    answer = {"credential": device.sign(options)}
    assert visitor.send("POST", "/auth/passkey/sign-in", answer).status_code == 200
    visitor.send("POST", "/auth/sign-out")
    replayed = visitor.send("POST", "/auth/passkey/sign-in", answer)
    assert (replayed.status_code, replayed.json()["code"]) == (422, "accounts.passkey_invalid")


def test_another_sites_answer_is_refused(api: Api) -> None:
    device = SoftAuthenticator()
    register(api(make_user()), device)
    device.origin = "https://evil.example"
    assert sign_in(api(), device).status_code == 422
    assert register(api(make_user()), device).status_code == 422


def test_a_person_who_was_not_verified_is_refused(api: Api) -> None:
    device = SoftAuthenticator()
    assert register(api(make_user()), device, flags=PRESENT).status_code == 422
    assert register(api(make_user()), device).status_code == 201
    assert sign_in(api(), device, flags=PRESENT).status_code == 422


def test_another_members_name_on_the_answer_is_refused(api: Api) -> None:
    device, victim = SoftAuthenticator(), make_user()
    other = SoftAuthenticator()
    register(api(make_user()), device)
    register(api(victim), other)
    device.user_handle = other.user_handle
    assert sign_in(api(), device).status_code == 422


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 1},
        {"response": {}},
        {"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": "!"}},
    ],
)
def test_junk_is_refused_not_a_fault(api: Api, credential: dict[str, Any]) -> None:
    client = api(make_user())
    client.send("POST", "/me/passkeys/options")
    answer = client.send("POST", "/me/passkeys", {"name": "x", "credential": credential})
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.passkey_invalid")
    visitor = api()
    visitor.send("POST", "/auth/passkey/options")
    assert visitor.send("POST", "/auth/passkey/sign-in", {"credential": credential}).status_code == 422
    assert visitor.get("/me").status_code == 401


def test_passkeys_are_their_owners(api: Api) -> None:
    user, device = make_user(), SoftAuthenticator()
    register(api(user), device)
    identifier = Authenticator.objects.get().id
    assert api(make_user()).delete(f"/me/passkeys/{identifier}").status_code == 404
    answer = api(user).delete(f"/me/passkeys/{identifier}")
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.last_method")
    User.objects.filter(id=user.id).update(email="a@example.com", password="x")
    assert register(api(user), SoftAuthenticator()).status_code == 201
    assert api(user).delete(f"/me/passkeys/{identifier}").status_code == 204
    assert sign_in(api(), device).status_code == 422
