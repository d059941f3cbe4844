"""An account goes: asked for, waited for, then anonymised. The row stays, so that what the law
keeps (log-ins, decisions, later orders) still points at something that names nobody."""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from shancha.apps.accounts import departures, errors, vault
from shancha.apps.accounts.events import DeletionPutOff, DeletionRequested, UserDeleted
from shancha.apps.accounts.models import (
    ApiToken,
    Block,
    Consent,
    EvidencePicture,
    Interest,
    LoginRecord,
    Mute,
    OneTimeCode,
    PendingSignUp,
    Session,
    Tie,
    User,
    VerificationRequest,
)
from shancha.apps.accounts.models.people import Role, Status
from shancha.apps.accounts.services.exports import discard_exports
from shancha.apps.accounts.services.standing import lock_user, settled_status
from shancha.kit import clock, events, sql, storage

# When something came up on the day itself, it is tried again after so long.
POSTPONED = timedelta(days=1)
GONE_NICKNAME = "已注销用户"


@transaction.atomic
def request_deletion(*, user_id: UUID, kept_session: str) -> User:
    """Sets the day on which the account goes (settings, 15 days), and signs the other devices and
    all programs out; the caller has proven the person. Signing in again calls it off. Asking twice
    keeps the first day. Raises DeletionBlockedError while something must be settled first. Publishes
    DeletionRequested."""
    user = lock_user(user_id)
    if departures.is_blocked(user_id):
        raise errors.DeletionBlockedError
    if user.delete_at is None:
        user.delete_at = clock.now() + timedelta(days=settings.ENV.deletion_grace_days)
        user.status = settled_status(user)
        user.save(update_fields=["delete_at", "status"])
        LoginRecord.objects.create(user_id=user_id, kind="deletion_requested")
        events.publish(DeletionRequested(user_id=user_id, delete_at=user.delete_at))
    Session.objects.filter(user_id=user_id).exclude(session_key=kept_session).delete()
    ApiToken.objects.filter(user_id=user_id).delete()
    return user


def delete_due_accounts(limit: int = 50) -> int:
    """Anonymises accounts whose day has come, each in a transaction of its own; returns how many."""
    due = User.objects.filter(delete_at__lte=clock.now()).exclude(status=Status.DELETED)
    identifiers = list(due.order_by("delete_at").values_list("id", flat=True)[:limit])
    return sum(delete_account(user_id=user_id) for user_id in identifiers)


@transaction.atomic
def delete_account(*, user_id: UUID) -> bool:
    """Anonymises an account whose day has come; False when the owner came back or it is done already.
    What came up meanwhile, such as a refund to the wallet, puts the day off. Publishes UserDeleted, on which
    the other apps take down what the member made."""
    user = User.objects.select_for_update().filter(id=user_id, delete_at__lte=clock.now()).first()
    if user is None or user.status == Status.DELETED:
        return False
    if departures.is_blocked(user_id):
        _put_off(user)
        return False
    events.publish(UserDeleted(user_id=user_id))
    _end_relations(user_id)
    _remove_belongings(user)
    _remove_pictures(user)
    _anonymise(user)
    LoginRecord.objects.create(user_id=user_id, kind="deleted")
    return True


def _put_off(user: User) -> None:
    user.delete_at = clock.now() + POSTPONED
    user.save(update_fields=["delete_at"])
    LoginRecord.objects.create(user_id=user.id, kind="deletion_put_off")
    events.publish(DeletionPutOff(user_id=user.id, delete_at=user.delete_at))


def _end_relations(user_id: UUID) -> None:
    """Ends all follows and corrects the other sides' counts, rows locked in the order of ids."""
    sql.execute(
        """
        with gone as (
            delete from accounts_follow where follower_id = %(me)s or followee_id = %(me)s
            returning follower_id, followee_id
        ), changes as (
            select id, sum(followers) as followers, sum(following) as following from (
                select followee_id as id, 1 as followers, 0 as following from gone where follower_id = %(me)s
                union all
                select follower_id, 0, 1 from gone where followee_id = %(me)s
            ) as sides group by id
        ), locked as (
            select id from accounts_user where id in (select id from changes) order by id for no key update
        )
        update accounts_user u set
            follower_count = u.follower_count - c.followers,
            following_count = u.following_count - c.following
        from changes c join locked l on l.id = c.id
        where u.id = c.id
        """,
        {"me": user_id},
    )
    Block.objects.filter(blocker_id=user_id).delete()
    Block.objects.filter(blocked_id=user_id).delete()
    Mute.objects.filter(muter_id=user_id).delete()
    Mute.objects.filter(muted_id=user_id).delete()


def _remove_belongings(user: User) -> None:
    for picture in EvidencePicture.objects.filter(request__user=user):
        path = picture.path
        transaction.on_commit(lambda path=path: vault.discard(path))  # type: ignore[misc]
    VerificationRequest.objects.filter(user=user).delete()
    PendingSignUp.objects.filter(email=user.email).delete()
    OneTimeCode.objects.filter(target_hash=user.phone_hash or "").delete()
    discard_exports(user)
    for model in (Session, Tie, ApiToken, Interest, Consent, EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user_id=user.id).delete()


def _remove_pictures(user: User) -> None:
    for kind, key in (("avatars", user.avatar_key), ("covers", user.cover_key)):
        if key:
            folder = f"{kind}/{key}"
            transaction.on_commit(lambda folder=folder: storage.delete_folder(folder))  # type: ignore[misc]


def _anonymise(user: User) -> None:
    blank = User(id=user.id, joined_at=user.joined_at, is_demo=user.is_demo)
    blank.handle = f"gone-{user.id.hex[-14:]}"
    blank.nickname, blank.nickname_key = GONE_NICKNAME, ""
    blank.status, blank.role = Status.DELETED, Role.MEMBER
    blank.deleted_at = clock.now()
    blank.personalised = False
    blank.set_unusable_password()
    blank.save(force_update=True)
