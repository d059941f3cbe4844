"""What notes show of the mall: tags on pictures and in the text, and what makes a note an advertisement."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.community.models import Asset, Draft, Note
from shancha.apps.mall.models.brands import Brand
from shancha.apps.mall.models.products import Product, Variant
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class NoteTag(models.Model):
    """Something that a note names: a product, one of its variants, a brand, or words for what isn't here yet.

    A tag on a picture hangs on the picture's asset, so that it stays where it is when the author reorders
    the pictures, and becomes a tag of the text when the picture goes. `x` and `y` are fractions of its width
    and height.
    """

    class Kind(models.TextChoices):
        """What it names."""

        PRODUCT = "product", "商品"
        VARIANT = "variant", "规格"
        BRAND = "brand", "品牌"
        WORDS = "words", "文字"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey(
        Variant, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    brand = models.ForeignKey(Brand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_notetag"
        constraints = [
            models.UniqueConstraint(fields=["note", "position"], name="mall_notetag_order"),
            models.CheckConstraint(
                condition=(
                    Q(kind="product", product__isnull=False, variant__isnull=True, brand__isnull=True)
                    | Q(kind="variant", product__isnull=False, variant__isnull=False, brand__isnull=True)
                    | Q(kind="brand", product__isnull=True, variant__isnull=True, brand__isnull=False)
                    | (
                        Q(kind="words", product__isnull=True, variant__isnull=True, brand__isnull=True)
                        & ~Q(label="")
                    )
                ),
                name="mall_notetag_names_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True) | Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1),
                name="mall_notetag_on_the_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.kind} {self.label}"


class NoteProduct(models.Model):
    """A note is about a product: follows its tags, once per product. `is_buyer` says that the author bought
    it before (from orders, `services.note_products.mark_buyers`). `published_at` is the note's while
    everybody may see it, else null: lists and counts look at those rows alone. `verdict` follows the
    note's own evaluation."""

    class Verdict(models.TextChoices):
        """How the note judges: well from four stars on average; critically below 2.5, or below four where it
        names faults; "" where it does neither."""

        NONE = "", "未评"
        GOOD = "good", "好评"
        CRITICAL = "critical", "批评"

    pk = models.CompositePrimaryKey("note_id", "product_id")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    author_id = models.UUIDField()
    is_buyer = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default="", db_default="")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mall_noteproduct"
        indexes = [
            models.Index(
                fields=["product", "-is_buyer", "-published_at", "-note"],
                name="mall_noteproduct_list",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["product", "verdict", "-is_buyer", "-published_at", "-note"],
                name="mall_noteproduct_verdict",
                condition=Q(published_at__isnull=False) & ~Q(verdict=""),
            ),
            models.Index(fields=["author_id", "product"], name="mall_noteproduct_author"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.product_id}"


class NoteBrand(models.Model):
    """A note is about a brand: it names the brand itself, or goods of it. `published_at` as in
    `NoteProduct`."""

    pk = models.CompositePrimaryKey("note_id", "brand_id")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mall_notebrand"
        indexes = [
            models.Index(
                fields=["brand", "-published_at", "-note"],
                name="mall_notebrand_list",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.brand_id}"


class NoteReward(models.Model):
    """The author of a note gets something for it: a brief, a commission, a gift. Makes it an advertisement
    for good (互联网广告管理办法 9)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    reference_id = models.UUIDField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_notereward"
        constraints = [
            models.UniqueConstraint(fields=["note", "kind", "reference_id"], name="mall_notereward_once")
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.kind}"


class DraftTags(models.Model):
    """Tags in the making beside a draft: moved to the note when the draft is published."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, primary_key=True, related_name="+")
    tags = models.JSONField(default=list)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_drafttags"

    def __str__(self) -> str:
        return str(self.draft_id)


class ProductBuyer(models.Model):
    """A member bought a product and kept it (from orders): what they write about it is marked so."""

    pk = models.CompositePrimaryKey("user_id", "product_id")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_productbuyer"

    def __str__(self) -> str:
        return f"{self.user_id} {self.product_id}"
