"""Products, their pictures and variants, and what they said at any time of the last three years."""

from django.db import models
from django.db.models import F, Q

from shancha.apps.community.models import Asset
from shancha.apps.mall.models.brands import Brand
from shancha.apps.mall.models.categories import Category, ReturnClass
from shancha.apps.mall.models.stores import Store, StoreCategory
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class TradeMode(models.TextChoices):
    """How the goods reach the buyer: from inside the country, from a bonded warehouse, from abroad."""

    DOMESTIC = "domestic", "国内贸易"
    BONDED = "bonded", "保税仓"
    DIRECT = "direct", "海外直邮"


class Product(models.Model):
    """Goods of one store. Prices are in fen.

    `cover` and `pictures` are ready-made JSON of the assets (`services.product_media` alone writes them), so
    that lists and pages read one row. `description` is a list of blocks {"kind": "text" | "heading" |
    "picture", ...}; `parameters` is [[name, value], ...]; `option_names` goes with each variant's `options`.
    `min_price`, `max_price`, `list_price`, `min_member_price` and `lowest_30` follow the active variants and
    are written by `services.prices` alone. `version` grows with each change that buyers can see, and names a
    `ProductVersion`. Counters change only together with the rows that they count.
    """

    class Status(models.TextChoices):
        """Where it is in its life; `services.product_states` alone moves it."""

        DRAFT = "draft", "草稿"
        REVIEW = "review", "审核中"
        ON_SALE = "on_sale", "在售"
        OFF_SHELF = "off_shelf", "已下架"
        REMOVED = "removed", "违规下架"
        RECALLED = "recalled", "已召回"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(
        Brand, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", db_index=False)
    store_category = models.ForeignKey(
        StoreCategory, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField("标题", max_length=120)
    title_en = models.CharField("英文标题", max_length=200, blank=True, default="")
    subtitle = models.CharField("卖点", max_length=120, blank=True, default="")
    description = models.JSONField(default=list, blank=True)
    parameters = models.JSONField(default=list, blank=True)
    option_names = models.JSONField(default=list, blank=True)
    trade_mode = models.CharField(
        "贸易方式", max_length=8, choices=TradeMode.choices, default=TradeMode.DOMESTIC
    )
    origin = models.CharField("产地", max_length=60, blank=True, default="")
    importer = models.CharField("进口商", max_length=120, blank=True, default="")
    label_zh = models.TextField("中文电子标签", blank=True, default="")
    positive_list_version = models.CharField("正面清单版本", max_length=40, blank=True, default="")
    return_class = models.CharField(
        "退货类别", max_length=14, choices=ReturnClass.choices, default=ReturnClass.SEVEN_DAYS
    )
    status = models.CharField("状态", max_length=9, choices=Status.choices, default=Status.DRAFT)
    status_reason = models.CharField("状态原因", max_length=500, blank=True, default="")
    cover = models.JSONField(null=True, blank=True)
    pictures = models.JSONField(default=list, blank=True)
    min_price = models.PositiveBigIntegerField(default=0)
    max_price = models.PositiveBigIntegerField(default=0)
    list_price = models.PositiveBigIntegerField(null=True, blank=True)
    min_member_price = models.PositiveBigIntegerField(null=True, blank=True)
    lowest_30 = models.PositiveBigIntegerField(null=True, blank=True)
    sold_count = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    review_count = models.PositiveIntegerField(default=0)
    note_count = models.PositiveIntegerField(default=0)
    wish_count = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField("示例内容", default=False)
    published_at = models.DateTimeField(null=True, blank=True, help_text="first on sale")
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_product"
        verbose_name = verbose_name_plural = "商品"
        indexes = [
            models.Index(fields=["store", "status", "-updated_at", "-id"], name="mall_product_merchant"),
            models.Index(
                fields=["store", "-heat", "-id"],
                name="mall_product_store_heat",
                condition=Q(status="on_sale"),
            ),
            models.Index(
                fields=["store", "-sold_count", "-id"],
                name="mall_product_store_sold",
                condition=Q(status="on_sale"),
            ),
            models.Index(
                fields=["store", "min_price", "id"],
                name="mall_product_store_price",
                condition=Q(status="on_sale"),
            ),
            models.Index(
                fields=["category", "-heat", "-id"],
                name="mall_product_category",
                condition=Q(status="on_sale"),
            ),
            models.Index(
                fields=["brand", "-heat", "-id"],
                name="mall_product_brand",
                condition=Q(status="on_sale", brand__isnull=False),
            ),
            models.Index(fields=["-heat", "-id"], name="mall_product_hot", condition=Q(status="on_sale")),
            models.Index(
                fields=["-published_at", "-id"], name="mall_product_new", condition=Q(status="on_sale")
            ),
            models.Index(
                fields=["submitted_at", "id"], name="mall_product_queue", condition=Q(status="review")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_price__lte=F("max_price")), name="mall_product_price_order"
            ),
            models.CheckConstraint(
                condition=~Q(status="on_sale") | Q(published_at__isnull=False, min_price__gt=0),
                name="mall_product_on_sale_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProductPicture(models.Model):
    """A picture or video of a product, in the merchant's order."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+", db_index=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "mall_productpicture"
        constraints = [
            models.UniqueConstraint(
                fields=["product", "position"],
                name="mall_productpicture_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["product", "asset"], name="mall_productpicture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.position}"


class ProductVersion(models.Model):
    """What a product said at one time, as orders saw it. Kept three years (电子商务法 31), and while it is
    the present one."""

    pk = models.CompositePrimaryKey("product_id", "version")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    snapshot = models.JSONField()
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        db_table = "mall_productversion"

    def __str__(self) -> str:
        return f"{self.product_id} v{self.version}"


class Variant(models.Model):
    """What is bought: one choice of a product's options, with its price in fen.

    `options` holds the values in the order of the product's `option_names`, [] where there is nothing to
    choose. `content_amount` with `content_unit` is what the tax of cosmetics is reckoned by. Variants are
    never deleted, since orders name them; `is_active` takes them out of choice. `store` is the product's.
    """

    class ContentUnit(models.TextChoices):
        """Units of content."""

        NONE = "", "无"
        MILLILITRE = "ml", "毫升"
        GRAM = "g", "克"
        SHEET = "sheet", "片"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField("商家编码", max_length=60, blank=True, default="")
    barcode = models.CharField("条形码", max_length=14, blank=True, default="")
    options = models.JSONField(default=list, blank=True)
    price = models.PositiveBigIntegerField("价格（分）")
    list_price = models.PositiveBigIntegerField("划线价（分）", null=True, blank=True)
    member_price = models.PositiveBigIntegerField("会员价（分）", null=True, blank=True)
    weight_g = models.PositiveIntegerField("重量（克）", default=0)
    content_amount = models.DecimalField("含量", max_digits=10, decimal_places=2, null=True, blank=True)
    content_unit = models.CharField(
        "含量单位", max_length=5, choices=ContentUnit.choices, blank=True, default=ContentUnit.NONE
    )
    hs_code = models.CharField("HS 编码", max_length=13, blank=True, default="")
    picture_position = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField("可选", default=True)
    position = models.PositiveSmallIntegerField(default=0)
    sold_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_variant"
        verbose_name = verbose_name_plural = "规格"
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["barcode"], name="mall_variant_barcode", condition=~Q(barcode="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["product", "options"], name="mall_variant_options_once"),
            models.UniqueConstraint(
                fields=["store", "code"], condition=~Q(code=""), name="mall_variant_code_once"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="mall_variant_priced"),
            models.CheckConstraint(
                condition=Q(member_price__isnull=True) | Q(member_price__gt=0, member_price__lte=F("price")),
                name="mall_variant_member_price",
            ),
            models.CheckConstraint(
                condition=Q(list_price__isnull=True) | Q(list_price__gte=F("price")),
                name="mall_variant_list_price",
            ),
        ]

    def __str__(self) -> str:
        return " / ".join(self.options) or self.code or str(self.id)
