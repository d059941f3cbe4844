"""Measures against people, in step with their account; strikes that fade."""

from datetime import datetime, timedelta

from django.db import transaction

from shancha.apps.accounts import services as accounts
from shancha.apps.moderation.events import ReachChanged
from shancha.apps.moderation.models import Decision, Sanction, Strike
from shancha.apps.moderation.models.decisions import Action, SanctionKind
from shancha.apps.moderation.queries.sanctions import in_force
from shancha.kit import events
from shancha.kit.clock import now

STRIKE_DAYS = 90
GRAVE_STRIKE_DAYS = 365
_POINTS = {
    Action.FOLD: 1,
    Action.LIMIT: 1,
    Action.HIDE: 1,
    Action.REMOVE: 2,
    Action.RESET: 1,
    SanctionKind.WARN: 1,
    SanctionKind.LIMIT: 1,
    SanctionKind.MUTE: 2,
    SanctionKind.SUSPEND: 4,
}


def sanction_author(decision: Decision, *, kind: str, ends_at: datetime | None) -> Sanction:
    """Sanctions the author of a decision's subject. A shorter measure never cuts a longer one short."""
    assert decision.author_id is not None
    sanction = Sanction.objects.create(
        user_id=decision.author_id, decision=decision, kind=kind, ends_at=ends_at
    )
    apply_sanctions(sanction, reason=decision.reason)
    return sanction


def lift_sanction(sanction: Sanction, *, reason: str) -> None:
    """Ends a measure; what other decisions still demand stays in force."""
    sanction.lifted_at = now()
    sanction.save(update_fields=["lifted_at"])
    apply_sanctions(sanction, reason=reason)


def end_lapsed_limits() -> int:
    """Lets the notes of members be recommended again whose limit is over; returns how many limits ended.
    Mutes and suspensions end with the account's own times."""
    lapsed = Sanction.objects.filter(kind=SanctionKind.LIMIT, lifted_at=None, ends_at__lte=now())
    ids = list(lapsed.values_list("id", flat=True)[:500])
    for sanction_id in ids:
        with transaction.atomic():
            sanction = Sanction.objects.select_for_update().get(id=sanction_id)
            if sanction.lifted_at is None:
                lift_sanction(sanction, reason="")
    return len(ids)


def apply_sanctions(changed: Sanction, *, reason: str) -> None:
    """Brings the account in step with the longest measure of the changed one's kind."""
    if changed.kind == SanctionKind.WARN:
        return
    user_id = changed.user_id
    active = Sanction.objects.filter(in_force(), user_id=user_id, kind=changed.kind)
    ends = list(active.values_list("ends_at", flat=True))
    latest = None if None in ends else max((end for end in ends if end), default=None)
    if changed.kind == SanctionKind.LIMIT:
        events.publish(ReachChanged(user_id=user_id, is_limited=bool(ends)))
    elif changed.kind == SanctionKind.SUSPEND:
        if ends:
            accounts.suspend_user(user_id=user_id, until=latest, reason=reason)
        else:
            accounts.unsuspend_user(user_id=user_id)
    elif latest is not None:
        accounts.mute_user(user_id=user_id, until=latest, reason=reason)
    else:
        accounts.unmute_user(user_id=user_id)


def give_strike(decision: Decision, *, harm: float) -> None:
    """Marks the author of an upheld decision, by its gravest part; grave harm is remembered longer."""
    if decision.author_id is None:
        return
    sanction = Sanction.objects.filter(decision=decision).first()
    points = max(
        _POINTS.get(Action(decision.action), 0), _POINTS[SanctionKind(sanction.kind)] if sanction else 0
    )
    days = GRAVE_STRIKE_DAYS if harm >= 0.9 else STRIKE_DAYS
    Strike.objects.create(
        user_id=decision.author_id,
        decision=decision,
        points=points,
        expires_at=now() + timedelta(days=days),
    )
