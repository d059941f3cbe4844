"""Objections: what came back after an early refund is not what was to come back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.orders.models.aftersales import AfterSale
from shancha.kit.clock import now

USER = settings.AUTH_USER_MODEL


class Objection(models.Model):
    """A store's objection to a return that was refunded before it arrived, once for each case. Amounts are
    fen: `amount` is what the store asks back, never above what the buyer got; `granted` what the ruling gives
    of it, which the store has at once; `paid` what the buyer has given back of that."""

    class Reason(models.TextChoices):
        """What is wrong with what came back."""

        EMPTY = "empty", "空包裹"
        WRONG_ITEM = "wrong_item", "不是原商品"
        MISSING = "missing", "少件或缺配件"
        DAMAGED = "damaged", "损坏或已使用"
        NOT_ARRIVED = "not_arrived", "一直没有送达"

    class Status(models.TextChoices):
        """Whether it was ruled, and for whom."""

        OPEN = "open", "待裁定"
        UPHELD = "upheld", "异议成立"
        REJECTED = "rejected", "异议不成立"

    after_sale = models.OneToOneField(
        AfterSale, primary_key=True, on_delete=models.PROTECT, related_name="objection"
    )
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=12, choices=Reason)
    amount = models.BigIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    granted = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    ruling = models.CharField(max_length=500, blank=True)
    ruled_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    ruled_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="when operators are reminded of the ruling")
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, help_text="when the buyer had given all of it back")

    class Meta:
        db_table = "orders_objection"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, granted__gte=0, paid__gte=0)
                & Q(granted__lte=F("amount"))
                & Q(paid__lte=F("granted")),
                name="orders_objection_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["status"], condition=Q(status="open"), name="orders_objection_open"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="orders_objection_due"),
            models.Index(fields=["buyer"], condition=Q(paid__lt=F("granted")), name="orders_objection_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.status}"

    @property
    def left(self) -> int:
        """What the buyer still owes of it; fen."""
        return self.granted - self.paid
