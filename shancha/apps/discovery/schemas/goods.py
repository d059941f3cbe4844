"""Shapes of lists of goods."""

from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import Fen, ProductCard, TradeMode


class NameCount(Schema):
    """How many of the found goods belong to a category or brand."""

    slug: str
    name: str
    count: int


class StoreCount(NameCount):
    """How many of the found goods a store has."""

    is_self_run: bool


class ModeCount(Schema):
    """How many of the found goods come this way."""

    value: TradeMode
    count: int


class PriceBand(Schema):
    """How many of the found goods cost between `min` and `max`, both included; no `max`: and more."""

    min: Fen
    max: Fen | None
    count: int


class GoodsFacets(Schema):
    """What the found goods are made of. A facet that was chosen from (brands, way of trade, price, stock) is
    counted as if it were not, so that one sees what else there is. `categories` are those right below the
    chosen one. At most 40 brands and 20 stores, most first."""

    categories: list[NameCount]
    brands: list[NameCount]
    stores: list[StoreCount]
    trade_modes: list[ModeCount]
    price_bands: list[PriceBand]
    in_stock: int


class GoodsCard(ProductCard):
    """Goods in a list of the mall. `coupon_price` is what one piece of the cheapest choice costs with the
    best coupons that anybody may claim now; null where there are none."""

    coupon_price: Fen | None


class GoodsPage(Schema):
    """A page of goods. `total` is exact as of the first page; `corrected` is the query that was answered
    where what was typed found nothing; `facets` come with the first page only."""

    items: list[GoodsCard]
    next_cursor: str | None
    total: int
    corrected: str | None
    facets: GoodsFacets | None


class GoodsSuggestion(Schema):
    """What one may mean. `slug` leads to a brand, category or store, `id` to a product; a query has
    neither."""

    kind: Literal["query", "category", "brand", "store", "product"]
    text: str
    slug: str | None
    id: UUID | None
    cover: Picture | None


class GoodsSuggestions(Schema):
    """At most ten suggestions, best first."""

    items: list[GoodsSuggestion]
