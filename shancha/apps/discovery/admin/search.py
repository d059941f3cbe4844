"""Search in the back office: synonyms, pinned results, hot searches, what was not found."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.discovery.models import MissingQuery, PinnedResult, SearchQuery, Synonym
from shancha.apps.discovery.queries.search_words import forget_words


class OperatorAdmin(ModelAdmin):  # type: ignore[misc]
    """For operators; Django's log keeps who changed what."""

    def _is_operator(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_operator", False))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self._is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self._is_operator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self._is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self._is_operator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self._is_operator(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Saved words hold in this process at once, elsewhere within ten seconds."""
        super().save_model(request, obj, form, change)
        forget_words()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The same for removed ones."""
        super().delete_model(request, obj)
        forget_words()


@admin.register(Synonym)
class SynonymAdmin(OperatorAdmin):
    """Groups of words that find each other."""

    list_display = ("__str__", "is_active", "updated_at")
    list_filter = ("is_active",)
    search_fields = ("words",)
    readonly_fields = ("updated_at",)


class PinnedResultForm(forms.ModelForm):  # type: ignore[type-arg]
    """Checks that the target can be led to."""

    def clean(self) -> dict[str, Any]:
        """A link stays inside the product; the end comes after the start."""
        data = super().clean() or {}
        target = data.get("target") or ""
        if data.get("kind") == "link" and (not target.startswith("/") or target.startswith(("//", "/\\"))):
            self.add_error("target", "请填以 / 开头的站内地址")
        if data.get("kind") == "link" and not data.get("title"):
            self.add_error("title", "地址需要一个标题")
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "结束要晚于开始")
        return data


@admin.register(PinnedResult)
class PinnedResultAdmin(OperatorAdmin):
    """What leads the results for chosen words, and when."""

    form = PinnedResultForm
    list_display = ("__str__", "title", "starts_at", "ends_at", "position")
    list_filter = ("kind",)
    search_fields = ("words", "title", "target")


@admin.register(SearchQuery)
class SearchQueryAdmin(OperatorAdmin):
    """Hot and frequent queries: the figures come from a job, veto and pinning from operators."""

    list_display = (
        "query",
        "heat_shown",
        "people",
        "missing_people",
        "is_clean",
        "is_hidden",
        "pinned_position",
    )
    list_filter = ("is_hidden", "is_clean", ("pinned_position", admin.EmptyFieldListFilter))
    search_fields = ("query",)
    ordering = ("pinned_position", "-heat")
    fields = (
        "query",
        "is_hidden",
        "pinned_position",
        "people",
        "missing_people",
        "heat",
        "is_clean",
        "updated_at",
    )
    readonly_fields = ("people", "missing_people", "heat", "is_clean", "updated_at")
    actions = ("hide", "show")
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A query's own words are only written when an operator adds one to pin it."""
        return self.readonly_fields if obj is None else ("query", *self.readonly_fields)

    @display(description="热度", ordering="heat")
    def heat_shown(self, query: SearchQuery) -> str:
        """The heat, short."""
        return f"{query.heat:.1f}"

    @action(description="不再展示")
    def hide(self, request: HttpRequest, queryset: QuerySet[SearchQuery]) -> None:
        """Keeps these out of the hot list and suggestions."""
        self._set_hidden(request, queryset, is_hidden=True)

    @action(description="恢复展示")
    def show(self, request: HttpRequest, queryset: QuerySet[SearchQuery]) -> None:
        """Lets these be shown again."""
        self._set_hidden(request, queryset, is_hidden=False)

    def _set_hidden(self, request: HttpRequest, queryset: QuerySet[SearchQuery], *, is_hidden: bool) -> None:
        for query in queryset:
            query.is_hidden = is_hidden
            query.save(update_fields=["is_hidden"])
            self.log_change(request, query, "不再展示" if is_hidden else "恢复展示")


@admin.register(MissingQuery)
class MissingQueryAdmin(ReadOnlyAdmin):
    """What people look for in vain, most wanted first: what to write about, or a synonym to add."""

    list_display = ("query", "missing_people", "people", "updated_at")
    search_fields = ("query",)
    ordering = ("-missing_people", "query")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Only those."""
        return super().get_queryset(request).filter(missing_people__gt=0)  # type: ignore[no-any-return]
