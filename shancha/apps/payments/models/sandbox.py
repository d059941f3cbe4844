"""The sandbox provider's own books: what a real provider would keep on its side."""

from django.db import models
from django.db.models import F, Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class SandboxTrade(models.Model):
    """A trade at the sandbox cashier. `key` is the unguessable part of the cashier's address, `payer` whose
    account paid, as was typed at the cashier."""

    class Status(models.TextChoices):
        """As a provider would say it."""

        WAITING = "waiting", "待付款 waiting"
        PAID = "paid", "已付款 paid"
        FAILED = "failed", "付款失败 failed"
        CLOSED = "closed", "已关闭 closed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=22, unique=True)
    trade_number = models.CharField(max_length=32, unique=True)
    merchant_number = models.CharField(max_length=32, db_index=True)
    subject = models.CharField(max_length=120)
    amount = models.BigIntegerField(help_text="fen")
    refunded_amount = models.BigIntegerField(default=0)
    return_path = models.CharField(max_length=300)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    payer = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        db_table = "payments_sandboxtrade"
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_amount__gte=0) & Q(refunded_amount__lte=F("amount")),
                name="payments_sandbox_refunded",
            ),
        ]
        indexes = [models.Index(fields=["paid_at"], name="payments_sandbox_day")]

    def __str__(self) -> str:
        return self.trade_number


class SandboxRefund(models.Model):
    """A refund at the sandbox, once for each of the merchant's refund numbers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trade = models.ForeignKey(SandboxTrade, on_delete=models.CASCADE, related_name="refunds")
    merchant_number = models.CharField(max_length=32, unique=True)
    amount = models.BigIntegerField(help_text="fen")
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        db_table = "payments_sandboxrefund"

    def __str__(self) -> str:
        return self.merchant_number
