"""Shapes of flash sales and of offers."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from shancha.apps.mall.schemas.cards import Fen, ProductCard
from shancha.apps.promotions.schemas.coupons import CouponOffer


class FlashItem(Schema):
    """Goods in a sale: `left` of `quantity` pieces, at most `per_user` for one buyer."""

    id: UUID
    variant_id: UUID
    options: list[str]
    normal_price: Fen
    price: Fen
    quantity: int
    left: int
    per_user: int
    product: ProductCard


class FlashSale(Schema):
    """A sale from `starts_at` until just before `ends_at`."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    is_running: bool
    items: list[FlashItem]


class FlashSales(Schema):
    """Sales that run or are to come. `now` is the server's time: count down from it."""

    now: datetime
    sales: list[FlashSale]


class FlashOffer(Schema):
    """A variant's place in a flash sale."""

    item_id: UUID
    price: Fen
    left: int
    per_user: int
    starts_at: datetime
    ends_at: datetime
    is_running: bool


class VariantOffer(Schema):
    """What one piece costs. `coupon_price`: goods alone after the best coupons that the viewer has or can
    claim; null where none applies. `member_price` is for holders of the card."""

    variant_id: UUID
    price: Fen
    member_price: Fen | None
    coupon_price: Fen | None
    flash: FlashOffer | None


class ProductOffers(Schema):
    """Prices of all choices of a product, and the coupons that cover it. The same for everybody with the
    same membership and coupons."""

    is_member: bool
    variants: list[VariantOffer]
    coupons: list[CouponOffer]
