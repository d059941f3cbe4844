"""What ties accounts to each other, as keyed hashes."""

from django.db import models

from shancha.apps.accounts.models.people import User
from shancha.kit import clock


class Tie(models.Model):
    """A member was met with a value of a kind (`ties.TieKind`): a device, an address, who paid. `digest` is a
    keyed hash; the value itself is kept nowhere. Rows go when the value was not met for as long as logs are
    kept, and with the account."""

    pk = models.CompositePrimaryKey("user_id", "kind", "digest")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    digest = models.UUIDField()
    first_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        db_table = "accounts_tie"
        indexes = [models.Index(fields=["kind", "digest", "-last_at"], name="accounts_tie_shared")]

    def __str__(self) -> str:
        return f"{self.kind} {self.last_at:%Y-%m-%d}"
