"""The kit's tables."""

from django.db import models


class RateLimit(models.Model):
    """A counter of one window of one limit; swept by a job once it has expired."""

    name = models.CharField(max_length=200, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kit_ratelimit"

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """A fact about this installation, such as that its world is the demo's."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "kit_fact"

    def __str__(self) -> str:
        return self.name


class Idempotency(models.Model):
    """The answer to a request that must be done once (see `kit.idempotency`). Status 0: not yet answered."""

    pk = models.CompositePrimaryKey("scope", "owner_id", "key")
    scope = models.CharField(max_length=40)
    owner_id = models.UUIDField()
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kit_idempotency"

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
