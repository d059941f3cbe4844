"""Shapes of categories and brands."""

from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import StoreCard

ReturnClassName = Literal[
    "seven_days", "custom_made", "perishable", "opened_digital", "newspaper", "confirmed_only"
]


class CategoryNode(Schema):
    """A place in the tree of goods. Only leaves hold products. `note_category` is the field of notes that
    goes with it, "" for none; rates are in basis points."""

    id: UUID
    slug: str
    name: str
    return_class: ReturnClassName
    vat_bp: int
    consumption_tax: Literal["none", "high_end_cosmetics"]
    required_parameters: list[str]
    note_category: str
    children: list["CategoryNode"]


class BrandCard(Schema):
    """A brand in a list; `name` in the reader's language. `country` is ISO 3166-1 alpha-2 or ""."""

    id: UUID
    slug: str
    name: str
    name_zh: str
    name_en: str
    country: str
    intro: str
    logo: Picture | None
    is_column: bool
    product_count: int


class BrandPage(BrandCard):
    """A brand's page. `rating` is the mean of its goods' reviews, null before the first; `sellers` are at
    most twelve stores besides the official one, the platform's own and those with most of its goods in
    front."""

    rating: float | None
    rating_count: int
    official_store: StoreCard | None
    sellers: list[StoreCard]
