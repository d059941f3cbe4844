"""Verified roles: evidence in private, one application at a time, decided by operators with a reason."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shancha.apps.accounts import errors, vault
from shancha.apps.accounts.events import VerificationDecided
from shancha.apps.accounts.models import EvidencePicture, User, VerificationRequest
from shancha.apps.accounts.services import verification
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import events

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
FORM = {
    "role": "creator",
    "category": "food",
    "label": "美食测评",
    "evidence": "我在成都写了三年的苍蝇馆子测评。",
}


def picture() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(buffer, "PNG")
    return SimpleUploadedFile("证书.png", buffer.getvalue())


def apply(client: Any, *, files: int = 0, **changes: Any) -> Any:
    return client.post("/me/verification", {**FORM, **changes, "files": [picture() for _ in range(files)]})


def decide(request: VerificationRequest, operator: User, *, reason: str = "") -> None:
    if reason:
        verification.refuse_application(request_id=request.id, operator_id=operator.id, reason=reason)
    else:
        verification.approve_application(request_id=request.id, operator_id=operator.id)


def test_approval_gives_role_and_badge_and_tells(api: Api, monkeypatch: Any) -> None:
    told: list[VerificationDecided] = []
    monkeypatch.setitem(
        events._subscribers, VerificationDecided, [events._Subscriber("t", told.append, later=False)]
    )
    user, operator = make_user(), make_user(is_operator=True)
    client = api(user)
    answer = apply(client, files=3)
    assert answer.status_code == 201, answer.content
    assert answer.json()["state"] == "pending"
    request = VerificationRequest.objects.get()
    decide(request, operator)
    assert client.get("/me").json()["badge"] == {
        "kind": "creator",
        "label": "美食测评",
        "category": "food",
    }
    assert client.get("/me/verification").json()["items"][0]["state"] == "approved"
    assert [(event.is_approved, event.role) for event in told] == [(True, "creator")]
    with pytest.raises(errors.VerificationClosedError):
        decide(request, operator)
    assert apply(client).json()["code"] == "accounts.verification_open"


def test_refusal_comes_with_a_reason_and_another_try(api: Api) -> None:
    user, operator = make_user(), make_user(is_operator=True)
    client = api(user)
    apply(client)
    assert apply(client).json()["code"] == "accounts.verification_open"
    decide(VerificationRequest.objects.get(), operator, reason="材料不足")
    assert client.get("/me/verification").json()["items"][0]["reason"] == "材料不足"
    user.refresh_from_db()
    assert user.role == "member"
    assert apply(client).status_code == 201


def test_applications_are_withdrawn_by_their_owner_alone(api: Api) -> None:
    client = api(make_user())
    identifier = apply(client).json()["id"]
    assert api(make_user()).delete(f"/me/verification/{identifier}").status_code == 404
    assert client.delete(f"/me/verification/{identifier}").status_code == 204
    assert client.delete(f"/me/verification/{identifier}").json()["code"] == "accounts.verification_closed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": "长" * 41}, "label"),
        ({"evidence": "短"}, "evidence"),
        ({"role": "king"}, "role"),
        ({"files": 4}, "files"),
    ],
)
def test_bad_applications_are_refused_by_name(api: Api, changes: dict[str, Any], field: str) -> None:
    answer = apply(api(make_user()), **changes)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert not VerificationRequest.objects.exists()


def test_evidence_that_is_no_picture_leaves_nothing(api: Api) -> None:
    client = api(make_user())
    answer = client.post(
        "/me/verification", {**FORM, "files": [SimpleUploadedFile("a.png", b"MZ not a picture")]}
    )
    assert answer.status_code == 422
    assert not VerificationRequest.objects.exists()


def test_a_verified_name_cannot_be_approved_twice(api: Api) -> None:
    make_user(nickname="沈雨棠", role="star")
    impostor = make_user(nickname="普通人")
    User.objects.filter(id=impostor.id).update(nickname="沈雨棠", nickname_key="沈雨棠")
    apply(api(impostor))
    with pytest.raises(errors.NicknameReservedError):
        decide(VerificationRequest.objects.get(), make_user(is_operator=True))
    impostor.refresh_from_db()
    assert impostor.role == "member"


def test_the_back_office_decides_and_logs(api: Api) -> None:
    user, operator, moderator = make_user(), make_user(is_operator=True), make_user(is_moderator=True)
    apply(api(user), files=1)
    request = VerificationRequest.objects.get()
    page = api(operator).get(f"/admin/accounts/verificationrequest/{request.id}/change/")
    assert page.status_code == 200
    assert "苍蝇馆子" in page.content.decode()
    body = {"action": "approve", "_selected_action": [str(request.id)]}
    api(moderator).post("/admin/accounts/verificationrequest/", body)
    request.refresh_from_db()
    assert request.state == "pending"
    assert api(operator).post("/admin/accounts/verificationrequest/", body).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.decided_by_id) == ("approved", operator.id)
    assert LogEntry.objects.get().change_message == "通过认证"


def test_evidence_is_seen_by_operators_alone(api: Api) -> None:
    user = make_user()
    apply(api(user), files=1)
    stored = EvidencePicture.objects.get()
    path = f"/admin/accounts/verificationrequest/picture/{stored.id}/"
    assert api(make_user(is_operator=True)).get(path)["Content-Type"] == "image/webp"
    assert api(make_user(is_moderator=True)).get(path).status_code == 404
    assert api(user).get(path).status_code == 302
    assert api().get(f"/media/{stored.path}").status_code == 404
    with vault.open_kept(stored.path) as file:
        assert file.read(4) == b"RIFF"


def test_operators_give_and_take_roles_by_form(api: Api) -> None:
    user, operator = make_user(), make_user(is_operator=True)
    path = f"/admin/accounts/user/{user.id}/role/"
    form = {"deed": "grant", "role": "star", "category": "food", "label": "演员"}
    for stranger in (make_user(is_moderator=True), user):
        assert api(stranger).post(path, form).status_code in {302, 404}
    user.refresh_from_db()
    assert user.role == "member"
    assert 'name="role"' in api(operator).get(path).content.decode()
    assert api(operator).post(path, {**form, "role": "king"}).status_code == 200
    assert api(operator).post(path, form).status_code == 302
    assert api(user).get("/me").json()["badge"] == {"kind": "star", "label": "演员", "category": "food"}
    assert api(operator).post(path, {"deed": "revoke", "reason": "短"}).status_code == 200
    assert api(operator).post(path, {"deed": "revoke", "reason": "账号转让他人使用"}).status_code == 302
    assert api(user).get("/me").json()["badge"] is None
    items = api(user).get("/me/verification").json()["items"]
    assert [(item["source"], item["state"], item["reason"]) for item in items] == [
        ("operator", "revoked", "账号转让他人使用"),
        ("operator", "approved", ""),
    ]
    notices = api(user).get("/notifications", {"lane": "system"}).json()["items"]
    assert [notice["kind"] for notice in notices[:2]] == ["role_revoked", "role_given"]
    log = LogEntry.objects.order_by("id").values_list("change_message", flat=True)
    assert list(log) == ["授予认证身份", "取消认证"]


def test_a_role_without_a_holder_cannot_be_taken(api: Api) -> None:
    user, operator = make_user(), make_user(is_operator=True)
    with pytest.raises(errors.RoleMissingError):
        verification.revoke_role(user_id=user.id, operator_id=operator.id, reason="没有身份")
    path = "/admin/accounts/user/{}/role/"
    assert api(operator).get(path.format("00000000-0000-4000-8000-000000000000")).status_code == 404


def test_leaders_stand_by_field(api: Api) -> None:
    fields = {"role": "creator", "badge_category": "food"}
    first = make_user(**fields, follower_count=5, liked_count=40)
    second = make_user(**fields, follower_count=30)
    make_user(role="star", badge_category="pets", follower_count=99)
    make_user(follower_count=900, badge_category="food")
    official = make_user(role="official", badge_category="food", follower_count=900)
    blocker = make_user(**fields, follower_count=70)
    viewer = make_user()
    api(blocker).send("PUT", f"/users/{viewer.id}/block")
    page = api(viewer).get("/users/leaders", {"category": "food", "limit": 1}).json()
    assert [item["id"] for item in page["items"]] == [str(first.id)]
    assert page["items"][0]["badge"]["category"] == "food"
    rest = api(viewer).get(
        "/users/leaders", {"category": "food", "limit": 1, "cursor": page["next_cursor"]}
    ).json()  # fmt: skip
    assert ([item["id"] for item in rest["items"]], rest["next_cursor"]) == ([str(second.id)], None)
    everybody = api().get("/users/leaders", {"category": "food"}).json()["items"]
    assert len(everybody) == 3
    assert str(official.id) not in {item["id"] for item in everybody}
    assert api().get("/users/leaders", {"category": "no-such"}).json()["items"] == []
    assert api().get("/users/leaders").status_code == 422
    assert api().get("/users/leaders", {"category": "food", "cursor": "junk"}).status_code == 422


def test_an_application_names_a_category_that_exists(api: Api) -> None:
    answer = apply(api(make_user()), category="no-such")
    assert answer.status_code == 422
    assert "category" in answer.json()["fields"]
