"""WeChat and Weibo: offered when set up, accounts made at the first visit, ours to begin the session."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import reload
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import Resolver404, clear_url_caches, resolve

from shancha.apps.accounts import urls
from shancha.apps.accounts.models import LoginRecord, Session, User
from shancha.apps.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


@pytest.fixture
def weixin(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """WeChat is set up, and answers as told."""
    settings.SOCIALACCOUNT_PROVIDERS = {"weixin": {"APPS": [{"client_id": "wx1", "secret": "s"}]}}
    profile = {"openid": "o-1", "nickname": "微信小满", "access_token": "t", "expires_in": 7200}

    def request(self: Any, method: str, url: str, **kwargs: Any) -> requests.Response:
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "text/plain"  # as WeChat does, which allauth corrects for
        answer.encoding = "ISO-8859-1"
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


def visit(client: Any) -> Any:
    """Goes to WeChat and comes back with a code."""
    sent = client.get("//testserver/accounts/weixin/login/")
    assert sent.status_code == 302, sent.content
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    return client.get("//testserver/accounts/weixin/login/callback/", {"code": "c", "state": state})


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
