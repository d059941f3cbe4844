"""The kit's one table."""

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
