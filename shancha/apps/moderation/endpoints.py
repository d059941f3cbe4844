"""HTTP operations of the moderation app."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor
from shancha.apps.moderation import errors, reasons, schemas, services
from shancha.apps.moderation.models import LedgerEntry, Rule
from shancha.apps.moderation.queries import people, rules
from shancha.apps.moderation.queries.transparency import transparency
from shancha.kit import limits
from shancha.kit.clock import now
from shancha.kit.errors import problems
from shancha.kit.http import client_address
from shancha.kit.language import bilingual
from shancha.kit.pagination import Page, decode_cursor, encode_cursor

router = Router(tags=["moderation"])


@router.get("/report-reasons", auth=visitor, response={200: list[schemas.ReportReason], **problems(422)})
def list_report_reasons(request: HttpRequest, kind: schemas.SubjectKindName = "comment") -> Any:
    """The reasons offered for a kind of subject, with the answer time promised for each."""
    return [
        {
            "code": reason.code,
            "label": str(reason.label),
            "hint": str(reason.hint),
            "answer_hours": reason.answer_hours,
            "needs_text": reason.code == "other",
        }
        for reason in reasons.reasons_for(kind)
    ]


@router.post(
    "/reports",
    auth=member,
    response={200: schemas.Report, 201: schemas.Report, **problems(401, 403, 404, 409, 422, 429)},
)
def create_report(request: HttpRequest, payload: schemas.ReportCreate) -> Any:
    """Reports a note, comment, member or topic. 200 with the earlier report where it is still open."""
    report, is_new = services.report_subject(reporter_id=require_viewer(request).id, **payload.dict())
    return Status(201 if is_new else 200, people.report_dict(report))


@router.get("/me/reports", auth=member, response={200: Page[schemas.Report], **problems(401, 403, 422)})
def list_my_reports(request: HttpRequest, query: Query[schemas.ListQuery]) -> Any:
    """The member's own reports and what came of them, newest first."""
    return people.reports_of(require_viewer(request).id, cursor=query.cursor, limit=query.limit)


@router.get("/me/decisions", auth=member, response={200: Page[schemas.Decision], **problems(401, 403, 422)})
def list_my_decisions(request: HttpRequest, query: Query[schemas.ListQuery]) -> Any:
    """Decisions about the member's content and account, each with clause, reason and the way to appeal."""
    return people.decisions_about(require_viewer(request).id, cursor=query.cursor, limit=query.limit)


@router.post(
    "/decisions/{decision_id}/appeal",
    auth=member,
    response={201: schemas.Appeal, **problems(401, 403, 404, 409, 422, 429)},
)
def create_appeal(request: HttpRequest, decision_id: UUID, payload: schemas.AppealCreate) -> Any:
    """Appeals a decision: once, within twenty days, answered by another moderator within 72 hours. Open to
    suspended members too."""
    viewer = require_viewer(request)
    limits.check("moderation.appeal", str(viewer.id), limit=20, seconds=86_400, durable=True)
    appeal = services.appeal_decision(author_id=viewer.id, decision_id=decision_id, text=payload.text)
    return Status(201, people.appeal_dict(appeal))


@router.post(
    "/moderation/preview-text",
    auth=member,
    response={200: schemas.TextAdvice, **problems(401, 403, 422, 429)},
)
def preview_text(request: HttpRequest, payload: schemas.TextPreview) -> Any:
    """A gentle word before posting, where a text might hurt somebody or be held back. Stores nothing."""
    limits.check("moderation.preview", str(require_viewer(request).id), limit=60, seconds=60)
    return {"warn": services.preview(text=payload.text, kind=payload.kind)}


