"""Decisions on cases: made once, told to everybody concerned, entered in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services.profile import reset_profile
from shancha.apps.moderation import errors, subjects
from shancha.apps.moderation.events import ActionName, AuthorInformed, DecisionMade, ReportAnswered
from shancha.apps.moderation.models import Appeal, Case, Decision, Report, Sanction, SecondReading
from shancha.apps.moderation.models.cases import CaseState, ReportOutcome
from shancha.apps.moderation.models.decisions import (
    Action,
    AppealState,
    ProfilePart,
    ReadingCause,
    SanctionKind,
)
from shancha.apps.moderation.policies import Actor, check_may_decide, check_may_sanction
from shancha.apps.moderation.queries.people import subject_title
from shancha.apps.moderation.queries.rules import find_clause
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.services.appeal_answers import answer_appeal
from shancha.apps.moderation.services.ledger import append_to_ledger
from shancha.apps.moderation.services.sanctions import give_strike, sanction_author
from shancha.kit import events
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError

APPEAL_DAYS = 20
CLAIM_MINUTES = 30
READING_HOURS = 72
# One decision of so many is read a second time.
READING_SAMPLE = 20
HARSH = frozenset({Action.FOLD, Action.LIMIT, Action.HIDE, Action.REMOVE, Action.RESET})
_TIMED = frozenset({SanctionKind.LIMIT, SanctionKind.MUTE})
_MACHINE_REASON = {
    "fold": "多位用户举报，内容先行折叠，等待审核员处理。 / "
    "Folded after several reports, until a moderator decides.",
    "limit": "多位用户举报，内容暂停推荐，等待审核员处理。 / "
    "Kept out of recommendation after several reports, until a moderator decides.",
}

_CARRIED = (
    "使用同一手机号、邮箱或第三方账号的前一个账号在处罚期内注销，处罚在这里继续，到期自动结束。 / "
    "An earlier account with the same phone, e-mail or sign-in was deleted while this measure was in force; "
    "it goes on here until its end."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a moderator decides: `action` on the subject, `sanction` ("" | warn | limit | mute | suspend) on
    the person for `days` (None with suspend: for good), the clause (`rule`, "community-rules 3.1") and the
    words to the author. `parts` says what of a profile the action "reset" takes back."""

    action: str
    sanction: str = ""
    days: int | None = None
    rule: str = ""
    reason: str = ""
    note: str = ""
    parts: tuple[str, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        """When the sanction ends, if it begins now."""
        is_open = self.days is None or self.sanction == SanctionKind.WARN
        return None if is_open else now() + timedelta(days=self.days or 0)


@transaction.atomic
def claim_case(*, actor: Actor, case_id: UUID) -> Case:
    """Takes a case for half an hour, so that no two moderators read it at once. Raises CaseClosedError,
    CaseClaimedError while another holds it, ConflictOfInterestError."""
    case = lock_case(case_id)
    _check_open_for(actor, case)
    case.claimed_by_id, case.claimed_at = actor.id, now()
    case.save(update_fields=["claimed_by", "claimed_at"])
    return case


@transaction.atomic
def release_case(*, actor: Actor, case_id: UUID) -> Case:
    """Gives a claimed case back to the queue; nothing happens where somebody else holds it."""
    case = lock_case(case_id)
    if case.claimed_by_id == actor.id:
        case.claimed_by, case.claimed_at = None, None
        case.save(update_fields=["claimed_by", "claimed_at"])
    return case


@transaction.atomic
def decide_case(*, actor: Actor, case_id: UUID, verdict: Verdict) -> Decision:
    """Closes a case with a verdict. The subject's app acts on `DecisionMade` in this transaction; the author
    is told what, why and how to appeal, each reporter the outcome; a strike is given where something was
    wrong. "none" on a subject that the machine held or folded restores it.

    Raises CaseNotFoundError, CaseClosedError, CaseClaimedError, RoleRequiredError, ConflictOfInterestError,
    DecisionInvalidError."""
    case = lock_case(case_id)
    _check_open_for(actor, case)
    _check_verdict(actor, case, verdict)
    action = (
        Action.RESTORE if verdict.action == Action.NONE and case.machine_action else Action(verdict.action)
    )
    is_upheld = action in HARSH or bool(verdict.sanction)
    _settle_machine_decisions(actor, case, verdict, is_upheld=is_upheld)
    decision = _record(case, actor=actor, action=action, verdict=verdict)
    sanction = None
    if verdict.sanction:
        sanction = sanction_author(decision, kind=verdict.sanction, ends_at=verdict.ends_at)
    if action == Action.RESET:
        reset_profile(user_id=case.subject_id, parts=verdict.parts)
    if is_upheld:
        give_strike(decision, harm=case.harm)
    case.state, case.closed_at, case.note = CaseState.DECIDED, now(), verdict.note or case.note
    case.claimed_by_id, case.claimed_at = actor.id, case.claimed_at or now()
    case.save()
    answer_reports(case, outcome=ReportOutcome.UPHELD if is_upheld else ReportOutcome.REJECTED, action=action)
    _ask_second_reader(decision, verdict.sanction)
    _announce(decision, case, sanction)
    _enter(decision, case, sanction=verdict.sanction, days=verdict.days)
    return decision


def decide_cases(
    *, actor: Actor, case_ids: Iterable[UUID], verdict: Verdict
) -> tuple[list[Decision], list[ProblemError]]:
    """Closes cases that are alike with one verdict, each for itself as `decide_case` does. Gives back the
    decisions, and why the others could not be decided."""
    decisions, refusals = [], []
    for case_id in sorted(set(case_ids)):
        try:
            decisions.append(decide_case(actor=actor, case_id=case_id, verdict=verdict))
        except ProblemError as error:
            refusals.append(error)
    return decisions, refusals


def decide_by_machine(case: Case, *, action: str) -> Decision:
    """Acts on a locked case before a person looks. The case stays open, the author is told and may appeal."""
    rule = REASONS[case.reason].clause
    verdict = Verdict(action=action, rule=rule, reason=_MACHINE_REASON[action])
    decision = _record(case, actor=None, action=Action(action), verdict=verdict)
    _announce(decision, case, None)
    _enter(decision, case, sanction="", days=None)
    return decision


def carry_decision(case: Case, *, former: Decision, kind: str, ends_at: datetime | None) -> Decision:
    """Lets a measure against a person's deleted account go on for a locked case's member, and closes the
    case. The member is told and may appeal."""
    rule = f"{former.rule_slug} {former.clause}".strip()
    decision = _record(
        case,
        actor=None,
        action=Action.NONE,
        verdict=Verdict(action=Action.NONE, sanction=kind, rule=rule, reason=_CARRIED),
    )
    decision.carried_from = former
    decision.save(update_fields=["carried_from"])
    sanction = sanction_author(decision, kind=kind, ends_at=ends_at)
    case.state, case.closed_at = CaseState.DECIDED, now()
    case.save(update_fields=["state", "closed_at"])
    _announce(decision, case, sanction)
    _enter(decision, case, sanction=kind, days=(ends_at - now()).days + 1 if ends_at else None)
    return decision


def lock_case(case_id: UUID) -> Case:
    """The case, locked until the transaction ends. Raises CaseNotFoundError."""
    case = Case.objects.select_for_update(of=("self",)).filter(id=case_id).first()
    if case is None:
        raise errors.CaseNotFoundError
    return case


def answer_reports(case: Case, *, outcome: ReportOutcome, action: str) -> None:
    """Closes a case's open reports, and tells each reporter."""
    for report in Report.objects.filter(case=case, answered_at=None).order_by("id"):
        report.outcome, report.answered_at = outcome, now()
        report.save(update_fields=["outcome", "answered_at"])
        tell_reporter(report, case, action)


def tell_reporter(report: Report, case: Case, action: str) -> None:
    """Announces a report's outcome; silent where the reporter's account is gone."""
    if report.reporter_id is None:
        return
    events.publish(
        ReportAnswered(
            report_id=report.id,
            reporter_id=report.reporter_id,
            subject_kind=case.subject_kind,
            subject_id=case.subject_id,
            title=subject_title(case),
            reason=report.reason,
            outcome=report.outcome,
            action=cast("ActionName", action),
        )
    )


def _check_open_for(actor: Actor, case: Case) -> None:
    check_may_decide(actor, case)
    if case.state != CaseState.OPEN:
        raise errors.CaseClosedError
    is_held = case.claimed_at is not None and case.claimed_at > now() - timedelta(minutes=CLAIM_MINUTES)
    if is_held and case.claimed_by_id not in {None, actor.id}:
        raise errors.CaseClaimedError


def _check_verdict(actor: Actor, case: Case, verdict: Verdict) -> None:
    fields = {}
    if verdict.action not in subjects.find_kind(case.subject_kind).actions:
        fields["action"] = errors.DecisionInvalidError.detail
    if verdict.sanction not in {"", *SanctionKind.values} or (
        verdict.sanction in _TIMED and verdict.days is None
    ):
        fields["sanction"] = errors.DecisionInvalidError.detail
    if (verdict.action == Action.RESET) != bool(verdict.parts) or set(verdict.parts) - set(
        ProfilePart.values
    ):
        fields["parts"] = errors.DecisionInvalidError.detail
    if verdict.days is not None and not 1 <= verdict.days <= 3650:
        fields["days"] = errors.DecisionInvalidError.detail
    if verdict.action in HARSH or verdict.sanction:
        if find_clause(verdict.rule) is None:
            fields["rule"] = errors.DecisionInvalidError.detail
        if len(verdict.reason.strip()) < 5:
            fields["reason"] = errors.DecisionInvalidError.detail
    if verdict.sanction and case.author_id is None:
        fields["sanction"] = errors.DecisionInvalidError.detail
    if fields:
        raise errors.DecisionInvalidError(fields=fields)
    check_may_sanction(actor, sanction=verdict.sanction, days=verdict.days)


def _settle_machine_decisions(actor: Actor, case: Case, verdict: Verdict, *, is_upheld: bool) -> None:
    """A person's decision takes the place of the machine's: an appeal against that is answered with it, in
    its words."""
    automatic = Decision.objects.filter(case=case, is_automatic=True, appealable_until__gt=now())
    appeals = Appeal.objects.filter(decision__in=automatic, state=AppealState.OPEN)
    for appeal in appeals.select_for_update(of=("self",)).select_related("decision").order_by("id"):
        appeal.state = AppealState.UPHELD if is_upheld else AppealState.OVERTURNED
        appeal.judge_id, appeal.judged_at, appeal.answer = actor.id, now(), verdict.reason.strip()
        appeal.save(update_fields=["state", "judge_id", "judged_at", "answer"])
        answer_appeal(appeal)
    overturned_at = None if is_upheld else now()
    automatic.update(appealable_until=None, overturned_at=overturned_at)


def _record(case: Case, *, actor: Actor | None, action: Action, verdict: Verdict) -> Decision:
    slug, _, number = verdict.rule.partition(" ")
    clause = find_clause(verdict.rule)
    is_appealable = action in HARSH or bool(verdict.sanction)
    return Decision.objects.create(
        case=case,
        subject_kind=case.subject_kind,
        subject_id=case.subject_id,
        author_id=case.author_id,
        moderator_id=actor.id if actor else None,
        is_automatic=actor is None,
        action=action,
        rule_slug=slug,
        rule_version=clause.version if clause else 0,
        clause=number,
        reason=verdict.reason.strip(),
        parts=list(verdict.parts),
        appealable_until=now() + timedelta(days=APPEAL_DAYS) if is_appealable else None,
    )


def _ask_second_reader(decision: Decision, sanction: str) -> None:
    """Puts a suspension before a second reader, and one decision of twenty: the end of an id is random."""
    if sanction == SanctionKind.SUSPEND:
        cause = ReadingCause.BAN
    elif decision.id.int % READING_SAMPLE == 0:
        cause = ReadingCause.SAMPLE
    else:
        return
    due_at = now() + timedelta(hours=READING_HOURS)
    SecondReading.objects.create(decision=decision, cause=cause, due_at=due_at)


def _announce(decision: Decision, case: Case, sanction: Sanction | None) -> None:
    rule = f"{decision.rule_slug} {decision.clause}".strip()
    action = cast("ActionName", str(decision.action))
    events.publish(
        DecisionMade(
            decision_id=decision.id,
            case_id=case.id,
            subject_kind=case.subject_kind,
            subject_id=case.subject_id,
            author_id=case.author_id,
            action=action,
            is_automatic=decision.is_automatic,
            rule=rule,
            reason=decision.reason,
        )
    )
    if case.author_id is None or (decision.action == Action.NONE and sanction is None):
        return
    events.publish(
        AuthorInformed(
            decision_id=decision.id,
            author_id=case.author_id,
            subject_kind=case.subject_kind,
            subject_id=case.subject_id,
            title=subject_title(case),
            action=action,
            sanction=sanction.kind if sanction else "",
            sanction_ends_at=sanction.ends_at if sanction else None,
            rule=rule,
            reason=decision.reason,
            is_automatic=decision.is_automatic,
            appealable_until=decision.appealable_until,
        )
    )


def _enter(decision: Decision, case: Case, *, sanction: str, days: int | None) -> None:
    minutes = int((decision.created_at - case.opened_at).total_seconds() // 60)
    append_to_ledger(
        "decision",
        {
            "decision": str(decision.id),
            "subject": case.subject_kind,
            "source": case.source,
            "reason": case.reason,
            "action": str(decision.action),
            "sanction": sanction,
            "sanction_days": days or 0,
            "rule": f"{decision.rule_slug} {decision.clause}".strip(),
            "rule_version": decision.rule_version,
            "automatic": decision.is_automatic,
            "reports": case.report_count,
            "minutes": minutes,
            "in_time": decision.created_at <= case.due_at,
            "held_by_machine": case.machine_action,
        },
    )


@transaction.atomic
def switch_legal_hold(*, actor: Actor, case_id: UUID) -> Case:
    """Keeps a case's evidence beyond its time, or no longer. For operators; raises RoleRequiredError."""
    if not actor.is_operator:
        raise errors.RoleRequiredError
    case = lock_case(case_id)
    case.is_on_legal_hold = not case.is_on_legal_hold
    case.save(update_fields=["is_on_legal_hold"])
    return case


def export_case(case: Case) -> dict[str, object]:
    """A case whole, for the authorities: evidence, signals, reports, decisions."""
    return {
        "id": case.id,
        "subject": {"kind": case.subject_kind, "id": case.subject_id},
        "author_id": case.author_id,
        "reasons": case.reasons,
        "evidence": case.snapshot,
        "signals": case.signals,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "closed_at": case.closed_at,
        "reports": list(case.reports.values("id", "reporter_id", "reason", "text", "created_at", "outcome")),
        "decisions": list(
            case.decisions.values(
                "id", "action", "clause", "reason", "is_automatic", "created_at", "overturned_at"
            )
        ),
    }
