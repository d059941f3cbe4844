"""The shapes in which goods, stores and brands stand in lists."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.media import Picture

TradeMode = Literal["domestic", "bonded", "direct"]
Fen = Annotated[int, Field(ge=0, description="fen, hundredths of a yuan")]


class StoreBrief(Schema):
    """A store by name. `is_self_run` must be shown as 自营."""

    id: UUID
    slug: str
    name: str
    logo: Picture | None
    is_self_run: bool


class StoreCard(Schema):
    """A store in a list. `rating` is null before the first review of its goods. `kept_promise`: how many of a
    hundred orders of the last 90 days came by the promised day; null below ten orders."""

    id: UUID
    slug: str
    name: str
    intro: str
    logo: Picture | None
    is_self_run: bool
    city: str
    follower_count: int
    product_count: int
    rating: float | None
    kept_promise: int | None
    is_followed: bool


class BrandBrief(Schema):
    """A brand, named in the reader's language."""

    slug: str
    name: str


class ProductCard(Schema):
    """Goods in a list. Prices are the lowest and highest of its choices; `lowest_30` the lowest price of the
    last thirty days. `rating` is null before the first review. The same for everybody who asks."""

    id: UUID
    title: str
    cover: Picture | None
    min_price: Fen
    max_price: Fen
    list_price: Fen | None
    member_price: Fen | None
    lowest_30: Fen | None
    sold_count: int
    rating: float | None
    review_count: int
    note_count: int
    trade_mode: TradeMode
    is_on_sale: bool
    is_in_stock: bool
    store: StoreBrief
    brand: BrandBrief | None
