"""Shapes of notes: the card in lists, the page, its history."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.accounts.schemas.people import UserBrief
from shancha.apps.community.schemas.cards import ContentClass, NoteKind, NoteState, Visibility, Why
from shancha.apps.community.schemas.comments import CommentPage
from shancha.apps.community.schemas.media import Picture, Video

CommentPolicy = Literal["everyone", "followers", "none"]


class Category(Schema):
    """A field of interest, named in the reader's language."""

    slug: str
    name: str


class Place(Schema):
    """Where a note was written: a name, a city, or both."""

    name: str
    city: str


class NoteTopicBrief(Schema):
    """A topic of a note."""

    id: UUID
    slug: str
    name: str


class MentionBrief(Schema):
    """A member whom the text names by @handle."""

    handle: str
    nickname: str


class Score(Schema):
    """One aspect of an evaluation, 1 to 5."""

    name: str
    score: int


class Evaluation(Schema):
    """What a note judges of a product; `price_paid_fen` in fen, hundredths of a yuan. The proof of purchase
    itself is private."""

    product: str
    price_paid_fen: int | None
    scores: list[Score]
    pros: list[str]
    cons: list[str]
    suits: str
    has_receipt: bool


class Original(Schema):
    """The earlier note that this one seems to repeat."""

    id: UUID
    title: str
    handle: str
    nickname: str


class NoteDecision(Schema):
    """Why a note is hidden, removed or limited; for its author alone."""

    id: UUID
    rule: str
    reason: str
    appealable: bool


class Note(Schema):
    """A note as its reader sees it.

    `comment_block_reason` is sign_in, closed, followers or unavailable where `can_comment` is false.
    `view_count` (how often others opened it) and `lifted_at` (when its reception brought it to everybody's
    home page) are for its author alone, null for others.
    """

    id: UUID
    kind: NoteKind
    title: str
    body: str
    cover: Picture
    pictures: list[Picture]
    video: Video | None
    picture_count: int
    author: UserBrief
    topics: list[NoteTopicBrief]
    mentions: list[MentionBrief]
    category: Category | None
    place: Place | None
    distance_km: float | None
    evaluation: Evaluation | None
    like_count: int
    collect_count: int
    comment_count: int
    share_count: int
    helpful_count: int
    liked: bool
    collected: bool
    found_helpful: bool
    viewer_follows_author: bool
    is_mine: bool
    view_count: int | None
    lifted_at: datetime | None
    published_at: datetime | None
    edited_at: datetime | None
    scheduled_at: datetime | None
    content_class: ContentClass
    is_paid_cooperation: bool
    is_ad: bool
    is_featured: bool
    is_limited: bool
    is_demo: bool
    state: NoteState
    visibility: Visibility
    comment_policy: CommentPolicy
    can_comment: bool
    comment_block_reason: Literal["sign_in", "closed", "followers", "unavailable"] | None
    original: Original | None
    decision: NoteDecision | None
    why: list[Why]


class NotePage(Schema):
    """A note and its ten hottest comments."""

    note: Note
    comments: CommentPage


class NoteUpdate(Schema):
    """What can change without an edit."""

    visibility: Visibility | None = None
    comment_policy: CommentPolicy | None = None


class NoteVersion(Schema):
    """An earlier wording of a note."""

    version: int
    title: str
    body: str
    category: str
    is_paid_cooperation: bool
    picture_count: int
    replaced_at: datetime


class OwnNoteCounts(Schema):
    """How many notes a member has in each state, and how many drafts."""

    drafts: int = 0
    draft: int = 0
    review: int = 0
    public: int = 0
    hidden: int = 0
    removed: int = 0


class ShareCreate(Schema):
    """Where the note is sent."""

    channel: Literal["link", "poster", "wechat", "moments", "weibo", "qq", "message", "other"]


class ShareAddress(Schema):
    """The address to send on, with its trace code."""

    url: str


class ShareArrival(Schema):
    """The note behind a trace code."""

    note_id: UUID


class FeatureCreate(Schema):
    """Why a note is picked."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]
