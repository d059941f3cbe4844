"""The mall's home, block by block, and the share of advertising in the feed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id

# Kinds of which two at once would show the same thing twice; banners, goods and guides differ by what they
# are set to.
SINGLE_KINDS = ("categories", "brands", "flash", "self_run", "hot_notes", "member")


class MallBlock(models.Model):
    """A block of the mall's home. Operators order, schedule and switch them; what stands in a block that
    fills itself (brands, hot goods …) comes from the catalogue.

    `config` by kind: banner {"name", "items": [{"title", "title_en", "text", "text_en", "to",
    "asset_id"}]}; goods {"category": slug,
    "brand": slug, "sort": "comprehensive" | "sales" | "newest"}; guide {"to": path}; all may limit by
    {"count": n}. `signature` says what the block shows: one of each for an audience, never two.
    """

    class Kind(models.TextChoices):
        """What stands in it."""

        BANNER = "banner", "横幅"
        CATEGORIES = "categories", "分类宫格"
        BRANDS = "brands", "品牌专栏"
        FLASH = "flash", "限时购"
        SELF_RUN = "self_run", "福利社"
        HOT_NOTES = "hot_notes", "笔记热议好物"
        MEMBER = "member", "会员中心"
        GOODS = "goods", "商品"
        GUIDE = "guide", "攻略"

    class Audience(models.TextChoices):
        """Who sees it."""

        ALL = "all", "所有人"
        MEMBERS = "members", "会员"
        NEW = "new", "新人"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    title_zh = models.CharField("标题", max_length=20, blank=True, default="")
    title_en = models.CharField("英文标题", max_length=40, blank=True, default="")
    config = models.JSONField("设置", default=dict, blank=True)
    audience = models.CharField("受众", max_length=7, choices=Audience.choices, default=Audience.ALL)
    position = models.PositiveSmallIntegerField("位置", default=0)
    starts_at = models.DateTimeField("开始", null=True, blank=True)
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    is_active = models.BooleanField("启用", default=True)
    signature = models.CharField(max_length=120, editable=False)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_block"
        verbose_name = verbose_name_plural = "商城首页板块"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "audience"],
                condition=Q(is_active=True, starts_at__isnull=True, ends_at__isnull=True),
                name="mall_block_nothing_twice",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(starts_at__lt=F("ends_at")),
                name="mall_block_span",
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.get_kind_display()

    def save(self, *args: object, **kwargs: object) -> None:
        """Writes the signature along."""
        self.signature = block_signature(self.kind, self.config)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        """Refuses a block that shows what another one shows to the same people at the same time."""
        if not isinstance(self.config, dict):
            raise ValidationError({"config": "需要一个 JSON 对象 A JSON object, please"})
        same = MallBlock.objects.filter(signature=block_signature(self.kind, self.config), is_active=True)
        overlapping = [
            other
            for other in same.exclude(id=self.id)
            if {self.audience, other.audience} & {"all"} or self.audience == other.audience
            if (other.ends_at is None or self.starts_at is None or self.starts_at < other.ends_at)
            and (self.ends_at is None or other.starts_at is None or other.starts_at < self.ends_at)
        ]
        if self.is_active and overlapping:
            raise ValidationError("首页已有相同内容的板块 The home has a block that shows the same")


def block_signature(kind: str, config: dict[str, object]) -> str:
    """What a block shows, in words that can be compared."""
    if kind in SINGLE_KINDS:
        return kind
    if kind == "goods":
        chosen = "/".join(str(config.get(name) or "") for name in ("category", "brand", "sort"))
        return f"goods:{chosen}"[:120]
    return f"{kind}:{config.get('to') or config.get('name') or ''}"[:120]


class CommercialDial(models.Model):
    """How much of a feed's page may be advertising, in basis points. One row, set by operators and told to
    everybody; the ranking never exceeds it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    max_share_bp = models.PositiveSmallIntegerField("信息流广告占比上限（万分比）", default=2000)
    updated_at = models.DateTimeField("更新于", default=now)

    class Meta:
        db_table = "mall_commercialdial"
        verbose_name = verbose_name_plural = "广告占比上限"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="mall_commercialdial_one"),
            models.CheckConstraint(condition=Q(max_share_bp__lte=10_000), name="mall_commercialdial_share"),
        ]

    def __str__(self) -> str:
        return f"{self.max_share_bp / 100:g} %"


class CommercialShare(models.Model):
    """What the feed really showed on one day (Asia/Shanghai): pages, cards, and how many were advertising.
    `highest_bp` is the largest share that any page had."""

    day = models.DateField("日期", primary_key=True)
    pages = models.PositiveBigIntegerField("页数", default=0)
    cards = models.PositiveBigIntegerField("卡片", default=0)
    commercial = models.PositiveBigIntegerField("广告卡片", default=0)
    highest_bp = models.PositiveSmallIntegerField("单页最高（万分比）", default=0)

    class Meta:
        db_table = "mall_commercialshare"
        verbose_name = verbose_name_plural = "广告占比实测"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.commercial}/{self.cards}"
