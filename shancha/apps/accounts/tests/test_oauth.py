"""WeChat and Weibo: offered when set up, accounts made at the first visit, ours to begin the session."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import reload
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import Resolver404, clear_url_caches, resolve

from shancha.apps.accounts import urls
from shancha.apps.accounts.models import Consent, LoginRecord, Session, User
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


@pytest.fixture
def weixin(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """WeChat is set up, and answers as told."""
    profile = {"openid": "o-1", "nickname": "微信小满", "access_token": "t", "expires_in": 7200}
    yield from _set_up("weixin", profile, settings, monkeypatch)


@pytest.fixture
def weibo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Weibo is set up, and answers as told."""
    profile = {
        "uid": "77", "idstr": "77", "id": 77, "screen_name": "微博小满", "name": "微博小满",
        "access_token": "t", "expires_in": 7200,
    }  # fmt: skip
    yield from _set_up("weibo", profile, settings, monkeypatch)


def _set_up(
    name: str, profile: dict[str, Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    settings.SOCIALACCOUNT_PROVIDERS = {name: {"APPS": [{"client_id": "wx1", "secret": "s"}]}}

    def request(self: Any, method: str, url: str, **kwargs: Any) -> requests.Response:
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "application/json"
        if name == "weixin":  # which allauth corrects for
            answer.headers["Content-Type"], answer.encoding = "text/plain", "ISO-8859-1"
        answer._content = json.dumps(profile, ensure_ascii=False).encode()
        return answer

    monkeypatch.setattr(requests.Session, "request", request)
    _reload_urls()
    yield profile
    settings.SOCIALACCOUNT_PROVIDERS = {}
    _reload_urls()


def _reload_urls() -> None:
    reload(urls)
    clear_url_caches()
    for name, module in list(sys.modules.items()):
        if (
            name.endswith("urls")
            and hasattr(module, "urlpatterns")
            and "accounts/" in str(module.urlpatterns)
        ):
            reload(module)


def leave_for(client: Any, provider: str, **query: str) -> str:
    """Goes to the provider; the state that it must bring back."""
    sent = client.get(f"//testserver/accounts/{provider}/login/", query)
    assert sent.status_code == 302, sent.content
    return str(parse_qs(urlsplit(sent["Location"]).query)["state"][0])


def come_back(client: Any, provider: str, state: str) -> Any:
    """Comes back with a code."""
    return client.get(f"//testserver/accounts/{provider}/login/callback/", {"code": "c", "state": state})


def visit(client: Any, provider: str = "weixin", **query: str) -> Any:
    """Goes to the provider and comes back."""
    return come_back(client, provider, leave_for(client, provider, **query))


def test_nothing_is_offered_without_keys(api: Api) -> None:
    assert api().get("/session").json()["features"]["oauth"] == []
    assert not _is_allauths("/accounts/weixin/login/")


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "email/", "2fa/", "3rdparty/"])
def test_no_page_of_allauth_is_reachable(path: str) -> None:
    assert not _is_allauths(f"/accounts/{path}")


def _is_allauths(path: str) -> bool:
    """Whether an address leads to allauth's own pages (rather than to the web client or nowhere)."""
    try:
        return "allauth" in resolve(path).func.__module__
    except Resolver404:
        return False