@router.get("/rules", auth=visitor, response={200: list[schemas.RuleBrief]})
def list_rules(request: HttpRequest) -> Any:
    """The rules and terms that bind now, and the versions announced."""
    upcoming = {
        rule.slug: rule for rule in Rule.objects.filter(effective_at__gt=now()).order_by("-effective_at")
    }
    return [
        {
            "slug": rule.slug,
            "version": rule.version,
            "title": str(bilingual(rule.title_zh, rule.title_en)),
            "effective_at": rule.effective_at,
            "must_accept": rule.must_accept,
            "upcoming_version": upcoming[rule.slug].version if rule.slug in upcoming else None,
            "upcoming_at": upcoming[rule.slug].effective_at if rule.slug in upcoming else None,
        }
        for rule in rules.current_rules()
    ]


@router.get("/rules/{slug}", auth=visitor, response={200: schemas.Rule, **problems(404, 422)})
def get_rule(request: HttpRequest, slug: str, version: int | None = None) -> Any:
    """A rule's text in the version that binds now, or the one asked for."""
    versions = rules.rule_versions(slug)
    current = next((rule for rule in versions if rule.effective_at <= now()), None)
    chosen = next((rule for rule in versions if rule.version == version), None) if version else current
    if chosen is None:
        raise errors.RuleNotFoundError
    return {
        "slug": chosen.slug,
        "version": chosen.version,
        "title": str(bilingual(chosen.title_zh, chosen.title_en)),
        "body": str(bilingual(chosen.body_zh, chosen.body_en)),
        "change": str(bilingual(chosen.change_zh, chosen.change_en)),
        "effective_at": chosen.effective_at,
        "announced_at": chosen.announced_at,
        "must_accept": chosen.must_accept,
        "versions": [
            {
                "version": rule.version,
                "announced_at": rule.announced_at,
                "effective_at": rule.effective_at,
                "change": str(bilingual(rule.change_zh, rule.change_en)),
                "is_current": current is not None and rule.version == current.version,
            }
            for rule in versions
        ],
    }


@router.post("/rules/{slug}/accept", auth=member, response={204: None, **problems(401, 403, 404, 422)})
def accept_rule(request: HttpRequest, slug: str, payload: schemas.RuleAccept) -> Any:
    """Notes that the member accepts a version of a rule."""
    services.accept_rule(user_id=require_viewer(request).id, slug=slug, version=payload.version)
    return Status(204, None)


@router.get("/operator", auth=visitor, response={200: schemas.Operator})
def get_operator(request: HttpRequest) -> Any:
    """Who runs this installation and how to reach them: what the terms call the page "About"."""
    return {
        "name": settings.OPERATOR_NAME,
        "address": settings.OPERATOR_ADDRESS,
        "email": settings.OPERATOR_EMAIL,
        "phone": settings.SERVICE_PHONE,
        "hours": settings.SERVICE_HOURS,
    }


@router.get("/transparency", auth=visitor, response={200: schemas.Transparency})
def get_transparency(request: HttpRequest) -> Any:
    """Public monthly figures: reports, decisions, answer times, appeals, and what the machine got wrong."""
    return transparency()


@router.get("/transparency/ledger", auth=visitor, response={200: schemas.LedgerPage, **problems(422, 429)})
def list_ledger(request: HttpRequest, query: Query[schemas.ListQuery]) -> Any:
    """The ledger itself, oldest first, for anybody to check the chain: `hash` is SHA-256 over canonical JSON
    of sequence, at (microseconds), kind, body and the previous hash."""
    viewer = viewer_of(request)
    asker = str(viewer.id) if viewer else client_address(request)
    limits.check("moderation.ledger", asker, limit=120, seconds=60)
    after = decode_cursor(query.cursor, int)
    rows = list(
        LedgerEntry.objects.filter(sequence__gt=after[0] if after else 0).order_by("sequence")[
            : query.limit + 1
        ]
    )
    items = rows[: query.limit]
    return {
        "items": [
            {
                "sequence": row.sequence,
                "at": row.at,
                "kind": row.kind,
                "body": row.body,
                "previous_hash": row.previous_hash,
                "hash": row.hash,
            }
            for row in items
        ],
        "next_cursor": encode_cursor(items[-1].sequence) if len(rows) > query.limit else None,
    }
