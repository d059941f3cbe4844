"""Appeals: read beside the decision they object to, answered by somebody else."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.moderation import services
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.admin.cases import actor_of, show_problem
from shancha.apps.moderation.admin.forms import AnswerForm
from shancha.apps.moderation.models import Appeal
from shancha.apps.moderation.models.decisions import AppealState
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError


class OpenFilter(admin.SimpleListFilter):
    """Open appeals unless all are asked for."""

    title = "状态"
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The other parts."""
        return [("overdue", "超时"), ("judged", "已复核")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Names the default."""
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": "待复核"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> QuerySet[Appeal]:
        """The appeals of the part."""
        if self.value() == "judged":
            return queryset.exclude(state=AppealState.OPEN)
        waiting = queryset.filter(state=AppealState.OPEN)
        return waiting.filter(due_at__lt=now()) if self.value() == "overdue" else waiting


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """Appeals, the one due first on top."""

    list_display = ("words", "action", "state_badge", "created_at", "due_at")
    list_filter = (OpenFilter,)
    list_select_related = ("decision",)
    ordering = ("due_at",)
    change_form_outer_after_template = "moderation/decide.html"
    fields = ("text", "evidence", "decision_made", "state_badge", "judge", "answer", "created_at", "due_at")

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

    def get_urls(self) -> list[URLPattern]:
        """Adds the answer."""
        view = self.admin_site.admin_view(self.judge_view)
        return [path("<uuid:appeal_id>/judge/", view, name="moderation_appeal_judge"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The appeal's page with the form below it while it is open."""
        appeal = Appeal.objects.filter(id=object_id).first()
        context = dict(extra_context or {})
        if appeal is not None and appeal.state == AppealState.OPEN and "decide_form" not in context:
            context["decide_form"] = AnswerForm()
        context["decide_url"] = reverse("admin:moderation_appeal_judge", args=[object_id])
        page: HttpResponse = super().change_view(request, object_id, form_url, context)
        return page

    def judge_view(self, request: HttpRequest, appeal_id: UUID) -> HttpResponse:
        """Takes the answer."""
        appeal = Appeal.objects.filter(id=appeal_id).first()
        listed = reverse("admin:moderation_appeal_changelist")
        if appeal is None or request.method != "POST" or not self.has_view_permission(request, appeal):
            return HttpResponseRedirect(listed)
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                services.judge_appeal(
                    actor=actor_of(request),
                    appeal_id=appeal_id,
                    is_overturned=form.cleaned_data["outcome"] == "overturned",
                    answer=form.cleaned_data["answer"],
                )
            except ProblemError as error:
                show_problem(form, error)
            else:
                note_change(request, appeal, form.cleaned_data["outcome"])
                self.message_user(request, "已复核，答复已送达", messages.SUCCESS)
                return HttpResponseRedirect(listed)
        request.method = "GET"
        return self.change_view(request, str(appeal_id), extra_context={"decide_form": form})
