"""Boards (专辑) and the notes collected into them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shancha.apps.community.models.media import Asset
from shancha.apps.community.models.notes import Note
from shancha.kit.clock import now
from shancha.kit.ids import new_id

USER = settings.AUTH_USER_MODEL


class Board(models.Model):
    """A member's named collection of notes. Everyone has one default board, made when first needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    introduction = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=True)
    is_withheld = models.BooleanField(
        default=False, db_default=False, help_text="by decision, seen by its owner alone"
    )
    is_default = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    cover_note = models.ForeignKey(Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cover_asset = models.ForeignKey(Asset, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_board"
        indexes = [models.Index(fields=["owner", "position", "id"], name="community_board_own")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="community_board_name"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_default=True), name="community_board_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardItem(models.Model):
    """A note in a board. It stays when the note disappears, and is then listed as gone."""

    pk = models.CompositePrimaryKey("board_id", "note_id")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_boarditem"
        indexes = [models.Index(fields=["board", "-created_at", "-note"], name="community_boarditem_list")]

    def __str__(self) -> str:
        return f"{self.note_id} in {self.board_id}"


class Collect(models.Model):
    """A reader keeps a note, once, in one or more of their boards."""

    pk = models.CompositePrimaryKey("user_id", "note_id")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "community_collect"
        indexes = [
            models.Index(fields=["user", "-created_at", "-note"], name="community_collect_own"),
            models.Index(fields=["note", "-created_at"], name="community_collect_note"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} keeps {self.note_id}"
