"""What providers tell us, kept as it came."""

from django.db import models
from django.db.models import Q

from shancha.apps.payments.models.payments import Provider
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class ProviderNotice(models.Model):
    """One callback. The same one sent again finds its row by `event_key` and changes nothing but `copies`."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "待处理 waiting"
        APPLIED = "applied", "已生效 applied"
        REPEATED = "repeated", "重复 repeated"
        IGNORED = "ignored", "无需处理 ignored"
        UNKNOWN = "unknown", "找不到单号 unknown"
        MISMATCHED = "mismatched", "金额不符 mismatched"
        FORGED = "forged", "验签失败 forged"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.CharField(max_length=10, choices=Provider)
    event_key = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=80, blank=True, db_index=True)
    verified = models.BooleanField()
    body = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    copies = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField(default=now)
    processed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_notice"
        verbose_name = verbose_name_plural = "支付回调 Provider notices"
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_key"], name="payments_notice_once"),
        ]
        indexes = [
            models.Index(fields=["-received_at"], name="payments_notice_latest"),
            models.Index(fields=["received_at"], condition=Q(verified=False), name="payments_notice_forged"),
        ]

    def __str__(self) -> str:
        return self.event_key
