"""Every operation of this app against everybody who may try it. A new operation must be entered here."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from ninja.operation import Operation

from shancha.apps.accounts import services
from shancha.apps.accounts.endpoints import router
from shancha.apps.accounts.schemas.people import PersonPage, SuggestedPeople
from shancha.apps.accounts.tests.factories import make_user
from shancha.kit import clock
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]

OPEN = {
    "get_session", "update_consent", "sign_out", "request_phone_code", "verify_phone_code",
    "sign_up_by_email", "verify_email_key", "sign_in_by_email", "request_password_reset",
    "confirm_password_reset", "request_passkey_sign_in", "sign_in_by_passkey", "choose_interests",
    "list_suggested_people", "list_leaders", "get_user", "list_followers", "list_following", "list_places",
    "list_outbox",
}  # fmt: skip
MEMBERS = {
    "get_my_account", "remove_my_avatar", "remove_my_cover", "get_my_settings", "update_my_settings",
    "list_my_blocks", "list_my_mutes", "unfollow_user", "block_user", "unblock_user", "mute_user",
    "unmute_user",
}  # fmt: skip
PARTICIPANTS = {"follow_user", "update_my_profile", "set_my_avatar", "set_my_cover"}
OWNERS = {
    "list_my_passkeys", "request_passkey_registration", "add_passkey", "remove_passkey",
    "list_my_sessions", "end_my_session", "sign_out_others", "list_my_tokens", "create_my_token",
    "revoke_my_token", "get_my_sign_in_methods", "disconnect_oauth", "set_my_password",
    "change_my_phone", "change_my_email", "confirm_my_email", "request_my_export", "list_my_exports",
    "get_my_export_file", "get_my_deletion", "request_my_deletion", "cancel_my_deletion",
    "list_my_verifications", "apply_for_verification", "withdraw_my_verification",
}  # fmt: skip
_FILLED = {"handle": "weixin-x", "provider": "weixin", "passkey_id": "12345678"}


def operations() -> Iterator[tuple[str, str, Operation]]:
    for part in (entry[1] for entry in router._routers):
        for path, view in part.path_operations.items():
            filled = re.sub(r"{(\w+)}", lambda found: _FILLED.get(found[1], str(new_id())), path)
            for operation in view.operations:
                yield operation.methods[0], filled, operation


def name_of(operation: Operation) -> str:
    return operation.view_func.__name__


def test_every_operation_is_entered_and_described() -> None:
    found = [operation for _, _, operation in operations()]
    assert {name_of(operation) for operation in found} == OPEN | MEMBERS | PARTICIPANTS | OWNERS
    assert len({name_of(operation) for operation in found}) == len(found)
    for operation in found:
        assert operation.view_func.__doc__, name_of(operation)
        assert operation.auth_callbacks, name_of(operation)


def test_visitors_reach_the_open_ones_alone(api: Api) -> None:
    for method, path, operation in operations():
        status = api().send(method, path, {}).status_code
        assert (status != 401) is (name_of(operation) in OPEN), (path, status)


def test_the_suspended_are_kept_from_taking_part_and_from_nothing_else(api: Api) -> None:
    user = make_user(
        status="suspended", suspended_at=clock.now(), suspended_until=clock.now() + timedelta(days=1)
    )
    for method, path, operation in operations():
        answer = api(user).send(method, path, {})
        refused = answer.status_code == 403 and answer.json()["code"] == "accounts.suspended"
        assert refused is (name_of(operation) in PARTICIPANTS), path


def test_programs_are_kept_from_account_security(api: Api) -> None:
    user = make_user()
    body = {"name": "x", "scopes": ["read", "write"]}
    token = api(user).send("POST", "/me/tokens", body).json()["token"]
    for method, path, operation in operations():
        answer = api().send(method, path, {}, Authorization=f"Bearer {token}")
        refused = answer.status_code == 403 and answer.json()["code"] == "accounts.token_not_allowed"
        assert refused is (name_of(operation) in OWNERS), path


def test_every_answer_is_declared(api: Api) -> None:
    user = make_user(password="correct-horse-battery")
    for method, path, operation in operations():
        for client in (api(), api(user)):
            answer = client.send(method, path, {})
            assert answer.status_code in operation.response_models, (method, path, answer.status_code)
            assert answer.status_code < 500


def test_lists_have_the_shape_they_declare(api: Api) -> None:
    idol, fan = (
        make_user(role="star", badge_label="演员", avatar_key="k", note_count=1),
        make_user(bio="你好"),
    )
    services.follow_user(follower_id=fan.id, followee_id=idol.id)
    page = PersonPage.model_validate(api(idol).get(f"/users/{idol.handle}/followers").json())
    assert page.items[0].viewer.followed_by
    assert page.items[0].bio == "你好"
    people = SuggestedPeople.model_validate(api(make_user()).get("/users/suggested").json())
    first = people.items[0]
    assert first.badge is not None
    assert (first.badge.kind, first.avatar) == ("star", "/media/avatars/k/256.webp")
