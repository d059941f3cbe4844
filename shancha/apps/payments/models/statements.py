"""A provider's statement of one day, and where it and our books part."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.payments.models.payments import Provider
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Statement(models.Model):
    """A provider's day (Asia/Shanghai), fetched and compared."""

    class Status(models.TextChoices):
        """`matched` without gaps, `gaps` with some, `failed` when the provider gave none."""

        FETCHED = "fetched", "已取得 fetched"
        MATCHED = "matched", "一致 matched"
        GAPS = "gaps", "有差异 gaps"
        FAILED = "failed", "取得失败 failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=10, choices=Provider)
    day = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.FETCHED)
    line_count = models.PositiveIntegerField(default=0)
    charged_total = models.BigIntegerField(default=0, help_text="fen")
    refunded_total = models.BigIntegerField(default=0, help_text="fen")
    fee_total = models.BigIntegerField(default=0, help_text="fen")
    gap_count = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "payments_statement"
        verbose_name = verbose_name_plural = "对账单 Statements"
        ordering = ["-day", "provider"]
        constraints = [models.UniqueConstraint(fields=["provider", "day"], name="payments_statement_day")]

    def __str__(self) -> str:
        return f"{self.provider} {self.day}"


class StatementLine(models.Model):
    """One movement as the provider states it; `number` is ours, as they give it back."""

    class Kind(models.TextChoices):
        """Money in or back."""

        CHARGE = "charge", "收款 charge"
        REFUND = "refund", "退款 refund"

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind)
    number = models.CharField(max_length=80)
    provider_number = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField(help_text="fen")
    fee = models.BigIntegerField(default=0, help_text="fen")

    class Meta:
        db_table = "payments_statementline"
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "number", "provider_number"], name="payments_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class ReconciliationGap(models.Model):
    """A difference between a statement and our books, until an operator has resolved it or a later
    comparison finds it gone."""

    class Kind(models.TextChoices):
        """What does not agree."""

        MISSING_HERE = "missing_here", "我方缺失 missing here"
        MISSING_THERE = "missing_there", "对方缺失 missing there"
        AMOUNT = "amount", "金额不符 amount"
        STATE = "state", "状态不符 state"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="gaps", db_index=False)
    kind = models.CharField(max_length=13, choices=Kind)
    line_kind = models.CharField(max_length=6, choices=StatementLine.Kind)
    number = models.CharField(max_length=80)
    ours = models.BigIntegerField(null=True, help_text="fen")
    theirs = models.BigIntegerField(null=True, help_text="fen")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        db_table = "payments_gap"
        verbose_name = verbose_name_plural = "对账差异 Reconciliation gaps"
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "line_kind", "number"], name="payments_gap_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(resolved_at__isnull=True), name="payments_gap_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
