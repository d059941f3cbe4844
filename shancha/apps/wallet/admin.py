"""The back office of the wallet: withdrawals to decide, freezes, the ledger to read."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action, display

from shancha.apps.accounts.admin import note_change
from shancha.apps.payments.admin import OperatorReads, ReadOnlyInline
from shancha.apps.wallet import services
from shancha.apps.wallet.models import (
    JournalEntry,
    LedgerAccount,
    LedgerCheck,
    PointsLot,
    Posting,
    TopUp,
    WalletFreeze,
    Withdrawal,
)
from shancha.kit.errors import ProblemError


def _asker(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


@admin.register(Withdrawal)
class WithdrawalAdmin(OperatorReads):
    """The queue of withdrawals: let go, refuse, mark as paid or as bounced."""

    list_display = (
        "number",
        "yuan",
        "owner_kind",
        "requested_by",
        "method",
        "real_name",
        "account",
        "status",
        "created_at",
        "finished_at",
    )
    list_filter = ("status", "owner_kind", "method")
    list_select_related = ("requested_by",)
    search_fields = ("number", "=owner_id", "transfer_number")
    ordering = ("created_at",)
    actions = ("approve", "reject", "paid", "failed")

    def _each(self, request: HttpRequest, queryset: QuerySet[Withdrawal], text: str, deed: Any) -> None:
        for withdrawal in queryset:
            try:
                deed(withdrawal)
                note_change(request, withdrawal, text)
            except ProblemError as error:
                self.message_user(request, f"{withdrawal.number}：{error.detail}", messages.ERROR)

    @action(description="同意提现", permissions=["operator"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Withdrawal]) -> None:
        """Lets these go to the bank."""
        self._each(
            request,
            queryset,
            "同意提现",
            lambda each: services.decide_withdrawal(
                withdrawal_id=each.id, operator_id=_asker(request), approve=True
            ),
        )

    @action(description="拒绝提现（信息不符）", permissions=["operator"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Withdrawal]) -> None:
        """Refuses these; the money goes back."""
        self._each(
            request,
            queryset,
            "拒绝提现",
            lambda each: services.decide_withdrawal(
                withdrawal_id=each.id,
                operator_id=_asker(request),
                approve=False,
                reason="收款信息与实名不符 The account does not match",
            ),
        )

    @action(description="已打款", permissions=["operator"])
    def paid(self, request: HttpRequest, queryset: QuerySet[Withdrawal]) -> None:
        """The bank has taken these."""
        self._each(
            request,
            queryset,
            "已打款",
            lambda each: services.mark_withdrawal_paid(
                withdrawal_id=each.id, operator_id=_asker(request), transfer_number=each.number
            ),
        )

    @action(description="打款失败或被退回", permissions=["operator"])
    def failed(self, request: HttpRequest, queryset: QuerySet[Withdrawal]) -> None:
        """The bank refused these or sent them back."""
        self._each(
            request,
            queryset,
            "打款失败",
            lambda each: services.mark_withdrawal_failed(
                withdrawal_id=each.id, operator_id=_asker(request), reason="银行退回 The bank sent it back"
            ),
        )


class PostingInline(ReadOnlyInline):
    """The legs of an entry."""

    model = Posting
    fields = ("account", "amount", "balance_after", "created_at")
    readonly_fields = fields
    show_change_link = False


@admin.register(JournalEntry)
class JournalEntryAdmin(OperatorReads):
    """The journal."""

    list_display = ("key", "kind", "reference_kind", "reference_id", "created_at")
    list_filter = ("kind",)
    search_fields = ("=key", "=reference_id")
    ordering = ("-id",)
    inlines = (PostingInline,)


@admin.register(LedgerAccount)
class LedgerAccountAdmin(OperatorReads):
    """Accounts and what stands on them."""

    list_display = ("owner_kind", "owner_id", "kind", "currency", "balance")
    list_filter = ("owner_kind", "currency", "kind")
    search_fields = ("=owner_id", "=id")
    ordering = ("owner_kind", "kind")


@admin.register(TopUp)
class TopUpAdmin(OperatorReads):
    """Money put in."""

    list_display = ("id", "user", "yuan", "status", "created_at", "finished_at")
    list_filter = ("status",)
    list_select_related = ("user",)
    search_fields = ("=id", "user__handle")
    ordering = ("-created_at",)


@admin.register(PointsLot)
class PointsLotAdmin(OperatorReads):
    """Points and their end."""

    list_display = ("user", "kind", "granted", "remaining", "expires_at", "created_at")
    list_select_related = ("user",)
    search_fields = ("user__handle",)
    ordering = ("-created_at",)


@admin.register(WalletFreeze)
class WalletFreezeAdmin(OperatorReads):
    """Stops on wallets: made here, lifted by the action."""

    list_display = ("owner_kind", "owner_id", "reason", "frozen_by", "frozen_at", "lifted_at")
    list_filter = (("lifted_at", admin.EmptyFieldListFilter),)
    list_select_related = ("frozen_by",)
    search_fields = ("=owner_id",)
    ordering = ("-frozen_at",)
    fields = ("owner_kind", "owner_id", "reason")
    actions = ("lift",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators stop wallets here."""
        return self.has_operator_permission(request)

    def save_model(self, request: HttpRequest, obj: WalletFreeze, form: Any, change: Any) -> None:
        """Through the service, so that its owner is told."""
        services.freeze_wallet(
            owner_kind=obj.owner_kind,
            owner_id=obj.owner_id,
            operator_id=_asker(request),
            reason=obj.reason,
        )

    def log_addition(self, request: HttpRequest, obj: WalletFreeze, message: Any) -> None:
        """The row is the service's; its line in the log names the owner."""
        stored = WalletFreeze.objects.filter(owner_id=obj.owner_id, lifted_at__isnull=True).first()
        if stored is not None:
            super().log_addition(request, stored, message)

    @action(description="解除冻结", permissions=["operator"])
    def lift(self, request: HttpRequest, queryset: QuerySet[WalletFreeze]) -> None:
        """Lets these wallets go."""
        for freeze in queryset:
            services.unfreeze_wallet(owner_kind=freeze.owner_kind, owner_id=freeze.owner_id)
            note_change(request, freeze, "解除冻结")


@admin.register(LedgerCheck)
class LedgerCheckAdmin(OperatorReads):
    """What the nightly look at the ledger found."""

    list_display = ("checked_at", "is_right", "posting_count", "account_count", "sums", "clearing")
    list_filter = ("is_right",)

    @display(description="渠道余额")
    def clearing(self, check: LedgerCheck) -> str:
        """How the providers' clearing accounts agree with payments."""
        return str(check.clearing or "")
