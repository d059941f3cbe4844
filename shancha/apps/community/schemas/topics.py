"""Shapes of topics and suggestions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.apps.community.schemas.media import Picture

NoticeLevel = Literal["all", "highlights", "none"]


class TopicCategory(Schema):
    """The category a topic belongs to, with its names in both languages."""

    slug: str
    name: str
    name_en: str


class Topic(Schema):
    """A topic. `hot` is the velocity of its discussion counted by independent people; `is_pinned` tells
    that operators hold it on top; `sponsor_label` names who paid for it, if anyone did; `notice_level` tells
    of which new notes a viewer who follows it is told."""

    id: UUID
    slug: str
    name: str
    introduction: str
    banner: Picture | None
    host: UserBrief | None
    category: TopicCategory | None
    follower_count: int
    note_count: int
    participant_count: int
    view_count: int
    hot: float
    followed: bool
    notice_level: NoticeLevel | None
    announcement: str
    announced_at: datetime | None
    sponsor_label: str
    is_pinned: bool
    starts_at: datetime | None
    ends_at: datetime | None
    state: Literal["active", "ended"]
    is_demo: bool


class AnnouncementChange(Schema):
    """What the host has to say; "" takes it back."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class NoticeLevelChange(Schema):
    """Of which new notes one is told: "all", "highlights" (the host's and pinned ones) or "none"."""

    level: NoticeLevel


class TopicPage(Schema):
    """A stretch of topics."""

    items: list[Topic]
    next_cursor: str | None


class PeoplePage(Schema):
    """A stretch of members."""

    items: list[UserBrief]
    next_cursor: str | None
