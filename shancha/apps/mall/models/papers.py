"""What proves a batch of goods, and what calls it back."""

from django.conf import settings
from django.db import models

from shancha.apps.mall.models.products import Product
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class BatchPaper(models.Model):
    """A paper on a batch: inspection, customs, authorisation, origin. The file lies in private storage; one
    that is public is read by everybody on the product's page, through a checked address."""

    class Kind(models.TextChoices):
        """What it proves."""

        INSPECTION = "inspection", "检验报告"
        CUSTOMS = "customs", "报关单"
        AUTHORISATION = "authorisation", "授权书"
        ORIGIN = "origin", "原产地证明"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    batch_no = models.CharField("批号", max_length=40)
    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    path = models.CharField(max_length=120, editable=False)
    filename = models.CharField("文件名", max_length=120)
    content_type = models.CharField(max_length=40)
    byte_size = models.PositiveIntegerField()
    issuer = models.CharField("出具方", max_length=80, blank=True, default="")
    issued_at = models.DateField("出具日期", null=True, blank=True)
    expires_at = models.DateField("有效期至", null=True, blank=True)
    is_public = models.BooleanField("公开", default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_batchpaper"
        verbose_name = verbose_name_plural = "批次资质"

    def __str__(self) -> str:
        return f"{self.batch_no} {self.get_kind_display()}"


class Recall(models.Model):
    """Goods called back, told to everybody who bought them (消费者权益保护法 19). Stays for ever.

    `batch_no` "" means all batches.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", verbose_name="商品")
    batch_no = models.CharField("批号", max_length=40, blank=True, default="")
    reason = models.CharField("原因", max_length=500)
    advice = models.CharField("处理建议", max_length=500)
    published_at = models.DateTimeField("发布于", default=now)
    published_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        db_table = "mall_recall"
        verbose_name = verbose_name_plural = "召回"
        indexes = [models.Index(fields=["-published_at", "-id"], name="mall_recall_list")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.batch_no}"
