"""Stores: one template for self-run and third-party ones, their staff, followers and own categories."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.community.models import Asset
from shancha.apps.mall.models.categories import Category
from shancha.apps.mall.models.merchants import Merchant
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Store(models.Model):
    """A shop of a merchant. `logo` and `banner` are ready-made JSON of their assets.

    `theme` is {"accent": "#rrggbb", "layout": "grid" | "list"}. `closing_at` is when a store that announced
    its end closes, 30 days after the notice (电子商务法 16). `commission_bp` null means: the category's.
    Counters change only together with the rows that they count, but for those of kept promises, which a job
    counts each night: of orders of the last 90 days that came or should have, how many came in time.
    """

    class Status(models.TextChoices):
        """Whether it is open."""

        OPEN = "open", "营业"
        SUSPENDED = "suspended", "暂停"
        CLOSING = "closing", "闭店公示"
        CLOSED = "closed", "已闭店"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merchant = models.ForeignKey(
        Merchant, on_delete=models.PROTECT, related_name="stores", verbose_name="商家"
    )
    slug = models.SlugField("标识", max_length=40, unique=True)
    name = models.CharField("店名", max_length=40, unique=True)
    intro = models.CharField("简介", max_length=500, blank=True, default="")
    logo_asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    logo = models.JSONField(null=True, blank=True)
    banner_asset = models.ForeignKey(
        Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    banner = models.JSONField(null=True, blank=True)
    is_self_run = models.BooleanField("平台自营", default=False)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.OPEN)
    status_reason = models.CharField("状态原因", max_length=500, blank=True, default="")
    closing_at = models.DateTimeField("闭店时间", null=True, blank=True)
    phone = models.CharField("客服电话", max_length=30, blank=True, default="")
    hours = models.CharField("客服时间", max_length=60, blank=True, default="")
    city_name = models.CharField("所在地", max_length=40, blank=True, default="")
    return_receiver = models.CharField("退货收件人", max_length=30, blank=True, default="")
    return_phone = models.CharField("退货电话", max_length=30, blank=True, default="")
    return_address = models.CharField("退货地址", max_length=160, blank=True, default="")
    theme = models.JSONField(default=dict, blank=True)
    follower_count = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    product_count = models.PositiveIntegerField("在售商品", default=0)
    sold_count = models.PositiveBigIntegerField("已售", default=0)
    promise_kept_count = models.PositiveIntegerField("按时送达", default=0)
    promise_due_count = models.PositiveIntegerField("应送达", default=0)
    commission_bp = models.PositiveSmallIntegerField("佣金（万分比）", null=True, blank=True)
    is_demo = models.BooleanField("示例内容", default=False)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_store"
        verbose_name = verbose_name_plural = "店铺"
        indexes = [
            models.Index(
                fields=["-follower_count", "-id"],
                name="mall_store_followed",
                condition=Q(status__in=["open", "closing"]),
            ),
            models.Index(fields=["closing_at"], name="mall_store_closing", condition=Q(status="closing")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="closing") | Q(closing_at__isnull=False), name="mall_store_closing_dated"
            ),
            models.CheckConstraint(
                condition=Q(commission_bp__isnull=True) | Q(commission_bp__lte=5000),
                name="mall_store_commission",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StoreRole(models.TextChoices):
    """What a member of the staff may do; `policies` says what each role opens."""

    OWNER = "owner", "店主"
    MANAGER = "manager", "店长"
    CATALOGUE = "catalogue", "商品"
    SHIPPING = "shipping", "发货"
    SERVICE = "service", "客服"
    FINANCE = "finance", "财务"


class StoreStaff(models.Model):
    """Somebody who works for a store, in one role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="staff", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    role = models.CharField("角色", max_length=10, choices=StoreRole.choices)
    added_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_storestaff"
        verbose_name = verbose_name_plural = "店铺成员"
        constraints = [models.UniqueConstraint(fields=["store", "user"], name="mall_storestaff_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class StaffTenure(models.Model):
    """A time that somebody worked for a store and that is over: what they wrote about its goods in it stays
    staff's writing. Written when a StoreStaff row goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    role = models.CharField("角色", max_length=10, choices=StoreRole.choices)
    joined_at = models.DateTimeField("加入时间")
    left_at = models.DateTimeField("离开时间", default=now)

    class Meta:
        db_table = "mall_stafftenure"
        verbose_name = verbose_name_plural = "店铺成员履历"
        indexes = [models.Index(fields=["store", "user", "joined_at"], name="mall_stafftenure_time")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class StaffInvitation(models.Model):
    """A store asks a member to work for it in one role; the row goes when it is accepted or withdrawn.
    A declined one stays with its `declined_at`, so that the store cannot ask again and again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    role = models.CharField("角色", max_length=10, choices=StoreRole.choices)
    invited_by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    declined_at = models.DateTimeField("谢绝时间", null=True, blank=True)
    created_at = models.DateTimeField("邀请时间", default=now)

    class Meta:
        db_table = "mall_staffinvitation"
        verbose_name = verbose_name_plural = "店铺成员邀请"
        constraints = [
            models.UniqueConstraint(fields=["store", "user"], name="mall_staffinvitation_once"),
            models.CheckConstraint(condition=~Q(role="owner"), name="mall_staffinvitation_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class StoreFollow(models.Model):
    """A member follows a store."""

    pk = models.CompositePrimaryKey("user_id", "store_id")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_storefollow"
        indexes = [
            models.Index(fields=["user", "-created_at", "-store"], name="mall_storefollow_own"),
            models.Index(fields=["store", "-created_at"], name="mall_storefollow_store"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.store_id}"


class StoreCategory(models.Model):
    """A store's own category, two levels at most, mapped to the mall's tree where it fits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    name = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_storecategory"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "parent", "name"], nulls_distinct=False, name="mall_storecategory_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
