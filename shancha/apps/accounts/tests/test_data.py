"""One's own data: export, deletion with a grace period, and what is left afterwards."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts import departures, services
from shancha.apps.accounts import exports as registry
from shancha.apps.accounts.events import UserDeleted
from shancha.apps.accounts.models import (
    ApiToken,
    Block,
    ExportRequest,
    Follow,
    Interest,
    LoginRecord,
    OneTimeCode,
    OutgoingMessage,
    Session,
    Tie,
    User,
)
from shancha.apps.accounts.services import codes, deletion, exports
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock, events

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
GOOD = "correct-horse-battery"


def order(client: Any) -> Any:
    answer = client.send("POST", "/me/export")
    assert answer.status_code == 202
    exports.build_export(ExportRequest.objects.get(id=answer.json()["id"]).id)
    return answer.json()["id"]


def test_the_export_holds_everything_of_mine(api: Api, monkeypatch: Any) -> None:
    monkeypatch.setitem(
        registry._parts, "community", lambda user_id: [("notes.json", [{"title": "一"}]), ("a.webp", b"x")]
    )
    user = make_user(phone="13800138000", email="me@example.com", interests=["food", "pets", "home"])
    friend = make_user(handle="friend")
    services.follow_user(follower_id=user.id, followee_id=friend.id)
    services.record_tie(user_id=user.id, kind="device", value="a browser's key")
    client = api(user)
    identifier = order(client)
    listed = client.get("/me/exports").json()["items"][0]
    assert (listed["state"], listed["size"] > 0) == ("ready", True)
    answer = client.get(f"/me/exports/{identifier}/file")
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    profile = json.loads(archive.read("accounts/profile.json"))
    assert (profile["phone"], profile["email"]) == ("+8613800138000", "me@example.com")
    assert json.loads(archive.read("accounts/settings.json"))["interests"] == ["food", "pets", "home"]
    assert json.loads(archive.read("accounts/sign-in.json"))["ties"][0]["kind"] == "device"
    assert json.loads(archive.read("accounts/following.json"))[0]["handle"] == "friend"
    assert json.loads(archive.read("community/notes.json")) == [{"title": "一"}]
    assert archive.read("community/a.webp") == b"x"
    assert "password" not in archive.read("accounts/profile.json").decode()
    assert {"README.txt", "accounts/sign-in.json", "accounts/consents.json"} <= set(archive.namelist())


def test_an_export_is_mine_alone_and_for_seven_days(api: Api) -> None:
    client = api(make_user())
    identifier = order(client)
    path = f"/me/exports/{identifier}/file"
    assert api(make_user()).get(path).status_code == 404
    assert api().get(path).status_code == 401
    request = ExportRequest.objects.get()
    assert request.expires_at is not None
    assert timedelta(days=6, hours=23) < request.expires_at - clock.now() <= timedelta(days=7)
    assert api().get(f"/media/{request.path}").status_code == 404
    ExportRequest.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert client.get(path).status_code == 410
    exports.sweep_exports()
    request.refresh_from_db()
    assert (request.state, request.path) == ("expired", "")


def test_one_export_at_a_time_and_the_job_may_run_twice(api: Api) -> None:
    client = api(make_user())
    client.send("POST", "/me/export")
    assert client.send("POST", "/me/export").json()["code"] == "accounts.export_pending"
    request = ExportRequest.objects.get()
    exports.build_export(request.id)
    request.refresh_from_db()
    path = request.path
    exports.build_export(request.id)
    request.refresh_from_db()
    assert request.path == path


def test_deletion_needs_proof(api: Api) -> None:
    client = api(make_user(password=GOOD))
    assert client.send("POST", "/me/deletion", {}).json()["code"] == "accounts.proof_required"
    assert client.send("POST", "/me/deletion", {"password": "nonsense"}).status_code == 422
    assert client.send("POST", "/me/deletion", {"password": GOOD}).status_code == 200


def test_deletion_by_a_code_to_the_phone(api: Api) -> None:
    user = make_user(phone="13800138000")
    codes.request_code(number="+8613800138000", purpose="verify")
    code = OutgoingMessage.objects.get().code
    client = api(user)
    assert client.send("POST", "/me/deletion", {"code": "000000"}).json()["code"] == "accounts.code_wrong"
    assert client.send("POST", "/me/deletion", {"code": code}).status_code == 200


def test_without_phone_and_password_a_fresh_session_is_the_proof(api: Api) -> None:
    client = api(make_user())
    Session.objects.update(created_at=clock.now() - timedelta(hours=1))
    assert client.send("POST", "/me/deletion", {}).status_code == 403
    Session.objects.update(created_at=clock.now() - timedelta(minutes=1))
    assert client.send("POST", "/me/deletion", {}).status_code == 200


def test_the_grace_period_refuses_writes_and_can_be_called_off(api: Api) -> None:
    user, other = make_user(password=GOOD, email="a@example.com"), make_user()
    client, elsewhere = api(user), api(user)
    plan = client.send("POST", "/me/deletion", {"password": GOOD}).json()
    again = client.send("POST", "/me/deletion", {"password": GOOD}).json()
    assert plan == again
    assert elsewhere.get("/me").status_code == 401
    me = client.get("/me").json()
    assert (me["status"], me["delete_at"]) == ("deleting", plan["delete_at"])
    assert client.send("PUT", f"/users/{other.id}/follow").json()["code"] == "accounts.deleting"
    assert deletion.delete_due_accounts() == 0
    assert client.send("DELETE", "/me/deletion").status_code == 204
    assert client.get("/me").json()["status"] == "active"

    client.send("POST", "/me/deletion", {"password": GOOD})
    api().send("POST", "/auth/email/sign-in", {"email": "a@example.com", "password": GOOD})
    user.refresh_from_db()
    assert (user.status, user.delete_at) == ("active", None)


def test_a_suspended_member_stays_suspended_after_calling_it_off(api: Api) -> None:
    user = make_user(password=GOOD)
    services.suspend_user(user_id=user.id)
    client = api(user)
    client.send("POST", "/me/deletion", {"password": GOOD})
    assert client.get("/me").json()["status"] == "suspended"
    client.send("DELETE", "/me/deletion")
    user.refresh_from_db()
    assert (user.status, user.delete_at) == ("suspended", None)


def test_deletion_leaves_a_row_that_names_nobody(api: Api, monkeypatch: Any) -> None:
    told: list[UserDeleted] = []
    subscriber = events._Subscriber("test", told.append, later=False)
    monkeypatch.setitem(events._subscribers, UserDeleted, [subscriber])
    user = make_user(
        handle="goner", phone="13800138000", email="me@example.com", password=GOOD, bio="我",
        interests=["food", "pets", "home"], role="creator", badge_label="测评", city_code="310100",
    )  # fmt: skip
    fans, idol = [make_user() for _ in range(3)], make_user()
    for fan in fans:
        services.follow_user(follower_id=fan.id, followee_id=user.id)
    services.follow_user(follower_id=user.id, followee_id=idol.id)
    services.follow_user(follower_id=user.id, followee_id=fans[0].id)
    services.block_user(blocker_id=user.id, blocked_id=make_user().id)
    services.record_tie(user_id=user.id, kind="device", value="a browser's key")
    client = api(user)
    order(client)
    client.send("POST", "/me/tokens", {"name": "t", "scopes": ["read"]})
    codes.request_code(number="+8613800138000", purpose="sign_in")
    User.objects.filter(id=user.id).update(delete_at=clock.now() - timedelta(seconds=1))

    assert deletion.delete_due_accounts() == 1
    assert deletion.delete_due_accounts() == 0
    assert told == [UserDeleted(user_id=user.id)]
    user.refresh_from_db()
    assert user.nickname == "已注销用户"
    assert user.handle.startswith("gone-")
    assert (user.phone, user.phone_hash, user.email, user.bio, user.city_code) == (None, None, "", "", "")
    assert (user.role, user.badge_label, user.status) == ("member", "", "deleted")
    assert not user.has_usable_password()
    assert [
        (fan.follower_count, fan.following_count) for fan in User.objects.filter(id__in=[f.id for f in fans])
    ] == [(0, 0)] * 3
    idol.refresh_from_db()
    assert idol.follower_count == 0
    for model in (Follow, Block, Interest, Session, Tie, ApiToken, ExportRequest, OneTimeCode):
        assert not model.objects.exists(), model
    assert LoginRecord.objects.filter(user=user, kind="deleted").exists()
    assert client.get("/me").status_code == 401
    assert api().get("/users/goner").status_code == 404
    assert api().get(f"/users/{user.handle}").status_code == 404


def test_the_phone_of_a_gone_account_starts_anew(api: Api) -> None:
    user = make_user(phone="13800138000")
    User.objects.filter(id=user.id).update(delete_at=clock.now() - timedelta(seconds=1))
    deletion.delete_due_accounts()
    assert make_user(phone="13800138000").id != user.id
    with pytest.raises(services.relations.errors.UserNotFoundError):
        services.follow_user(follower_id=make_user().id, followee_id=user.id)


def test_coming_back_in_time_wins_over_the_job(api: Api) -> None:
    user = make_user()
    User.objects.filter(id=user.id).update(delete_at=clock.now() + timedelta(days=1))
    assert deletion.delete_account(user_id=user.id) is False
    user.refresh_from_db()
    assert user.status != "deleted"


def test_what_is_not_settled_stands_in_the_way(api: Api, monkeypatch: Any) -> None:
    user = make_user(password=GOOD)
    client = api(user)
    open_orders = [departures.Obstacle("orders", count=2)]
    points = departures.Obstacle("points", is_blocking=False, amount=80)
    monkeypatch.setitem(departures._finders, "tests", lambda user_id: [points, *open_orders])
    items = client.get("/me/deletion").json()["items"]
    assert [(item["code"], item["is_blocking"]) for item in items] == [("orders", True), ("points", False)]
    refused = client.send("POST", "/me/deletion", {"password": GOOD})
    assert (refused.status_code, refused.json()["code"]) == (409, "accounts.deletion_blocked")
    open_orders.clear()
    assert client.send("POST", "/me/deletion", {"password": GOOD}).status_code == 200
    assert client.get("/me/deletion").json()["delete_at"]


def test_what_comes_up_in_the_grace_period_puts_the_day_off(monkeypatch: Any) -> None:
    user = make_user(password=GOOD)
    deletion.request_deletion(user_id=user.id, kept_session="")
    User.objects.filter(id=user.id).update(delete_at=clock.now() - timedelta(minutes=1))
    refund = [departures.Obstacle("balance", amount=1200)]
    monkeypatch.setitem(departures._finders, "tests", lambda user_id: refund)
    assert deletion.delete_due_accounts() == 0
    user.refresh_from_db()
    assert user.status == "deleting"
    assert user.delete_at is not None
    assert user.delete_at > clock.now()
    assert LoginRecord.objects.filter(user=user, kind="deletion_put_off").count() == 1
    refund.clear()
    User.objects.filter(id=user.id).update(delete_at=clock.now() - timedelta(minutes=1))
    assert deletion.delete_due_accounts() == 1
