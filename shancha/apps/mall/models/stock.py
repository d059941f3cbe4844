"""Warehouses and what lies in them: on hand, promised, moved."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models.products import TradeMode, Variant
from shancha.apps.mall.models.stores import Store
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Warehouse(models.Model):
    """Where goods are sent from. Without a store it is the platform's, open to self-run stores.

    Freight in fen for one parcel: `base_freight`, none from `free_freight_over` on (null: never free), more
    by `remote_freight` to the provinces of `remote_provinces` (two digits of GB/T 2260). `days_min` and
    `days_max` are days from payment to the door.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(
        Store, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="店铺"
    )
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类型", max_length=8, choices=TradeMode.choices, default=TradeMode.DOMESTIC)
    country = models.CharField("国家或地区", max_length=2, default="CN")
    city_name = models.CharField("城市", max_length=40, blank=True, default="")
    days_min = models.PositiveSmallIntegerField("最快天数", default=1)
    days_max = models.PositiveSmallIntegerField("最慢天数", default=3)
    base_freight = models.PositiveIntegerField("运费（分）", default=0)
    free_freight_over = models.PositiveBigIntegerField("满额包邮（分）", null=True, blank=True)
    remote_freight = models.PositiveIntegerField("偏远加收（分）", default=0)
    remote_provinces = ArrayField(
        models.CharField(max_length=2), verbose_name="偏远省份", default=list, blank=True
    )
    position = models.PositiveSmallIntegerField("优先顺序", default=0)
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_warehouse"
        verbose_name = verbose_name_plural = "仓库"
        constraints = [
            models.UniqueConstraint(
                fields=["store", "name"], nulls_distinct=False, name="mall_warehouse_name_once"
            ),
            models.CheckConstraint(condition=Q(days_min__lte=F("days_max")), name="mall_warehouse_days"),
        ]

    def __str__(self) -> str:
        return self.name


class Stock(models.Model):
    """Pieces of a variant in a warehouse; `on_hand - reserved` can be sold.

    The constraint stands behind the guarded statements of `services.stock`: no oversell, whatever calls it.
    """

    pk = models.CompositePrimaryKey("variant_id", "warehouse_id")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_stock"
        constraints = [
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")), name="mall_stock_never_oversold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on_hand} ({self.reserved})"


class StockMovement(models.Model):
    """A change of what is on hand. Append-only, by trigger."""

    class Reason(models.TextChoices):
        """Why it moved."""

        SALE = "sale", "销售"
        RETURN = "return", "退货入库"
        CANCEL = "cancel", "取消入库"
        ADJUST = "adjust", "盘点"
        RECEIPT = "receipt", "到货"
        DAMAGE = "damage", "损耗"
        IMPORT = "import", "批量导入"
        RECALL = "recall", "召回"
        EXCHANGE = "exchange", "换货出库"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    delta = models.IntegerField()
    on_hand_after = models.IntegerField()
    reason = models.CharField(max_length=8, choices=Reason.choices)
    reference_id = models.UUIDField(null=True, blank=True)
    actor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    note = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_stockmovement"
        indexes = [
            models.Index(fields=["variant", "-at", "-id"], name="mall_movement_variant"),
            models.Index(
                fields=["at"], name="mall_movement_sold", condition=Q(reason__in=["sale", "cancel"])
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(delta=0), name="mall_movement_moves"),
            models.UniqueConstraint(
                fields=["reference_id", "reason", "variant", "warehouse"],
                condition=Q(reference_id__isnull=False),
                name="mall_movement_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delta:+d} {self.reason}"


class Reservation(models.Model):
    """Pieces promised to an order (`reference_id`) until `expires_at`; then a job gives them back."""

    class Status(models.TextChoices):
        """What became of it."""

        HELD = "held", "占用中"
        USED = "used", "已出库"
        RELEASED = "released", "已释放"

    pk = models.CompositePrimaryKey("reference_id", "variant_id", "warehouse_id")
    reference_id = models.UUIDField()
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.HELD)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="null: until somebody decides")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_reservation"
        indexes = [
            models.Index(fields=["expires_at"], name="mall_reservation_due", condition=Q(status="held")),
            models.Index(
                fields=["variant", "warehouse"], name="mall_reservation_held", condition=Q(status="held")
            ),
        ]
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="mall_reservation_some")]

    def __str__(self) -> str:
        return f"{self.quantity} {self.status}"
