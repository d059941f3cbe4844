"""The double-entry ledger: accounts, entries and their postings. Money in fen, points one by one.

What the house owes (a member's balance, a store's income) stands positive, what it has (money at a
provider) negative; all accounts of one currency together are always zero.
"""

from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Currency(models.TextChoices):
    """What is counted."""

    MONEY = "CNY", "人民币（分） fen"
    POINTS = "PTS", "积分 points"


class OwnerKind(models.TextChoices):
    """Whose account it is. Stores are named by id alone: the ledger knows no mall."""

    USER = "user", "成员 member"
    STORE = "store", "店铺 store"
    PLATFORM = "platform", "平台 platform"


class LedgerAccount(models.Model):
    """One account. Its id is computed from what it is (`wallet.accounts`), so that nobody looks it up.
    `balance` is the sum of its postings, kept by `services.ledger.post` alone."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner_kind = models.CharField(max_length=8, choices=OwnerKind)
    owner_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    currency = models.CharField(max_length=3, choices=Currency)
    balance = models.BigIntegerField(default=0)
    allows_negative = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_account"
        verbose_name = verbose_name_plural = "账户 Accounts"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_kind", "owner_id", "kind", "currency"],
                nulls_distinct=False,
                name="wallet_account_one",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(allows_negative=True), name="wallet_account_covered"
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="platform", owner_id__isnull=True)
                | (~Q(owner_kind="platform") & Q(owner_id__isnull=False)),
                name="wallet_account_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_kind}:{self.kind}:{self.currency}"


class JournalEntry(models.Model):
    """One fact of money: its postings sum to zero in each currency. `key` makes it happen once.
    Never changed, never deleted (a trigger holds it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    reference_kind = models.CharField(max_length=20)
    reference_id = models.UUIDField()
    key = models.CharField(max_length=120, unique=True)
    memo = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_entry"
        verbose_name = verbose_name_plural = "分录 Journal entries"
        indexes = [
            models.Index(fields=["reference_kind", "reference_id"], name="wallet_entry_reference"),
        ]

    def __str__(self) -> str:
        return self.key


class Posting(models.Model):
    """A movement on one account. Append-only (a trigger holds it)."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "wallet_posting"
        verbose_name = verbose_name_plural = "流水 Postings"
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="wallet_posting_moves")]
        indexes = [models.Index(fields=["account", "-id"], name="wallet_posting_account")]

    def __str__(self) -> str:
        return f"{self.amount:+}"
