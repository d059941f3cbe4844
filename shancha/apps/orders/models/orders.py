"""Orders: what was bought, at which frozen price, and everything that happened to it."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models import Product, Store, Variant, Warehouse
from shancha.apps.orders.models.addresses import BuyerIdentity
from shancha.apps.orders.states import GroupStatus, Status
from shancha.apps.payments.models import Payment
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL

# What a buyer owes for goods, freight and tax, however it is paid.
_OWED = (
    F("goods_amount")
    - F("store_discount")
    - F("platform_discount")
    + F("freight_amount")
    - F("freight_discount")
    + F("tax_amount")
)
_PAYABLE_ADDS_UP = Q(payable_amount=_OWED - F("points_amount") - F("wallet_amount"))
_NOTHING_NEGATIVE = Q(
    goods_amount__gte=0,
    store_discount__gte=0,
    platform_discount__gte=0,
    freight_amount__gte=0,
    freight_discount__gte=0,
    tax_amount__gte=0,
    points_amount__gte=0,
    wallet_amount__gte=0,
    payable_amount__gte=0,
)


class Amounts(models.Model):
    """The frozen money of a line, an order or a group, in fen. `payable_amount` goes through a payment
    provider; points (1 point = 1 fen) and wallet pay the rest. Lines sum to their order, orders to the
    group."""

    goods_amount = models.BigIntegerField(default=0)
    store_discount = models.BigIntegerField(default=0)
    platform_discount = models.BigIntegerField(default=0)
    freight_amount = models.BigIntegerField(default=0)
    freight_discount = models.BigIntegerField(default=0)
    tax_amount = models.BigIntegerField(default=0)
    points_amount = models.BigIntegerField(default=0)
    wallet_amount = models.BigIntegerField(default=0)
    payable_amount = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class OrderGroup(Amounts):
    """What was placed at once and is paid at once: one order for each store, warehouse and trade mode."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=GroupStatus, default=GroupStatus.TO_PAY)
    coupon_claims = models.JSONField(default=list, help_text="[{claim_id, store_id}] that were used")
    has_benefits = models.BooleanField(default=False, help_text="coupons or the member's card were used")
    pay_by = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_ordergroup"
        verbose_name = "订单组"
        verbose_name_plural = "订单组"
        indexes = [
            models.Index(fields=["buyer", "-created_at", "-id"], name="orders_group_own"),
            models.Index(fields=["pay_by"], condition=Q(status=GroupStatus.TO_PAY), name="orders_group_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=_NOTHING_NEGATIVE, name="orders_group_not_negative"),
            models.CheckConstraint(condition=_PAYABLE_ADDS_UP, name="orders_group_adds_up"),
        ]

    def __str__(self) -> str:
        return self.number


class Order(Amounts):
    """Goods of one store from one warehouse in one trade mode, to one receiver. Its prices are frozen: no
    later change of a product touches it. `receiver` is the address's `contact`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(OrderGroup, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=20, unique=True)
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    trade_mode = models.CharField(max_length=8)
    status = models.CharField(max_length=10, choices=Status, default=Status.TO_PAY)
    paid_amount = models.BigIntegerField(default=0, help_text="received through the provider, fen")
    refunded_amount = models.BigIntegerField(default=0, help_text="given back in all ways, fen")
    receiver = EncryptedTextField(blank=True)
    region_code = models.CharField(max_length=6)
    region = models.CharField(max_length=100)
    identity = models.ForeignKey(
        BuyerIdentity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tax_version = models.CharField(max_length=20, blank=True)
    tax_value = models.BigIntegerField(default=0, help_text="counted towards the buyer's year, fen")
    points_reward = models.BigIntegerField(default=0, help_text="points that the kept order earns")
    remark = models.CharField(max_length=200, blank=True)
    merchant_note = models.CharField(max_length=200, blank=True)
    consents = models.JSONField(default=dict)
    delivery = models.CharField(max_length=10, default="any")
    pay_by = models.DateTimeField()
    ship_by = models.DateTimeField(null=True)
    arrive_by = models.DateTimeField(null=True, help_text="the day promised before paying")
    paid_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    auto_confirm_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=40, blank=True)
    is_frozen = models.BooleanField(default=False, help_text="a claim is open; no settlement, no confirming")
    reminded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_order"
        verbose_name = "订单"
        verbose_name_plural = "订单"
        indexes = [
            models.Index(fields=["buyer", "-created_at", "-id"], name="orders_order_own"),
            models.Index(fields=["buyer", "status", "-created_at", "-id"], name="orders_order_own_state"),
            models.Index(fields=["store", "status", "-created_at", "-id"], name="orders_order_store"),
            models.Index(fields=["store", "paid_at"], name="orders_order_sales"),
            BrinIndex(fields=["created_at"], name="orders_order_days"),
            models.Index(
                fields=["auto_confirm_at"],
                condition=Q(status=Status.TO_RECEIVE),
                name="orders_order_confirm_due",
            ),
            models.Index(fields=["paid_at"], condition=Q(identity__isnull=False), name="orders_order_abroad"),
            models.Index(
                fields=["received_at"], condition=Q(status=Status.TO_REVIEW), name="orders_order_review_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=_NOTHING_NEGATIVE, name="orders_order_not_negative"),
            models.CheckConstraint(condition=_PAYABLE_ADDS_UP, name="orders_order_adds_up"),
            models.CheckConstraint(
                condition=Q(paid_amount__gte=0, paid_amount__lte=F("payable_amount")),
                name="orders_order_paid_within",
            ),
            models.CheckConstraint(
                condition=Q(
                    refunded_amount__gte=0,
                    refunded_amount__lte=F("paid_amount") + F("wallet_amount") + F("points_amount"),
                ),
                name="orders_order_refunded_within",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def paid(self) -> int:
        """What the buyer paid in all ways: through the provider, from the wallet and with points; fen."""
        return self.paid_amount + self.wallet_amount + self.points_amount


class OrderLine(Amounts):
    """So many of one variant in an order, with its share of every amount and a copy of what was promised.
    `platform_funded` and `store_funded` say who pays for its discounts. Of the refunded pieces,
    `cancelled_quantity` were never sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    options = models.CharField(max_length=200, blank=True)
    picture = models.JSONField(null=True)
    product_version = models.PositiveIntegerField(default=1)
    quantity = models.PositiveSmallIntegerField()
    unit_price = models.BigIntegerField()
    price_kind = models.CharField(max_length=8, default="normal")
    platform_funded = models.BigIntegerField(default=0)
    store_funded = models.BigIntegerField(default=0)
    tax_base = models.BigIntegerField(default=0)
    tax_detail = models.JSONField(default=dict)
    points_reward = models.BigIntegerField(default=0)
    return_class = models.CharField(max_length=20)
    commission_bp = models.PositiveIntegerField()
    shipped_quantity = models.PositiveSmallIntegerField(default=0)
    refunded_quantity = models.PositiveSmallIntegerField(default=0)
    cancelled_quantity = models.PositiveSmallIntegerField(default=0)
    refunded_amount = models.BigIntegerField(default=0, help_text="given back in all ways, fen")
    reviewed_at = models.DateTimeField(null=True)
    touch = models.JSONField(default=dict)

    class Meta:
        db_table = "orders_orderline"
        indexes = [models.Index(fields=["product", "-id"], name="orders_line_product")]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="orders_line_position"),
            models.CheckConstraint(condition=_NOTHING_NEGATIVE, name="orders_line_not_negative"),
            models.CheckConstraint(condition=_PAYABLE_ADDS_UP, name="orders_line_adds_up"),
            models.CheckConstraint(
                condition=Q(goods_amount=F("unit_price") * F("quantity"), quantity__gte=1),
                name="orders_line_goods",
            ),
            models.CheckConstraint(
                condition=Q(
                    platform_funded__gte=0,
                    store_funded__gte=0,
                    platform_funded=F("store_discount")
                    + F("platform_discount")
                    + F("freight_discount")
                    - F("store_funded"),
                ),
                name="orders_line_funded",
            ),
            models.CheckConstraint(
                condition=Q(
                    shipped_quantity__lte=F("quantity") - F("cancelled_quantity"),
                    refunded_quantity__lte=F("quantity"),
                    cancelled_quantity__lte=F("refunded_quantity"),
                    refunded_amount__gte=0,
                    refunded_amount__lte=F("payable_amount") + F("wallet_amount") + F("points_amount"),
                ),
                name="orders_line_refunded_within",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"

    @property
    def unsent_quantity(self) -> int:
        """Pieces that are still to be sent."""
        return self.quantity - self.cancelled_quantity - self.shipped_quantity

    @property
    def held_quantity(self) -> int:
        """Pieces that were sent and did not go back."""
        return self.shipped_quantity - (self.refunded_quantity - self.cancelled_quantity)


class OrderEvent(models.Model):
    """One thing that happened to an order: its timeline. Written, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_orderevent"
        indexes = [models.Index(fields=["order", "id"], name="orders_event_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.to_status}"
