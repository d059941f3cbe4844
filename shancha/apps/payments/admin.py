"""The back office of payments: what was paid and refunded, what providers told, how statements agree."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import TabularInline
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.payments import services
from shancha.apps.payments.models import (
    Charge,
    Payment,
    ProviderNotice,
    ReconciliationGap,
    Refund,
    Statement,
)
from shancha.apps.payments.services.reconciliation import LAST_RUN
from shancha.kit import jobs
from shancha.kit.errors import ProblemError
from shancha.kit.models import Fact
from shancha.kit.money import yuan

RECONCILE_LOCK = "payments.reconcile"


class OperatorReads(ReadOnlyAdmin):
    """Money is for operators, not for moderators."""

    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators only."""
        return self.has_operator_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators only."""
        return self.has_operator_permission(request)

    @display(description="金额（元）", ordering="amount")
    def yuan(self, thing: Any) -> str:
        """The amount in yuan."""
        return yuan(thing.amount)


class HangingFilter(admin.SimpleListFilter):
    """Only what has waited for longer than it ever should."""

    title = "超时未完成"
    parameter_name = "hanging"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One choice beside all."""
        return [("1", "超时未完成")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that hang."""
        if not self.value():
            return queryset
        hanging = services.hanging_refunds() if queryset.model is Refund else services.hanging_payments()
        return queryset.filter(id__in=hanging.values("id"))


class ReadOnlyInline(TabularInline):  # type: ignore[misc]
    """Shows, never changes."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    tab = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is edited here."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page around it."""
        return True


class ChargeInline(ReadOnlyInline):
    """Attempts of a payment."""

    model = Charge
    fields = (
        "number",
        "provider",
        "provider_number",
        "status",
        "amount",
        "is_surplus",
        "failure",
        "created_at",
    )
    readonly_fields = fields


class RefundInline(ReadOnlyInline):
    """Refunds of a payment."""

    model = Refund
    fields = ("number", "amount", "reason", "status", "attempts", "failure", "is_surplus", "created_at")
    readonly_fields = fields


@admin.register(Payment)
class PaymentAdmin(OperatorReads):
    """Payments with their attempts and refunds."""

    list_display = ("subject", "yuan", "purpose", "status", "payer", "created_at", "paid_at")
    list_filter = (HangingFilter, "status", "purpose")
    list_select_related = ("payer",)
    search_fields = ("=id", "=reference_id", "=charges__number", "=charges__provider_number")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    inlines = (ChargeInline, RefundInline)
    actions = ("sync",)

    @action(description="向支付渠道查询", permissions=["operator"])
    def sync(self, request: HttpRequest, queryset: QuerySet[Payment]) -> None:
        """Asks the providers how the open attempts stand."""
        asked = 0
        waiting = Charge.objects.filter(payment__in=queryset, status__in=["open", "superseded"])
        for charge_id in waiting.values_list("id", flat=True)[:50]:
            services.sync_charge(charge_id=charge_id)
            asked += 1
        self.message_user(request, f"已查询 {asked} 笔")


@admin.register(Refund)
class RefundAdmin(OperatorReads):
    """Refunds; what failed or came back can be sent again, or go to the payer's wallet."""

    list_display = (
        "number",
        "yuan",
        "status",
        "attempts",
        "failure",
        "is_surplus",
        "created_at",
        "finished_at",
    )
    list_filter = (HangingFilter, "status", "is_surplus")
    search_fields = ("number", "=reference_id", "=charge__number")
    ordering = ("-created_at",)
    actions = ("resend", "to_wallet")

    @action(description="重新发起退款", permissions=["operator"])
    def resend(self, request: HttpRequest, queryset: QuerySet[Refund]) -> None:
        """Sends failed refunds again."""
        self._each(request, queryset, services.resend_refund, "重新发起退款")

    @action(description="改退到钱包", permissions=["operator"])
    def to_wallet(self, request: HttpRequest, queryset: QuerySet[Refund]) -> None:
        """Gives what can't go back the way it came to the payers' wallets."""
        self._each(request, queryset, services.reroute_refund, "改退到钱包")

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Refund], act: Callable[..., object], words: str
    ) -> None:
        for refund in queryset:
            try:
                act(refund_id=refund.id)
                note_change(request, refund, words)
            except ProblemError as error:
                self.message_user(request, f"{refund.number}：{error.detail}", messages.ERROR)


