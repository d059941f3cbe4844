"""Sanctions on people: suspension and muting, and how they end. Called by moderation."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import errors
from shancha.apps.accounts.events import UserMuted, UserSuspended, UserUnmuted, UserUnsuspended
from shancha.apps.accounts.models import ApiToken, Session, User
from shancha.apps.accounts.models.people import Status
from shancha.kit import clock, events


@transaction.atomic
def suspend_user(*, user_id: UUID, until: datetime | None = None, reason: str = "") -> None:
    """Stops an account from writing, until a moment or (None) for good, and ends its sessions and
    tokens. It may sign in again to read, export and appeal. Publishes UserSuspended."""
    user = lock_user(user_id)
    user.suspended_at, user.suspended_until = clock.now(), until
    _settle(user)
    Session.objects.filter(user_id=user_id).delete()
    ApiToken.objects.filter(user_id=user_id).delete()
    events.publish(UserSuspended(user_id=user_id, until=until, reason=reason))


@transaction.atomic
def unsuspend_user(*, user_id: UUID) -> None:
    """Lifts a suspension; nothing happens where there is none. Publishes UserUnsuspended."""
    user = lock_user(user_id)
    if user.suspended_at is None:
        return
    user.suspended_at = user.suspended_until = None
    _settle(user)
    events.publish(UserUnsuspended(user_id=user_id))


@transaction.atomic
def mute_user(*, user_id: UUID, until: datetime, reason: str = "") -> None:
    """Stops an account from posting until a moment; everything else stays. Publishes UserMuted."""
    user = lock_user(user_id)
    user.muted_until = until
    _settle(user)
    events.publish(UserMuted(user_id=user_id, until=until, reason=reason))


@transaction.atomic
def unmute_user(*, user_id: UUID) -> None:
    """Lets an account post again; nothing happens where it may. Publishes UserUnmuted."""
    user = lock_user(user_id)
    if user.muted_until is None:
        return
    user.muted_until = None
    _settle(user)
    events.publish(UserUnmuted(user_id=user_id))


def lift_lapsed_sanctions() -> int:
    """Ends the sanctions whose time is over, each in a transaction of its own; returns how many."""
    now = clock.now()
    suspended = list(
        User.objects.filter(status=Status.SUSPENDED, suspended_until__lte=now).values_list("id", flat=True)[
            :500
        ]
    )
    muted = list(User.objects.filter(muted_until__lte=now).values_list("id", flat=True)[:500])
    for user_id in suspended:
        unsuspend_user(user_id=user_id)
    for user_id in muted:
        unmute_user(user_id=user_id)
    return len(suspended) + len(muted)


def lock_user(user_id: UUID) -> User:
    """The member's row, locked. Raises UserNotFoundError for one who is gone."""
    user = (
        User.objects.select_for_update(no_key=True).filter(id=user_id).exclude(status=Status.DELETED).first()
    )
    if user is None:
        raise errors.UserNotFoundError
    return user


def settled_status(user: User) -> Status:
    """The status that follows from the times: what is graver wins."""
    now = clock.now()
    if user.deleted_at is not None:
        return Status.DELETED
    if user.suspended_at is not None and (user.suspended_until is None or user.suspended_until > now):
        return Status.SUSPENDED
    if user.delete_at is not None:
        return Status.DELETING
    if user.muted_until is not None and user.muted_until > now:
        return Status.MUTED
    return Status.ACTIVE


def _settle(user: User) -> None:
    user.status = settled_status(user)
    user.save(
        update_fields=["status", "muted_until", "suspended_at", "suspended_until", "delete_at", "deleted_at"]
    )
