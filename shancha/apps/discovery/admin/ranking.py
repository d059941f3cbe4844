"""Newcomers' first exposure in the back office: what was promised, what was delivered."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.discovery.models import Exposure
from shancha.apps.discovery.services.exposure import fairness


@admin.register(Exposure)
class ExposureAdmin(ReadOnlyAdmin):
    """The fairness meter: one line for each promise, the sums of thirty days above."""

    list_display = ("note_link", "category_slug", "delivered_of", "created_at", "due_at", "kept_at")
    list_filter = ("category_slug", ("kept_at", admin.EmptyFieldListFilter))
    list_select_related = ("note",)
    ordering = ("-created_at",)
    show_full_result_count = False

    @display(description="笔记")
    def note_link(self, exposure: Exposure) -> str:
        """The note's title."""
        return str(exposure.note)

    @display(description="送达 / 承诺")
    def delivered_of(self, exposure: Exposure) -> str:
        """Views delivered of those promised."""
        return f"{exposure.delivered} / {exposure.promised}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Adds the month's figures to the title."""
        meter = fairness()
        title = (
            f"近 30 天：{meter['kept']} / {meter['notes']} 篇兑现，"
            f"送达 {meter['delivered']} / {meter['promised']}，基尼系数 {meter['gini']}"
        )
        return super().changelist_view(request, {**(extra_context or {}), "title": title})  # type: ignore[no-any-return]
