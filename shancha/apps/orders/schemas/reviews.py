"""Shapes of reviews."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

Stars = Annotated[int, Field(ge=1, le=5)]
ReviewText = Annotated[str, Field(max_length=2000)]
ReviewAssets = Annotated[list[UUID], Field(max_length=9)]


class ReviewIn(Schema):
    """What a buyer says of a line."""

    rating: Stars
    text: ReviewText = ""
    asset_ids: ReviewAssets = []
    is_anonymous: bool = False


class FollowUpIn(Schema):
    """More, later."""

    text: ReviewText
    asset_ids: ReviewAssets = []


class ReviewReplyIn(Schema):
    """The store's answer."""

    text: Annotated[str, Field(min_length=1, max_length=1000)]


class ReviewAuthor(Schema):
    """Who wrote it, unless they wished not to be named."""

    handle: str
    nickname: str
    avatar_key: str


class ReviewOut(Schema):
    """A review. A folded one says why, and is shown behind a tap."""

    id: UUID
    product_id: UUID
    rating: int
    options: str
    text: str
    pictures: list[Any]
    follow_up: str
    follow_up_pictures: list[Any]
    follow_up_at: datetime | None
    reply: str
    reply_at: datetime | None
    fold_reason: str
    fold_text: str
    note_id: UUID | None
    created_at: datetime
    author: ReviewAuthor | None


class ReviewWithLine(ReviewOut):
    """A review with what it is of: one's own, or a store's. A store isn't told the order of one that was
    written without a name."""

    title: str
    picture: Any
    order_id: UUID | None
    line_id: UUID | None


class ReviewSummary(Schema):
    """How a product is rated: the mean, the number of each star, how many have pictures, how many a
    follow-up."""

    count: int
    rating: float | None
    stars: dict[str, int]
    with_pictures: int
    with_follow_up: int


class ReviewMade(Schema):
    """The review's id."""

    id: UUID


class ReviewDraft(Schema):
    """The draft that began with the review."""

    draft_id: UUID
