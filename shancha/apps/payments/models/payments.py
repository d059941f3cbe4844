"""What is owed, the attempts to pay it, and what goes back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Purpose(models.TextChoices):
    """What is paid for; the app of that thing owns `reference_id`."""

    ORDER = "order", "订单 order"
    TOP_UP = "top_up", "钱包充值 top-up"
    MEMBERSHIP = "membership", "会员 membership"
    DEPOSIT = "deposit", "商家保证金 deposit"


class Provider(models.TextChoices):
    """Who moves the money."""

    SANDBOX = "sandbox", "模拟收银台 sandbox"
    ALIPAY = "alipay", "支付宝 Alipay"
    WECHAT = "wechat", "微信支付 WeChat Pay"
    STRIPE = "stripe", "Stripe"


class Payment(models.Model):
    """An amount that a member owes, in fen. It is paid once, or closed; a success too many is refunded.

    `refunded_amount` counts what is promised back as well as what went: a refund takes its room when it is
    asked for, so that two at once never exceed what was paid.
    """

    class Status(models.TextChoices):
        """`closed` can no longer be paid."""

        PENDING = "pending", "待支付 pending"
        PAID = "paid", "已支付 paid"
        CLOSED = "closed", "已关闭 closed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=12, choices=Purpose)
    reference_id = models.UUIDField()
    subject = models.CharField(max_length=120)
    amount = models.BigIntegerField(help_text="fen")
    currency = models.CharField(max_length=3, default="CNY")
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    paid_amount = models.BigIntegerField(default=0)
    refunded_amount = models.BigIntegerField(default=0)
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "payments_payment"
        verbose_name = verbose_name_plural = "支付单 Payments"
        constraints = [
            models.UniqueConstraint(fields=["purpose", "reference_id"], name="payments_payment_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                & Q(refunded_amount__gte=0)
                & Q(refunded_amount__lte=F("paid_amount"))
                & Q(paid_amount__lte=F("amount")),
                name="payments_payment_amounts",
            ),
            models.CheckConstraint(
                condition=Q(status="paid", paid_amount=F("amount"), paid_at__isnull=False)
                | (~Q(status="paid") & Q(paid_amount=0)),
                name="payments_payment_paid",
            ),
        ]
        indexes = [
            models.Index(fields=["payer", "-created_at"], name="payments_payment_payer"),
            models.Index(fields=["expires_at"], condition=Q(status="pending"), name="payments_payment_due"),
        ]

    def __str__(self) -> str:
        return self.subject


class Charge(models.Model):
    """One attempt at one provider. `number` is ours, `provider_number` theirs.

    `superseded` means that the payer chose another way or device since; if it still succeeds, it counts
    when nothing else has paid, and goes back otherwise.
    """

    class Status(models.TextChoices):
        """Only `open` and `superseded` are still asked about."""

        OPEN = "open", "进行中 open"
        SUCCEEDED = "succeeded", "成功 succeeded"
        FAILED = "failed", "失败 failed"
        CLOSED = "closed", "已关闭 closed"
        SUPERSEDED = "superseded", "已换方式 superseded"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="charges")
    provider = models.CharField(max_length=10, choices=Provider)
    number = models.CharField(max_length=32, unique=True)
    provider_number = models.CharField(max_length=80, null=True)  # noqa: DJ001 - null: not known yet
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    amount = models.BigIntegerField(help_text="fen")
    refunded_amount = models.BigIntegerField(default=0)
    is_surplus = models.BooleanField(default=False)
    action = models.JSONField(default=dict)
    action_at = models.DateTimeField(null=True)
    action_is_phone = models.BooleanField(default=False)
    action_address = models.CharField(
        max_length=64,
        blank=True,
        help_text="keyed hash of the payer's, where it works from there alone",
    )
    failure = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    synced_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_charge"
        verbose_name = verbose_name_plural = "扣款 Charges"
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_number"], name="payments_charge_theirs"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(status="succeeded", is_surplus=False),
                name="payments_charge_one_success",
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(status="open"), name="payments_charge_one_open"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(refunded_amount__gte=0) & Q(refunded_amount__lte=F("amount")),
                name="payments_charge_amounts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["synced_at", "created_at"],
                condition=Q(status__in=["open", "superseded"]),
                name="payments_charge_waiting",
            ),
            models.Index(fields=["provider", "succeeded_at"], name="payments_charge_day"),
        ]

    def __str__(self) -> str:
        return self.number


class Refund(models.Model):
    """Money on its way back through the charge it came by. `reference_id` is the asker's, once each."""

    class Status(models.TextChoices):
        """`failed` and `returned` (paid, and back again) wait for an operator, who sends it again, or has it
        given another way (`rerouted`)."""

        PENDING = "pending", "处理中 pending"
        SUCCEEDED = "succeeded", "成功 succeeded"
        FAILED = "failed", "失败 failed"
        RETURNED = "returned", "到账后退回 returned"
        REROUTED = "rerouted", "已改退钱包 rerouted"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="refunds")
    number = models.CharField(max_length=32, unique=True)
    provider_number = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField(help_text="fen")
    reason = models.CharField(max_length=120)
    reference_id = models.UUIDField(unique=True)
    is_surplus = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    returns = models.PositiveSmallIntegerField(default=0, help_text="how often it came back")
    failure = models.CharField(max_length=200, blank=True)
    next_at = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_refund"
        verbose_name = verbose_name_plural = "退款 Refunds"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_refund_amount"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(status="pending"), name="payments_refund_due"),
            models.Index(fields=["finished_at"], name="payments_refund_day"),
        ]

    def __str__(self) -> str:
        return self.number
