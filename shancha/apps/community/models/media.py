"""Files on their way in, and the pictures and videos made of them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from shancha.kit.clock import now
from shancha.kit.ids import new_id, new_key


class Upload(models.Model):
    """A file being sent in pieces. Its bytes lie in the spool under its id; the spool file's length
    is the offset, so nothing can disagree with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    filename = models.CharField(max_length=255, blank=True)
    size = models.BigIntegerField()
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "community_upload"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Asset(models.Model):
    """A picture or video that is ready to show, or on the way there.

    `key` is the unguessable public address and changes when the asset stops being public; `folder` is
    where the files lie, never shown, and shared by assets made of identical bytes.
    """

    class Kind(models.TextChoices):
        """What it is."""

        IMAGE = "image", "图片"
        VIDEO = "video", "视频"

    class State(models.TextChoices):
        """How far its processing has come."""

        QUEUED = "queued", "排队中"
        WORKING = "working", "处理中"
        READY = "ready", "可用"
        FAILED = "failed", "失败"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent of the transcoding")
    error = models.CharField(max_length=40, blank=True, help_text="stable code of what went wrong")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    folder = models.CharField(max_length=80, db_index=True)
    content_hash = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the bytes sent, hex")
    perceptual_hash = models.BigIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    widths = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text="of the WebP variants")
    is_moving = models.BooleanField(default=False, db_default=False, help_text="has an animated WebP")
    duration_ms = models.PositiveIntegerField(default=0)
    byte_size = models.BigIntegerField(default=0, help_text="of the file sent")
    color = models.CharField(max_length=7, default="#dddddd")
    tiny = models.TextField(blank=True, help_text="placeholder as a data URI")
    alt = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=False, help_text="shown by the platform itself, such as a banner")
    is_kept = models.BooleanField(
        default=False, help_text="by an app that says who sees it (`private_media`)"
    )
    touched_at = models.DateTimeField(default=now, help_text="last sign of life of the processing")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_asset"
        verbose_name = "图片与视频"
        verbose_name_plural = "图片与视频"
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="community_asset_owner"),
            models.Index(
                fields=["perceptual_hash"],
                name="community_asset_perceptual",
                condition=models.Q(perceptual_hash__isnull=False),
            ),
            models.Index(
                fields=["touched_at"],
                name="community_asset_unfinished",
                condition=models.Q(state__in=["queued", "working"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
