"""The event log in the back office: to look at, by operators."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.insights.models import Event
from shancha.apps.insights.queries import estimate_event_count


class EstimatedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages without counting the whole log: as many as PostgreSQL believes there are, a thousand at most."""

    @cached_property
    def count(self) -> int:
        """About how many."""
        return min(max(estimate_event_count(), self.per_page), 1_000 * self.per_page)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened, newest first."""

    list_display = ("at", "kind", "person", "note_id", "subject_id", "ms", "context")
    search_fields = ("=note_id", "=person")
    ordering = ("-at", "-id")
    paginator = EstimatedPaginator
    show_full_result_count = False
    list_per_page = 100

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self.has_operator_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self.has_operator_permission(request)
