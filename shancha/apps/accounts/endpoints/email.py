"""Signing up and in by e-mail and password."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import errors, guards, providers, signing
from shancha.apps.accounts.authentication import existing_visitor_key, visitor
from shancha.apps.accounts.endpoints.session import describe_session
from shancha.apps.accounts.schemas.session import (
    EmailOnly,
    EmailSignIn,
    EmailSignUp,
    KeyOnly,
    LetterSent,
    PasswordReset,
    Session,
)
from shancha.apps.accounts.services import passwords, sign_in
from shancha.kit.errors import problems

router = Router(tags=["accounts"])
_SENT = {"is_accepted": True}


def _check_available() -> None:
    if not providers.can_send_email():
        raise errors.MethodUnavailableError


@router.post(
    "/auth/email/sign-up", response={202: LetterSent, **problems(401, 403, 409, 422, 429)}, auth=visitor
)
def sign_up_by_email(request: HttpRequest, payload: EmailSignUp) -> tuple[int, dict[str, bool]]:
    """Sends a link that makes the account. The answer is the same whether or not the address has one.

    The link's `key` goes to `/auth/email/verify` within 24 hours. Limits: three letters an hour for a
    mailbox, twenty for a network address.
    """
    _check_available()
    guards.guard_address(request, "email_sign_up", limit=20)
    guards.guard_subject("letter", payload.email.lower(), limit=3)
    sign_in.sign_up_by_email(
        email=payload.email,
        password=payload.password,
        nickname=payload.nickname,
        rules=[rule.dict() for rule in payload.rules],
        visitor_key=existing_visitor_key(request),
    )
    return 202, _SENT


@router.post("/auth/email/verify", response={200: Session, **problems(401, 403, 422, 429)}, auth=visitor)
def verify_email_key(request: HttpRequest, payload: KeyOnly) -> dict[str, Any]:
    """Makes the account that the link belongs to, and signs in."""
    guards.guard_address(request, "email_key", limit=60)
    user = sign_in.confirm_sign_up(key=payload.key)
    signing.begin_session(request, user, method="email")
    return describe_session(request, user.id)


@router.post("/auth/email/sign-in", response={200: Session, **problems(401, 403, 422, 429)}, auth=visitor)
def sign_in_by_email(request: HttpRequest, payload: EmailSignIn) -> dict[str, Any]:
    """Signs in with an address and its password. A refusal never tells which of them was wrong.

    Limits: ten tries in a quarter of an hour for a mailbox, sixty an hour for a network address.
    """
    guards.guard_address(request, "email_sign_in", limit=60)
    guards.guard_subject("email_tries", payload.email.lower(), limit=10, seconds=900)
    try:
        user = sign_in.enter_by_email(email=payload.email, password=payload.password)
    except errors.CredentialsWrongError:
        signing.note_failure(request, method="email")
        raise
    signing.begin_session(request, user, method="email")
    return describe_session(request, user.id)


@router.post(
    "/auth/email/reset", response={202: LetterSent, **problems(401, 403, 409, 422, 429)}, auth=visitor
)
def request_password_reset(request: HttpRequest, payload: EmailOnly) -> tuple[int, dict[str, bool]]:
    """Sends a link for a new password, if the address is known; the answer is always the same."""
    _check_available()
    guards.guard_address(request, "email_reset", limit=20)
    guards.guard_subject("letter", payload.email.lower(), limit=3)
    passwords.request_reset(email=payload.email)
    return 202, _SENT


@router.post(
    "/auth/email/reset/confirm", response={200: Session, **problems(401, 403, 422, 429)}, auth=visitor
)
def confirm_password_reset(request: HttpRequest, payload: PasswordReset) -> dict[str, Any]:
    """Sets a new password by the link's key, signs every device out and this one in."""
    guards.guard_address(request, "email_key", limit=60)
    user = passwords.reset_password(key=payload.key, password=payload.password)
    signing.begin_session(request, user, method="reset")
    return describe_session(request, user.id)
