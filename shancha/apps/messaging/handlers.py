"""What members are told of what happens to their account, their content and their reports."""

from uuid import UUID

from shancha.apps.accounts import events as accounts
from shancha.apps.messaging.models import Notification, StreamEvent
from shancha.apps.messaging.queries import staff_ids
from shancha.apps.messaging.services import (
    Notice,
    notify,
    notify_many,
    push,
    withdraw_actor,
    withdraw_notice,
)
from shancha.apps.moderation import events as moderation
from shancha.apps.moderation.queries.sanctions import was_just_lifted, was_just_sanctioned
from shancha.kit import jobs
from shancha.kit.events import subscribe


@subscribe(accounts.UserFollowed)
def on_followed(event: accounts.UserFollowed) -> None:
    """Tells the followee, once for each follower."""
    notify(
        user_id=event.followee_id,
        lane="follows",
        kind="followed",
        actor_id=event.follower_id,
        subject_kind="user",
        subject_id=event.follower_id,
        group_key=f"followed:{event.follower_id}",
    )


@subscribe(accounts.UserUnfollowed)
def on_unfollowed(event: accounts.UserUnfollowed) -> None:
    """Takes back what the followee has not read yet."""
    withdraw_notice(
        user_id=event.followee_id, group_key=f"followed:{event.follower_id}", actor_id=event.follower_id
    )


@subscribe(accounts.UserBlocked)
def on_blocked(event: accounts.UserBlocked) -> None:
    """Neither is reminded of the other any more."""
    for user_id, actor_id in sorted(
        [(event.blocker_id, event.blocked_id), (event.blocked_id, event.blocker_id)]
    ):
        withdraw_actor(user_id=user_id, actor_id=actor_id)


@subscribe(accounts.MuteChanged)
def on_mute_changed(event: accounts.MuteChanged) -> None:
    """What the muted did counts no longer, or again: the muter's devices count anew."""
    push([event.muter_id], "withdrawn", {})


@subscribe(accounts.UserRegistered)
def on_registered(event: accounts.UserRegistered) -> None:
    """Welcomes a new member."""
    _tell(event.user_id, "welcome", {})


@subscribe(accounts.UserSignedIn)
def on_signed_in(event: accounts.UserSignedIn) -> None:
    """Warns of a device that was never seen before."""
    if event.is_new_device:
        _tell(event.user_id, "new_device", {"device": event.device})


@subscribe(accounts.ContactChanged)
def on_contact_changed(event: accounts.ContactChanged) -> None:
    """Confirms a change of phone or e-mail."""
    _tell(event.user_id, f"{event.kind}_changed", {})


@subscribe(accounts.VerificationDecided)
def on_verification_decided(event: accounts.VerificationDecided) -> None:
    """Tells the applicant."""
    kind = "verification_approved" if event.is_approved else "verification_refused"
    _tell(event.user_id, kind, {"role": event.role, "reason": event.reason})


@subscribe(accounts.RoleGranted)
def on_role_granted(event: accounts.RoleGranted) -> None:
    """Tells of a role that was earned or given."""
    kind = "role_earned" if event.source == "rule" else "role_given"
    _tell(event.user_id, kind, {"role": event.role, "category": event.category})


@subscribe(accounts.RoleRevoked)
def on_role_revoked(event: accounts.RoleRevoked) -> None:
    """Tells why a role is gone."""
    _tell(event.user_id, "role_revoked", {"role": event.role, "reason": event.reason})


@subscribe(accounts.ExportReady)
def on_export_ready(event: accounts.ExportReady) -> None:
    """Tells the member that the file is there."""
    _tell(event.user_id, "export_ready", {"export_id": str(event.export_id)})


@subscribe(accounts.DeletionPutOff)
def on_deletion_put_off(event: accounts.DeletionPutOff) -> None:
    """Tells the member why the account is still there; one unread notice at a time."""
    notify(
        user_id=event.user_id,
        lane="system",
        kind="deletion_put_off",
        group_key="deletion_put_off",
        payload={"delete_at": event.delete_at.isoformat()},
    )


@subscribe(accounts.UserSuspended)
def on_suspended(event: accounts.UserSuspended) -> None:
    """Tells of a suspension that did not come from a case; those bring their own statement."""
    if not was_just_sanctioned(event.user_id, "suspend"):
        until = event.until.isoformat() if event.until else None
        _tell(event.user_id, "account_suspended", {"reason": event.reason, "until": until})


