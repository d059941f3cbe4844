"""From a note to a kept order: touches, the rule that weighs them, and the credit of a note's author."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.community.models import Note
from shancha.apps.mall.models import Product, Store
from shancha.apps.orders.models.orders import Order, OrderLine
from shancha.apps.orders.sources import Source
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


class Visit(models.Model):
    """Somebody came to a store's tab (`open`) or product (`view`, `cart`) otherwise than through a note, by
    the page that led there. One of a kind a day; forgotten as soon as it is counted for good. `person` is
    the event log's name of them (`insights.Event`)."""

    class Kind(models.TextChoices):
        """How closely."""

        OPEN = "open", "打开店铺页"
        VIEW = "view", "查看商品"
        CART = "cart", "加入购物车"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(
        Product, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.CharField(max_length=40)
    source = models.CharField(max_length=20, choices=Source)
    kind = models.CharField(max_length=5, choices=Kind)

    class Meta:
        db_table = "orders_visit"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "store", "product", "person", "source", "kind"],
                nulls_distinct=False,
                name="orders_visit_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class Steps(models.Model):
    """How many people there were on one day (Asia/Shanghai): saw a note's card, opened the note or the tab,
    saw the product, wished for it, put it into the cart."""

    impressions = models.PositiveIntegerField(default=0)
    opens = models.PositiveIntegerField(default=0)
    views = models.PositiveIntegerField(default=0)
    wants = models.PositiveIntegerField(default=0)
    carts = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class StoreTouches(Steps):
    """How many people met a store's goods on one day, by source. Counted from touches (through notes) and
    visits (any other way), and kept when those are forgotten."""

    pk = models.CompositePrimaryKey("store_id", "day", "source")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    source = models.CharField(max_length=20, choices=Source, default=Source.NOTE)

    class Meta:
        db_table = "orders_storetouches"
        indexes = [models.Index(fields=["day"], name="orders_storetouches_day")]

    def __str__(self) -> str:
        return f"{self.store_id} {self.day}"


class NoteTouches(Steps):
    """The same for one note about a store's goods; of each store and day the fifty notes that led most
    people on. Kept as long as figures look back."""

    pk = models.CompositePrimaryKey("store_id", "day", "note_id")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "orders_notetouches"
        indexes = [models.Index(fields=["day"], name="orders_notetouches_day")]

    def __str__(self) -> str:
        return f"{self.note_id} {self.day}"


class Sales(Order):
    """Orders as what the market sold, under a name of their own in the back office."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "销售与转化"


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
