"""What operators do to accounts besides sanctions: staff roles, sessions, the minors' mode."""

from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import errors, names
from shancha.apps.accounts.models import ApiToken, LoginRecord, Session, User
from shancha.apps.accounts.models.people import Status
from shancha.apps.accounts.services.accounts import create_user
from shancha.apps.accounts.services.sign_in import check_password_strength
from shancha.apps.accounts.services.standing import lock_user


@transaction.atomic
def set_staff_roles(
    *, user_id: UUID, is_moderator: bool | None = None, is_operator: bool | None = None
) -> None:
    """Gives or takes the back office's roles and notes it in the member's log. Raises
    LastOperatorError rather than leave the platform without an operator."""
    if is_operator is False:
        others = User.objects.select_for_update(no_key=True).filter(is_operator=True).exclude(id=user_id)
        if not list(others.order_by("id")):
            raise errors.LastOperatorError
    user = lock_user(user_id)
    if is_moderator is not None:
        user.is_moderator = is_moderator
    if is_operator is not None:
        user.is_operator = is_operator
    user.save(update_fields=["is_moderator", "is_operator"])
    LoginRecord.objects.create(user_id=user_id, kind="roles_changed")


@transaction.atomic
def appoint_operator(*, handle: str, password: str) -> User:
    """Makes a member an operator with this password, for the server's own command line; a handle that
    nobody has gets a new account. Raises PasswordWeakError, HandleTakenError for reserved handles."""
    user = User.objects.filter(handle=handle.lower()).exclude(status=Status.DELETED).first()
    if user is None:
        user = create_user(handle=names.check_handle(handle), nickname=handle)
    check_password_strength(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    Session.objects.filter(user=user).delete()
    set_staff_roles(user_id=user.id, is_operator=True)
    return user


@transaction.atomic
def end_all_sessions(*, user_id: UUID) -> None:
    """Signs a member out everywhere, programs included."""
    Session.objects.filter(user_id=user_id).delete()
    ApiToken.objects.filter(user_id=user_id).delete()
    LoginRecord.objects.create(user_id=user_id, kind="signed_out_by_staff")


@transaction.atomic
def reset_minor_mode(*, user_id: UUID) -> None:
    """Turns the minors' mode off without the PIN."""
    User.objects.filter(id=user_id).update(minor_mode=False, minor_pin="")
    LoginRecord.objects.create(user_id=user_id, kind="minor_mode_reset")
