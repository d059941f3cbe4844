"""Who may do what: sessions, CSRF, tokens and their scopes, standing, roles, passwords and devices."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory

from conftest import ApiClient
from shancha.apps.accounts import authentication, errors, services
from shancha.apps.accounts.models import ApiToken, LoginRecord, Session
from shancha.apps.accounts.services import staff
from shancha.apps.accounts.sessions import SessionStore
from shancha.apps.accounts.tests.factories import make_user, make_viewer
from shancha.apps.accounts.viewers import Viewer
from shancha.kit import clock
from shancha.kit.errors import ProblemError

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def make_token(client: Any, *scopes: str, **more: Any) -> str:
    answer = client.send("POST", "/me/tokens", {"name": "脚本", "scopes": list(scopes), **more})
    assert answer.status_code == 201
    return str(answer.json()["token"])


def test_the_viewer_costs_one_statement(api: Api, django_assert_num_queries: Any) -> None:
    client = api(make_user())
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    with django_assert_num_queries(1):
        viewer = authentication.viewer_of(request)
        assert viewer is not None
        assert authentication.viewer_of(request) is viewer
    with django_assert_num_queries(0):
        assert authentication.viewer_of(RequestFactory().get("/")) is None


def test_the_table_does_not_hold_the_cookie(api: Api) -> None:
    client = api(make_user())
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    stored = Session.objects.get()
    assert cookie not in stored.session_key
    assert SessionStore(cookie).load()
    assert not SessionStore(stored.session_key).load()


def test_a_lapsed_session_is_nobody(api: Api) -> None:
    client = api(make_user())
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    answer = client.get("/me")
    assert answer.status_code == 401
    assert answer.json()["code"] == "accounts.sign_in_required"


def test_last_use_is_noted_at_most_every_ten_minutes(api: Api) -> None:
    client = api(make_user())
    long_ago = clock.now() - timedelta(days=3)
    Session.objects.update(last_seen_at=long_ago, expire_date=clock.now() + timedelta(days=1))
    answer = client.get("/me")
    session = Session.objects.get()
    assert session.last_seen_at > long_ago
    assert session.expire_date > clock.now() + timedelta(days=59)
    assert (
        answer.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == django_settings.SESSION_COOKIE_AGE
    )
    recent = clock.now() - timedelta(minutes=5)
    Session.objects.update(last_seen_at=recent)
    client.get("/me")
    assert Session.objects.get().last_seen_at == recent


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/me", {"bio": "x"}),
        ("POST", "/auth/phone/code", {"phone": "13800138000"}),
        ("POST", "/auth/email/sign-in", {"email": "a@example.com", "password": "x"}),
        ("POST", "/auth/sign-out", None),
        ("PUT", "/me/interests", {"categories": ["food", "travel", "fitness"]}),
    ],
)
def test_cookies_alone_change_nothing(method: str, path: str, body: Any) -> None:
    client = ApiClient(enforce_csrf_checks=True)
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.send(method, path, body)
    assert answer.status_code == 403
    assert answer.json()["code"] == "accounts.csrf_failed"
    token = client.get("/session").json()["csrf_token"]
    assert client.send(method, path, body, **{"X-CSRFToken": token}).status_code != 403


def test_devices_are_listed_and_signed_out(api: Api) -> None:
    user, stranger = make_user(), make_user()
    here, there = api(user), api(user)
    Session.objects.filter(user=user).update(device="iPhone · Safari")
    devices = here.get("/me/sessions").json()["items"]
    assert [device["is_current"] for device in devices].count(True) == 1
    other = next(device for device in devices if not device["is_current"])
    assert api(stranger).delete(f"/me/sessions/{other['id']}").status_code == 404
    assert there.get("/me").status_code == 200
    assert here.delete(f"/me/sessions/{other['id']}").status_code == 204
    assert there.get("/me").status_code == 401
    again = api(user)
    assert here.send("POST", "/me/sessions/sign-out-others").json() == {"count": 1}
    assert again.get("/me").status_code == 401
    assert here.get("/me").status_code == 200


def test_signing_out_ends_the_session(api: Api) -> None:
    client = api(make_user())
    assert client.send("POST", "/auth/sign-out").json()["viewer"] is None
    assert client.get("/me").status_code == 401
    assert not Session.objects.filter(user__isnull=False).exists()
    assert LoginRecord.objects.filter(kind="signed_out").exists()


def test_signing_in_changes_the_session_key_and_notes_the_device(api: Api) -> None:
    make_user(email="a@example.com", password="correct-horse-battery")
    client = api()
    client.send("POST", "/auth/passkey/options")
    before = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"
    body = {"email": "a@example.com", "password": "correct-horse-battery"}
    assert client.send("POST", "/auth/email/sign-in", body, **{"User-Agent": iphone}).status_code == 200
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != before
    session = Session.objects.get()
    assert (session.device, session.address) == ("iPhone · Safari", "127.0.0.1")
    assert session.expire_date > clock.now() + timedelta(days=59)
    record = LoginRecord.objects.get(kind="sign_in")
    assert (record.method, record.device) == ("email", "iPhone · Safari")


def test_tokens_by_scope(api: Api) -> None:
    client = api(make_user())
    reader, writer = make_token(client, "read"), make_token(client, "write")
    outside = api()
    assert outside.send("GET", "/me", **bearer(reader)).status_code == 200
    assert (
        outside.send("PATCH", "/me", {"bio": "x"}, **bearer(reader)).json()["code"] == "accounts.token_scope"
    )
    assert outside.send("PATCH", "/me", {"bio": "x"}, **bearer(writer)).status_code == 200
    assert outside.send("GET", "/me", **bearer(writer)).status_code == 403


def test_tokens_never_reach_account_security(api: Api) -> None:
    client = api(make_user(is_operator=True))
    token = make_token(client, "read", "write")
    for method, path in (
        ("GET", "/me/tokens"),
        ("GET", "/me/sessions"),
        ("POST", "/me/export"),
        ("POST", "/me/deletion"),
        ("PUT", "/me/password"),
    ):
        answer = api().send(method, path, {}, **bearer(token))
        assert answer.status_code == 403, path
        assert answer.json()["code"] == "accounts.token_not_allowed"
    assert api().send("GET", "/admin/", **bearer(token)).status_code == 302


def test_wrong_lapsed_and_revoked_tokens_are_refused(api: Api) -> None:
    client = api(make_user())
    token = make_token(client, "read", days=1)
    assert api().send("GET", "/session", **bearer("shc_nonsense")).status_code == 401
    assert api().send("GET", "/session", Authorization="Basic abc").status_code == 401
    stored = ApiToken.objects.get()
    assert token not in stored.token_hash
    assert stored.hint == token[-4:]
    ApiToken.objects.update(expires_at=clock.now() - timedelta(hours=1))
    assert api().send("GET", "/me", **bearer(token)).status_code == 401
    ApiToken.objects.update(expires_at=None)
    assert api().send("GET", "/me", **bearer(token)).status_code == 200
    stored.refresh_from_db()
    assert stored.last_used_at is not None
    assert api(make_user()).delete(f"/me/tokens/{stored.id}").status_code == 404
    assert client.delete(f"/me/tokens/{stored.id}").status_code == 204
    assert api().send("GET", "/me", **bearer(token)).status_code == 401


def test_twenty_tokens_at_most(api: Api) -> None:
    user = make_user()
    ApiToken.objects.bulk_create(
        ApiToken(user=user, name="t", token_hash=str(number), hint="abcd", scopes=["read"])
        for number in range(20)
    )
    answer = api(user).send("POST", "/me/tokens", {"name": "t", "scopes": ["read"]})
    assert answer.json()["code"] == "accounts.too_many_tokens"


def test_suspension_ends_sessions_and_refuses_writes_but_not_reading(api: Api) -> None:
    user, other = make_user(), make_user()
    client = api(user)
    make_token(client, "read")
    services.suspend_user(user_id=user.id, until=clock.now() + timedelta(days=7), reason="spam")
    assert client.get("/me").status_code == 401
    assert not ApiToken.objects.exists()
    back = api(user)
    me = back.get("/me").json()
    assert me["status"] == "suspended"
    assert me["status_until"] is not None
    answer = back.send("PUT", f"/users/{other.id}/follow")
    assert answer.status_code == 403
    assert answer.json()["code"] == "accounts.suspended"
    assert back.send("POST", "/me/export").status_code == 202
    assert back.get(f"/users/{other.handle}").status_code == 200
    assert api().get(f"/users/{user.handle}").json()["status"] == "suspended"
    services.unsuspend_user(user_id=user.id)
    assert back.send("PUT", f"/users/{other.id}/follow").status_code == 200


def test_sanctions_end_by_themselves(api: Api) -> None:
    user, other = make_user(), make_user()
    client = api(user)
    services.mute_user(user_id=user.id, until=clock.now() + timedelta(hours=1))
    assert client.get("/me").json()["may_write"] is False
    assert client.send("PUT", f"/users/{other.id}/follow").status_code == 200
    user.refresh_from_db()
    user.muted_until = clock.now() - timedelta(hours=1)
    user.save()
    assert client.get("/me").json()["status"] == "active"
    assert _passes(authentication._check_writer, _viewer_of(client))
    assert services.standing.lift_lapsed_sanctions() == 1
    user.refresh_from_db()
    assert (user.status, user.muted_until) == ("active", None)


def test_the_graver_standing_counts() -> None:
    user = make_user()
    services.mute_user(user_id=user.id, until=clock.now() + timedelta(days=1))
    services.suspend_user(user_id=user.id)
    user.refresh_from_db()
    assert user.status == "suspended"
    services.unsuspend_user(user_id=user.id)
    user.refresh_from_db()
    assert user.status == "muted"


@pytest.mark.parametrize(
    ("fields", "may_take_part", "may_write"),
    [
        ({}, True, True),
        ({"is_phone_verified": False}, True, False),
        ({"status": "muted"}, True, False),
        ({"status": "suspended"}, False, False),
        ({"status": "deleting"}, False, False),
    ],
)
def test_who_may_take_part_and_who_may_write(
    fields: dict[str, Any], may_take_part: bool, may_write: bool
) -> None:
    viewer = make_viewer(**fields)
    assert _passes(authentication._check_participant, viewer) is may_take_part
    assert _passes(authentication._check_writer, viewer) is may_write


def test_the_phone_rule_can_be_switched_off_by_operators(api: Api) -> None:
    newcomer = api(make_user(is_phone_verified=False))

    def post() -> Any:
        return newcomer.send("POST", "/drafts", {"title": "早上好"})

    assert post().json()["code"] == "accounts.phone_required"
    operator = api(make_user(is_operator=True))
    assert operator.post("/admin/accounts/writingrule/1/change/", {}).status_code == 302
    assert post().status_code == 201
    assert newcomer.get("/session").json()["features"]["phone_required_to_write"] is False


@pytest.mark.parametrize(
    ("fields", "may_moderate", "may_operate"),
    [
        ({}, False, False),
        ({"is_moderator": True}, True, False),
        ({"is_operator": True}, True, True),
        ({"is_operator": True, "status": "suspended"}, False, False),
        ({"role": "official"}, False, False),
    ],
)
def test_staff_roles(fields: dict[str, Any], may_moderate: bool, may_operate: bool) -> None:
    viewer = make_viewer(**fields)
    for check, allowed in (
        (authentication._check_moderator, may_moderate),
        (authentication._check_operator, may_operate),
    ):
        assert _passes(check, viewer) is allowed


def _viewer_of(client: Any) -> Viewer:
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return authentication.require_viewer(request)


def _passes(check: Callable[[Viewer], None], viewer: Viewer) -> bool:
    try:
        check(viewer)
    except ProblemError:
        return False
    return True


def test_the_last_operator_stays() -> None:
    one = make_user(is_operator=True)
    with pytest.raises(errors.LastOperatorError):
        staff.set_staff_roles(user_id=one.id, is_operator=False)
    make_user(is_operator=True)
    staff.set_staff_roles(user_id=one.id, is_operator=False)
    one.refresh_from_db()
    assert not one.is_operator


def test_appointing_the_first_operator(api: Api) -> None:
    services.appoint_operator(handle="boss", password="correct-horse-battery")
    boss = services.appoint_operator(handle="boss", password="another-fine-one")
    assert boss.check_password("another-fine-one")
    assert api(boss).get("/admin/").status_code == 200


def test_a_forged_visitor_cookie_is_not_believed(api: Api) -> None:
    client = api()
    client.cookies["shancha_visitor"] = "someone-else:forged"
    client.send("PUT", "/me/interests", {"categories": ["food", "travel", "fitness"]})
    assert client.cookies["shancha_visitor"].value != "someone-else:forged"
    assert client.get("/session").json()["visitor"]["interests"] == ["food", "travel", "fitness"]


def test_three_interests_are_three_different_ones(api: Api) -> None:
    client = api(make_user())
    for categories in (["food"] * 3, ["food", "travel", "food"]):
        refused = client.send("PUT", "/me/interests", {"categories": categories})
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["categories"])
    assert client.get("/me").json()["interests"] == []


@pytest.mark.parametrize(("lat", "lng"), [(40.7, -74.0), (35.68, 139.69), (1.35, 103.82)])
def test_who_is_abroad_is_in_no_chinese_city(api: Api, lat: float, lng: float) -> None:
    client = api(make_user())
    body = {"categories": ["food", "travel", "fitness"]}
    near = client.send("PUT", "/me/interests", {**body, "lat": 31.23, "lng": 121.47}).json()
    assert near["city"]["name"] == "上海"
    assert client.send("PUT", "/me/interests", {**body, "lat": lat, "lng": lng}).json()["city"] is None
    assert client.get("/feed", {"channel": "nearby", "lat": lat, "lng": lng}).status_code == 200
