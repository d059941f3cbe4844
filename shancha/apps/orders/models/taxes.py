"""What the state asks of goods that are bought abroad: versioned tables, and each buyer's year."""

from django.db import models
from django.db.models import F, Q

from shancha.kit.ids import new_id


class TaxTable(models.Model):
    """Rates and limits of cross-border retail import that hold from a day on. A table that orders used is
    never changed; a new one follows it, so that an order reckoned again years later gives the same tax.
    `rules` is read by `orders.taxes.TaxRules`."""

    version = models.CharField(max_length=20, primary_key=True)
    effective_from = models.DateField(unique=True)
    rules = models.JSONField()
    source = models.TextField()

    class Meta:
        db_table = "orders_taxtable"
        verbose_name = "跨境税率与限额"
        verbose_name_plural = "跨境税率与限额"

    def __str__(self) -> str:
        return self.version


class YearUse(models.Model):
    """How much one person (by the keyed hash of the identity number) has bought across the border in a
    calendar year of China, in fen. Never above the limit, whoever asks at the same moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number_hash = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField(default=0)
    limit_amount = models.BigIntegerField()

    class Meta:
        db_table = "orders_yearuse"
        constraints = [
            models.UniqueConstraint(fields=["number_hash", "year"], name="orders_yearuse_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=F("limit_amount")), name="orders_yearuse_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.amount}"
