"""What the machine thought of a text before it was published."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class ScreeningDecision(models.TextChoices):
    """The machine's answer."""

    ALLOW = "allow", "通过 allow"
    REVIEW = "review", "待审 review"
    BLOCK = "block", "拦截 block"


class Screening(models.Model):
    """One screening of one text. `fingerprint` (of the normalised text) finds repeats, `sketch`
    (`screening.sketch`) near-equal texts; the text itself is
    kept only where the answer was not `allow`. `engine` and `words_version` say what judged."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField(null=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    decision = models.CharField(max_length=10, choices=ScreeningDecision)
    score = models.FloatField()
    signals = models.JSONField(default=list)
    text = models.TextField(blank=True)
    fingerprint = models.BigIntegerField()
    sketch = ArrayField(models.IntegerField(), default=list, db_default=[])
    engine = models.CharField(max_length=20)
    words_version = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "moderation_screening"
        verbose_name = "机器审核 screening"
        verbose_name_plural = "机器审核 screenings"
        indexes = [
            models.Index(fields=["author", "-created_at"], name="screening_author"),
            models.Index(fields=["subject_id"], condition=~Q(subject_id=None), name="screening_subject"),
            models.Index(fields=["created_at"], name="screening_created"),
            # Every look-up reads the list of what is not sorted in yet: at the usual 4 MB that takes 8 ms.
            GinIndex(fields=["sketch"], name="screening_sketch", gin_pending_list_limit=64),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.decision} · {self.score:.2f}"
