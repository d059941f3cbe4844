"""Topics: what notes are about, who follows them, and the names they had."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class TopicState(models.TextChoices):
    """Where a topic stands: unknown to everybody as long as no note that everybody sees used it, open, merged
    into another, ended by its date, or banned."""

    UNUSED = "unused", "未公开"
    ACTIVE = "active", "开放"
    MERGED = "merged", "已合并"
    ENDED = "ended", "已结束"
    BANNED = "banned", "已封禁"


# How long a topic's address may be: sixty characters of the name, and what tells it from another's.
MAX_SLUG = 80


class Topic(models.Model):
    """A subject that notes share by #name.

    `name_key` is the name as it is compared: casefolded, without spaces. `hot` is the discussion
    velocity kept by a job (see services.topic_heat). `pinned_until` holds the topic on top of the hot
    list; `announcement` is what its host has to say now; `starts_at` and `ends_at` bound
    when it may be listed there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=MAX_SLUG, unique=True)
    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=40, unique=True)
    introduction = models.CharField(max_length=500, blank=True)
    category_slug = models.CharField(max_length=40, blank=True)
    banner = models.JSONField(null=True, blank=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    announcement = models.CharField(max_length=300, blank=True, default="", db_default="")
    announced_at = models.DateTimeField(null=True, blank=True)
    sponsor_label = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=TopicState, default=TopicState.ACTIVE)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    promotion = models.FloatField(default=0)
    pinned_until = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    follower_count = models.PositiveIntegerField(default=0)
    note_count = models.PositiveIntegerField(default=0)
    participant_count = models.PositiveIntegerField(default=0)
    view_count = models.PositiveBigIntegerField(default=0)
    hot = models.FloatField(default=0)
    hot_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField("示例内容", default=False, db_default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_topic"
        indexes = [
            models.Index(fields=["-hot", "-id"], condition=Q(state="active"), name="topic_hot"),
            models.Index(
                fields=["category_slug", "-hot", "-id"], condition=Q(state="active"), name="topic_category"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TopicAlias(models.Model):
    """A name that a topic had before a rename or a merger; links and hashtags with it still arrive."""

    name_key = models.CharField(max_length=40, primary_key=True)
    slug = models.CharField(max_length=MAX_SLUG, unique=True)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")

    class Meta:
        db_table = "community_topicalias"

    def __str__(self) -> str:
        return self.slug


class NoteTopic(models.Model):
    """A note's topic. `published_at` is null until the note is public; `told_at` is when the topic told its
    followers, once; `hot` copies the note's heat."""

    pk = models.CompositePrimaryKey("note_id", "topic_id")
    note = models.ForeignKey("community.Note", models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    hot = models.FloatField(default=0)
    pinned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "community_notetopic"
        indexes = [
            models.Index(
                fields=["topic", "-published_at", "-note"],
                condition=Q(published_at__isnull=False),
                name="notetopic_new",
            ),
            models.Index(
                fields=["topic", "-hot", "-note"],
                condition=Q(published_at__isnull=False),
                name="notetopic_hot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} #{self.topic_id}"


class NoticeLevel(models.TextChoices):
    """Of which new notes of a followed topic a member is told: each, the host's and pinned ones, none."""

    ALL = "all"
    HIGHLIGHTS = "highlights"
    NONE = "none"


class TopicFollow(models.Model):
    """One member follows one topic, and is told of as many of its notes as `level` says."""

    pk = models.CompositePrimaryKey("user_id", "topic_id")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)
    level = models.CharField(
        max_length=10,
        choices=NoticeLevel,
        default=NoticeLevel.HIGHLIGHTS,
        db_default=NoticeLevel.HIGHLIGHTS,
    )

    class Meta:
        db_table = "community_topicfollow"
        indexes = [
            models.Index(fields=["topic", "user"], name="topicfollow_told"),
            models.Index(fields=["user", "-created_at", "-topic"], name="topicfollow_own"),
            BrinIndex(fields=["created_at"], name="topicfollow_created", pages_per_range=32),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.topic_id}"
