"""Second readings: the evidence and the decision once more, for eyes that did not decide it."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.decorators import display

from shancha.apps.moderation import services
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.admin.answering import AnsweringAdmin
from shancha.apps.moderation.admin.cases import actor_of
from shancha.apps.moderation.admin.forms import ReadingForm
from shancha.apps.moderation.models import SecondReading


@admin.register(SecondReading)
class SecondReadingAdmin(AnsweringAdmin):
    """Decisions that wait for a second reader, without one's own."""

    list_display = ("words", "action", "cause", "state_badge", "created_at", "due_at")
    list_select_related = ("decision__case",)
    fields = (
        "cause", "evidence", "signals", "reports", "decision_made", "state_badge", "reader", "note", "due_at",
    )  # fmt: skip
    answer_form = ReadingForm
    answered_text = "已复读"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SecondReading]:
        """Without the reader's own decisions."""
        readings: QuerySet[SecondReading] = super().get_queryset(request)
        return readings.exclude(decision__moderator=actor_of(request))

    @admin.display(description="对象")
    def words(self, reading: SecondReading) -> str:
        """The first words of what was decided on."""
        snapshot = reading.decision.case.snapshot
        return str(snapshot.get("text") or snapshot.get("title") or "（已清除）")[:40]

    @admin.display(description="决定")
    def action(self, reading: SecondReading) -> str:
        """What was decided."""
        return reading.decision.get_action_display()

    @display(description="状态", label={"open": "warning", "confirmed": "success", "reversed": "danger"})
    def state_badge(self, reading: SecondReading) -> tuple[str, str]:
        """The state as a label."""
        return reading.state, reading.get_state_display()

    @admin.display(description="证据")
    def evidence(self, reading: SecondReading) -> SafeString:
        """The subject as it stood."""
        return pieces.evidence(reading.decision.case)

    @admin.display(description="机器所见")
    def signals(self, reading: SecondReading) -> SafeString:
        """What the machine noticed."""
        return pieces.signals_table(reading.decision.case.signals)

    @admin.display(description="举报")
    def reports(self, reading: SecondReading) -> SafeString:
        """The reports."""
        return pieces.reports_table(reading.decision.case)

    @admin.display(description="决定")
    def decision_made(self, reading: SecondReading) -> SafeString:
        """The decision with its reason."""
        return pieces.decisions_table([reading.decision])

    def take_answer(self, request: HttpRequest, row_id: UUID, data: dict[str, Any]) -> None:
        """Takes the second reader's word."""
        services.read_again(
            actor=actor_of(request),
            reading_id=row_id,
            is_confirmed=data["outcome"] == "confirmed",
            note=data["note"],
        )
