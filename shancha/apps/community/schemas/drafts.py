"""Shapes of drafts. A draft may be incomplete; only sizes are checked until it is published."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from shancha.apps.community.schemas.cards import NoteKind, Visibility
from shancha.apps.community.schemas.media import Asset
from shancha.apps.community.schemas.notes import CommentPolicy

Line = Annotated[str, Field(max_length=200)]


class DraftPlace(Schema):
    """A place: a free name, a city by its code, a position in degrees, each as far as known."""

    name: Annotated[str, Field(max_length=80)] = ""
    city_code: Annotated[str, Field(max_length=12)] = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lng: Annotated[float, Field(ge=-180, le=180)] | None = None


class DraftScore(Schema):
    """One aspect and how it did, from 1 to 5."""

    name: Line
    score: Annotated[int, Field(ge=1, le=5)]


class DraftEvaluation(Schema):
    """What is judged of a product. `price_paid_fen` in fen, hundredths of a yuan; `receipt_asset_id` is a
    picture of the purchase that stays private."""

    product: Line = ""
    price_paid_fen: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None
    scores: Annotated[list[DraftScore], Field(max_length=6)] = []
    pros: Annotated[list[Line], Field(max_length=6)] = []
    cons: Annotated[list[Line], Field(max_length=6)] = []
    suits: Line = ""
    receipt_asset_id: UUID | None = None


class DraftCreate(Schema):
    """The whole draft; everything is optional. Without a `comment_policy` a new draft has the account's."""

    kind: NoteKind = "images"
    title: Annotated[str, Field(max_length=200)] = ""
    body: Annotated[str, Field(max_length=8000)] = ""
    category: Annotated[str, Field(max_length=24)] = ""
    topics: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=10)] = []
    place: DraftPlace | None = None
    visibility: Visibility = "public"
    comment_policy: CommentPolicy | None = None
    is_paid_cooperation: bool = False
    evaluation: DraftEvaluation | None = None
    asset_ids: Annotated[list[UUID], Field(max_length=18)] = []
    scheduled_at: AwareDatetime | None = None


class DraftUpdate(DraftCreate):
    """The whole draft again, and the version that it replaces."""

    version: Annotated[int, Field(ge=1, le=2_000_000_000)]


class Draft(Schema):
    """A draft as its owner sees it; `note_id` is set while a published note is being edited."""

    id: UUID
    version: int
    kind: NoteKind
    title: str
    body: str
    category: str
    topics: list[str]
    place: DraftPlace | None
    visibility: Visibility
    comment_policy: CommentPolicy
    is_paid_cooperation: bool
    evaluation: DraftEvaluation | None
    assets: list[Asset]
    scheduled_at: datetime | None
    note_id: UUID | None
    updated_at: datetime


class DraftPublish(Schema):
    """When to publish; now where nothing is given."""

    scheduled_at: AwareDatetime | None = None
