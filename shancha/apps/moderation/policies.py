"""Who may judge what."""

from typing import Protocol
from uuid import UUID

from shancha.apps.moderation import errors
from shancha.apps.moderation.models import Case, Decision, Report, Sanction

# Suspensions longer than this, and endless ones, are an operator's to give.
MODERATOR_SUSPENSION_DAYS = 30


class Actor(Protocol):
    """Who acts: a Viewer or a User."""

    @property
    def id(self) -> UUID:
        """The member's id."""
        ...

    @property
    def is_moderator(self) -> bool:
        """Whether they moderate."""
        ...

    @property
    def is_operator(self) -> bool:
        """Whether they operate the platform."""
        ...


def check_may_moderate(actor: Actor) -> None:
    """Raises RoleRequiredError unless the actor is a moderator or operator."""
    if not (actor.is_moderator or actor.is_operator):
        raise errors.RoleRequiredError


def check_may_decide(actor: Actor, case: Case) -> None:
    """Raises RoleRequiredError, or ConflictOfInterestError for the author and the reporters of a case."""
    check_may_moderate(actor)
    if case.author_id == actor.id:
        raise errors.ConflictOfInterestError
    if Report.objects.filter(case=case, reporter_id=actor.id).exists():
        raise errors.ConflictOfInterestError


def check_may_sanction(actor: Actor, *, sanction: str, days: int | None) -> None:
    """Raises RoleRequiredError where a moderator who is no operator suspends for more than 30 days."""
    is_long = days is None or days > MODERATOR_SUSPENSION_DAYS
    if sanction == "suspend" and is_long and not actor.is_operator:
        raise errors.RoleRequiredError


def check_may_lift(actor: Actor, sanction: Sanction) -> None:
    """Raises RoleRequiredError for what only operators may give, ConflictOfInterestError for one's own."""
    check_may_moderate(actor)
    if sanction.user_id == actor.id:
        raise errors.ConflictOfInterestError
    days = (sanction.ends_at - sanction.starts_at).days if sanction.ends_at else None
    check_may_sanction(actor, sanction=sanction.kind, days=days)


def check_may_judge(actor: Actor, decision: Decision) -> None:
    """Raises RoleRequiredError, or ConflictOfInterestError for who decided, wrote or reported it."""
    check_may_decide(actor, decision.case)
    if decision.moderator_id == actor.id:
        raise errors.ConflictOfInterestError
