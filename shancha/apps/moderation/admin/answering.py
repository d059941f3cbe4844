"""Pages that are read first and then answered by a form below."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import show_refusal


class OpenFilter(admin.SimpleListFilter):
    """What is open unless another part is asked for."""

    title = "状态"
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The other parts."""
        return [("overdue", "超时"), ("judged", "已复核")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Names the default."""
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": "待复核"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The rows of the part."""
        if self.value() == "judged":
            return queryset.exclude(state="open")
        waiting = queryset.filter(state="open")
        return waiting.filter(due_at__lt=now()) if self.value() == "overdue" else waiting


class AnsweringAdmin(ReadOnlyAdmin):
    """Rows with a `state` that is "open" until `take_answer` has closed them, the one due first on top."""

    list_filter: tuple[Any, ...] = (OpenFilter,)
    ordering = ("due_at",)
    change_form_outer_after_template = "moderation/decide.html"
    answer_form: type[forms.Form]
    answered_text = ""

    def take_answer(self, request: HttpRequest, row_id: UUID, data: dict[str, Any]) -> None:
        """Calls the service; may raise a ProblemError."""
        raise NotImplementedError

    @property
    def _answer_view(self) -> str:
        return f"moderation_{self.opts.model_name}_judge"

    def get_urls(self) -> list[URLPattern]:
        """Adds the answer."""
        view = self.admin_site.admin_view(self.judge_view)
        return [path("<uuid:row_id>/judge/", view, name=self._answer_view), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The row's page with the form below it while it is open."""
        row = self.model.objects.filter(id=object_id).first()
        context = dict(extra_context or {})
        if row is not None and row.state == "open" and "decide_form" not in context:
            context["decide_form"] = self.answer_form()
        context["decide_url"] = reverse(f"admin:{self._answer_view}", args=[object_id])
        page: HttpResponse = super().change_view(request, object_id, form_url, context)
        return page

    def judge_view(self, request: HttpRequest, row_id: UUID) -> HttpResponse:
        """Takes the answer."""
        row = self.model.objects.filter(id=row_id).first()
        listed = reverse(f"admin:moderation_{self.opts.model_name}_changelist")
        if row is None or request.method != "POST" or not self.has_view_permission(request, row):
            return HttpResponseRedirect(listed)
        form = self.answer_form(request.POST)
        if form.is_valid():
            try:
                self.take_answer(request, row_id, form.cleaned_data)
            except ProblemError as error:
                show_refusal(form, error)
            else:
                note_change(request, row, form.cleaned_data["outcome"])
                self.message_user(request, self.answered_text, messages.SUCCESS)
                return HttpResponseRedirect(listed)
        request.method = "GET"
        return self.change_view(request, str(row_id), extra_context={"decide_form": form})
