"""Tables of the messaging app: notices, and the event stream that tells devices of them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Lane(models.TextChoices):
    """The five lists of notices, never mixed. `process` tells how orders, refunds and benefits stand."""

    LIKES = "likes", "赞和收藏 likes"
    FOLLOWS = "follows", "新增关注 follows"
    COMMENTS = "comments", "评论和@ comments"
    PROCESS = "process", "订单与权益 process"
    SYSTEM = "system", "系统 system"


class Notification(models.Model):
    """A notice to one member. Notices of one `group_key` collapse into one row while it is unread:
    `actor_ids` holds the latest actors, newest first, at most 50; `count` all of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    lane = models.CharField(max_length=10, choices=Lane)
    kind = models.CharField(max_length=40)
    group_key = models.CharField(max_length=120, blank=True)
    actor_ids = ArrayField(models.UUIDField(), default=list)
    count = models.PositiveIntegerField(default=1)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messaging_notification"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group_key"],
                condition=Q(read_at=None) & ~Q(group_key=""),
                name="notification_one_unread_group",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "lane", "-updated_at", "-id"], name="notification_lane"),
            models.Index(fields=["user", "lane"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["user", "group_key"], condition=~Q(group_key=""), name="notification_group"),
            models.Index(
                fields=["subject_kind", "subject_id"],
                condition=~Q(subject_id=None),
                name="notification_subject",
            ),
            GinIndex(
                KeyTransform("earlier", "payload"),
                condition=Q(kind="topic_note"),
                name="notification_gathered",
            ),
            models.Index(fields=["updated_at"], name="notification_updated"),
        ]

    def __str__(self) -> str:
        return f"{self.lane} · {self.kind}"


class StreamEvent(models.Model):
    """An event for one member's devices, kept three days so that a device that was away misses nothing.

    `transaction_id` is the writing transaction's; with it a reader knows which events it cannot have seen
    yet, although ids are given out before transactions commit (see `wire`).
    """

    id = models.BigAutoField(primary_key=True)
    user_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    transaction_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "messaging_streamevent"
        indexes = [
            models.Index(fields=["user_id", "transaction_id"], name="streamevent_user"),
            models.Index(fields=["created_at"], name="streamevent_created"),
        ]

    def __str__(self) -> str:
        return f"{self.id} · {self.kind}"
