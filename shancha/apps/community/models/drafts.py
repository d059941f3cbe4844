"""Drafts: what a member is writing, kept on the server over all devices."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.community.models.media import Asset
from shancha.apps.community.models.notes import Note
from shancha.kit.clock import now
from shancha.kit.ids import new_id


class Draft(models.Model):
    """A note in the making, or the edit of a published one. May be incomplete; publishing checks it.

    `version` grows with every save, so that two devices can't overwrite each other unseen.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Note.Kind.choices, default=Note.Kind.IMAGES)
    title = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    category_slug = models.CharField(max_length=24, blank=True)
    topics = models.JSONField(default=list, help_text="names")
    place = models.JSONField(null=True, blank=True)
    visibility = models.CharField(
        max_length=10, choices=Note.Visibility.choices, default=Note.Visibility.PUBLIC
    )
    comment_policy = models.CharField(
        max_length=10, choices=Note.CommentPolicy.choices, default=Note.CommentPolicy.EVERYONE
    )
    is_paid_cooperation = models.BooleanField(default=False)
    evaluation = models.JSONField(null=True, blank=True)
    scheduled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_draft"
        indexes = [models.Index(fields=["owner", "-updated_at", "-id"], name="community_draft_own")]
        constraints = [
            models.UniqueConstraint(
                fields=["note"], condition=Q(note__isnull=False), name="community_draft_one_per_note"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class DraftAsset(models.Model):
    """A picture or video of a draft, in order."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "community_draftasset"
        constraints = [models.UniqueConstraint(fields=["draft", "asset"], name="community_draftasset_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.position}"
