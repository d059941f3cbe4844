"""Shapes of the messaging app's HTTP operations."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.kit.pagination import CursorText, Limit

LaneName = Literal["likes", "follows", "comments", "process", "system"]


class Subject(Schema):
    """What a notice is about."""

    kind: str
    id: UUID | None


class Notification(Schema):
    """A notice. `actors` are the latest three of the people in it, `actor_count` how many people there are
    (in discussions counted up to 50), `count` how many events it holds: one person may comment thrice.
    `title` and `text` read in the member's language, `payload` holds the parts for clients that lay it
    out."""

    id: UUID
    lane: LaneName
    kind: str
    title: str
    text: str
    actors: list[UserBrief]
    actor_count: int
    count: int
    subject: Subject | None
    payload: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    is_read: bool


class UnreadCounts(Schema):
    """Unread notices by lane; 100 means 100 or more."""

    likes: int
    follows: int
    comments: int
    process: int
    system: int
    total: int


class NotificationQuery(Schema):
    """Which lane, where in it, how much."""

    lane: LaneName | None = None
    cursor: CursorText | None = None
    limit: Limit = 20


class NotificationsRead(Schema):
    """What was read: a lane, or single notices, or neither for all; `up_to` leaves unread what came later."""

    lane: LaneName | None = None
    ids: Annotated[list[UUID], Field(max_length=100)] | None = None
    up_to: datetime | None = None


class StreamTicket(Schema):
    """The address of the member's event stream, good for `expires_in_seconds` to open it."""

    url: str
    expires_in_seconds: int
