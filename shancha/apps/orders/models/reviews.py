"""Reviews by buyers. Nobody deletes one, neither store nor platform (电子商务法 39); it may be folded, with
the reason shown."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.community.models import Draft, Note
from shancha.apps.mall.models import Product, Store, Variant
from shancha.apps.orders.models.orders import Order, OrderLine
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Review(models.Model):
    """What a buyer says of one line, once, with one follow-up later and one answer of the store's.
    `note_id` is the note that grew out of it."""

    class Fold(models.TextChoices):
        """Why it is folded; "" where it is not."""

        NONE = "", "未折叠"
        IRRELEVANT = "irrelevant", "与商品无关"
        ABUSE = "abuse", "辱骂攻击"
        ADVERT = "advert", "广告引流"
        PRIVACY = "privacy", "泄露隐私"
        REWARDED = "rewarded", "诱导好评"
        ILLEGAL = "illegal", "法律禁止的内容"
        RULES = "rules", "违反社区公约"

    # What is folded for law or privacy is not opened again; other folds may be.
    SHUT = (Fold.ILLEGAL, Fold.PRIVACY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.OneToOneField(OrderLine, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    options = models.CharField(max_length=200, blank=True)
    rating = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=2000, blank=True)
    pictures = models.JSONField(default=list)
    is_anonymous = models.BooleanField(default=False)
    follow_up = models.CharField(max_length=2000, blank=True)
    follow_up_pictures = models.JSONField(default=list)
    follow_up_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=1000, blank=True)
    reply_at = models.DateTimeField(null=True)
    fold_reason = models.CharField(max_length=12, choices=Fold, blank=True, default="")
    folded_at = models.DateTimeField(null=True)
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_review"
        verbose_name = verbose_name_plural = "评价"
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="orders_review_stars"),
        ]
        indexes = [
            models.Index(fields=["product", "-id"], name="orders_review_product"),
            models.Index(fields=["product", "rating", "-id"], name="orders_review_stars_list"),
            models.Index(fields=["product", "-id"], condition=~Q(pictures=[]), name="orders_review_pictured"),
            models.Index(
                fields=["product", "-id"],
                condition=Q(follow_up_at__isnull=False),
                name="orders_review_followed_up",
            ),
            models.Index(fields=["store", "-id"], name="orders_review_store"),
            models.Index(fields=["buyer", "-id"], name="orders_review_own"),
            models.Index(fields=["draft"], condition=Q(draft__isnull=False), name="orders_review_draft"),
            models.Index(fields=["note"], condition=Q(note__isnull=False), name="orders_review_note"),
        ]

    def __str__(self) -> str:
        return f"{self.rating} · {self.text[:20]}"

    @property
    def is_shut(self) -> bool:
        """Whether nobody opens it any more: its stars and the reason are all that is shown."""
        return self.fold_reason in self.SHUT
