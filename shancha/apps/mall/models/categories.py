"""The one category tree of the mall."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class ReturnClass(models.TextChoices):
    """Whether goods may be sent back within seven days without reason (消费者权益保护法 25).

    All but `seven_days` are exceptions; `confirmed_only` holds only where the buyer confirmed it at
    purchase, line by line.
    """

    SEVEN_DAYS = "seven_days", "七天无理由"
    CUSTOM_MADE = "custom_made", "定制商品"
    PERISHABLE = "perishable", "鲜活易腐"
    OPENED_DIGITAL = "opened_digital", "已拆封数字商品"
    NEWSPAPER = "newspaper", "报纸期刊"
    CONFIRMED_ONLY = "confirmed_only", "经确认不退"


class ConsumptionTax(models.TextChoices):
    """The class of consumption tax; which goods of the class are high-end is reckoned by price per unit."""

    NONE = "none", "不征"
    HIGH_END_COSMETICS = "high_end_cosmetics", "高档化妆品"


# Papers that goods of a category may ask for, as `MerchantPaper` names them.
PAPERS = [("food", "食品经营许可"), ("cosmetics", "化妆品备案"), ("other", "其他")]


class Category(models.Model):
    """A place in the tree; products stand in leaves only. `path` holds the ids from the root to itself.

    Rates are in basis points. `required_parameters` names what products below must tell, such as
    ["保质期"], `required_papers` which papers their merchant must hold, such as ["food"] (for domestic goods;
    imports need their own); a category inherits those of the ones above it. `note_category_slug` is the field
    of notes that goes with it, "" for none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="上级"
    )
    slug = models.SlugField("标识", max_length=40, unique=True)
    name_zh = models.CharField("中文名", max_length=20)
    name_en = models.CharField("英文名", max_length=40)
    position = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("启用", default=True)
    path = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    return_class = models.CharField(
        "退货类别", max_length=14, choices=ReturnClass.choices, default=ReturnClass.SEVEN_DAYS
    )
    vat_bp = models.PositiveSmallIntegerField("增值税（万分比）", default=1300)
    consumption_tax = models.CharField(
        "消费税", max_length=20, choices=ConsumptionTax.choices, default=ConsumptionTax.NONE
    )
    commission_bp = models.PositiveSmallIntegerField("佣金（万分比）", default=500)
    required_parameters = models.JSONField("必填参数", default=list, blank=True)
    required_papers = ArrayField(
        models.CharField(max_length=14, choices=PAPERS),
        verbose_name="商家须有资质",
        default=list,
        blank=True,
        help_text="food 食品经营许可，cosmetics 化妆品备案，other 其他；用逗号隔开",
    )
    note_category_slug = models.CharField("笔记分类", max_length=24, blank=True, default="")
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_category"
        verbose_name = verbose_name_plural = "商品分类"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name_zh"], nulls_distinct=False, name="mall_category_name_once"
            ),
            models.CheckConstraint(condition=~Q(id=models.F("parent_id")), name="mall_category_not_itself"),
            models.CheckConstraint(
                condition=Q(commission_bp__lte=5000, vat_bp__lte=5000), name="mall_category_rates"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh
