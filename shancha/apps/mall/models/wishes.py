"""Wish lists: what members would like to have, and what they want to be told about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.mall.models.products import Product, Variant
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class WishList(models.Model):
    """A list of one member. Whoever has its `share_key` may read it; null: nobody else may.

    Each member has one default list, made with the first wish. `wish_count` changes only together with the
    rows that it counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True, default="")
    is_default = models.BooleanField(default=False)
    share_key = models.CharField(max_length=32, null=True, blank=True, unique=True)
    wish_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_wishlist"
        indexes = [models.Index(fields=["owner", "-is_default", "id"], name="mall_wishlist_own")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_default=True), name="mall_wishlist_one_default"
            ),
            models.UniqueConstraint(fields=["owner", "name"], name="mall_wishlist_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Wish(models.Model):
    """A product on a list, once. `price_then` is what it cost when it was put there, in fen.

    `told_price` is the last price that the owner was told of, `told_stock_at` when they were last told that
    it is there again: nobody hears the same thing twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wish_list = models.ForeignKey(WishList, on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    price_then = models.PositiveBigIntegerField()
    wants_price_drop = models.BooleanField(default=True)
    wants_stock = models.BooleanField(default=True)
    told_price = models.PositiveBigIntegerField(null=True, blank=True)
    told_stock_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "mall_wish"
        indexes = [
            models.Index(fields=["wish_list", "-created_at", "-id"], name="mall_wish_list"),
            models.Index(fields=["product", "id"], name="mall_wish_product"),
            models.Index(fields=["owner", "product"], name="mall_wish_owner"),
        ]
        constraints = [models.UniqueConstraint(fields=["wish_list", "product"], name="mall_wish_once")]

    def __str__(self) -> str:
        return f"{self.wish_list_id} {self.product_id}"
