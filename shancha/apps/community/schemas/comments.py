"""Shapes of comments."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.apps.community.schemas.media import Picture


class MentionedUser(Schema):
    """A member named in a text by @handle."""

    handle: str
    nickname: str


class Comment(Schema):
    """A comment as the viewer sees it. Roots carry their first two replies; `reply_to` is whom a reply
    answers below another reply.

    `state` is "public" or "folded" (hidden behind a tap) for everybody; only the writer also sees
    "review" (waits for a moderator) and "hidden"; writer and note author see "filtered" (caught by the
    author's words).
    """

    id: UUID
    note_id: UUID
    author: UserBrief
    is_note_author: bool
    body: str
    picture: Picture | None
    mentions: list[MentionedUser]
    like_count: int
    liked: bool
    reply_count: int
    replies: list["Comment"]
    reply_to: UserBrief | None
    pinned: bool
    folded: bool
    state: Literal["public", "folded", "review", "filtered", "hidden"]
    created_at: datetime
    is_mine: bool
    can_delete: bool
    can_pin: bool
    city: str


class CommentPage(Schema):
    """A stretch of root comments. `total` counts roots and replies that the viewer can see."""

    items: list[Comment]
    next_cursor: str | None
    total: int


class CommentCreate(Schema):
    """A new comment: a root, or below the root `parent_id` in answer to `reply_to_id`. Words or a picture."""

    body: Annotated[str, Field(max_length=4000)] = ""
    parent_id: UUID | None = None
    reply_to_id: UUID | None = None
    asset_id: UUID | None = None


class CommentFilterWords(Schema):
    """Words that keep comments below the own notes out of sight."""

    words: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=100)]
