"""What a member sees of moderation: own reports, decisions about own content, the state of appeals."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.moderation.models import Appeal, Case, Decision, Report
from shancha.apps.moderation.queries.rules import find_clause
from shancha.apps.moderation.reasons import REASONS
from shancha.kit.clock import now
from shancha.kit.pagination import decode_cursor, encode_cursor


def reports_of(user_id: UUID, *, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of the member's reports, newest first."""
    after = decode_cursor(cursor, UUID)
    query = Report.objects.filter(reporter_id=user_id).select_related("case").order_by("-id")
    if after:
        query = query.filter(id__lt=after[0])
    rows = list(query[: limit + 1])
    return {
        "items": [report_dict(row) for row in rows[:limit]],
        "next_cursor": encode_cursor(str(rows[limit - 1].id)) if len(rows) > limit else None,
    }


def report_dict(report: Report) -> dict[str, Any]:
    """A report as its reporter sees it."""
    reason = REASONS.get(report.reason, REASONS["other"])
    return {
        "id": report.id,
        "subject_kind": report.subject_kind,
        "subject_id": report.subject_id,
        "title": subject_title(report.case),
        "reason": report.reason,
        "reason_label": str(reason.label),
        "text": report.text,
        "outcome": report.outcome or None,
        "created_at": report.created_at,
        "answer_due_at": report.answer_due_at,
        "answered_at": report.answered_at,
    }


def decisions_about(user_id: UUID, *, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of decisions about the member's content and account, newest first. "none" is not told."""
    after = decode_cursor(cursor, UUID)
    query = (
        Decision.objects.filter(author_id=user_id)
        .exclude(action="none", sanction=None)
        .select_related("case", "sanction", "appeal")
        .order_by("-id")
    )
    if after:
        query = query.filter(id__lt=after[0])
    rows = list(query[: limit + 1])
    return {
        "items": [decision_dict(row) for row in rows[:limit]],
        "next_cursor": encode_cursor(str(rows[limit - 1].id)) if len(rows) > limit else None,
    }


def decision_dict(decision: Decision) -> dict[str, Any]:
    """A decision as the author sees it: the statement of reasons."""
    rule = f"{decision.rule_slug} {decision.clause}".strip()
    clause = find_clause(rule) if rule else None
    sanction = getattr(decision, "sanction", None)
    appeal = getattr(decision, "appeal", None)
    return {
        "id": decision.id,
        "subject_kind": decision.subject_kind,
        "subject_id": decision.subject_id,
        "title": subject_title(decision.case),
        "action": decision.action,
        "sanction": {"kind": sanction.kind, "ends_at": sanction.ends_at, "lifted_at": sanction.lifted_at}
        if sanction
        else None,
        "rule": rule or None,
        "rule_title": str(clause.title) if clause else None,
        "rule_text": str(clause.text) if clause else None,
        "reason": decision.reason,
        "is_automatic": decision.is_automatic,
        "created_at": decision.created_at,
        "is_appealable": is_appealable(decision, appeal=appeal, at=now()),
        "appealable_until": decision.appealable_until,
        "overturned_at": decision.overturned_at,
        "appeal": appeal_dict(appeal) if appeal else None,
    }


def is_appealable(decision: Decision, *, appeal: Appeal | None, at: datetime) -> bool:
    """Whether an appeal would be taken now."""
    until = decision.appealable_until
    return until is not None and until > at and appeal is None and decision.overturned_at is None


def appeal_dict(appeal: Appeal) -> dict[str, Any]:
    """An appeal as its author sees it; who judged stays unnamed."""
    return {
        "id": appeal.id,
        "text": appeal.text,
        "state": appeal.state,
        "answer": appeal.answer,
        "created_at": appeal.created_at,
        "due_at": appeal.due_at,
        "judged_at": appeal.judged_at,
    }


def subject_title(case: Case) -> str:
    """A few words that tell which subject is meant: a comment's own words, else the title."""
    text, title = str(case.snapshot.get("text") or ""), str(case.snapshot.get("title") or "")
    words = (text or title) if case.subject_kind == "comment" else (title or text)
    return " ".join(words.split())[:40]
