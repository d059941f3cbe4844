"""Shapes of categories and brands."""

from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.community.schemas.media import Picture

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
