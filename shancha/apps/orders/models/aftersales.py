"""After-sales cases: what is wrong, who answers until when, what goes back."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from shancha.apps.mall.models import Store
from shancha.apps.orders.aftersale_states import COME_BACK, GIVE_GOODS, OPEN, CaseStatus, Kind
from shancha.apps.orders.models.orders import Order, OrderLine
from shancha.apps.payments.models import Refund
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class AfterSale(models.Model):
    """A buyer's case about one line of an order. Amounts are fen in all ways together (payment, wallet,
    points); `agreed_amount` is what goes back. `due_at` is when the present step runs out; what happens then
    is the job's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=20)
    description = models.CharField(max_length=1000, blank=True)
    pictures = models.JSONField(default=list)
    quantity = models.PositiveSmallIntegerField()
    asked_amount = models.BigIntegerField()
    agreed_amount = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=CaseStatus, default=CaseStatus.REQUESTED)
    due_at = models.DateTimeField(null=True)
    by_right = models.BooleanField(default=False, help_text="seven days without a reason")
    with_freight = models.BooleanField(default=False)
    is_fake_claim = models.BooleanField(default=False, help_text="freezes the payout")
    restock = models.BooleanField(null=True, help_text="decided by the store, apart from the refund")
    answer = models.CharField(max_length=500, blank=True)
    return_carrier = models.CharField(max_length=30, blank=True)
    return_number = models.CharField(max_length=40, blank=True)
    exchange_carrier = models.CharField(max_length=30, blank=True)
    exchange_number = models.CharField(max_length=40, blank=True)
    return_to = EncryptedTextField(blank=True, help_text="where the goods go back to, as it was when agreed")
    refunds_early_at = models.DateTimeField(
        null=True, help_text="when a member's return was granted a refund before it arrives"
    )
    refund_offered_at = models.DateTimeField(null=True, help_text="money instead of goods")
    exchange_offered_at = models.DateTimeField(null=True, help_text="another piece instead of a repair")
    refund_declined = models.BooleanField(default=False, help_text="at the present step")
    exchange_declined = models.BooleanField(default=False, help_text="at the present step")
    answer_by = models.DateTimeField(null=True, help_text="until when the store has to answer at first")
    received_at = models.DateTimeField(null=True)
    ruling = models.CharField(max_length=500, blank=True)
    ruled_for = models.CharField(max_length=6, blank=True)
    ruled_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    ruled_at = models.DateTimeField(null=True)
    ruled_amount = models.BigIntegerField(null=True, help_text="what goes back once the goods are there")
    disputed_at = models.DateTimeField(null=True)
    rule_by = models.DateTimeField(null=True, help_text="until when a ruling is promised")
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_aftersale"
        verbose_name = verbose_name_plural = "售后单"
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(status__in=OPEN), name="orders_aftersale_one_open"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, asked_amount__gte=0, agreed_amount__gte=0)
                & (Q(ruled_amount__isnull=True) | Q(ruled_amount__gte=0)),
                name="orders_aftersale_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "-id"], name="orders_aftersale_own"),
            models.Index(fields=["store", "status", "-id"], name="orders_aftersale_store"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="orders_aftersale_due"),
            models.Index(fields=["status", "created_at"], name="orders_aftersale_queue"),
            models.Index(fields=["rule_by"], condition=Q(status="disputed"), name="orders_aftersale_to_rule"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def comes_back(self) -> bool:
        """Whether the goods are returned: as was asked, or because the ruling says so."""
        return self.kind in COME_BACK or self.ruled_amount is not None

    @property
    def gives_piece(self) -> bool:
        """Whether it ends with another piece, as long as no ruling gives money in its place."""
        return self.kind == Kind.EXCHANGE and self.ruled_amount is None

    @property
    def repairs(self) -> bool:
        """Whether it ends with the same piece, repaired, as long as no ruling gives money in its place."""
        return self.kind == Kind.REPAIR and self.ruled_amount is None

    @property
    def gives_goods(self) -> bool:
        """Whether it ends with goods, another piece or the repaired one, and not with money."""
        return self.kind in GIVE_GOODS and self.ruled_amount is None

    @property
    def refunds_early(self) -> bool:
        """Whether a member's return may be refunded, or was, before it arrives."""
        return self.refunds_early_at is not None

    @property
    def has_offer(self) -> bool:
        """Whether the buyer is to answer what the store offers in place of what was asked."""
        return self.refund_offered_at is not None or self.exchange_offered_at is not None

    @property
    def has_declined(self) -> bool:
        """Whether the buyer has declined what the store offered at the present step."""
        return self.refund_declined or self.exchange_declined


class AfterSaleEvent(models.Model):
    """One thing that was said or done in a case: its story, evidence included. Written, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    after_sale = models.ForeignKey(AfterSale, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    pictures = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_aftersaleevent"
        indexes = [
            models.Index(fields=["after_sale", "id"], name="orders_aftersaleevent_case"),
            GinIndex(
                fields=["pictures"], name="orders_aftersaleevent_pictures", opclasses=["jsonb_path_ops"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.to_status}"


class ClaimHold(models.Model):
    """What is kept from a store that has had its money already, while somebody claims that the goods are
    fake: `wanted` is what the claim is about, `held` what of it lies on the store's `claims` account. What is
    missing is taken from what the store is settled next."""

    after_sale = models.OneToOneField(
        AfterSale, primary_key=True, on_delete=models.PROTECT, related_name="hold"
    )
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    wanted = models.BigIntegerField()
    held = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders_claimhold"
        constraints = [
            models.CheckConstraint(
                condition=Q(held__gte=0, held__lte=F("wanted")), name="orders_claimhold_amounts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "created_at"],
                condition=Q(ended_at__isnull=True),
                name="orders_claimhold_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held}/{self.wanted}"


class RefundPart(models.Model):
    """What went back of one line, once for each `key`: through the payment, to the wallet, as points, and
    what the platform takes back of its subsidies. All in fen (1 point = 1 fen)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    after_sale = models.ForeignKey(AfterSale, null=True, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    to_provider = models.BigIntegerField(default=0)
    to_wallet = models.BigIntegerField(default=0)
    to_points = models.BigIntegerField(default=0)
    platform_back = models.BigIntegerField(default=0)
    refund = models.OneToOneField(Refund, null=True, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(null=True, help_text="when the provider's part is there, or at once")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_refundpart"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    amount=F("to_provider") + F("to_wallet") + F("to_points"),
                    to_provider__gte=0,
                    to_wallet__gte=0,
                    to_points__gte=0,
                    platform_back__gte=0,
                ),
                name="orders_refundpart_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class RecallNotice(models.Model):
    """A buyer was told of a recall: the evidence that the duty was done."""

    pk = models.CompositePrimaryKey("recall_id", "buyer_id")
    recall_id = models.UUIDField()
    buyer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "orders_recallnotice"

    def __str__(self) -> str:
        return f"{self.recall_id} {self.buyer_id}"
