"""Notes: looked up, picked (精选), taken down and given back, each with a reason that is kept."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action, display

from shancha.apps.community.admin.decisions import DecidingAdmin
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.models import Note
from shancha.apps.community.services import notes

STATES = {"public": "success", "review": "warning", "hidden": "danger", "removed": "danger", "draft": "info"}


@admin.register(Note)
class NoteAdmin(DecidingAdmin):
    """Read-only; deeds are actions with a reason, kept in the log and told to the author."""

    subject_kind = "note"
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
        self.each(
            request,
            queryset,
            f"设为精选：{reason}",
            lambda note: notes.feature_note(actor=actor, note_id=note.id, reason=reason),
        )

    @action(description="取消精选", permissions=["view"])
    def unfeature(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Takes the mark back."""
        self.each(request, queryset, "取消精选", lambda note: notes.unfeature_note(note_id=note.id))

    @action(description="限制推荐（条款与理由）", permissions=["view"])
    def limit(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Keeps notes out of recommendation."""
        self.decide(request, queryset, "limit", "限制推荐")

    @action(description="隐藏（条款与理由）", permissions=["view"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Leaves notes to their authors."""
        self.decide(request, queryset, "hide", "隐藏")

    @action(description="下架（条款与理由）", permissions=["view"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Takes notes away."""
        self.decide(request, queryset, "remove", "下架")

    @action(description="恢复", permissions=["view"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Note]) -> None:
        """Gives notes back."""
        self.decide(request, queryset, "restore", "恢复")