@subscribe(accounts.UserMuted)
def on_muted(event: accounts.UserMuted) -> None:
    """Tells of a mute that did not come from a case."""
    if not was_just_sanctioned(event.user_id, "mute"):
        _tell(event.user_id, "account_muted", {"reason": event.reason, "until": event.until.isoformat()})


@subscribe(accounts.UserUnsuspended)
def on_unsuspended(event: accounts.UserUnsuspended) -> None:
    """Tells that the account is free again, unless a moderator says why."""
    if not was_just_lifted(event.user_id, "suspend"):
        _tell(event.user_id, "account_restored", {})


@subscribe(accounts.UserUnmuted)
def on_unmuted(event: accounts.UserUnmuted) -> None:
    """Tells that the account may post again, unless a moderator says why."""
    if not was_just_lifted(event.user_id, "mute"):
        _tell(event.user_id, "account_restored", {})


@subscribe(accounts.UserDeleted)
def on_deleted(event: accounts.UserDeleted) -> None:
    """Forgets what the member was told."""
    Notification.objects.filter(user_id=event.user_id).delete()
    StreamEvent.objects.filter(user_id=event.user_id).delete()


@subscribe(moderation.AuthorInformed)
def on_author_informed(event: moderation.AuthorInformed) -> None:
    """Gives the author the statement of reasons."""
    notify(
        user_id=event.author_id,
        lane="system",
        kind=f"decision_{event.action}",
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        payload={
            "decision_id": str(event.decision_id),
            "title": event.title,
            "rule": event.rule,
            "clause": event.rule.rpartition(" ")[2],
            "reason": event.reason,
            "sanction": event.sanction,
            "sanction_ends_at": event.sanction_ends_at.isoformat() if event.sanction_ends_at else None,
            "is_automatic": event.is_automatic,
            "appealable_until": event.appealable_until.isoformat() if event.appealable_until else None,
        },
    )


@subscribe(moderation.SanctionLifted)
def on_sanction_lifted(event: moderation.SanctionLifted) -> None:
    """Tells the member that a measure ended early, and why."""
    payload: dict[str, object] = {"sanction": event.kind, "reason": event.reason}
    _tell(event.user_id, "decision_lifted", payload)


@subscribe(moderation.ReportAnswered)
def on_report_answered(event: moderation.ReportAnswered) -> None:
    """Gives the reporter the outcome."""
    notify(
        user_id=event.reporter_id,
        lane="system",
        kind=f"report_{event.outcome}",
        subject_kind="report",
        subject_id=event.report_id,
        payload={"report_id": str(event.report_id), "title": event.title, "reason_code": event.reason},
    )


@subscribe(moderation.AppealJudged)
def on_appeal_judged(event: moderation.AppealJudged) -> None:
    """Gives the author the answer to an appeal."""
    notify(
        user_id=event.author_id,
        lane="system",
        kind="appeal_overturned" if event.is_overturned else "appeal_upheld",
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        payload={"decision_id": str(event.decision_id), "answer": event.answer},
    )


@subscribe(moderation.RuleAnnounced)
def on_rule_announced(event: moderation.RuleAnnounced) -> None:
    """Tells every member, a thousand at a time."""
    jobs.defer(
        "messaging.notify_everybody",
        kind="rule_announced",
        group_key=f"rule:{event.slug}:{event.version}",
        payload={
            "slug": event.slug,
            "version": event.version,
            "title_zh": event.title_zh,
            "title_en": event.title_en,
            "date": event.effective_at.date().isoformat(),
        },
    )


@subscribe(moderation.BacklogGrew)
def on_backlog_grew(event: moderation.BacklogGrew) -> None:
    """Alarms the moderators; one unread alarm at a time."""
    notify_many(
        Notice(
            user_id=user_id,
            lane="system",
            kind="backlog_grew",
            group_key="backlog_grew",
            payload={"count": event.overdue_count, "oldest_due_at": event.oldest_due_at.isoformat()},
        )
        for user_id in staff_ids()
    )


def _tell(user_id: UUID, kind: str, payload: dict[str, object]) -> None:
    notify(user_id=user_id, lane="system", kind=kind, payload=payload)
