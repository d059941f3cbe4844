"""Prices as they were."""

from django.conf import settings
from django.db import models

from shancha.apps.mall.models.products import Product, Variant
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class PriceChange(models.Model):
    """From `at` on a variant cost this, in fen, until its next change; where not `is_offered` it was
    withdrawn. Append-only, by trigger."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    price = models.PositiveBigIntegerField()
    list_price = models.PositiveBigIntegerField(null=True, blank=True)
    member_price = models.PositiveBigIntegerField(null=True, blank=True)
    is_offered = models.BooleanField(default=True, db_default=True)
    at = models.DateTimeField(default=now)
    actor = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )

    class Meta:
        db_table = "mall_pricechange"
        indexes = [
            models.Index(fields=["variant", "-at", "-id"], name="mall_pricechange_variant"),
            models.Index(fields=["product", "-at", "-id"], name="mall_pricechange_product"),
        ]

    def __str__(self) -> str:
        return f"{self.price} {self.at:%Y-%m-%d}"


class SpecialPrice(models.Model):
    """A variant can be bought for less than its price, in fen, for a time: a flash sale, named by
    `reference_id`. Whoever sells so owns the terms; here it is known what the variant could be had for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference_id = models.UUIDField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", db_index=False)
    price = models.PositiveBigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "mall_specialprice"
        indexes = [
            models.Index(fields=["variant", "-ends_at"], name="mall_specialprice_variant"),
            models.Index(fields=["product", "-starts_at"], name="mall_specialprice_product"),
            models.Index(fields=["ends_at"], name="mall_specialprice_ending"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference_id", "variant"], name="mall_specialprice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.price} {self.starts_at:%Y-%m-%d %H:%M}"
