"""Passwords: forgotten and set anew. Every change ends the other sessions."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from shancha.apps.accounts import errors, letters
from shancha.apps.accounts.models import ApiToken, LoginRecord, Session, User
from shancha.apps.accounts.services.outgoing import send_email
from shancha.apps.accounts.services.sign_in import check_password_strength
from shancha.apps.accounts.services.standing import lock_user


@transaction.atomic
def request_reset(*, email: str) -> None:
    """Sends a link for a new password to a known, proven address; silent for any other."""
    address = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    if address is None or not address.user.is_active:
        return
    key = f"{address.user_id.hex}-{default_token_generator.make_token(address.user)}"
    send_email(to=address.email, **letters.reset_password(key).fields())


@transaction.atomic
def reset_password(*, key: str, password: str) -> User:
    """Sets a new password by the link's key and ends every session and token. Raises KeyInvalidError
    for a key that is wrong, used or older than an hour, and PasswordWeakError."""
    identifier, _, token = key.partition("-")
    try:
        user = lock_user(UUID(hex=identifier))
    except (ValueError, errors.UserNotFoundError) as error:
        raise errors.KeyInvalidError from error
    if not default_token_generator.check_token(user, token):
        raise errors.KeyInvalidError
    _set(user, password)
    Session.objects.filter(user_id=user.id).delete()
    return user


@transaction.atomic
def set_password(*, user_id: UUID, password: str, kept_session: str) -> None:
    """Sets a password for somebody who proved who they are, and ends the other sessions and the
    tokens. Raises PasswordWeakError."""
    user = lock_user(user_id)
    _set(user, password)
    Session.objects.filter(user_id=user_id).exclude(session_key=kept_session).delete()


def _set(user: User, password: str) -> None:
    check_password_strength(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    ApiToken.objects.filter(user_id=user.id).delete()
    LoginRecord.objects.create(user_id=user.id, kind="password_changed")
