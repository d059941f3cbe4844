"""Comments in the back office: found, read in their place, folded, hidden or given back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.community.models import Comment
from shancha.apps.community.services.comment_decisions import decide_comment


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """All comments, latest first. Decisions about reported ones belong to their cases."""

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

    @action(description="折叠 fold")
    def fold(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Hides behind a tap."""
        self._decide(request, comments, "fold")

    @action(description="隐藏 hide")
    def hide(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Leaves it to its writer alone."""
        self._decide(request, comments, "hide")

    @action(description="恢复 restore")
    def restore(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        """Gives it back."""
        self._decide(request, comments, "restore")

    def _decide(self, request: HttpRequest, comments: QuerySet[Comment], decision: str) -> None:
        for comment in comments:
            with atomic():
                decide_comment(comment_id=comment.id, action=decision)
            note_change(request, comment, decision)
