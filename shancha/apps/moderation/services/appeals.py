"""Appeals: once for each decision, judged by somebody else, and an overturned decision is undone whole."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.moderation import errors
from shancha.apps.moderation.events import DecisionMade
from shancha.apps.moderation.models import (
    Appeal,
    Case,
    Decision,
    Report,
    Sanction,
    SecondReading,
    Strike,
)  # fmt: skip
from shancha.apps.moderation.models.cases import CaseState, ReportOutcome
from shancha.apps.moderation.models.decisions import Action, AppealState, ReadingState
from shancha.apps.moderation.policies import Actor, check_may_judge
from shancha.apps.moderation.services.appeal_answers import answer_appeal
from shancha.apps.moderation.services.decisions import HARSH, answer_reports, lock_case, tell_reporter
from shancha.apps.moderation.services.sanctions import lift_sanction
from shancha.kit import events
from shancha.kit.clock import now

ANSWER_HOURS = 72


@transaction.atomic
def appeal_decision(*, author_id: UUID, decision_id: UUID, text: str) -> Appeal:
    """Takes an author's appeal, once, within twenty days of the decision; answered within 72 hours. Raises
    DecisionNotFoundError for decisions about others, AppealClosedError when it is too late or was done."""
    decision = Decision.objects.filter(id=decision_id, author_id=author_id).first()
    if decision is None:
        raise errors.DecisionNotFoundError
    if decision.appealable_until is None or decision.appealable_until < now() or decision.overturned_at:
        raise errors.AppealClosedError
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                decision=decision,
                author_id=author_id,
                text=text.strip(),
                due_at=now() + timedelta(hours=ANSWER_HOURS),
            )
    except IntegrityError:
        raise errors.AppealClosedError from None


@transaction.atomic
def judge_appeal(*, actor: Actor, appeal_id: UUID, is_overturned: bool, answer: str) -> Appeal:
    """Answers an appeal. Overturning restores the subject, lifts the sanction, takes the strike back and
    tells the reporters. Locks case, then appeal. Raises AppealNotFoundError, ConflictOfInterestError for
    whoever decided, wrote or reported, DecisionInvalidError without an answer for the author."""
    found = Appeal.objects.filter(id=appeal_id).values_list("decision__case_id", flat=True).first()
    if found is None:
        raise errors.AppealNotFoundError
    case = lock_case(found)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case").get(id=appeal_id)
    if appeal.state != AppealState.OPEN:
        raise errors.AppealNotFoundError
    check_may_judge(actor, appeal.decision)
    if len(answer.strip()) < 5:
        raise errors.DecisionInvalidError(fields={"answer": errors.DecisionInvalidError.detail})
    appeal.state = AppealState.OVERTURNED if is_overturned else AppealState.UPHELD
    appeal.judge_id, appeal.answer, appeal.judged_at = actor.id, answer.strip(), now()
    appeal.save()
    if is_overturned:
        undo_decision(appeal.decision, case, answer)
    _settle_reading(appeal)
    _close_open_case(actor, case, is_overturned=is_overturned)
    answer_appeal(appeal)
    return appeal


def undo_decision(decision: Decision, case: Case, answer: str) -> None:
    """Takes a decision on a locked case back whole: strike, sanction, what the reporters heard, and what was
    done to the subject."""
    decision.overturned_at = now()
    decision.save(update_fields=["overturned_at"])
    Strike.objects.filter(decision=decision).update(removed_at=now())
    sanction = Sanction.objects.filter(decision=decision, lifted_at=None).first()
    if sanction is not None:
        lift_sanction(sanction, reason=answer)
    for report in Report.objects.filter(case=case, outcome=ReportOutcome.UPHELD).order_by("id"):
        report.outcome = ReportOutcome.OVERTURNED
        report.save(update_fields=["outcome"])
        tell_reporter(report, case, Action.RESTORE)
    if Action(decision.action) in HARSH:
        events.publish(
            DecisionMade(
                decision_id=decision.id,
                case_id=case.id,
                subject_kind=case.subject_kind,
                subject_id=case.subject_id,
                author_id=case.author_id,
                action="restore",
                is_automatic=False,
                rule=f"{decision.rule_slug} {decision.clause}".strip(),
                reason=answer,
            )
        )


def _settle_reading(appeal: Appeal) -> None:
    """Whoever judges an appeal has read the decision a second time."""
    is_reversed = appeal.state == AppealState.OVERTURNED
    SecondReading.objects.filter(decision=appeal.decision, state=ReadingState.OPEN).update(
        state=ReadingState.REVERSED if is_reversed else ReadingState.CONFIRMED,
        reader_id=appeal.judge_id,
        read_at=appeal.judged_at,
        note=appeal.answer,
    )


def _close_open_case(actor: Actor, case: Case, *, is_overturned: bool) -> None:
    """Whoever judges an appeal against the machine has looked: overturning closes the case with it. An upheld
    fold stays, and the case stays for a verdict on the person."""
    if case.state != CaseState.OPEN or not is_overturned:
        return
    case.state, case.closed_at, case.claimed_by_id = CaseState.DECIDED, now(), actor.id
    case.save(update_fields=["state", "closed_at", "claimed_by"])
    answer_reports(case, outcome=ReportOutcome.REJECTED, action=Action.RESTORE)
