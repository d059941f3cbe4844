"""Passkeys: WebAuthn ceremonies by allauth's helpers, with our refusals around them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from shancha.apps.accounts import errors
from shancha.apps.accounts.models import User

_CHALLENGE_SECONDS = 600
# What broken input raises in the ceremony: wrong types, missing keys, bad base64, CBOR, signatures.
_BROKEN = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError)


def begin_registration(user: User) -> dict[str, Any]:
    """Options for `navigator.credentials.create`; the challenge waits in the session."""
    return _plain(auth.begin_registration(user, passwordless=True))


def complete_registration(credential: dict[str, Any]) -> None:
    """Checks the new credential against the challenge, which is used up either way.
    Raises PasskeyInvalidError."""
    try:
        auth.parse_registration_response(credential)
        binding = auth.complete_registration(credential)
    except _BROKEN as error:
        raise errors.PasskeyInvalidError from error
    finally:
        auth.clear_state()
    if not binding.is_user_verified():
        raise errors.PasskeyInvalidError


def begin_sign_in(request: HttpRequest) -> dict[str, Any]:
    """Options for `navigator.credentials.get`; nobody is named, the authenticator knows its accounts."""
    options = _plain(auth.begin_authentication())
    if not request.session.get("_auth_user_id"):
        request.session.set_expiry(_CHALLENGE_SECONDS)
    return options


def complete_sign_in(credential: dict[str, Any]) -> User:
    """Whose passkey answered. The challenge is used up either way. Raises PasskeyInvalidError."""
    try:
        auth.parse_authentication_response(credential)
        user: User = auth.extract_user_from_response(credential)
        authenticator = auth.complete_authentication(user, credential)
    except _BROKEN as error:
        raise errors.PasskeyInvalidError from error
    finally:
        auth.clear_state()
    if not user.is_active:
        raise errors.PasskeyInvalidError
    authenticator.record_usage()
    return user


def list_passkeys(user_id: Any) -> list[dict[str, Any]]:
    """The member's passkeys, the oldest first."""
    found = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).order_by("id")
    return [describe(passkey) for passkey in found]


def describe(passkey: Authenticator) -> dict[str, Any]:
    """A passkey as its owner sees it."""
    return {
        "id": passkey.id,
        "name": passkey.data.get("name", ""),
        "created_at": passkey.created_at,
        "last_used_at": passkey.last_used_at,
    }


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """Only what JSON can carry (fido2's own mappings unfolded)."""
    return {"publicKey": _unfold(options["publicKey"])}


def _unfold(value: Any) -> Any:
    if hasattr(value, "items"):
        return {key: _unfold(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_unfold(item) for item in value]
    return value
