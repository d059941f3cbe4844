"""A store's staff: invited, joining by their own consent, changing role, leaving."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries.people import is_blocked_between
from shancha.apps.mall.errors import (
    InvitationChangedError,
    InvitationNotFoundError,
    StaffError,
    StoreNotFoundError,
)
from shancha.apps.mall.events import InvitationAnswered, StaffChanged, StaffInvited
from shancha.apps.mall.models import StaffInvitation, StaffTenure, Store, StoreRole, StoreStaff
from shancha.apps.mall.policies import MANAGERS
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.limits import check

STAFF_LIMIT = 50
# Who declined is left in peace for so long.
REST_DAYS = 30
INVITATIONS_A_DAY = 50


@transaction.atomic
def invite_staff(
    *, actor_id: UUID, actor_role: str, store_id: UUID, handle: str, role: str
) -> StaffInvitation:
    """Asks a member to join the staff, or changes the role in an invitation that still waits for its answer.
    Managers are asked by the owner alone, owners by nobody. A member who is blocked by the asker, or the
    other way round, cannot be asked. Publishes StaffInvited for a new one and for another role. Raises
    StaffError and RateLimitedError."""
    store = _lock_store(store_id)
    user = User.objects.filter(handle=handle.lower(), status__in=["active", "muted"]).first()
    if user is None or is_blocked_between(actor_id, user.id):
        raise StaffError(fields={"handle": bilingual("没有找到这位成员", "There is no such member")})
    if StoreStaff.objects.filter(store=store, user=user).exists():
        raise StaffError(fields={"handle": bilingual("已经是店铺成员", "Works for the store already")})
    known = StaffInvitation.objects.filter(store=store, user=user).first()
    _check_rank(actor_role, {role, known.role if known else role})
    if known is not None and known.declined_at is None:
        return _offer_again(known, actor_id=actor_id, role=role)
    if known is not None:
        _end_rest(known)
    _check_room(store)
    _check_pace(store_id)
    invitation = StaffInvitation.objects.create(store=store, user=user, role=role, invited_by_id=actor_id)
    publish(StaffInvited(store_id=store.id, user_id=user.id, role=role))
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor_role: str, store_id: UUID, user_id: UUID) -> None:
    """Takes an invitation back that waits for its answer. Raises InvitationNotFoundError, StaffError."""
    _lock_store(store_id)
    known = StaffInvitation.objects.filter(store_id=store_id, user_id=user_id, declined_at=None).first()
    if known is None:
        raise InvitationNotFoundError
    _check_rank(actor_role, {known.role})
    known.delete()


@transaction.atomic
def accept_invitation(*, user_id: UUID, store_id: UUID, role: str) -> StoreStaff:
    """The invited member joins the staff in `role`, the one they saw offered. Publishes StaffChanged and
    InvitationAnswered. Raises InvitationNotFoundError, also where the store has closed, and
    InvitationChangedError where another role is offered by now."""
    store = _lock_store(store_id, error=InvitationNotFoundError)
    invitation = StaffInvitation.objects.filter(store=store, user_id=user_id, declined_at=None).first()
    if invitation is None or store.status == Store.Status.CLOSED:
        raise InvitationNotFoundError
    if invitation.role != role:
        raise InvitationChangedError
    staff = StoreStaff.objects.create(
        store=store, user_id=user_id, role=invitation.role, added_by_id=invitation.invited_by_id
    )
    invitation.delete()
    publish(StaffChanged(store_id=store.id, user_id=user_id, role=staff.role, actor_id=user_id))
    _publish_answer(invitation, is_accepted=True)
    return staff


@transaction.atomic
def decline_invitation(*, user_id: UUID, store_id: UUID) -> None:
    """The invited member does not join, and is not asked again by this store for REST_DAYS. Publishes
    InvitationAnswered. Raises InvitationNotFoundError."""
    waiting = StaffInvitation.objects.filter(store_id=store_id, user_id=user_id, declined_at=None)
    invitation = waiting.select_for_update().first()
    if invitation is None:
        raise InvitationNotFoundError
    invitation.declined_at = now()
    invitation.save(update_fields=["declined_at"])
    _publish_answer(invitation, is_accepted=False)


@transaction.atomic
def set_role(*, actor_id: UUID, actor_role: str, store_id: UUID, user_id: UUID, role: str) -> StoreStaff:
    """Gives somebody of the staff another role. Managers are made by the owner alone, owners by nobody.
    Publishes StaffChanged. Raises StaffError."""
    staff = _get_staff(_lock_store(store_id), user_id)
    _check_rank(actor_role, {role, staff.role})
    staff.role = role
    staff.save(update_fields=["role"])
    if role not in MANAGERS:
        _forget_asked_by(staff)
    publish(StaffChanged(store_id=store_id, user_id=user_id, role=role, actor_id=actor_id))
    return staff


@transaction.atomic
def remove_staff(*, actor_id: UUID, actor_role: str, store_id: UUID, user_id: UUID) -> None:
    """Takes a member off the staff; anybody but the owner may leave. Invitations that the member sent end.
    Raises StaffError."""
    staff = _get_staff(_lock_store(store_id), user_id)
    if staff.role == StoreRole.OWNER or actor_id != user_id:
        _check_rank(actor_role, {staff.role})
    _forget_asked_by(staff)
    _end_work([staff])
    publish(StaffChanged(store_id=store_id, user_id=user_id, role="", actor_id=actor_id))


@transaction.atomic
def forget_staff(user_id: UUID) -> None:
    """A departed member works for no store any more, and nobody joins one by their word; an owner's place
    stays, as the merchant's file does."""
    _end_work(list(StoreStaff.objects.filter(user_id=user_id).exclude(role=StoreRole.OWNER)))
    StaffInvitation.objects.filter(user_id=user_id).delete()
    StaffInvitation.objects.filter(invited_by_id=user_id, declined_at=None).delete()


