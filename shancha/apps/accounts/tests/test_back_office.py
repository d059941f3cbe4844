"""The back office by role: what operators and moderators see and do to accounts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from shancha.apps.accounts.models import LoginRecord, Session, User, VerificationRequest
from shancha.apps.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
USERS = "/admin/accounts/user/"


def act(client: Any, action: str, *users: User) -> Any:
    return client.post(USERS, {"action": action, "_selected_action": [str(user.id) for user in users]})


@pytest.mark.parametrize(
    ("fields", "status"),
    [({}, 302), ({"role": "official"}, 302), ({"is_moderator": True}, 200), ({"is_operator": True}, 200)],
)
def test_who_may_enter(api: Api, fields: dict[str, Any], status: int) -> None:
    assert api(make_user(**fields)).get(USERS).status_code == status


@pytest.mark.parametrize("table", ["user", "verificationrequest", "loginrecord", "session"])
def test_every_page_opens(api: Api, table: str) -> None:
    client = api(make_user(is_operator=True))
    assert client.get(f"/admin/accounts/{table}/").status_code == 200
    assert client.get(f"/admin/accounts/{table}/add/").status_code == 403


@pytest.mark.parametrize(
    "table",
    [
        "account/emailaddress", "auth/group", "mfa/authenticator", "procrastinate/procrastinatejob",
        "socialaccount/socialaccount", "socialaccount/socialapp", "socialaccount/socialtoken",
    ],
)  # fmt: skip
def test_what_dependencies_keep_has_no_pages(api: Api, table: str) -> None:
    client = api(make_user(is_operator=True))
    for page in ("", "add/", "1/change/", "1/delete/"):
        assert client.get(f"/admin/{table}/{page}").status_code == 404, page


def test_every_page_is_one_of_ours(api: Api) -> None:
    assert api(make_user(is_operator=True)).get("/admin/").status_code == 200
    for model, page in admin.site._registry.items():
        # Of Django's own tables only its log, by a page of ours that nothing can be changed on.
        is_ours = model._meta.app_config.name.startswith("shancha.") or model is LogEntry
        assert is_ours, model
        assert type(page).__module__.startswith("shancha."), model


def test_roles_grant_nothing_outside_our_apps() -> None:
    operator = make_user(is_operator=True)
    assert operator.has_perm("community.change_topic")
    assert operator.has_module_perms("orders")
    for table in ("account.add_emailaddress", "mfa.view_authenticator", "auth.add_group", "nowhere.add_x"):
        assert not operator.has_perm(table), table
        assert not operator.has_module_perms(table.partition(".")[0]), table


def test_evidence_is_for_operators_alone(api: Api) -> None:
    applicant = make_user()
    request = VerificationRequest.objects.create(user=applicant, role="creator", evidence="只给运营看")
    list_page, own_page = (
        f"/admin/accounts/verificationrequest/{end}" for end in ("", f"{request.id}/change/")
    )
    moderator, operator = api(make_user(is_moderator=True)), api(make_user(is_operator=True))
    assert [moderator.get(page).status_code for page in (list_page, own_page)] == [403, 403]
    assert "verificationrequest" not in moderator.get("/admin/").content.decode()
    assert "只给运营看" in operator.get(own_page).content.decode()


def test_people_are_found_by_handle_name_mail_and_whole_phone(api: Api) -> None:
    client = api(make_user(is_operator=True, nickname="值班"))
    make_user(handle="findme", nickname="寻找我", email="f@example.com", phone="13800138000")
    for term in ("findm", "寻找", "F@example.com", "13800138000", "+86 138 0013 8000"):
        assert "findme" in client.get(USERS, {"q": term}).content.decode(), term
    for term in ("138001380", "nobody-here"):
        assert "findme" not in client.get(USERS, {"q": term}).content.decode(), term


def test_a_member_page_hides_phone_and_mail_and_changes_nothing(api: Api) -> None:
    user = make_user(phone="13800138000", email="secret@example.com")
    page = api(make_user(is_operator=True)).get(f"{USERS}{user.id}/change/").content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page
    assert "secret@example.com" not in page
    answer = api(make_user(is_operator=True)).post(f"{USERS}{user.id}/change/", {"nickname": "x"})
    assert answer.status_code == 403


def test_a_member_page_shows_no_raw_values(api: Api) -> None:
    user = make_user(nickname="山雀甲号")
    page = api(make_user(is_operator=True)).get(f"{USERS}{user.id}/change/").content.decode()
    assert "山雀甲号" in page
    assert "[&#x27;山雀甲号" not in page
    assert "[&#39;山雀甲号" not in page


def test_staff_roles_are_operators_to_give(api: Api) -> None:
    user, moderator, operator = make_user(), make_user(is_moderator=True), make_user(is_operator=True)
    act(api(moderator), "make_operator", user)
    user.refresh_from_db()
    assert not user.is_operator
    act(api(operator), "make_moderator", user)
    user.refresh_from_db()
    assert user.is_moderator
    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_id, entry.change_message) == (operator.id, str(user.id), "设为审核员")
    assert LoginRecord.objects.filter(user=user, kind="roles_changed").exists()
    act(api(operator), "remove_operator", operator)
    operator.refresh_from_db()
    assert operator.is_operator


def test_operators_sign_people_out(api: Api) -> None:
    user, operator = make_user(), make_user(is_operator=True)
    client = api(user)
    act(api(operator), "end_sessions", user)
    assert client.get("/me").status_code == 401
    again = api(user)
    session = Session.objects.get(user=user)
    api(operator).post(
        "/admin/accounts/session/", {"action": "end", "_selected_action": [session.session_key]}
    )
    assert again.get("/me").status_code == 401


def test_the_list_costs_the_same_for_one_and_for_twenty(api: Api, django_assert_max_num_queries: Any) -> None:
    client = api(make_user(is_operator=True))
    for _ in range(20):
        make_user()
    with django_assert_max_num_queries(12):
        client.get(USERS)


def log_in(client: Any, password: str, handle: str = "boss") -> Any:
    return client.post("/admin/login/?next=/admin/", {"username": handle, "password": password})


def test_the_login_form_is_limited_and_recorded(api: Api) -> None:
    boss = make_user(handle="boss", password="correct-horse-battery", is_operator=True)
    client = api()
    assert client.get("/admin/login/").status_code == 200
    assert log_in(client, "correct-horse-battery").status_code == 302
    assert client.get(USERS).status_code == 200
    assert LoginRecord.objects.get(kind="sign_in").method == "back_office"
    assert Session.objects.get(user=boss).address == "127.0.0.1"
    for _ in range(9):
        assert log_in(api(), "nonsense").status_code == 200
    assert LoginRecord.objects.filter(kind="refused").count() == 9
    assert log_in(api(), "correct-horse-battery").status_code == 429


def test_members_do_not_get_in_by_the_form(api: Api) -> None:
    make_user(handle="plain", password="correct-horse-battery")
    client = api()
    assert log_in(client, "correct-horse-battery", "plain").status_code == 200
    assert client.get("/me").status_code == 401


def test_passwords_are_changed_in_one_place(api: Api) -> None:
    answer = api(make_user(is_operator=True)).get("/admin/password_change/")
    assert (answer.status_code, answer["Location"]) == (302, "/settings/account")


def test_the_log_is_read_and_filtered_by_operators_alone(api: Api) -> None:
    user, operator, other = make_user(), make_user(is_operator=True), make_user(is_operator=True)
    act(api(operator), "make_moderator", user)
    api(other).post(f"{USERS}{user.id}/role/", {"deed": "grant", "role": "creator"})
    page = api(operator).get("//testserver/admin/admin/logentry/").content.decode()
    assert "设为审核员" in page
    assert f"/admin/accounts/user/{user.id}/change/" in page
    mine = {"actor": str(operator.id)}
    page = api(operator).get("//testserver/admin/admin/logentry/", mine).content.decode()
    rows = page.partition("result_list")[2].partition("</table>")[0]
    assert "设为审核员" in rows
    assert "授予认证身份" not in rows
    entry = LogEntry.objects.latest("id")
    assert api(operator).get(f"//testserver/admin/admin/logentry/{entry.pk}/change/").status_code == 200
    moderator = api(make_user(is_moderator=True))
    assert moderator.get("//testserver/admin/admin/logentry/").status_code == 403
    assert api(operator).post(f"//testserver/admin/admin/logentry/{entry.pk}/delete/").status_code == 403