@admin.register(ProviderNotice)
class ProviderNoticeAdmin(OperatorReads):
    """Callbacks as they came."""

    list_display = ("event_key", "provider", "kind", "number", "verified", "outcome", "copies", "received_at")
    list_filter = ("provider", "outcome", "verified")
    search_fields = ("=number", "=event_key")
    ordering = ("-received_at",)


class GapInline(ReadOnlyInline):
    """Differences of a statement."""

    model = ReconciliationGap
    fields = ("kind", "line_kind", "number", "ours", "theirs", "resolved_at", "note")
    readonly_fields = fields


@admin.register(Statement)
class StatementAdmin(OperatorReads):
    """The report of the nightly comparison: a line for each provider and day."""

    list_display = (
        "day",
        "provider",
        "status",
        "line_count",
        "charged",
        "refunded",
        "gap_count",
        "failure",
        "checked_at",
    )
    list_filter = ("status", "provider")
    inlines = (GapInline,)
    actions = ("compare_again",)
    actions_list = ("compare_now",)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Says when statements were last looked at, and how many days lack theirs."""
        if request.method == "GET":
            self._tell_state(request)
        return super().changelist_view(request, extra_context)

    def _tell_state(self, request: HttpRequest) -> None:
        fact = Fact.objects.filter(name=LAST_RUN).first()
        told = f"上次对账：{fact.value['at'][:19]} UTC" if fact else "尚未对账"
        if missing := Statement.objects.filter(status=Statement.Status.FAILED).count():
            told += f"；{missing} 天的对账单取不到，每小时自动重试"
        self.message_user(request, told, messages.WARNING if missing else messages.INFO)

    @action(description="立即对账", url_path="compare-now", permissions=["operator"])
    def compare_now(self, request: HttpRequest) -> HttpResponse:
        """Looks at all days that are due, by a job: providers may take their time."""
        if RECONCILE_LOCK not in jobs.waiting_locks("payments.reconcile_now"):
            jobs.defer("payments.reconcile_now", lock=RECONCILE_LOCK)
        self.message_user(request, "已开始对账，请稍后刷新本页", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:payments_statement_changelist"))

    @display(description="收款（元）", ordering="charged_total")
    def charged(self, statement: Statement) -> str:
        """Money in, in yuan."""
        return yuan(statement.charged_total)

    @display(description="退款（元）", ordering="refunded_total")
    def refunded(self, statement: Statement) -> str:
        """Money back, in yuan."""
        return yuan(statement.refunded_total)

    @action(description="重新对账", permissions=["operator"])
    def compare_again(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        """Fetches and compares these days again."""
        for statement in queryset[:20]:
            found = services.reconcile(provider=statement.provider, day=statement.day)
            note_change(request, statement, "重新对账")
            level = messages.ERROR if found.failure else messages.SUCCESS
            told = found.failure or f"{found.get_status_display()}，差异 {found.gap_count} 处"
            self.message_user(request, f"{found}：{told}", level)


@admin.register(ReconciliationGap)
class ReconciliationGapAdmin(OperatorReads):
    """Differences, open ones first."""

    list_display = (
        "number",
        "kind",
        "line_kind",
        "ours",
        "theirs",
        "statement",
        "created_at",
        "resolved_at",
        "note",
    )
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("statement",)
    search_fields = ("=number",)
    ordering = ("-resolved_at", "-created_at")
    actions = ("resolve",)

    @action(description="标记为已处理", permissions=["operator"])
    def resolve(self, request: HttpRequest, queryset: QuerySet[ReconciliationGap]) -> None:
        """The operator has dealt with these."""
        for gap in queryset:
            services.resolve_gap(
                gap_id=gap.id, operator_id=UUID(str(request.user.pk)), note="运营已处理 dealt with"
            )
            note_change(request, gap, "标记为已处理")
