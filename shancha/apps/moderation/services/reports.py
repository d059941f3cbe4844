"""Reports: taken once from each member, folded into one case, acted on at once where enough agree."""

from datetime import timedelta
from math import exp
from uuid import UUID

from django.db import transaction

from shancha.apps.moderation import errors, subjects
from shancha.apps.moderation.models import Case, Decision, Report
from shancha.apps.moderation.models.cases import CaseSource
from shancha.apps.moderation.models.decisions import Action
from shancha.apps.moderation.queries.reporters import report_weight, total_weight
from shancha.apps.moderation.queries.words import word_matcher
from shancha.apps.moderation.reasons import REASONS, ReportReason, reasons_for
from shancha.apps.moderation.screening import judge
from shancha.apps.moderation.services.decisions import decide_by_machine
from shancha.apps.moderation.services.holding import keep_version, open_case, weigh
from shancha.kit import limits
from shancha.kit.clock import now
from shancha.kit.errors import NotFoundError

REPORTS_A_DAY = 60
# Enough to act before a person looks: how many members, and what their reports weigh together.
_ENOUGH = (3, 3.0)
_ENOUGH_WHEN_GRAVE = (2, 1.5)
_ENOUGH_WHEN_MACHINE_AGREES = (1, 0.8)
_MACHINE_AGREES = 0.85
# After a person found nothing wrong, reports alone cannot bring the machine back for this long.
_PEACE = timedelta(days=30)


@transaction.atomic
def report_subject(
    *, reporter_id: UUID, subject_kind: str, subject_id: UUID, reason: str, text: str = ""
) -> tuple[Report, bool]:
    """Takes a report; the second value says whether it is new. A member's second report of a subject while
    the first is open gives the first back. Locks the subject's case, so reports at once meet in it.

    Raises NotFoundError for what the reporter cannot see, OwnSubjectError, ReasonUnknownError,
    ReportTextRequiredError, RateLimitedError beyond 60 a day."""
    chosen = _check(subject_kind, reason, text)
    kind = subjects.find_kind(subject_kind)
    snapshot = subjects.describe(subject_kind, subject_id)
    if kind.is_visible_to is not None and not kind.is_visible_to(subject_id, reporter_id):
        raise NotFoundError
    if reporter_id in {snapshot.author_id, subject_id}:
        raise errors.OwnSubjectError
    known = _open_report(reporter_id, subject_kind, subject_id)
    if known is not None:
        return known, False
    limits.check("moderation.report", str(reporter_id), limit=REPORTS_A_DAY, seconds=86_400, durable=True)
    case = open_case(
        subject_kind=subject_kind,
        subject_id=subject_id,
        snapshot=snapshot,
        source=CaseSource.REPORT,
        reason=reason,
        due_at=now() + chosen.promise,
    )
    known = _open_report(reporter_id, subject_kind, subject_id)
    if known is not None:  # the same member on two devices at once
        return known, False
    report = Report.objects.create(
        case=case,
        reporter_id=reporter_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        reason=reason,
        text=text,
        weight=report_weight(reporter_id),
        answer_due_at=now() + chosen.promise,
    )
    _fold_in(case, chosen, snapshot.text)
    return report, True


def _check(subject_kind: str, reason: str, text: str) -> ReportReason:
    chosen = REASONS.get(reason)
    if chosen is None or chosen not in reasons_for(subject_kind):
        raise errors.ReasonUnknownError(fields={"reason": errors.ReasonUnknownError.detail})
    if reason == "other" and not text.strip():
        raise errors.ReportTextRequiredError(fields={"text": errors.ReportTextRequiredError.detail})
    return chosen


def _open_report(reporter_id: UUID, subject_kind: str, subject_id: UUID) -> Report | None:
    return Report.objects.filter(
        reporter_id=reporter_id, subject_kind=subject_kind, subject_id=subject_id, answered_at=None
    ).first()


def _fold_in(case: Case, reason: ReportReason, text: str) -> None:
    """Adds the newest report to its locked case and acts when it is enough."""
    weights = list(Report.objects.filter(case=case).values_list("weight", flat=True))
    case.report_count = len(weights)
    case.report_weight = total_weight(weights)
    case.due_at = min(case.due_at, now() + reason.promise)
    keep_version(case, text)
    machine = judge(kind=case.subject_kind, text=text, words=word_matcher())
    if not case.signals:
        case.signals = [signal.as_dict() for signal in machine.signals]
    case.probability = round(1 - (1 - machine.score) * exp(-0.3 * case.report_weight), 4)
    weigh(case, [reason.code])
    action = _machine_action(case, machine.score)
    if action:
        case.machine_action = action
    case.save()
    if action:
        decide_by_machine(case, action=action)


def _machine_action(case: Case, score: float) -> str:
    """What to do at once, or "". Once for a case, never against a recent acquittal unless grave."""
    action = subjects.find_kind(case.subject_kind).machine_action
    if not action or case.machine_action:
        return ""
    is_grave = REASONS[case.reason].is_grave
    enough = [_ENOUGH]
    if is_grave:
        enough.append(_ENOUGH_WHEN_GRAVE)
    if score >= _MACHINE_AGREES:
        enough.append(_ENOUGH_WHEN_MACHINE_AGREES)
    if not any(case.report_count >= count and case.report_weight >= weight for count, weight in enough):
        return ""
    return "" if not is_grave and _was_acquitted(case) else action


def _was_acquitted(case: Case) -> bool:
    return Decision.objects.filter(
        subject_kind=case.subject_kind,
        subject_id=case.subject_id,
        is_automatic=False,
        action__in=(Action.NONE, Action.RESTORE),
        created_at__gt=now() - _PEACE,
    ).exists()