def _offer_again(known: StaffInvitation, *, actor_id: UUID, role: str) -> StaffInvitation:
    """The same member asked again: whoever is offered another role hears of it."""
    is_changed = known.role != role
    known.role, known.invited_by_id = role, actor_id
    known.save(update_fields=["role", "invited_by"])
    if is_changed:
        _check_pace(known.store_id)
        publish(StaffInvited(store_id=known.store_id, user_id=known.user_id, role=role, is_change=True))
    return known


def _publish_answer(invitation: StaffInvitation, *, is_accepted: bool) -> None:
    publish(
        InvitationAnswered(
            store_id=invitation.store_id,
            user_id=invitation.user_id,
            asked_by_id=invitation.invited_by_id,
            role=invitation.role,
            is_accepted=is_accepted,
        )
    )


def _end_work(leaving: list[StoreStaff]) -> None:
    """Takes them off the staff, keeping from when to when they worked."""
    StaffTenure.objects.bulk_create(
        StaffTenure(store_id=row.store_id, user_id=row.user_id, role=row.role, joined_at=row.created_at)
        for row in leaving
    )
    StoreStaff.objects.filter(id__in=[row.id for row in leaving]).delete()


def _lock_store(store_id: UUID, error: type[Exception] = StoreNotFoundError) -> Store:
    store = Store.objects.select_for_update(no_key=True).filter(id=store_id).first()
    if store is None:
        raise error
    return store


def _get_staff(store: Store, user_id: UUID) -> StoreStaff:
    staff = StoreStaff.objects.filter(store=store, user_id=user_id).first()
    if staff is None:
        raise StaffError(bilingual("没有找到这位成员", "There is no such member"))
    return staff


def _check_rank(actor_role: str, touched: set[str]) -> None:
    """Nobody makes or unmakes an owner; managers are the owner's business."""
    if StoreRole.OWNER in touched:
        raise StaffError(bilingual("店主不能在这里变更", "The owner cannot be changed here"))
    if StoreRole.MANAGER in touched and actor_role != StoreRole.OWNER:
        raise StaffError(bilingual("只有店主可以调整店长", "Managers are the owner's business"))
    if actor_role not in MANAGERS:
        raise StaffError


def _check_pace(store_id: UUID) -> None:
    check("mall.staff_invitation", str(store_id), limit=INVITATIONS_A_DAY, seconds=86_400, durable=True)


def _check_room(store: Store) -> None:
    """Those asked count too, so that nobody who accepts is refused."""
    asked = StaffInvitation.objects.filter(store=store, declined_at=None).count()
    if asked + StoreStaff.objects.filter(store=store).count() >= STAFF_LIMIT:
        raise StaffError(bilingual(f"最多 {STAFF_LIMIT} 位成员", f"At most {STAFF_LIMIT} people"))


def _end_rest(declined: StaffInvitation) -> None:
    """Forgets an invitation declined long enough ago."""
    if declined.declined_at and declined.declined_at > now() - timedelta(days=REST_DAYS):
        message = bilingual(
            f"对方谢绝了邀请，{REST_DAYS} 天后可以再邀请",
            f"Declined; can be asked again after {REST_DAYS} days",
        )
        raise StaffError(fields={"handle": message})
    declined.delete()


def _forget_asked_by(staff: StoreStaff) -> None:
    waiting = StaffInvitation.objects.filter(store_id=staff.store_id, declined_at=None)
    waiting.filter(invited_by_id=staff.user_id).delete()
