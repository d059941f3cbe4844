"""Brands and brand columns."""

from django.db import models
from django.db.models import Q

from shancha.apps.community.models import Asset
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Brand(models.Model):
    """A brand. `is_column` gives it a column (品牌专栏) in the mall, in order of `position`. `logo` is
    ready-made JSON of its asset. `country` is ISO 3166-1 alpha-2. Where it `needs_authorisation`, other
    merchants than the house sell it with a paper for it alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField("标识", max_length=60, unique=True)
    name_zh = models.CharField("中文名", max_length=60)
    name_en = models.CharField("英文名", max_length=80, blank=True, default="")
    country = models.CharField("国家或地区", max_length=2, blank=True, default="")
    intro = models.CharField("简介", max_length=1000, blank=True, default="")
    logo_asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    logo = models.JSONField(null=True, blank=True)
    is_column = models.BooleanField("开设专栏", default=False)
    position = models.PositiveSmallIntegerField("排序", default=0)
    needs_authorisation = models.BooleanField("需品牌授权", default=True)
    is_active = models.BooleanField("启用", default=True)
    official_store = models.ForeignKey(
        "mall.Store",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
        verbose_name="官方店",
    )
    product_count = models.PositiveIntegerField("在售商品", default=0)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_brand"
        verbose_name = verbose_name_plural = "品牌"
        ordering = ["position", "slug"]
        indexes = [
            models.Index(
                fields=["position", "id"],
                name="mall_brand_columns",
                condition=Q(is_column=True, is_active=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["name_zh", "country"], name="mall_brand_name_once"),
        ]

    def __str__(self) -> str:
        return self.name_zh
