"""What members do with their wallet: hold, collect points, top up, withdraw."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shancha.apps.payments.models import Payment
from shancha.apps.wallet.models.ledger import Currency, OwnerKind
from shancha.kit.clock import now
from shancha.kit.crypto import EncryptedTextField
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Hold(models.Model):
    """Balance or points set aside for one thing (an order group): captured or released, each part once.
    `returned` of what was captured came back by refunds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reference_kind = models.CharField(max_length=20)
    reference_id = models.UUIDField()
    currency = models.CharField(max_length=3, choices=Currency)
    amount = models.BigIntegerField()
    captured = models.BigIntegerField(default=0)
    released = models.BigIntegerField(default=0)
    returned = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "wallet_hold"
        verbose_name = verbose_name_plural = "占用 Holds"
        constraints = [
            models.UniqueConstraint(
                fields=["reference_kind", "reference_id", "currency"], name="wallet_hold_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                & Q(captured__gte=0)
                & Q(released__gte=0)
                & Q(amount__gte=F("captured") + F("released"))
                & Q(returned__gte=0)
                & Q(returned__lte=F("captured")),
                name="wallet_hold_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference_kind} {self.currency} {self.amount}"


class PointsLot(models.Model):
    """Points granted at one moment, with their end. Spent oldest end first; `remaining` are the ones that
    can be spent now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    granted = models.BigIntegerField()
    remaining = models.BigIntegerField()
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_pointslot"
        verbose_name = verbose_name_plural = "积分批次 Points lots"
        constraints = [
            models.CheckConstraint(
                condition=Q(granted__gt=0) & Q(remaining__gte=0) & Q(remaining__lte=F("granted")),
                name="wallet_lot_amounts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "expires_at", "id"],
                condition=Q(remaining__gt=0),
                name="wallet_lot_spendable",
            ),
            models.Index(fields=["expires_at"], condition=Q(remaining__gt=0), name="wallet_lot_ending"),
        ]

    def __str__(self) -> str:
        return f"{self.remaining} / {self.granted}"


class PointsUse(models.Model):
    """Which lot a hold's points came from, so that they can go back there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="uses")
    lot = models.ForeignKey(PointsLot, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    returned = models.BigIntegerField(default=0)

    class Meta:
        db_table = "wallet_pointsuse"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(returned__gte=0) & Q(returned__lte=F("amount")),
                name="wallet_use_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.lot_id}"


class TopUp(models.Model):
    """Money that a member puts into the wallet through a payment."""

    class Status(models.TextChoices):
        """As its payment."""

        PENDING = "pending", "待支付 pending"
        DONE = "done", "已到账 done"
        CLOSED = "closed", "已关闭 closed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField(help_text="fen")
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "wallet_topup"
        verbose_name = verbose_name_plural = "充值 Top-ups"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="wallet_topup_amount")]
        indexes = [models.Index(fields=["user", "-created_at"], name="wallet_topup_user")]

    def __str__(self) -> str:
        return f"{self.amount}"


class WalletIdentity(models.Model):
    """Who a wallet's owner is, by name and identity number (GB 11643); needed to withdraw."""

    user = models.OneToOneField(USER, on_delete=models.PROTECT, primary_key=True, related_name="+")
    real_name = EncryptedTextField()
    number = EncryptedTextField()
    number_hash = models.CharField(max_length=64, db_index=True)
    consent_at = models.DateTimeField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_identity"
        verbose_name = verbose_name_plural = "实名信息 Identities"

    def __str__(self) -> str:
        return str(self.user_id)


class Withdrawal(models.Model):
    """Money that leaves the wallet of a member or a store. It is set aside when asked for; refused, failed
    or bounced, it goes back."""

    class Status(models.TextChoices):
        """`failed` also after `paid`: the bank sent it back."""

        REQUESTED = "requested", "待审核 requested"
        APPROVED = "approved", "待打款 approved"
        PAID = "paid", "已打款 paid"
        FAILED = "failed", "打款失败 failed"
        REJECTED = "rejected", "未通过 rejected"

    class Method(models.TextChoices):
        """Where to."""

        ALIPAY = "alipay", "支付宝 Alipay"
        BANK = "bank", "银行卡 bank"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=32, unique=True)
    owner_kind = models.CharField(max_length=8, choices=OwnerKind)
    owner_id = models.UUIDField()
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField(help_text="fen")
    method = models.CharField(max_length=8, choices=Method)
    account = EncryptedTextField()
    account_hint = models.CharField(max_length=40)
    real_name = EncryptedTextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.REQUESTED)
    reason = models.CharField(max_length=200, blank=True)
    transfer_number = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(
        USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_withdrawal"
        verbose_name = verbose_name_plural = "提现 Withdrawals"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="wallet_withdrawal_amount")]
        indexes = [
            models.Index(
                fields=["owner_kind", "owner_id", "-created_at", "-id"], name="wallet_withdrawal_owner"
            ),
            models.Index(fields=["status", "created_at"], name="wallet_withdrawal_queue"),
        ]

    def __str__(self) -> str:
        return self.number


class WalletFreeze(models.Model):
    """An operator's stop on a wallet: nothing is spent or withdrawn while it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_kind = models.CharField(max_length=8, choices=OwnerKind)
    owner_id = models.UUIDField()
    reason = models.CharField(max_length=200)
    frozen_by = models.ForeignKey(
        USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    frozen_at = models.DateTimeField(default=now)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "wallet_freeze"
        verbose_name = verbose_name_plural = "冻结 Freezes"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_kind", "owner_id"],
                condition=Q(lifted_at__isnull=True),
                name="wallet_freeze_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_kind} {self.owner_id}"


class LedgerCheck(models.Model):
    """What the nightly look at the whole ledger found."""

    id = models.BigAutoField(primary_key=True)
    checked_at = models.DateTimeField(default=now)
    account_count = models.PositiveIntegerField()
    posting_count = models.BigIntegerField()
    sums = models.JSONField(help_text="by currency; zero when right")
    wrong_accounts = models.JSONField(default=list)
    clearing = models.JSONField(default=dict, help_text="by provider where books and payments differ; fen")
    is_right = models.BooleanField()

    class Meta:
        db_table = "wallet_check"
        verbose_name = verbose_name_plural = "总账核对 Ledger checks"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d}"
