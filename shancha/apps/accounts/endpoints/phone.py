"""Signing in by phone and one-time code."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import errors, guards, providers, signing
from shancha.apps.accounts.authentication import require_viewer, viewer_of, visitor
from shancha.apps.accounts.endpoints.session import describe_session
from shancha.apps.accounts.models import User
from shancha.apps.accounts.phones import read_phone
from shancha.apps.accounts.schemas.session import CodeRequest, CodeSent, PhoneSignIn, Session
from shancha.apps.accounts.services import codes, sign_in
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.post("/auth/phone/code", response={200: CodeSent, **problems(401, 403, 409, 422, 429)}, auth=visitor)
def request_phone_code(request: HttpRequest, payload: CodeRequest) -> dict[str, Any]:
    """Sends a code of six digits by text message. The answer is the same for known and unknown numbers.

    `sign_in` goes to any number; `change` to the number that a signed-in member wants to bind;
    `verify` to the member's present number, whatever `phone` says. Limits: one in 60 s, five an hour,
    ten a day for a number; thirty an hour for an address.
    """
    if not providers.can_send_sms():
        raise errors.MethodUnavailableError
    guards.guard_address(request, "code", limit=30)
    number = _number_for(request, payload)
    return asdict(codes.request_code(number=number, purpose=payload.purpose))


def _number_for(request: HttpRequest, payload: CodeRequest) -> str:
    if payload.purpose == "sign_in":
        return read_phone(payload.phone)
    viewer = require_viewer(request)
    if viewer.scopes is not None:
        raise errors.TokenNotAllowedError
    if payload.purpose == "change":
        return read_phone(payload.phone)
    own = User.objects.get(id=viewer.id).phone
    if not own:
        raise errors.PhoneInvalidError
    return str(own)


@router.post("/auth/phone/verify", response={200: Session, **problems(401, 403, 422, 429)}, auth=visitor)
def verify_phone_code(request: HttpRequest, payload: PhoneSignIn) -> dict[str, Any]:
    """Signs in with the code; a number that nobody has yet gets a new account.

    A code works for five minutes, five tries, and once. What the visitor chose moves to the account.
    """
    guards.guard_address(request, "code_tries", limit=60)
    number = read_phone(payload.phone)
    try:
        user, is_new = sign_in.enter_by_phone(
            number=number, code=payload.code, rules=[rule.dict() for rule in payload.rules]
        )
    except errors.CodeWrongError:
        _note_failure(request)
        raise
    signing.begin_session(request, user, method="phone", is_new=is_new)
    return describe_session(request, user.id)


def _note_failure(request: HttpRequest) -> None:
    viewer = viewer_of(request)
    signing.note_failure(request, method="phone", user_id=viewer.id if viewer else None)
