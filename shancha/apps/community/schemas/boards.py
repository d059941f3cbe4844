"""Shapes of boards."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.schemas.media import Picture

Name = Annotated[str, Field(min_length=1, max_length=40)]
Introduction = Annotated[str, Field(max_length=200)]


class Board(Schema):
    """A board of notes. `has_note` is told where a note was asked about (`GET /me/boards?note_id=`).
    One that a decision withholds (`is_withheld`) is seen by its owner alone."""

    id: UUID
    name: str
    introduction: str
    owner: UserBrief
    is_public: bool
    is_withheld: bool
    is_default: bool
    is_mine: bool
    cover: Picture | None
    note_count: int
    has_note: bool | None
    updated_at: datetime


class BoardNote(Schema):
    """A place in a board. `note` is null where the note is gone; only the owner sees such places."""

    note_id: UUID
    collected_at: datetime
    note: NoteCard | None


class BoardCreate(Schema):
    """A new board."""

    name: Name
    introduction: Introduction = ""
    is_public: bool = True


class BoardUpdate(Schema):
    """What to change. `cover_note_id` is one of the board's notes."""

    name: Name | None = None
    introduction: Introduction | None = None
    is_public: bool | None = None
    cover_note_id: UUID | None = None


class BoardOrder(Schema):
    """The member's boards in their new order."""

    board_ids: Annotated[list[UUID], Field(max_length=100)]


class CollectUpdate(Schema):
    """The boards to keep a note in; the default board where none is named."""

    board_ids: Annotated[list[UUID], Field(max_length=20)] = []
