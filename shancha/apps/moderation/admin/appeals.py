"""Appeals: read beside the decision they object to, answered by somebody else."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.decorators import display

from shancha.apps.moderation import services
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.admin.answering import AnsweringAdmin
from shancha.apps.moderation.admin.cases import actor_of
from shancha.apps.moderation.admin.forms import AnswerForm
from shancha.apps.moderation.models import Appeal


@admin.register(Appeal)
class AppealAdmin(AnsweringAdmin):
    """Appeals, the one due first on top."""

    list_display = ("words", "action", "state_badge", "created_at", "due_at")
    list_select_related = ("decision",)
    fields = ("text", "evidence", "decision_made", "state_badge", "judge", "answer", "created_at", "due_at")
    answer_form = AnswerForm
    answered_text = "已复核，答复已送达"

    @admin.display(description="申诉")
    def words(self, appeal: Appeal) -> str:
        """The first words."""
        return appeal.text[:40]

    @admin.display(description="原决定")
    def action(self, appeal: Appeal) -> str:
        """What was decided."""
        return appeal.decision.get_action_display()

    @display(description="状态", label={"open": "warning", "upheld": "info", "overturned": "success"})
    def state_badge(self, appeal: Appeal) -> tuple[str, str]:
        """The state as a label."""
        return appeal.state, appeal.get_state_display()

    @admin.display(description="证据")
    def evidence(self, appeal: Appeal) -> SafeString:
        """The subject as it stood."""
        return pieces.evidence(appeal.decision.case)

    @admin.display(description="原决定")
    def decision_made(self, appeal: Appeal) -> SafeString:
        """The decision with its reason."""
        return pieces.decisions_table([appeal.decision])

    def take_answer(self, request: HttpRequest, row_id: UUID, data: dict[str, Any]) -> None:
        """Judges the appeal."""
        services.judge_appeal(
            actor=actor_of(request),
            appeal_id=row_id,
            is_overturned=data["outcome"] == "overturned",
            answer=data["answer"],
        )
