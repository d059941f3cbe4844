"""What the feed ranks by: scores of notes, what is known of a viewer, sessions, exposure."""

from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class NoteScore(models.Model):
    """A recommendable note as the ranker sees it: narrow, so that a candidate source is one short scan.

    A row exists exactly while the note may be recommended. `hot` is log-scaled engagement plus the moment
    of publishing in units of two days: it changes only when somebody does something. `quality` is 0 to 1.
    """

    note = models.OneToOneField("community.Note", models.CASCADE, primary_key=True, related_name="+")
    author_id = models.UUIDField()
    category_slug = models.CharField(max_length=24)
    published_at = models.DateTimeField()
    quality = models.FloatField(default=0.5)
    hot = models.FloatField(default=0)
    city_code = models.CharField(max_length=12, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    cell = models.IntegerField(null=True)
    is_paid = models.BooleanField(default=False)
    featured_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "discovery_notescore"
        indexes = [
            models.Index(fields=["-hot", "-note"], name="notescore_hot"),
            models.Index(fields=["category_slug", "-hot", "-note"], name="notescore_category_hot"),
            models.Index(fields=["-published_at", "-note"], name="notescore_fresh"),
            models.Index(fields=["category_slug", "-published_at", "-note"], name="notescore_category_fresh"),
            models.Index(
                fields=["city_code", "-hot", "-note"], condition=~Q(city_code=""), name="notescore_city"
            ),
            models.Index(fields=["author_id", "-published_at"], name="notescore_author"),
            models.Index(
                fields=["cell", "-published_at"], condition=Q(cell__isnull=False), name="notescore_cell"
            ),
            models.Index(
                fields=["-featured_at"], condition=Q(featured_at__isnull=False), name="notescore_featured"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.quality:.2f} {self.hot:.2f}"


class Touch(models.Model):
    """A note whose engagement changed since it was last scored. Unlogged: a crash costs a delay, no fact."""

    note_id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "discovery_touch"

    def __str__(self) -> str:
        return str(self.note_id)


class Exposure(models.Model):
    """A newcomer's note that was promised first views: how many, until when, and how many it got.

    A view counts once per viewer, when the card was really on the screen.
    """

    note = models.OneToOneField("community.Note", models.CASCADE, primary_key=True, related_name="+")
    author_id = models.UUIDField()
    category_slug = models.CharField(max_length=24)
    promised = models.PositiveIntegerField()
    delivered = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "discovery_exposure"
        verbose_name = "新人首次曝光"
        verbose_name_plural = "新人首次曝光"
        indexes = [models.Index(fields=["due_at"], condition=Q(kept_at__isnull=True), name="exposure_open")]

    def __str__(self) -> str:
        return f"{self.note_id} {self.delivered}/{self.promised}"


class Profile(models.Model):
    """What the ranker knows of one viewer, member ("u:" + id) or browser ("v:" + visitor key).

    `recent` holds the latest thirty actions, newest first; `affinity` weights by category, worn down by
    half every week; `seen` the last 1,500 notes seen, as 8-byte pieces of their ids; `channels` the own
    order of the category chips. Nothing is written into `recent`, `affinity` and `seen` while the member
    has personalisation off.
    """

    key = models.CharField(primary_key=True, max_length=60)
    recent = models.JSONField(default=list)
    affinity = models.JSONField(default=dict)
    seen = models.BinaryField(default=bytes)
    channels = models.JSONField(default=list)
    updated_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        db_table = "discovery_profile"

    def __str__(self) -> str:
        return self.key


class Feedback(models.Model):
    """ "Not interested": in a note, an author, a category or a topic (`target` is its id or slug)."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    scope = models.CharField(max_length=10)
    target = models.CharField(max_length=40)
    note_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_feedback"
        constraints = [models.UniqueConstraint(fields=["key", "scope", "target"], name="feedback_once")]
        indexes = [models.Index(fields=["key", "-created_at"], name="feedback_latest")]

    def __str__(self) -> str:
        return f"{self.scope} {self.target}"


class FeedSession(models.Model):
    """The ranked list behind one feed: paging slices it, so that nothing repeats or jumps.

    `items` is JSON text `[[note id, [[code, argument], ...]], ...]`; `depth` counts how often the list was
    extended. Unlogged: after a crash a reader simply gets a fresh first page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=60)
    channel = models.CharField(max_length=10)
    category_slug = models.CharField(max_length=24, blank=True)
    place = models.JSONField(null=True)
    items = models.TextField()
    depth = models.PositiveSmallIntegerField(default=0)
    weights_version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "discovery_feedsession"
        indexes = [
            models.Index(fields=["key", "-created_at"], name="feedsession_key"),
            models.Index(fields=["created_at"], name="feedsession_created"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"
