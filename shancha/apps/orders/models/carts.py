"""The cart, and the checkout that an order is made of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.mall.models import Variant
from shancha.apps.orders.models.addresses import Address
from shancha.apps.orders.models.orders import OrderGroup
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class CartLine(models.Model):
    """So many of one variant in the cart of a member, or of a browser without one. `price_seen` is the price
    its owner last saw (fen), `touch` the note it came from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor_key = models.CharField(max_length=40, blank=True)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveSmallIntegerField()
    is_selected = models.BooleanField(default=True)
    price_seen = models.BigIntegerField()
    touch = models.JSONField(default=dict)
    added_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_cartline"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "variant"], condition=Q(user__isnull=False), name="orders_cartline_member"
            ),
            models.UniqueConstraint(
                fields=["visitor_key", "variant"], condition=Q(user=None), name="orders_cartline_visitor"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, visitor_key="") | Q(user=None) & ~Q(visitor_key=""),
                name="orders_cartline_one_owner",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="orders_cartline_some"),
        ]
        indexes = [
            models.Index(fields=["added_at"], condition=Q(user=None), name="orders_cartline_stale"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class Checkout(models.Model):
    """What a buyer is about to order, kept so that it can be taken up again on any device. `lines` is
    [{cart_line_id, variant_id, quantity, touch}], `choices` what the buyer chose. Amounts are reckoned anew
    whenever it is looked at; the buyer agrees to the digest of those shown when placing the order."""

    class Source(models.TextChoices):
        """Where its lines came from."""

        CART = "cart", "购物车"
        NOW = "now", "立即购买"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.CharField(max_length=4, choices=Source)
    lines = models.JSONField()
    address = models.ForeignKey(Address, null=True, on_delete=models.SET_NULL, related_name="+")
    choices = models.JSONField(default=dict)
    order_group = models.OneToOneField(OrderGroup, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "orders_checkout"
        indexes = [models.Index(fields=["user", "-created_at"], name="orders_checkout_own")]

    def __str__(self) -> str:
        return f"{self.source} {self.id}"
