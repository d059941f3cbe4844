"""What was decided, screened and entered in the ledger: read only."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from unfold.decorators import action

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.moderation import services
from shancha.apps.moderation.admin import pieces
from shancha.apps.moderation.models import Decision, LedgerEntry, Screening


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions, newest first."""

    list_display = (
        "subject_kind", "action", "clause", "author", "moderator", "is_automatic", "overturned_at",
        "created_at",
    )  # fmt: skip
    list_filter = ("action", "is_automatic", "subject_kind")
    list_select_related = ("author", "moderator")
    search_fields = ("author__handle",)
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(Screening)
class ScreeningAdmin(ReadOnlyAdmin):
    """What the machine thought; texts are kept only where it stopped them."""

    list_display = ("kind", "decision", "score", "author", "engine", "words_version", "created_at")
    list_filter = ("decision", "kind")
    list_select_related = ("author",)
    ordering = ("-created_at",)
    show_full_result_count = False
    fields = (
        "kind",
        "decision",
        "score",
        "marked",
        "signals_table",
        "author",
        "engine",
        "words_version",
        "created_at",
    )

    @admin.display(description="文本")
    def marked(self, screening: Screening) -> SafeString:
        """The text with marks."""
        return pieces.marked_text(screening.text, screening.signals)

    @admin.display(description="机器所见")
    def signals_table(self, screening: Screening) -> SafeString:
        """The signals."""
        return pieces.signals_table(screening.signals)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    """The public ledger, with a button that checks every seal."""

    list_display = ("sequence", "at", "kind", "body", "hash")
    list_filter = ("kind",)
    ordering = ("-sequence",)
    show_full_result_count = False
    actions_list = ("verify",)

    @action(description="核对账本", url_path="verify", permissions=["view"])
    def verify(self, request: HttpRequest) -> HttpResponse:
        """Reads the whole ledger and says whether it holds."""
        check = services.verify_ledger()
        if check.broken_at is None:
            self.message_user(request, f"账本完整：{check.entries} 条", messages.SUCCESS)
        else:
            self.message_user(request, f"账本在第 {check.broken_at} 条断开", messages.ERROR)
        return HttpResponseRedirect(reverse("admin:moderation_ledgerentry_changelist"))
