"""Shapes of the product page and what stands around it."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.schemas.media import Picture, Video
from shancha.apps.mall.schemas.cards import BrandBrief, Fen, ProductCard, TradeMode


class ProductVariant(Schema):
    """A choice of a product. `available` pieces can be sold now; `warehouse_id` would send it."""

    id: UUID
    options: list[str]
    price: Fen
    list_price: Fen | None
    member_price: Fen | None
    available: int
    warehouse_id: UUID | None
    barcode: str
    weight_g: int
    content_amount: float | None
    content_unit: str
    picture_position: int | None


class Delivery(Schema):
    """How a warehouse sends: days from payment to the door, freight in fen for a parcel, none from
    `free_freight_over` on, more to the provinces (two digits of GB/T 2260) of `remote_provinces`."""

    warehouse_id: UUID
    kind: TradeMode
    country: str
    city: str
    days_min: int
    days_max: int
    base_freight: Fen
    free_freight_over: Fen | None
    remote_freight: Fen
    remote_provinces: list[str]


class ReturnRule(Schema):
    """Whether it may be sent back within seven days without reason (消费者权益保护法 25). `must_confirm`:
    only unless the buyer confirmed the exception at purchase."""

    kind: str
    seven_days: bool
    must_confirm: bool


class TaxClass(Schema):
    """What the tax of a cross-border order is reckoned by: VAT in basis points, the class of consumption
    tax."""

    is_cross_border: bool
    vat_bp: int
    consumption_tax: str


class PriceSummary(Schema):
    """The lowest price of the last thirty days, in fen, and when a price last changed."""

    lowest_30: Fen | None
    changed_at: datetime | None


class CategoryBrief(Schema):
    """A category, named in the reader's language."""

    slug: str
    name: str


class ProductStore(Schema):
    """The store that sells it. `is_self_run` must be shown as 自营; `closing_at` announces its end;
    `is_platform_reached`: phone and hours are the platform's, as the store gave none."""

    id: UUID
    slug: str
    name: str
    logo: Picture | None
    is_self_run: bool
    city: str
    follower_count: int
    product_count: int
    phone: str
    hours: str
    is_platform_reached: bool
    closing_at: datetime | None
    rating: float | None
    kept_promise: int | None
    is_followed: bool


class PaperBrief(Schema):
    """A public paper on a batch of the goods."""

    id: UUID
    batch_no: str
    kind: str
    issuer: str
    issued_at: date | None
    expires_at: date | None


class RecallBrief(Schema):
    """A batch called back; `batch_no` "" means all."""

    batch_no: str
    reason: str
    advice: str
    published_at: datetime


class ProductPage(Schema):
    """A product. Off the shelf it is still told, with `is_on_sale` false. The price is the same for everybody
    who asks; member, flash and coupon prices come from GET /products/{product_id}/offers."""

    id: UUID
    title: str
    subtitle: str
    description: list[dict[str, Any]]
    parameters: list[list[str]]
    option_names: list[str]
    trade_mode: TradeMode
    origin: str
    importer: str
    label_zh: str
    positive_list_version: str
    status: Literal["on_sale", "off_shelf", "recalled"]
    is_on_sale: bool
    version: int
    published_at: datetime | None
    cover: Picture | None
    pictures: list[Picture | Video]
    min_price: Fen
    max_price: Fen
    list_price: Fen | None
    member_price: Fen | None
    returns: ReturnRule
    tax: TaxClass
    prices: PriceSummary
    variants: list[ProductVariant]
    delivery: list[Delivery]
    category_path: list[CategoryBrief]
    brand: BrandBrief | None
    store: ProductStore
    papers: list[PaperBrief]
    recalls: list[RecallBrief]
    sold_count: int
    rating: float | None
    rating_count: int
    review_count: int
    note_count: int
    wish_count: int
    is_wished: bool


class PricePoint(Schema):
    """From `at` on a choice cost this, in fen; in a flash sale only until `special_until`."""

    variant_id: UUID
    price: Fen
    list_price: Fen | None
    member_price: Fen | None
    at: datetime
    special_until: datetime | None


class PriceHistory(Schema):
    """What a product's choices have cost, latest first, at most 500 changes."""

    lowest_30: Fen | None
    items: list[PricePoint]


class ProductNote(Schema):
    """A note about the product. `is_buyer`: its author bought and kept it here. `verdict`: how its evaluation
    judges, good from four stars, critical below 2.5 or, naming faults, below four; "" for none."""

    note: NoteCard
    is_buyer: bool
    verdict: Literal["", "good", "critical"]


class ProductCards(Schema):
    """Cards in the order asked for; what may no longer be shown is missing."""

    items: list[ProductCard]
