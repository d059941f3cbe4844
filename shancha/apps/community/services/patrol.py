"""What a moderator finds without a report: a case is opened and decided at once, by the same rules."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.moderation import subjects
from shancha.apps.moderation.models.cases import CaseSource
from shancha.apps.moderation.policies import Actor
from shancha.apps.moderation.services.decisions import Verdict, decide_case
from shancha.apps.moderation.services.holding import open_case
from shancha.kit.clock import now


@transaction.atomic
def decide_on_patrol(
    *, actor: Actor, kind: str, subject_id: UUID, action: str, rule: str = "", reason: str = ""
) -> None:
    """Takes something down, or gives it back, with rule and reason; its author is told and may appeal.

    `action` is hide, remove, limit, fold or restore. Raises NotFoundError, DecisionInvalidError,
    RoleRequiredError, ConflictOfInterestError.
    """
    case = open_case(
        subject_kind=kind,
        subject_id=subject_id,
        snapshot=subjects.describe(kind, subject_id),
        source=CaseSource.MODERATOR,
        reason="other",
        due_at=now() + timedelta(hours=24),
    )
    decide_case(actor=actor, case_id=case.id, verdict=Verdict(action=action, rule=rule, reason=reason))
