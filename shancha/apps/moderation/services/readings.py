"""Second readings: another moderator looks at a decision again, and what was wrong is put right."""

from uuid import UUID

from django.db import transaction

from shancha.apps.moderation import errors
from shancha.apps.moderation.events import AuthorInformed
from shancha.apps.moderation.models import Appeal, Case, Decision, SecondReading
from shancha.apps.moderation.models.cases import CaseSource
from shancha.apps.moderation.models.decisions import AppealState, ReadingState
from shancha.apps.moderation.policies import Actor, check_may_judge
from shancha.apps.moderation.queries.people import subject_title
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.services.appeals import judge_appeal, undo_decision
from shancha.apps.moderation.services.decisions import HARSH, lock_case
from shancha.apps.moderation.services.holding import open_case, weigh
from shancha.apps.moderation.services.ledger import append_to_ledger
from shancha.apps.moderation.subjects import SubjectSnapshot
from shancha.kit import events
from shancha.kit.clock import now


@transaction.atomic
def read_again(*, actor: Actor, reading_id: UUID, is_confirmed: bool, note: str = "") -> SecondReading:
    """Takes a second reader's word. Confirming changes nothing. Reversing a measure takes it back whole, as a
    won appeal does, and tells the author; where nothing had been done, the subject comes before the
    moderators anew. An open appeal is answered with it. Locks case, then reading.

    Raises ReadingNotFoundError, ConflictOfInterestError for whoever decided, wrote or reported,
    DecisionInvalidError where a reversal gives no reason."""
    found = SecondReading.objects.filter(id=reading_id).values_list("decision__case_id", flat=True).first()
    if found is None:
        raise errors.ReadingNotFoundError
    case = lock_case(found)
    reading = (
        SecondReading.objects.select_for_update(of=("self",))
        .select_related("decision__case")
        .get(id=reading_id)
    )
    if reading.state != ReadingState.OPEN:
        raise errors.ReadingNotFoundError
    check_may_judge(actor, reading.decision)
    if not is_confirmed and len(note.strip()) < 5:
        raise errors.DecisionInvalidError(fields={"note": errors.DecisionInvalidError.detail})
    reading.state = ReadingState.CONFIRMED if is_confirmed else ReadingState.REVERSED
    reading.reader_id, reading.note, reading.read_at = actor.id, note.strip(), now()
    reading.save()
    if not is_confirmed:
        _put_right(actor, reading.decision, case, note.strip())
    _enter(reading)
    return reading


def _put_right(actor: Actor, decision: Decision, case: Case, note: str) -> None:
    if decision.overturned_at is not None:
        return
    appeal = Appeal.objects.filter(decision=decision, state=AppealState.OPEN).first()
    if appeal is not None:
        judge_appeal(actor=actor, appeal_id=appeal.id, is_overturned=True, answer=note)
    elif decision.action in HARSH or hasattr(decision, "sanction"):
        undo_decision(decision, case, note)
        _tell_author(decision, case, note)
    else:
        _reopen(case)


def _tell_author(decision: Decision, case: Case, note: str) -> None:
    if case.author_id is None:
        return
    events.publish(
        AuthorInformed(
            decision_id=decision.id,
            author_id=case.author_id,
            subject_kind=case.subject_kind,
            subject_id=case.subject_id,
            title=subject_title(case),
            action="restore",
            sanction="",
            sanction_ends_at=None,
            rule=f"{decision.rule_slug} {decision.clause}".strip(),
            reason=note,
            is_automatic=False,
            appealable_until=None,
        )
    )


def _reopen(case: Case) -> None:
    """The subject's open case, with the evidence that was there."""
    snapshot = case.snapshot
    again = open_case(
        subject_kind=case.subject_kind,
        subject_id=case.subject_id,
        snapshot=SubjectSnapshot(
            author_id=case.author_id,
            title=snapshot.get("title", ""),
            text=snapshot.get("text", ""),
            url=snapshot.get("url", ""),
            pictures=snapshot.get("pictures", []),
            reach=case.reach,
        ),
        source=CaseSource.MODERATOR,
        reason=case.reason,
        due_at=now() + REASONS[case.reason].promise,
        signals=case.signals,
    )
    weigh(again, case.reasons)
    again.save()


def _enter(reading: SecondReading) -> None:
    assert reading.read_at is not None
    append_to_ledger(
        "reading",
        {
            "decision": str(reading.decision_id),
            "subject": reading.decision.subject_kind,
            "outcome": str(reading.state),
            "cause": reading.cause,
            "minutes": int((reading.read_at - reading.created_at).total_seconds() // 60),
            "in_time": reading.read_at <= reading.due_at,
        },
    )
