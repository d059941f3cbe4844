"""Passkeys: signing in with one, and keeping them."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import errors, guards, passkeys, signing
from shancha.apps.accounts.authentication import owner, require_viewer, visitor
from shancha.apps.accounts.endpoints.session import describe_session
from shancha.apps.accounts.models import User
from shancha.apps.accounts.schemas.me import Passkey, PasskeyCreate, PasskeyOptions, Passkeys, PasskeySignIn
from shancha.apps.accounts.schemas.session import Session
from shancha.apps.accounts.services import access
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.post("/auth/passkey/options", response={200: PasskeyOptions, **problems(401, 403, 429)}, auth=visitor)
def request_passkey_sign_in(request: HttpRequest) -> dict[str, Any]:
    """A challenge for `navigator.credentials.get`, good for ten minutes and one answer."""
    guards.guard_address(request, "passkey", limit=120)
    return passkeys.begin_sign_in(request)


@router.post("/auth/passkey/sign-in", response={200: Session, **problems(401, 403, 422, 429)}, auth=visitor)
def sign_in_by_passkey(request: HttpRequest, payload: PasskeySignIn) -> dict[str, Any]:
    """Signs in with the authenticator's answer to the challenge."""
    guards.guard_address(request, "passkey_tries", limit=60)
    try:
        user = passkeys.complete_sign_in(payload.credential)
    except errors.PasskeyInvalidError:
        signing.note_failure(request, method="passkey")
        raise
    signing.begin_session(request, user, method="passkey")
    return describe_session(request, user.id)


@router.get("/me/passkeys", response={200: Passkeys, **problems(401, 403)}, auth=owner)
def list_my_passkeys(request: HttpRequest) -> dict[str, Any]:
    """The member's passkeys."""
    return {"items": passkeys.list_passkeys(require_viewer(request).id)}


@router.post("/me/passkeys/options", response={200: PasskeyOptions, **problems(401, 403, 429)}, auth=owner)
def request_passkey_registration(request: HttpRequest) -> dict[str, Any]:
    """A challenge for `navigator.credentials.create`."""
    guards.guard_address(request, "passkey", limit=120)
    return passkeys.begin_registration(User.objects.get(id=require_viewer(request).id))


@router.post("/me/passkeys", response={201: Passkey, **problems(401, 403, 422, 429)}, auth=owner)
def add_passkey(request: HttpRequest, payload: PasskeyCreate) -> tuple[int, dict[str, Any]]:
    """Keeps the passkey that the browser made for the challenge."""
    guards.guard_address(request, "passkey_tries", limit=60)
    passkeys.complete_registration(payload.credential)
    made = access.add_passkey(
        user_id=require_viewer(request).id, name=payload.name, credential=payload.credential
    )
    return 201, passkeys.describe(made)


@router.delete(
    "/me/passkeys/{passkey_id}", response={204: None, **problems(401, 403, 404, 409, 422)}, auth=owner
)
def remove_passkey(request: HttpRequest, passkey_id: int) -> tuple[int, None]:
    """Removes a passkey, unless it is the only way into the account."""
    access.remove_passkey(user_id=require_viewer(request).id, passkey_id=passkey_id)
    return 204, None
