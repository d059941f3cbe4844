"""Membership (小红卡): plans, who is a member until when, what was paid for it and what it saved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.payments.models import Payment
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class MembershipPlan(models.Model):
    """A plan on sale, in fen for `months` months. Members buy at member prices, have `free_deliveries`
    deliveries free in every 30 days, and earn points times `points_multiplier_bp`. Stores answer their
    after-sales within `answer_hours`, and what they send back is refunded without waiting for the store after
    as long, up to `early_refund_amount` (fen) in every 30 days; 0 gives no early refund."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField("标识", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=20)
    name_en = models.CharField("英文名称", max_length=40)
    months = models.PositiveSmallIntegerField("月数")
    price = models.PositiveBigIntegerField("价格（分）")
    trial_days = models.PositiveSmallIntegerField("试用天数", default=0)
    free_deliveries = models.PositiveSmallIntegerField("每 30 天免运费次数", default=4)
    points_multiplier_bp = models.PositiveIntegerField("积分倍率（万分比）", default=20_000)
    answer_hours = models.PositiveSmallIntegerField("售后答复时限（小时）", default=24)
    early_refund_amount = models.PositiveBigIntegerField("每 30 天提前退款额度（分）", default=20_000)
    position = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("在售", default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_membershipplan"
        verbose_name = verbose_name_plural = "会员套餐"
        ordering = ["position", "months", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gt=0, months__lte=36, price__gt=0, points_multiplier_bp__gte=10_000)
                & Q(answer_hours__gte=1, answer_hours__lte=48),
                name="promotions_plan_sensible",
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


class Membership(models.Model):
    """A member's card, one each. `ends_at` alone decides whether it is good; `status` says how it came
    there. `renews`: a reminder with a new bill comes before the end; nothing is ever charged silently.

    `deliveries_used` counts free deliveries since `deliveries_since`; `saved_amount` is what the card has
    taken off paid orders, in fen.
    """

    class Status(models.TextChoices):
        """How it stands."""

        TRIAL = "trial", "试用中"
        ACTIVE = "active", "生效中"
        CANCELLED = "cancelled", "已退订"
        EXPIRED = "expired", "已到期"

    user = models.OneToOneField(USER, primary_key=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(MembershipPlan, on_delete=models.PROTECT, related_name="+")
    status = models.CharField("状态", max_length=9, choices=Status.choices)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("到期")
    renews = models.BooleanField("续费提醒", default=False)
    trial_used_at = models.DateTimeField(null=True, blank=True)
    reminded_for = models.DateTimeField(null=True, blank=True, help_text="the end that was told")
    deliveries_used = models.PositiveSmallIntegerField(default=0)
    deliveries_since = models.DateTimeField(default=now)
    saved_amount = models.BigIntegerField("已省（分）", default=0)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_membership"
        verbose_name = verbose_name_plural = "会员"
        indexes = [
            models.Index(
                fields=["ends_at"],
                name="promotions_membership_due",
                condition=Q(status__in=["trial", "active"]),
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(saved_amount__gte=0), name="promotions_membership_saved")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.status}"


class MembershipPeriod(models.Model):
    """A stretch of membership that was bought, renewed or tried. Its times are set when it is paid, and so is
    the card's `renews`, where the buyer chose it with the purchase."""

    class Kind(models.TextChoices):
        """Where it came from."""

        TRIAL = "trial", "试用"
        PURCHASE = "purchase", "购买"
        RENEWAL = "renewal", "续费"

    class Status(models.TextChoices):
        """Whether it is paid."""

        PENDING = "pending", "待付款"
        PAID = "paid", "已付款"
        CLOSED = "closed", "未付款关闭"
        REFUNDED = "refunded", "已退款"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(MembershipPlan, on_delete=models.PROTECT, related_name="+", db_index=False)
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    status = models.CharField(max_length=8, choices=Status.choices)
    amount = models.BigIntegerField(default=0)
    refunded_amount = models.BigIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    renews = models.BooleanField(null=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_membershipperiod"
        verbose_name = verbose_name_plural = "会员周期"
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="promotions_period_own")]
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_amount__gte=0, refunded_amount__lte=F("amount")),
                name="promotions_period_refund_within",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(status="pending"), name="promotions_period_one_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.status}"


class MembershipUse(models.Model):
    """What a card gave to one group of orders (`reference_id`): free deliveries, and fen saved in all. Or to
    one after-sales case: a refund before the goods arrived."""

    class Status(models.TextChoices):
        """As for coupons."""

        HELD = "held", "占用中"
        USED = "used", "已使用"
        RETURNED = "returned", "已退回"

    reference_id = models.UUIDField(primary_key=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    free_deliveries = models.PositiveSmallIntegerField(default=0)
    saved_amount = models.BigIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.HELD)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_membershipuse"

    def __str__(self) -> str:
        return f"{self.reference_id} {self.status}"
