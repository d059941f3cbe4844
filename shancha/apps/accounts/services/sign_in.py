"""Signing up and in: by a phone's code, by e-mail and password, by a passkey, by WeChat or Weibo.

These decide who somebody is; the session itself is begun by the HTTP side (`signing`).
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from ipaddress import IPv6Network
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from shancha.apps.accounts import errors, hooks, letters, names
from shancha.apps.accounts.events import DeletionCancelled, UserSignedIn
from shancha.apps.accounts.models import LoginRecord, PendingSignUp, User
from shancha.apps.accounts.models.people import Status
from shancha.apps.accounts.phones import phone_hash
from shancha.apps.accounts.policies import check_nickname_free
from shancha.apps.accounts.services.accounts import create_user
from shancha.apps.accounts.services.codes import use_code
from shancha.apps.accounts.services.outgoing import send_email
from shancha.apps.accounts.services.standing import settled_status
from shancha.apps.accounts.services.ties import record_tie
from shancha.apps.accounts.services.visitors import adopt_visitor
from shancha.apps.accounts.viewers import token_hash
from shancha.kit import clock, events
from shancha.kit.ids import new_key

SIGN_UP_LIFETIME = timedelta(hours=24)


def enter_by_phone(*, number: str, code: str, rules: Iterable[Mapping[str, str]] = ()) -> tuple[User, bool]:
    """Whose phone it is, after the code proved it; an unknown number gets a new account.
    Returns the member and whether the account is new. Raises CodeWrongError, RateLimitedError."""
    use_code(number=number, purpose="sign_in", code=code)
    user = User.objects.filter(phone_hash=phone_hash(number)).exclude(status=Status.DELETED).first()
    if user is not None:
        return user, False
    return create_user(phone=number, rules=rules, method="phone"), True


def check_password_strength(password: str, user: User | None = None) -> None:
    """Raises PasswordWeakError for what Django's validators refuse."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise errors.PasswordWeakError(fields={"password": errors.PasswordWeakError.detail}) from error


def sign_up_by_email(
    *,
    email: str,
    password: str,
    nickname: str = "",
    rules: Iterable[Mapping[str, str]] = (),
    visitor_key: str | None = None,
) -> None:
    """Sends a link that makes the account; nothing exists before it is followed. Somebody who has an
    account gets a letter that says so, and the caller can't tell the two apart. What was chosen under the
    visitor's key goes to the account, wherever the link is followed.

    Raises PasswordWeakError, NicknameInvalidError, NicknameReservedError, and what the text checks raise.
    """
    check_password_strength(password, User(nickname=nickname, email=email))
    if nickname:
        nickname = names.clean_nickname(nickname)
        check_nickname_free(nickname)
        hooks.check_text("nickname", nickname)
    hashed = make_password(password)
    address, key, expires_at = email.lower(), new_key() + new_key(), clock.now() + SIGN_UP_LIFETIME
    with transaction.atomic():
        if EmailAddress.objects.filter(email=address, verified=True).exists():
            send_email(to=address, **letters.known_account().fields())
            return
        PendingSignUp.objects.create(
            key_hash=token_hash(key),
            email=address,
            password=hashed,
            nickname=nickname,
            rules=[dict(rule) for rule in rules],
            visitor_key=visitor_key or "",
            expires_at=expires_at,
        )
        send_email(to=address, **letters.confirm_sign_up(key, expires_at).fields())


@transaction.atomic
def confirm_sign_up(*, key: str) -> User:
    """Makes the account that a sign-up by e-mail asked for, with what was chosen before it. Raises
    KeyInvalidError for a key that is wrong, used or lapsed, or when the address got an account in the
    meantime."""
    pending = PendingSignUp.objects.select_for_update().filter(key_hash=token_hash(key)).first()
    if pending is None or pending.expires_at <= clock.now():
        raise errors.KeyInvalidError
    try:
        with transaction.atomic():
            user = create_user(
                email=pending.email,
                password_hash=pending.password,
                nickname=pending.nickname,
                rules=pending.rules,
                method="email",
            )
    except (errors.EmailTakenError, errors.NicknameReservedError) as error:
        raise errors.KeyInvalidError from error
    adopt_visitor(user_id=user.id, visitor_key=pending.visitor_key, is_new=True)
    PendingSignUp.objects.filter(email=pending.email).delete()
    return user


def enter_by_email(*, email: str, password: str) -> User:
    """Whose address and password these are. Raises CredentialsWrongError, after the same work
    whether or not the address is known."""
    address = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    user: User | None = address.user if address else None
    if user is None or not user.has_usable_password():
        make_password(password)
        raise errors.CredentialsWrongError
    if not user.check_password(password) or not user.is_active:
        raise errors.CredentialsWrongError
    return user


@transaction.atomic
def record_sign_in(
    *,
    user_id: UUID,
    method: str,
    address: str,
    device: str,
    visitor_key: str | None,
    is_new: bool,
    device_key: str = "",
) -> None:
    """Notes a sign-in with its address and the browser's key, moves the visitor's choices over, and calls a
    pending deletion off.
    Publishes UserSignedIn, and DeletionCancelled where one was pending."""
    known = LoginRecord.objects.filter(user_id=user_id, kind="sign_in")
    is_new_device = known.exists() and not known.filter(device=device).exists()
    LoginRecord.objects.create(
        user_id=user_id, kind="sign_in", method=method, address=address or None, device=device
    )
    record_tie(user_id=user_id, kind="address", value=_household(address))
    record_tie(user_id=user_id, kind="device", value=device_key)
    adopt_visitor(user_id=user_id, visitor_key=visitor_key, is_new=is_new)
    cancel_deletion(user_id=user_id)
    events.publish(UserSignedIn(user_id=user_id, method=method, device=device, is_new_device=is_new_device))


def _household(address: str) -> str:
    """IPv4 as it is, IPv6 by household: /56."""
    if ":" not in address:
        return address
    return str(IPv6Network((address.partition("%")[0], 56), strict=False))


def record_failure(*, user_id: UUID | None, method: str, address: str, device: str) -> None:
    """Notes a refused sign-in."""
    LoginRecord.objects.create(
        user_id=user_id, kind="refused", method=method, address=address or None, device=device
    )


@transaction.atomic
def cancel_deletion(*, user_id: UUID) -> bool:
    """Calls a pending deletion off; False where none is. Publishes DeletionCancelled."""
    user = User.objects.select_for_update(no_key=True).filter(id=user_id, delete_at__isnull=False).first()
    if user is None or user.status == Status.DELETED:
        return False
    user.delete_at = None
    user.status = settled_status(user)
    user.save(update_fields=["delete_at", "status"])
    events.publish(DeletionCancelled(user_id=user_id))
    return True
