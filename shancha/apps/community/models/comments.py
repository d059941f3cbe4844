"""Comments in two levels, their likes, the people they mention, and the words an author won't read."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from shancha.kit.clock import now
from shancha.kit.ids import new_id


class CommentState(models.TextChoices):
    """Where a comment stands. Everybody sees public and folded ones; its author also sees those that
    wait (`review`), were caught by the note author's words (`filtered`) or were hidden."""

    PUBLIC = "public", "公开"
    FOLDED = "folded", "已折叠"
    REVIEW = "review", "审核中"
    FILTERED = "filtered", "被作者过滤"
    HIDDEN = "hidden", "已隐藏"
    REMOVED = "removed", "已移除"
    DELETED = "deleted", "已删除"


class Comment(models.Model):
    """What a member says under a note: a root, or a reply below one (`parent`), to somebody (`reply_to`).

    `hot` is ln(1 + likes + replies / 2) plus age in units of three days: an order that changes only when
    a comment does. `picture` is the finished picture of `asset`, copied for the read. `is_untold`: it was
    kept back, then decided upon without being shown in full; those it concerns hear of it when it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey("community.Note", models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", db_index=False)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    body = models.TextField()
    asset = models.ForeignKey("community.Asset", models.SET_NULL, null=True, related_name="+")
    picture = models.JSONField(null=True)
    mentions = models.JSONField(default=list)
    city = models.CharField(max_length=40, blank=True)
    like_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.PUBLIC)
    is_untold = models.BooleanField(default=False, db_default=False)
    hot = models.FloatField(default=0)
    pinned_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_comment"
        indexes = [
            models.Index(fields=["note", "-hot", "-id"], condition=Q(parent=None), name="comment_roots_hot"),
            models.Index(
                fields=["note", "-created_at", "-id"], condition=Q(parent=None), name="comment_roots_new"
            ),
            models.Index(fields=["note"], condition=Q(pinned_at__isnull=False), name="comment_pinned"),
            models.Index(
                fields=["parent", "created_at", "id"], condition=~Q(parent=None), name="comment_replies"
            ),
            models.Index(fields=["author", "-created_at"], name="comment_author"),
            BrinIndex(fields=["created_at"], name="comment_created", pages_per_range=32),
        ]

    def __str__(self) -> str:
        return self.body[:40]


class CommentLike(models.Model):
    """One member's like of one comment."""

    pk = models.CompositePrimaryKey("comment_id", "user_id")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_commentlike"

    def __str__(self) -> str:
        return f"{self.user_id} likes {self.comment_id}"


class Mention(models.Model):
    """A member named by @handle in a note or, where `comment` is set, in a comment below it."""

    note = models.ForeignKey("community.Note", models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_mention"
        constraints = [
            models.UniqueConstraint(
                fields=["note", "comment", "user"], nulls_distinct=False, name="mention_once"
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.user_id}"


class CommentFilter(models.Model):
    """Words that an author doesn't want to read under the own notes; compared after normalisation."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    words = ArrayField(models.CharField(max_length=30), default=list)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_commentfilter"

    def __str__(self) -> str:
        return f"filter of {self.user_id}"
