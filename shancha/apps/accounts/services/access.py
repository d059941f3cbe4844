"""Sessions, API tokens and passkeys of a member."""

import secrets
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from shancha.apps.accounts import errors
from shancha.apps.accounts.models import ApiToken, LoginRecord, Session, User
from shancha.apps.accounts.services.standing import lock_user
from shancha.apps.accounts.viewers import TOKEN_PREFIX, token_hash
from shancha.kit.errors import NotFoundError

MAX_TOKENS = 20


@transaction.atomic
def end_session(*, user_id: UUID, session_id: UUID) -> None:
    """Signs one device out. Raises NotFoundError for a session that is not the member's."""
    deleted, _ = Session.objects.filter(user_id=user_id, id=session_id).delete()
    if not deleted:
        raise NotFoundError
    LoginRecord.objects.create(user_id=user_id, kind="signed_out_remotely")


@transaction.atomic
def end_other_sessions(*, user_id: UUID, kept_session: str) -> int:
    """Signs all other devices out; returns how many."""
    deleted, _ = Session.objects.filter(user_id=user_id).exclude(session_key=kept_session).delete()
    LoginRecord.objects.create(user_id=user_id, kind="signed_out_others")
    return deleted


@transaction.atomic
def create_token(
    *, user_id: UUID, name: str, scopes: list[str], expires_at: datetime | None
) -> tuple[ApiToken, str]:
    """Makes an API token; the second value is the token itself, which can't be read again.
    Raises TooManyTokensError beyond twenty."""
    lock_user(user_id)
    if ApiToken.objects.filter(user_id=user_id).count() >= MAX_TOKENS:
        raise errors.TooManyTokensError
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user_id=user_id,
        name=name,
        token_hash=token_hash(secret),
        hint=secret[-4:],
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, user_id: UUID, token_id: UUID) -> None:
    """Removes an API token. Raises NotFoundError for one that is not the member's."""
    deleted, _ = ApiToken.objects.filter(user_id=user_id, id=token_id).delete()
    if not deleted:
        raise NotFoundError


@transaction.atomic
def add_passkey(*, user_id: UUID, name: str, credential: dict[str, object]) -> Authenticator:
    """Keeps a passkey whose registration was verified."""
    LoginRecord.objects.create(user_id=user_id, kind="passkey_added")
    return Authenticator.objects.create(
        user_id=user_id, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )


@transaction.atomic
def remove_passkey(*, user_id: UUID, passkey_id: int) -> None:
    """Removes a passkey. Raises NotFoundError, and LastMethodError for the only way to sign in."""
    user = lock_user(user_id)
    passkey = Authenticator.objects.filter(user_id=user_id, id=passkey_id).first()
    if passkey is None:
        raise NotFoundError
    _check_not_last(user)
    passkey.delete()
    LoginRecord.objects.create(user_id=user_id, kind="passkey_removed")


@transaction.atomic
def disconnect_oauth(*, user_id: UUID, provider: str) -> None:
    """Unbinds a WeChat or Weibo account. Raises NotFoundError, LastMethodError."""
    user = lock_user(user_id)
    account = SocialAccount.objects.filter(user_id=user_id, provider=provider).first()
    if account is None:
        raise NotFoundError
    _check_not_last(user)
    account.delete()
    LoginRecord.objects.create(user_id=user_id, kind="oauth_removed", method=provider)


def _check_not_last(user: User) -> None:
    methods = (
        int(bool(user.phone_hash))
        + int(bool(user.email) and user.has_usable_password())
        + Authenticator.objects.filter(user_id=user.id).count()
        + SocialAccount.objects.filter(user_id=user.id).count()
    )
    if methods <= 1:
        raise errors.LastMethodError
