"""Measures against members themselves: without a report, lifted early, and going on where an account that was
deleted is begun anew."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries.marks import contact_marks
from shancha.apps.moderation import errors, subjects
from shancha.apps.moderation.events import SanctionLifted
from shancha.apps.moderation.models import Case, Decision, Sanction, SanctionTrace
from shancha.apps.moderation.models.cases import CaseSource
from shancha.apps.moderation.models.decisions import Action, SanctionKind
from shancha.apps.moderation.policies import Actor, check_may_lift, check_may_moderate
from shancha.apps.moderation.queries.sanctions import in_force
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.services.decisions import Verdict, carry_decision, decide_case
from shancha.apps.moderation.services.holding import open_case
from shancha.apps.moderation.services.ledger import append_to_ledger
from shancha.apps.moderation.services.sanctions import lift_sanction
from shancha.kit import events
from shancha.kit.clock import now


@transaction.atomic
def judge_member(*, actor: Actor, user_id: UUID, verdict: Verdict) -> Decision:
    """Sanctions a member, or takes parts of a profile back, without a report. Where reports of the member
    wait, this answers them. The member is told rule and reason and may appeal.

    Raises NotFoundError, RoleRequiredError (also for a moderator against an operator), DecisionInvalidError
    for a verdict that does nothing, and what `decide_case` raises."""
    check_may_moderate(actor)
    if not verdict.sanction and verdict.action == Action.NONE:
        raise errors.DecisionInvalidError(fields={"sanction": errors.DecisionInvalidError.detail})
    if not actor.is_operator and User.objects.filter(id=user_id, is_operator=True).exists():
        raise errors.RoleRequiredError
    case = _member_case(user_id, CaseSource.MODERATOR, verdict.rule)
    return decide_case(actor=actor, case_id=case.id, verdict=verdict)


@transaction.atomic
def lift_member_sanction(*, actor: Actor, sanction_id: UUID, reason: str) -> Sanction:
    """Ends a measure before its time; the decision itself stands. The member is told why. Raises
    SanctionNotFoundError for one that is over, RoleRequiredError, ConflictOfInterestError,
    DecisionInvalidError without a reason."""
    sanction = Sanction.objects.select_for_update(of=("self",)).filter(in_force(), id=sanction_id).first()
    if sanction is None or sanction.kind == SanctionKind.WARN:
        raise errors.SanctionNotFoundError
    check_may_lift(actor, sanction)
    if len(reason.strip()) < 5:
        raise errors.DecisionInvalidError(fields={"reason": errors.DecisionInvalidError.detail})
    sanction.lifted_by_id, sanction.lift_reason = actor.id, reason.strip()
    sanction.save(update_fields=["lifted_by", "lift_reason"])
    lift_sanction(sanction, reason=sanction.lift_reason)
    events.publish(
        SanctionLifted(sanction.decision_id, sanction.user_id, sanction.kind, sanction.lift_reason)
    )
    append_to_ledger("lifting", {"decision": str(sanction.decision_id), "sanction": sanction.kind})
    return sanction


def keep_traces(user_id: UUID) -> None:
    """An account goes while measures are in force: keeps by what its person is known again."""
    marks = contact_marks(user_id)
    binding = Sanction.objects.filter(in_force(), user_id=user_id).exclude(kind=SanctionKind.WARN)
    SanctionTrace.objects.bulk_create(
        [
            SanctionTrace(
                mark=mark, decision_id=sanction.decision_id, kind=sanction.kind, ends_at=sanction.ends_at
            )
            for sanction in binding
            for mark in marks
        ],
        ignore_conflicts=True,
    )


def carry_sanctions(user_id: UUID) -> None:
    """Lets measures against an earlier, deleted account of the same person go on for this one, each once."""
    in_time = Q(ends_at=None) | Q(ends_at__gt=now())
    traces = SanctionTrace.objects.filter(in_time, mark__in=contact_marks(user_id))
    traces = traces.filter(decision__overturned_at=None).select_related("decision").order_by("id")
    for trace in {each.decision_id: each for each in traces}.values():
        if Decision.objects.filter(author_id=user_id, carried_from_id=trace.decision_id).exists():
            continue
        rule = f"{trace.decision.rule_slug} {trace.decision.clause}".strip()
        case = _member_case(user_id, CaseSource.SCREENING, rule)
        carry_decision(case, former=trace.decision, kind=trace.kind, ends_at=trace.ends_at)


def _member_case(user_id: UUID, source: CaseSource, rule: str) -> Case:
    reason = next((code for code, each in REASONS.items() if each.clause == rule), "other")
    return open_case(
        subject_kind="user",
        subject_id=user_id,
        snapshot=subjects.describe("user", user_id),
        source=source,
        reason=reason,
        due_at=now() + timedelta(hours=24),
    )
