"""Shapes of the feed and of what the ranker knows."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.cards import NoteCard

Scope = Literal["note", "author", "category", "topic"]
CategorySlug = Annotated[str, Field(max_length=24)]


class FeedPage(Schema):
    """A stretch of a feed. Each card says in `why` which sources brought it. At the end of "following",
    `held_back` counts the notes with the ad mark that found no room below the ceiling."""

    items: list[NoteCard]
    next_cursor: str | None
    held_back: int = 0


class Channel(Schema):
    """A chip over the stream. `is_chosen` marks the viewer's interests; those with `is_mine` stand over the
    stream, the others wait among "more"."""

    slug: str
    name: str
    is_chosen: bool
    is_mine: bool


class Channels(Schema):
    """The viewer's channels in their order, then the others; 推荐 stands before them always. `is_default`
    while the viewer has chosen none, so that all are theirs."""

    items: list[Channel]
    is_default: bool


class ChannelOrder(Schema):
    """The viewer's own channels in their order; what is left out, and what the platform adds later, waits
    among "more"."""

    order: Annotated[list[CategorySlug], Field(min_length=1, max_length=60)]


class RefusableTopic(Schema):
    """A topic of a note."""

    id: UUID
    name: str


class RefusableCategory(Schema):
    """A note's category, by its name in the reader's language."""

    slug: str
    name: str


class Refusable(Schema):
    """What of a note one can say not to be interested in, besides the note and its author: its category, and
    its first three topics."""

    category: RefusableCategory
    topics: list[RefusableTopic]


class FeedbackEffect(Schema):
    """Which of the notes that are shown must go at once."""

    note_ids: list[UUID]


class FeedbackCreate(Schema):
    """No interest in a note, or in its author, its category or a topic (`topic_id`, else the first). `shown`
    are the notes that lie in loaded lists."""

    note_id: UUID
    kind: Literal["not_interested"] = "not_interested"
    scope: Scope = "note"
    topic_id: UUID | None = None
    shown: Annotated[list[UUID], Field(max_length=600)] = []


class Affinity(Schema):
    """How much the ranker believes the viewer likes a category, from -1 to 1; it halves every week."""

    category: str
    weight: float


class AffinityUpdate(Schema):
    """A correction from -1 to 1; null forgets the category."""

    weight: Annotated[float | None, Field(ge=-1, le=1)]


class RecentAction(Schema):
    """An act that makes the next first page show more of its kind."""

    kind: str
    note_id: UUID
    title: str
    category: str
    at: float


class Refused(Schema):
    """Something the viewer said not to be interested in. `name` reads; `target` is its id or slug."""

    scope: Scope
    target: str
    name: str
    at: datetime


class InterestProfile(Schema):
    """Every input of the ranker that concerns the viewer; unused while `personalised` is false."""

    personalised: bool
    interests: list[str]
    place: str | None
    followed_people_count: int
    followed_topic_count: int
    affinities: list[Affinity]
    recent: list[RecentAction]
    refused: list[Refused]
    seen_count: int
    channels: list[str]
