"""What moderators let pass."""

from uuid import UUID

from shancha.apps.moderation.models import Case, Decision
from shancha.apps.moderation.models.cases import CaseState

_LETS_PASS = ("none", "restore")


def was_released(*, kind: str, subject_id: UUID) -> bool:
    """Whether the latest word of a moderator on a subject was that it may be shown; False while a case is
    open, or where nobody looked."""
    latest = Case.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-opened_at").first()
    if latest is None or latest.state == CaseState.OPEN:
        return False
    return Decision.objects.filter(case=latest, action__in=_LETS_PASS).exists()
