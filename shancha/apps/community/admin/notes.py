"""Notes: looked up, picked (精选), taken down and given back, each with a reason that is kept."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action, display
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.models import Note
from shancha.apps.community.services import notes
from shancha.apps.community.services.patrol import decide_on_patrol
from shancha.apps.moderation.queries.rules import current_rules, list_clauses
from shancha.kit.errors import ProblemError

STATES = {"public": "success", "review": "warning", "hidden": "danger", "removed": "danger", "draft": "info"}


def clause_choices() -> list[tuple[str, str]]:
    """The clauses that bind now, to choose from."""
    found = [("", "规则条款…")]
    for rule in current_rules():
        found += [
            (f"{rule.slug} {number}", f"{number} {text[:24]}") for number, text in list_clauses(rule.slug)
        ]
    return found


class ReasonForm(ActionForm):  # type: ignore[misc]
    """Beside the action: the clause that was broken, and the words to the author."""

    rule = forms.ChoiceField(
        required=False,
        label="",
        choices=clause_choices,
        widget=UnfoldAdminSelectWidget(attrs={"class": "w-48"}),
    )
    reason = forms.CharField(
        required=False,
        label="",
        max_length=200,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "理由（会告知作者）"}),
    )


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin):
    """Read-only; deeds are actions with a reason, kept in the log and told to the author."""

    list_display = (
        "shown", "name", "author", "category", "state_badge", "visibility", "like_count", "comment_count",
        "view_count", "is_featured", "published_at",
    )  # fmt: skip
    list_filter = (
        "state", "visibility", "kind", "category", "content_class", "is_paid_cooperation", "is_limited",
        "is_demo", ("featured_at", admin.EmptyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("author", "category")
    search_fields = ("title",)
    search_help_text = "标题开头、笔记编号，或作者的山茶号"
    ordering = ("-created_at",)
    date_hierarchy = None
    list_per_page = 30
    show_full_result_count = False
    action_form = ReasonForm
    actions = ("feature", "unfeature", "limit", "hide", "remove", "restore")
    fieldsets = (
        (None, {"fields": ("shown_pictures", "title", "body", "author", "category", "kind")}),
        ("状态", {"fields": ("state", "visibility", "comment_policy", "is_limited", "is_author_limited")}),
        ("时间", {"fields": ("created_at", "published_at", "edited_at", "scheduled_at", "deleted_at")}),
        (
            "性质",
            {"fields": ("content_class", "is_paid_cooperation", "evaluation", "original_note", "is_demo")},
        ),
        ("精选", {"fields": ("featured_at", "featured_by", "featured_reason")}),
        ("地点", {"fields": ("place_name", "city_name")}),
        (
            "数字",
            {
                "fields": (
                    "like_count", "collect_count", "comment_count", "share_count", "helpful_count",
                    "view_count", "quality", "hot",
                )
            },
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        """Without the large columns that no list shows."""
        return Note.objects.defer("pictures", "text_marks")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Note], search_term: str
    ) -> tuple[QuerySet[Note], bool]:
        """By the title's beginning, the id, or the author's handle."""
        term = search_term.strip()
        if not term:
            return queryset, False
        found = Q(title__startswith=term) | Q(author__handle=term.lower())
        with suppress(ValueError):
            found |= Q(id=UUID(term))
        return queryset.filter(found), False

    @display(description="封面")
    def shown(self, note: Note) -> SafeString | str:
        """The cover."""
        return thumbnail(note.cover)

    @admin.display(description="图片")
    def shown_pictures(self, note: Note) -> SafeString:
        """All pictures, small."""
        pictures = note.pictures or ([note.cover] if note.cover else [])
        return format_html_join(" ", "{}", ((thumbnail(picture),) for picture in pictures))

    @admin.display(description="标题", ordering="title")
    def name(self, note: Note) -> SafeString:
        """The title, or how the text begins."""
        return format_html("{}", note.title or note.body[:24])

    @display(description="状态", label=STATES, ordering="state")
    def state_badge(self, note: Note) -> tuple[str, str]:
        """The state as a label."""
        return note.state, Note.State(note.state).label

    @admin.display(description="精选", boolean=True, ordering="featured_at")
    def is_featured(self, note: Note) -> bool:
        """Whether an editor picked it."""
        return note.featured_at is not None

    @action(description="设为精选（填写理由）", permissions=["view"])
    def feature(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Picks notes; the authors are told the reason."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            self.message_user(request, "请填写理由", messages.ERROR)
            return
        actor: Any = request.user
        self._each(
            request,
            queryset,
            f"设为精选：{reason}",
            lambda note: notes.feature_note(actor=actor, note_id=note.id, reason=reason),
        )

    @action(description="取消精选", permissions=["view"])
    def unfeature(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Takes the mark back."""
        self._each(request, queryset, "取消精选", lambda note: notes.unfeature_note(note_id=note.id))

    @action(description="限制推荐（条款与理由）", permissions=["view"])
    def limit(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Keeps notes out of recommendation."""
        self._decide(request, queryset, "limit", "限制推荐")

    @action(description="隐藏（条款与理由）", permissions=["view"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Leaves notes to their authors."""
        self._decide(request, queryset, "hide", "隐藏")

    @action(description="下架（条款与理由）", permissions=["view"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Takes notes away."""
        self._decide(request, queryset, "remove", "下架")

    @action(description="恢复", permissions=["view"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Gives notes back."""
        self._decide(request, queryset, "restore", "恢复")

    def _decide(self, request: HttpRequest, queryset: QuerySet[Note], verdict: str, text: str) -> None:
        rule, reason = (request.POST.get(name, "").strip() for name in ("rule", "reason"))
        actor: Any = request.user
        self._each(
            request,
            queryset,
            " ".join(part for part in (text, rule, reason) if part),
            lambda note: decide_on_patrol(
                actor=actor, kind="note", subject_id=note.id, action=verdict, rule=rule, reason=reason
            ),
        )

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Note], text: str, deed: Callable[[Note], None]
    ) -> None:
        done = 0
        for note in queryset[:100]:
            try:
                deed(note)
            except (ProblemError, ValidationError) as error:
                detail = getattr(error, "detail", error)
                self.message_user(request, f"{note}: {detail}", messages.ERROR)
            else:
                note_change(request, note, text)
                done += 1
        if done:
            self.message_user(request, f"{text}：{done}")
