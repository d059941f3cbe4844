"""What a store is due for an order, when it gets it, and how it leaves the platform."""

from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models import Store
from shancha.apps.orders.models.orders import Order
from shancha.apps.wallet.models import Withdrawal
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id


class Settlement(models.Model):
    """The settlement of one order, in fen: `gross` is what the buyer paid in all ways and `subsidy` what the
    platform added; `refunded` and `subsidy_back` shrink them; `commission` is taken at the rates that were
    frozen at the sale. Held until `hold_until`, frozen while a claim stands, then released to the store."""

    class Status(models.TextChoices):
        """Whether the store has it."""

        HELD = "held", "待结算"
        FROZEN = "frozen", "冻结"
        RELEASED = "released", "已结算"
        REVERSED = "reversed", "已全额退款"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    gross = models.BigIntegerField()
    subsidy = models.BigIntegerField()
    refunded = models.BigIntegerField(default=0)
    subsidy_back = models.BigIntegerField(default=0)
    commission = models.BigIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.HELD)
    hold_until = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_settlement"
        verbose_name = verbose_name_plural = "结算单"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    refunded__gte=0,
                    refunded__lte=F("gross"),
                    subsidy_back__gte=0,
                    subsidy_back__lte=F("subsidy"),
                    commission__gte=0,
                ),
                name="orders_settlement_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-id"], name="orders_settlement_store"),
            models.Index(fields=["hold_until"], condition=Q(status="held"), name="orders_settlement_due"),
        ]

    def __str__(self) -> str:
        return str(self.order_id)

    @property
    def net(self) -> int:
        """What the store keeps, fen."""
        return self.gross + self.subsidy - self.refunded - self.subsidy_back - self.commission


class PayoutAccount(models.Model):
    """Where a store's money goes."""

    store = models.OneToOneField(Store, on_delete=models.PROTECT, primary_key=True, related_name="+")
    method = models.CharField(max_length=8, choices=Withdrawal.Method)
    account = EncryptedTextField()
    account_hint = models.CharField(max_length=40)
    real_name = EncryptedTextField()
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_payoutaccount"

    def __str__(self) -> str:
        return self.account_hint


class Payout(models.Model):
    """A store's released money on its way to its bank. `bounced`: the bank sent it back, and the store has it
    again on the platform."""

    class Status(models.TextChoices):
        """As the withdrawal behind it."""

        REQUESTED = "requested", "待打款"
        PAID = "paid", "已打款"
        BOUNCED = "bounced", "已退回"
        REJECTED = "rejected", "未通过"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    withdrawal = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.REQUESTED)
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_payout"
        verbose_name = verbose_name_plural = "打款"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="orders_payout_amount")]
        indexes = [models.Index(fields=["store", "-id"], name="orders_payout_store")]

    def __str__(self) -> str:
        return f"{self.amount}"
