"""Comments in the back office: found, read in their place, folded, hidden or given back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.decorators import action, display

from shancha.apps.community.admin.decisions import DecidingAdmin
from shancha.apps.community.models import Comment


@admin.register(Comment)
class CommentAdmin(DecidingAdmin):
    """All comments, latest first. A decision settles the comment's case, or opens one and settles it."""

    subject_kind = "comment"
    list_display = (
        "short_body",
        "author",
        "note_link",
        "state_badge",
        "like_count",
        "reply_count",
        "created_at",
    )
    list_filter = ("state", ("created_at", admin.DateFieldListFilter))
    search_fields = ("=author__handle", "=note__id", "=id")
    search_help_text = "评论人的山茶号、笔记编号或评论编号"
    list_select_related = ("author", "note")
    ordering = ("-created_at",)
    show_full_result_count = False
    actions = ("fold", "hide", "restore")
    fields = readonly_fields = (
        "author",
        "note_link",
        "parent",
        "reply_to",
        "body",
        "state",
        "like_count",
        "reply_count",
        "city",
        "pinned_at",
        "created_at",
    )

    @display(description="内容")
    def short_body(self, comment: Comment) -> str:
        """The first words."""
        return comment.body[:60] or "（图片）"

    @display(description="笔记")
    def note_link(self, comment: Comment) -> str:
        """Leads to the comment in its place."""
        title = comment.note.title or "打开"
        return format_html('<a href="/n/{}?comment={}">{}</a>', comment.note_id, comment.id, title)

    @display(
        description="状态",
        label={
            "public": "success",
            "folded": "warning",
            "review": "info",
            "hidden": "danger",
            "removed": "danger",
        },
    )
    def state_badge(self, comment: Comment) -> tuple[str, str]:
        """The state, coloured."""
        return comment.state, comment.get_state_display()

    @action(description="折叠（条款与理由）", permissions=["view"])
    def fold(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Hides behind a tap."""
        self.decide(request, queryset, "fold", "折叠")

    @action(description="隐藏（条款与理由）", permissions=["view"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Leaves it to its writer alone."""
        self.decide(request, queryset, "hide", "隐藏")

    @action(description="恢复", permissions=["view"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Gives it back."""
        self.decide(request, queryset, "restore", "恢复")
