"""The event log and what was measured from it, in the back office: to look at, by operators."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.insights.models import Event, FeedDay, FeedTabDay
from shancha.apps.insights.queries import estimate_event_count
from shancha.kit.numbers import percent


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


@admin.register(FeedDay)
class FeedDayAdmin(ReadOnlyAdmin):
    """How tidy the stream was, and which class of content was read, day by day; counted every night."""

    list_display = (
        *("day", "cards", "purity", "repeats_of_fifty", "refusal_rate"),
        *("views", "ugc_share", "pugc_share", "pgc_share"),
    )
    date_hierarchy = "day"
    ordering = ("-day",)
    list_per_page = 60

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeedDay]:
        """The days with their tabs, in one query."""
        tab = JSONObject(category="category", cards="cards", strays="strays")
        tabs = FeedTabDay.objects.filter(day=OuterRef("day"), cards__gt=0).values_list(tab)
        days: QuerySet[FeedDay] = super().get_queryset(request).annotate(tabs=ArraySubquery(tabs))
        return days

    @display(description="各分类纯度")
    def purity(self, day: FeedDay) -> str:
        """Of the cards seen under each category, those that nobody refused there; the worst first."""
        tabs = sorted(day.tabs, key=lambda tab: -tab["strays"] / tab["cards"])  # type: ignore[attr-defined]
        return " · ".join(_purity_of(tab) for tab in tabs) or "–"

    @display(description="每 50 张重复")
    def repeats_of_fifty(self, day: FeedDay) -> str:
        """Cards that the same person had seen that day, of fifty."""
        return f"{50 * day.repeats / day.cards:.1f}" if day.cards else "–"

    @display(description="不感兴趣率")
    def refusal_rate(self, day: FeedDay) -> str:
        """Of the cards seen."""
        return percent(day.refusals, day.cards)

    @display(description="浏览")
    def views(self, day: FeedDay) -> int:
        """Openings of notes of all classes."""
        return day.ugc_views + day.pugc_views + day.pgc_views

    @display(description="UGC 占比")
    def ugc_share(self, day: FeedDay) -> str:
        """Members' notes among all that was opened."""
        return percent(day.ugc_views, self.views(day))

    @display(description="PUGC 占比")
    def pugc_share(self, day: FeedDay) -> str:
        """Creators' and stars'."""
        return percent(day.pugc_views, self.views(day))

    @display(description="PGC 占比")
    def pgc_share(self, day: FeedDay) -> str:
        """Institutions'."""
        return percent(day.pgc_views, self.views(day))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self.has_operator_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self.has_operator_permission(request)


def _purity_of(tab: dict[str, Any]) -> str:
    return f"{tab['category']} {percent(tab['cards'] - tab['strays'], tab['cards'])}"
