"""A member's own data in moderation: reports made, decisions received, appeals, strikes, held texts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.moderation.models import Appeal, Decision, Report, Sanction, Screening, Strike


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files for the export. Names no moderator and no reporter."""
    yield (
        "reports.json",
        list(
            Report.objects.filter(reporter_id=user_id).values(
                "subject_kind", "subject_id", "reason", "text", "outcome", "created_at", "answered_at"
            )
        ),
    )
    yield (
        "decisions.json",
        list(
            Decision.objects.filter(author_id=user_id).values(
                "id", "subject_kind", "subject_id", "action", "rule_slug", "rule_version", "clause", "reason",
                "is_automatic", "created_at", "overturned_at",
            )
        ),
    )  # fmt: skip
    yield (
        "appeals.json",
        list(
            Appeal.objects.filter(author_id=user_id).values(
                "decision_id", "text", "state", "answer", "created_at", "judged_at"
            )
        ),
    )
    yield (
        "sanctions.json",
        list(Sanction.objects.filter(user_id=user_id).values("kind", "starts_at", "ends_at", "lifted_at")),
    )
    yield (
        "strikes.json",
        list(
            Strike.objects.filter(user_id=user_id).values("points", "created_at", "expires_at", "removed_at")
        ),
    )
    held = Screening.objects.filter(author_id=user_id).exclude(text="").order_by("created_at")
    yield "held_texts.json", list(held.values("kind", "decision", "text", "created_at"))
