"""Goods from abroad are for own use: who buys so much of one article that it looks like resale."""

from django.db import models
from django.db.models import Q

from shancha.apps.mall.models import Product
from shancha.apps.orders.models.addresses import BuyerIdentity
from shancha.apps.orders.models.orders import Order
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class ResaleFlag(models.Model):
    """One person (by the keyed hash of the identity number, over all accounts) bought more pieces of one
    product across the border than the settings allow within so many days. For operators alone, at most one
    open for a person and product; no order waits for it."""

    class Status(models.TextChoices):
        """Whether somebody has looked at it."""

        OPEN = "open", "待核查"
        REVIEWED = "reviewed", "已核查"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number_hash = models.CharField(max_length=64, editable=False)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="商品"
    )
    identity = models.ForeignKey(
        BuyerIdentity,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="最近使用的实名",
    )
    last_order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="最近一单"
    )
    pieces = models.PositiveIntegerField("件数")
    orders = models.PositiveIntegerField("订单数")
    accounts = models.PositiveIntegerField("账号数")
    first_at = models.DateTimeField("首单付款于")
    last_at = models.DateTimeField("末单付款于")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.OPEN)
    conclusion = models.CharField("核查结论", max_length=500, blank=True, default="")
    reviewed_by_id = models.UUIDField("核查人", null=True, blank=True)
    reviewed_at = models.DateTimeField("核查于", null=True, blank=True)
    created_at = models.DateTimeField("标记于", default=now)

    class Meta:
        db_table = "orders_resaleflag"
        verbose_name = verbose_name_plural = "疑似代购转售"
        constraints = [
            models.UniqueConstraint(
                fields=["number_hash", "product"],
                condition=Q(status="open"),
                name="orders_resaleflag_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["number_hash", "product", "-reviewed_at"], name="orders_resaleflag_known"),
            models.Index(fields=["status", "-last_at"], name="orders_resaleflag_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.pieces} × {self.product_id}"
