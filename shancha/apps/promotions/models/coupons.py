"""Coupons (薯券): the offer, who has one in the pocket, and the codes that give one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models import Brand, Category, Product, Store
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Coupon(models.Model):
    """An offer to claim. Covers goods of its store, category, brand or products, each where `scope` says so;
    a store's coupon covers only that store's goods whatever its scope.

    `value` is fen (amount, freight) or basis points off (percent); `cap` the most fen off. `quantity` are
    handed out in all, `per_user` to one member. A claim is good from `valid_from` (or at once) until
    `valid_until`, or for `valid_days` days. `platform_share_bp` of the discount is paid by the platform, the
    rest by the store. Once claimed, what it gives is never changed.
    """

    class Scope(models.TextChoices):
        """What it covers."""

        PLATFORM = "platform", "全场"
        STORE = "store", "店铺"
        CATEGORY = "category", "品类"
        BRAND = "brand", "品牌"
        PRODUCT = "product", "商品"

    class Kind(models.TextChoices):
        """What it takes off."""

        AMOUNT = "amount", "满减"
        PERCENT = "percent", "折扣"
        FREIGHT = "freight", "运费"

    class Status(models.TextChoices):
        """Whether it is handed out. Claims stay good when it is paused or ended."""

        DRAFT = "draft", "草稿"
        ACTIVE = "active", "发放中"
        PAUSED = "paused", "暂停"
        ENDED = "ended", "已结束"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_zh = models.CharField("名称", max_length=30)
    name_en = models.CharField("英文名称", max_length=60, blank=True, default="")
    scope = models.CharField("范围", max_length=8, choices=Scope.choices, default=Scope.PLATFORM)
    kind = models.CharField("类型", max_length=7, choices=Kind.choices, default=Kind.AMOUNT)
    store = models.ForeignKey(
        Store, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="店铺"
    )
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="品类"
    )
    brand = models.ForeignKey(
        Brand, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="品牌"
    )
    threshold = models.PositiveBigIntegerField("门槛（分）", default=0)
    value = models.PositiveBigIntegerField("面额（分）或折扣（万分比）")
    cap = models.PositiveBigIntegerField("最多减（分）", null=True, blank=True)
    quantity = models.PositiveIntegerField("发行量")
    claimed_count = models.PositiveIntegerField("已领", default=0, editable=False)
    per_user = models.PositiveSmallIntegerField("每人限领", default=1)
    claim_starts_at = models.DateTimeField("开始领取", default=now)
    claim_ends_at = models.DateTimeField("停止领取", null=True, blank=True)
    valid_from = models.DateTimeField("生效", null=True, blank=True)
    valid_until = models.DateTimeField("失效", null=True, blank=True)
    valid_days = models.PositiveSmallIntegerField("领取后有效天数", null=True, blank=True)
    platform_share_bp = models.PositiveSmallIntegerField("平台承担（万分比）", default=10_000)
    members_only = models.BooleanField("会员专享", default=False)
    code_only = models.BooleanField("仅兑换码", default=False)
    status = models.CharField("状态", max_length=6, choices=Status.choices, default=Status.DRAFT)
    created_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_coupon"
        verbose_name = verbose_name_plural = "薯券"
        indexes = [
            models.Index(
                fields=["-claim_starts_at", "-id"],
                name="promotions_coupon_centre",
                condition=Q(status="active", code_only=False),
            ),
            models.Index(fields=["store", "-created_at", "-id"], name="promotions_coupon_store"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_count__lte=F("quantity")), name="promotions_coupon_never_overclaimed"
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0, quantity__gt=0, per_user__gt=0)
                & (~Q(kind="percent") | Q(value__lt=10_000)),
                name="promotions_coupon_value",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=False, valid_days__isnull=True)
                | Q(valid_until__isnull=True, valid_days__gt=0),
                name="promotions_coupon_validity",
            ),
            models.CheckConstraint(
                condition=Q(platform_share_bp__lte=10_000)
                & (Q(store__isnull=False) | Q(platform_share_bp=10_000)),
                name="promotions_coupon_funding",
            ),
            models.CheckConstraint(
                condition=(~Q(scope="store") | Q(store__isnull=False))
                & (
                    Q(scope="category", category__isnull=False)
                    | ~Q(scope="category") & Q(category__isnull=True)
                )
                & (Q(scope="brand", brand__isnull=False) | ~Q(scope="brand") & Q(brand__isnull=True))
                & (~Q(scope="platform") | Q(store__isnull=True)),
                name="promotions_coupon_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh


class CouponProduct(models.Model):
    """A product that a coupon of scope "product" covers."""

    pk = models.CompositePrimaryKey("coupon_id", "product_id")
    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="products", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "promotions_couponproduct"

    def __str__(self) -> str:
        return f"{self.coupon_id} {self.product_id}"


class CouponClaim(models.Model):
    """A coupon in a member's pocket: open, held by an unpaid order, used by a paid one, expired, or void.

    `reference_id` names the group of orders that holds or used it. `serial` counts a member's claims of one
    coupon from 1; with the unique constraint no member ever has more than `per_user`. Only
    `services.coupon_states` moves a claim.
    """

    class Status(models.TextChoices):
        """Where it is."""

        OPEN = "open", "可用"
        HELD = "held", "占用中"
        USED = "used", "已使用"
        EXPIRED = "expired", "已过期"
        VOID = "void", "已作废"

    class Source(models.TextChoices):
        """How it came into the pocket."""

        CENTRE = "centre", "领券中心"
        CODE = "code", "兑换码"
        GRANT = "grant", "平台发放"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    serial = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.OPEN)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.CENTRE)
    reference_id = models.UUIDField(null=True, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_couponclaim"
        verbose_name = verbose_name_plural = "领取的薯券"
        indexes = [
            models.Index(fields=["user", "status", "valid_until", "id"], name="promotions_claim_pocket"),
            models.Index(fields=["valid_until"], name="promotions_claim_due", condition=Q(status="open")),
            models.Index(
                fields=["reference_id"],
                name="promotions_claim_reference",
                condition=Q(reference_id__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["coupon", "user", "serial"], name="promotions_claim_serial_once"),
            models.CheckConstraint(
                condition=Q(status__in=["held", "used"], reference_id__isnull=False)
                | Q(status__in=["open", "expired", "void"], reference_id__isnull=True),
                name="promotions_claim_reference_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="promotions_claim_validity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coupon_id} {self.user_id} {self.status}"


class CouponEvent(models.Model):
    """What happened to a claim, and for which order: written, never changed."""

    class Kind(models.TextChoices):
        """What happened."""

        CLAIMED = "claimed", "领取"
        HELD = "held", "占用"
        RELEASED = "released", "释放"
        USED = "used", "使用"
        RETURNED = "returned", "退回"
        EXPIRED = "expired", "过期"
        VOIDED = "voided", "作废"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(CouponClaim, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reference_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_couponevent"
        indexes = [models.Index(fields=["claim", "id"], name="promotions_couponevent_claim")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind}"


class GiftCode(models.Model):
    """A code that gives a coupon. Only its keyed hash is kept; `hint` is its end, for people to recognise."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="+", verbose_name="薯券")
    code_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField("尾号", max_length=4)
    label = models.CharField("批次", max_length=40, blank=True, default="")
    max_uses = models.PositiveIntegerField("可用次数", default=1)
    used = models.PositiveIntegerField("已用", default=0)
    ends_at = models.DateTimeField("截止", null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_giftcode"
        verbose_name = verbose_name_plural = "兑换码"
        constraints = [
            models.CheckConstraint(
                condition=Q(max_uses__gt=0, used__lte=F("max_uses")),
                name="promotions_giftcode_within",
            )
        ]

    def __str__(self) -> str:
        return f"····{self.hint}"


class GiftCodeUse(models.Model):
    """A member used a code, once."""

    pk = models.CompositePrimaryKey("code_id", "user_id")
    code = models.ForeignKey(GiftCode, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(CouponClaim, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_giftcodeuse"

    def __str__(self) -> str:
        return f"{self.code_id} {self.user_id}"
