"""Flash sales (限时秒杀): few pieces at a low price in a short time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models import Variant, Warehouse
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class FlashSale(models.Model):
    """A sale from `starts_at` on, until just before `ends_at`, to the second.

    When it is set (`ready`) its pieces are taken out of the ordinary stock, so that nobody else can buy
    them; what is left when it is over goes back.
    """

    class Status(models.TextChoices):
        """Whether pieces are set apart for it."""

        DRAFT = "draft", "草稿"
        READY = "ready", "已就绪"
        OVER = "over", "已结束"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title_zh = models.CharField("标题", max_length=30)
    title_en = models.CharField("英文标题", max_length=60, blank=True, default="")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    status = models.CharField("状态", max_length=5, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_flashsale"
        verbose_name = verbose_name_plural = "秒杀"
        indexes = [
            models.Index(
                fields=["starts_at", "id"], name="promotions_flashsale_ready", condition=Q(status="ready")
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="promotions_flashsale_window"
            )
        ]

    def __str__(self) -> str:
        return self.title_zh


class FlashItem(models.Model):
    """A variant in a sale: `quantity` pieces from one warehouse at `price` fen, `per_user` to one buyer.
    `sold` counts pieces of placed orders that were not given up; only `services.flash` changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sale = models.ForeignKey(FlashSale, on_delete=models.CASCADE, related_name="items", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", verbose_name="规格")
    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="仓库"
    )
    price = models.PositiveBigIntegerField("秒杀价（分）")
    quantity = models.PositiveIntegerField("件数")
    per_user = models.PositiveSmallIntegerField("每人限购", default=1)
    sold = models.PositiveIntegerField("已抢", default=0, editable=False)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        db_table = "promotions_flashitem"
        verbose_name = verbose_name_plural = "秒杀商品"
        constraints = [
            models.UniqueConstraint(fields=["sale", "variant"], name="promotions_flashitem_once"),
            models.CheckConstraint(
                condition=Q(price__gt=0, quantity__gt=0, per_user__gt=0, sold__lte=F("quantity")),
                name="promotions_flashitem_never_oversold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.sold}/{self.quantity}"


class FlashClaim(models.Model):
    """A buyer got pieces: placed with the group of orders `reference_id`, used when that is paid, released
    when it is given up. One that counts for each buyer and item."""

    class Status(models.TextChoices):
        """What became of it."""

        PLACED = "placed", "已下单"
        USED = "used", "已付款"
        RELEASED = "released", "已释放"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(FlashItem, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveSmallIntegerField()
    reference_id = models.UUIDField(unique=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLACED)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "promotions_flashclaim"
        verbose_name = verbose_name_plural = "秒杀订单"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"],
                condition=~Q(status="released"),
                name="promotions_flashclaim_one_each",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="promotions_flashclaim_some"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.user_id} {self.status}"