def test_the_first_visit_makes_an_account_and_the_next_finds_it(api: Api, weixin: dict[str, Any]) -> None:
    client = api()
    client.send("PUT", "/me/interests", {"categories": ["food", "pets", "home"]})
    assert client.get("/session").json()["features"]["oauth"] == [{"id": "weixin", "name": "微信"}]
    answer = visit(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    me = client.get("/me").json()
    assert me["nickname"] == "微信小满"
    assert me["interests"] == ["food", "pets", "home"]
    assert me["phone_verified"] is False
    record = LoginRecord.objects.get(kind="sign_in")
    assert record.method == "weixin"
    assert Session.objects.get(user__isnull=False).address == "127.0.0.1"

    visit(api())
    assert User.objects.count() == 1
    assert client.get("/me/sign-in-methods").json()["oauth"] == [
        {"id": "weixin", "name": "微信", "is_bound": True}
    ]
    assert client.delete("/me/oauth/weixin").json()["code"] == "accounts.last_method"


def test_what_was_agreed_to_before_leaving_is_kept(api: Api, weixin: dict[str, Any]) -> None:
    client = api()
    visit(client, rules="user-agreement:2,privacy-policy:1,<b>:1,terms:x")
    kept = Consent.objects.filter(user=User.objects.get()).order_by("id")
    assert list(kept.values_list("kind", "version")) == [("user-agreement", "2"), ("privacy-policy", "1")]
    visit(api(), rules="user-agreement:3")
    assert kept.count() == 2, "a later visit signs in and agrees to nothing"


def test_a_nickname_that_may_not_be_used_becomes_a_made_up_one(api: Api, weixin: dict[str, Any]) -> None:
    make_user(nickname="微信小满", role="star")
    client = api()
    visit(client)
    assert client.get("/me").json()["nickname"].startswith("山茶")


def test_an_account_that_is_gone_does_not_come_back(api: Api, weixin: dict[str, Any]) -> None:
    client = api()
    visit(client)
    User.objects.update(status="deleted")
    assert visit(api())["Location"].startswith("/login?error=")
    assert SocialAccount.objects.count() == 1


def test_a_refusal_there_leads_back_to_the_login(api: Api, weixin: dict[str, Any]) -> None:
    client = api()
    client.get("//testserver/accounts/weixin/login/")
    answer = client.get(
        "//testserver/accounts/weixin/login/callback/", {"error": "access_denied", "state": "x"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/login?error=oauth"
    assert not User.objects.exists()


@pytest.mark.parametrize("step", ["login/", "login/callback/"])
def test_the_steps_are_limited(api: Api, weixin: dict[str, Any], step: str) -> None:
    client = api()
    answers = [client.get(f"//testserver/accounts/weixin/{step}")["Location"] for _ in range(62)]
    assert "/login?error=too_many" not in answers[:60]
    assert answers[60:] == ["/login?error=too_many"] * 2


def test_a_refused_binding_leads_back_to_the_settings(api: Api, weixin: dict[str, Any]) -> None:
    client = api(make_user())
    state = leave_for(client, "weixin", process="connect")
    answer = client.get(
        "//testserver/accounts/weixin/login/callback/", {"error": "access_denied", "state": state}
    )
    assert answer["Location"] == "/settings/account?error=oauth"


def test_signing_in_again_proves_who_asks(api: Api, weixin: dict[str, Any]) -> None:
    client = api()
    visit(client)
    Session.objects.update(created_at=clock.now() - timedelta(minutes=16))
    change = {"email": "new@example.com", "proof": {"password": "", "code": ""}}
    assert client.send("POST", "/me/contact/email", change).json()["code"] == "accounts.proof_required"
    assert visit(client, next="/settings/account")["Location"] == "/settings/account"
    assert client.send("POST", "/me/contact/email", change).status_code == 202
    assert User.objects.count() == 1


def test_weibo_signs_in_too(api: Api, weibo: dict[str, Any]) -> None:
    client = api()
    assert visit(client, "weibo")["Location"] == "/"
    assert client.get("/me").json()["nickname"] == "微博小满"
    visit(api(), "weibo")
    assert User.objects.count() == 1


def test_a_member_binds_and_then_signs_in_by_it(api: Api, weixin: dict[str, Any]) -> None:
    user = make_user()
    client = api(user)
    assert visit(client, process="connect")["Location"] == "/settings/account"
    assert User.objects.count() == 1
    assert SocialAccount.objects.get().user_id == user.id
    other_device = api()
    visit(other_device)
    assert other_device.get("/me").json()["id"] == str(user.id)


def test_what_is_bound_to_another_is_not_taken_over(api: Api, weixin: dict[str, Any]) -> None:
    visit(api())
    owner = SocialAccount.objects.get().user_id
    stranger = make_user()
    client = api(stranger)
    assert visit(client, process="connect")["Location"] == "/settings/account?error=oauth_taken"
    assert SocialAccount.objects.get().user_id == owner
    assert client.get("/me").json()["id"] == str(stranger.id)


@pytest.mark.parametrize("of", ["another browser", "nobody", "used before"])
def test_a_state_that_was_not_given_here_opens_nothing(api: Api, weixin: dict[str, Any], of: str) -> None:
    client = api()
    states = {"another browser": leave_for(api(), "weixin"), "nobody": "made-up"}
    if of == "used before":
        states[of] = leave_for(client, "weixin")
        come_back(client, "weixin", states[of])
        client.send("DELETE", "/session")
        client = api()
    else:
        leave_for(client, "weixin")
    accounts_before = User.objects.count()
    answer = come_back(client, "weixin", states[of])
    assert answer["Location"].startswith("/login?error=")
    assert User.objects.count() == accounts_before
    assert client.get("/me").status_code == 401
