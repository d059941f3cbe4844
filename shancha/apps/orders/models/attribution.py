"""From a note to a kept order: touches, the rule that weighs them, and the credit of a note's author."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.community.models import Note
from shancha.apps.mall.models import Product, Store
from shancha.apps.orders.models.orders import OrderLine
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Touch(models.Model):
    """Somebody met a product through a note: saw its card, opened it, tapped the product in it, put it into
    the cart from there. One of a kind a day. Forgotten after the longest window."""

    class Kind(models.TextChoices):
        """How closely."""

        IMPRESSION = "impression", "看到"
        OPEN = "open", "打开笔记"
        TAG = "tag", "点开商品"
        CART = "cart", "加入购物车"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor_key = models.CharField(max_length=32, blank=True)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey(
        Product, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_touch"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "visitor_key", "note", "product", "kind", "day"],
                nulls_distinct=False,
                name="orders_touch_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "at"], condition=Q(user__isnull=False), name="orders_touch_user"),
            models.Index(fields=["visitor_key"], condition=Q(user__isnull=True), name="orders_touch_visitor"),
            models.Index(fields=["day"], name="orders_touch_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.note_id}"


class StoreTouches(models.Model):
    """How many people met a store's goods through notes on one day (Asia/Shanghai): saw a card, opened the
    note, tapped the product, put it into the cart from there. Counted from touches, and kept when those are
    forgotten."""

    pk = models.CompositePrimaryKey("store_id", "day")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    impressions = models.PositiveIntegerField(default=0)
    opens = models.PositiveIntegerField(default=0)
    views = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "orders_storetouches"

    def __str__(self) -> str:
        return f"{self.store_id} {self.day}"


class AttributionRule(models.Model):
    """How touches are weighed. A version never changes; a new one is made, and says from when it holds.
    `weights` by kind of touch; touches older than `window_days` before the order count nothing."""

    version = models.PositiveSmallIntegerField(primary_key=True)
    window_days = models.PositiveSmallIntegerField()
    weights = models.JSONField()
    active_from = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_attributionrule"
        verbose_name = verbose_name_plural = "归因规则"

    def __str__(self) -> str:
        return f"v{self.version}"


class Credit(models.Model):
    """A note's share in the sale of one line. `amount` is its part of what the line's goods brought (fen,
    without freight and tax); `returned` went back with refunds. The buyer is not named to anybody."""

    class Status(models.TextChoices):
        """Whether the sale stood."""

        PENDING = "pending", "待确认"
        KEPT = "kept", "已确认"
        REVERSED = "reversed", "已退款"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule = models.ForeignKey(AttributionRule, on_delete=models.PROTECT, related_name="+", db_index=False)
    share_bp = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    returned = models.BigIntegerField(default=0)
    touches = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_credit"
        verbose_name = verbose_name_plural = "种草归因"
        constraints = [
            models.UniqueConstraint(fields=["line", "note"], name="orders_credit_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, returned__gte=0, returned__lte=F("amount"))
                & Q(share_bp__gte=1, share_bp__lte=10_000),
                name="orders_credit_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-id"], name="orders_credit_author"),
            models.Index(fields=["store", "-id"], name="orders_credit_store"),
        ]

    def __str__(self) -> str:
        return f"{self.share_bp} bp"
