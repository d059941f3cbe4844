"""Shapes of a store as its readers see it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import StoreCard


class StoreTheme(Schema):
    """How a store dresses its page, within limits."""

    accent: str | None = None
    layout: Literal["grid", "list"] | None = None


class StoreLicence(Schema):
    """Who runs the store, as its licence says (电子商务法 15). `next_check_at` is when the papers must have
    been looked at again, every six months; null for the house, whose papers are not."""

    legal_name: str
    number: str
    address: str
    expires_at: date | None
    next_check_at: datetime | None


class StorePage(StoreCard):
    """A store. `closing_at` announces its end thirty days ahead (电子商务法 16); `is_staff`: the viewer works
    there; `is_platform_reached`: phone and hours are the platform's, as the store gave none."""

    banner: Picture | None
    theme: StoreTheme
    phone: str
    hours: str
    is_platform_reached: bool
    status: Literal["open", "closing"]
    closing_at: datetime | None
    opened_at: datetime
    licence: StoreLicence
    is_staff: bool


class StoreSubcategory(Schema):
    """A category below another. `category` is its slug where it is the mall's, null for the store's own."""

    id: UUID
    name: str
    category: str | None
    product_count: int


class StoreCategoryNode(StoreSubcategory):
    """A category of the store's own, or one of the mall's where the store made none; its count holds those
    below."""

    children: list[StoreSubcategory]


class StoreFollowing(Schema):
    """Whether the viewer follows the store, and how many do."""

    is_followed: bool
    follower_count: int


class SampleKind(Schema):
    """How many of all notes about the store's goods are of a kind: by its buyers or not, by the stars that
    the notes give."""

    is_buyer: bool
    stars: Literal["good", "middling", "poor", "none"]
    count: int


class SampledNote(Schema):
    """A note of the sample. `is_buyer`: its author bought and kept the thing."""

    note: NoteCard
    is_buyer: bool


class StoreNotes(Schema):
    """An honest sample of the notes about a store's goods; `rule` says how it is drawn and must be shown.
    `total` and `kinds` tell of all notes."""

    rule: str
    total: int
    kinds: list[SampleKind]
    items: list[SampledNote]
    next_cursor: str | None
