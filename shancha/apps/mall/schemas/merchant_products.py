"""Shapes of products, stock and papers for a store's staff."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import Fen, TradeMode
from shancha.apps.mall.schemas.catalogue import ReturnClassName

ProductStatus = Literal["draft", "review", "on_sale", "off_shelf", "removed", "recalled"]
# Money and counts are read as they stand: `true` is no fen, and "11900" may have been meant in yuan.
Price = Annotated[int, Field(strict=True, ge=1, le=1_000_000_000, description="fen, hundredths of a yuan")]
Freight = Annotated[int, Field(strict=True, ge=0, le=1_000_000, description="fen")]
Pieces = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
Line = Annotated[str, Field(max_length=120)]
ContentUnit = Literal["", "ml", "g", "sheet"]


class VariantWrite(Schema):
    """A variant as it shall be. `id` names one that exists; without it one of the same options is meant, or a
    new one is made. `options` has one value for each of the product's `option_names`."""

    id: UUID | None = None
    options: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=3)] = []
    code: Annotated[str, Field(max_length=60)] = ""
    barcode: Annotated[str, Field(max_length=14)] = ""
    price: Price
    list_price: Price | None = None
    member_price: Price | None = None
    weight_g: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    content_amount: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] | None = None
    content_unit: ContentUnit = ""
    hs_code: Annotated[str, Field(max_length=13)] = ""
    picture_position: Annotated[int, Field(ge=0, le=20)] | None = None
    is_active: bool = True


class DescriptionBlock(Schema):
    """A piece of a description: a text, a heading, or a picture by its asset."""

    kind: Literal["text", "heading", "picture"]
    text: Annotated[str, Field(max_length=2000)] = ""
    asset_id: UUID | None = None


class ProductFields(Schema):
    """What a merchant tells of a product. `category` is the slug of a leaf; `parameters` are [name, value];
    `variants`, where given, are all there are."""

    title_en: Annotated[str, Field(max_length=200)] = ""
    subtitle: Line = ""
    brand_id: UUID | None = None
    store_category_id: UUID | None = None
    description: Annotated[list[DescriptionBlock], Field(max_length=60)] = []
    parameters: Annotated[
        list[tuple[Annotated[str, Field(max_length=20)], Annotated[str, Field(max_length=200)]]],
        Field(max_length=60),
    ] = []
    option_names: Annotated[list[Annotated[str, Field(max_length=12)]], Field(max_length=3)] = []
    trade_mode: TradeMode = "domestic"
    origin: Annotated[str, Field(max_length=60)] = ""
    importer: Line = ""
    label_zh: Annotated[str, Field(max_length=4000)] = ""
    positive_list_version: Annotated[str, Field(max_length=40)] = ""
    return_class: ReturnClassName | None = None
    asset_ids: Annotated[list[UUID], Field(max_length=12)] = []
    variants: Annotated[list[VariantWrite], Field(max_length=100)] = []


class ProductCreate(ProductFields):
    """A new product: title and category at least."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    category: Annotated[str, Field(max_length=40)]


class ProductUpdate(ProductFields):
    """What to change; only what is given. `version`, where given, must be the present one."""

    title: Annotated[str, Field(min_length=1, max_length=120)] = ""
    category: Annotated[str, Field(max_length=40)] = ""
    version: int | None = None


class StockPlace(Schema):
    """What of a variant lies in a warehouse; `on_hand - reserved` can be sold."""

    warehouse_id: UUID
    warehouse: str
    kind: TradeMode
    on_hand: int
    reserved: int


class MerchantVariant(Schema):
    """A variant as the staff see it."""

    id: UUID
    options: list[str]
    code: str
    barcode: str
    price: Fen
    list_price: Fen | None
    member_price: Fen | None
    weight_g: int
    content_amount: str | None
    content_unit: ContentUnit
    hs_code: str
    picture_position: int | None
    is_active: bool
    sold_count: int
    stock: list[StockPlace]


class BrandName(Schema):
    """A brand by name."""

    id: UUID
    name: str


class MerchantProduct(Schema):
    """A product as the staff see it. `status_reason` says why it was sent back, removed or recalled."""

    id: UUID
    title: str
    title_en: str
    subtitle: str
    category: str
    brand: BrandName | None
    store_category_id: UUID | None
    description: list[dict[str, Any]]
    parameters: list[list[str]]
    option_names: list[str]
    trade_mode: TradeMode
    origin: str
    importer: str
    label_zh: str
    positive_list_version: str
    return_class: ReturnClassName
    status: ProductStatus
    status_reason: str
    cover: Picture | None
    pictures: list[Picture]
    asset_ids: list[UUID]
    min_price: Fen
    max_price: Fen
    lowest_30: Fen | None
    sold_count: int
    version: int
    variants: list[MerchantVariant]
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime


class MerchantProductRow(Schema):
    """A product in the staff's list; `stock` and `reserved` over all its variants and warehouses."""

    id: UUID
    title: str
    cover: Picture | None
    status: ProductStatus
    status_reason: str
    category: str
    brand: str | None
    trade_mode: TradeMode
    min_price: Fen
    max_price: Fen
    variant_count: int
    stock: int
    reserved: int
    sold_count: int
    version: int
    updated_at: datetime


class MerchantProductPage(Schema):
    """A stretch of the list. `counts` by status come with the first page."""

    items: list[MerchantProductRow]
    next_cursor: str | None
    counts: dict[str, int]


class PriceWrite(Schema):
    """What a variant shall cost, in fen; a price left out stays as it was, null takes it away."""

    price: Price
    list_price: Price | None = None
    member_price: Price | None = None


class StockAdjustment(Schema):
    """A count of a variant in a warehouse: by a difference, or by what there is."""

    variant_id: UUID
    warehouse_id: UUID
    delta: Annotated[int, Field(strict=True, ge=-10_000_000, le=10_000_000)] | None = None
    on_hand: Pieces | None = None
    reason: Literal["adjust", "receipt", "damage"] = "adjust"
    note: Annotated[str, Field(max_length=200)] = ""


class StockLevel(Schema):
    """What lies there after the change."""

    on_hand: int
    reserved: int
    delta: int


class Movement(Schema):
    """A change of what is on hand."""

    id: UUID
    warehouse: str
    delta: int
    on_hand_after: int
    reason: str
    note: str
    at: datetime


class WarehouseFields(Schema):
    """A warehouse: where goods are sent from, how long it takes, what it costs (fen for a parcel).
    `remote_provinces` are two digits of GB/T 2260; `free_freight_over` null means: never free."""

    kind: TradeMode = "domestic"
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "CN"
    city_name: Annotated[str, Field(max_length=40)] = ""
    days_min: Annotated[int, Field(ge=0, le=90)] = 1
    days_max: Annotated[int, Field(ge=0, le=90)] = 3
    base_freight: Freight = 0
    free_freight_over: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)] | None = None
    remote_freight: Freight = 0
    remote_provinces: Annotated[
        list[Annotated[str, Field(pattern=r"^[1-9][0-9]$")]], Field(max_length=34)
    ] = []
    position: Annotated[int, Field(ge=0, le=1000)] = 0
    is_active: bool = True


class WarehouseCreate(WarehouseFields):
    """A new warehouse."""

    name: Annotated[str, Field(min_length=1, max_length=40)]


class WarehouseUpdate(WarehouseFields):
    """What to change; only what is given."""

    name: Annotated[str, Field(min_length=1, max_length=40)] = ""


class MerchantWarehouse(WarehouseFields):
    """A warehouse that the store uses; `is_own` tells it from the platform's."""

    id: UUID
    name: str
    is_own: bool


class BatchPaperForm(Schema):
    """What goes with a paper's file. `is_public` shows it to everybody on the product's page."""

    batch_no: Annotated[str, Field(min_length=1, max_length=40)]
    kind: Literal["inspection", "customs", "authorisation", "origin"]
    issuer: Annotated[str, Field(max_length=80)] = ""
    issued_at: date | None = None
    expires_at: date | None = None
    is_public: bool = False


class BatchPaper(Schema):
    """A paper on a batch; its file is at `/papers/{id}`."""

    id: UUID
    batch_no: str
    kind: Literal["inspection", "customs", "authorisation", "origin"]
    filename: str
    content_type: str
    byte_size: int
    issuer: str
    issued_at: date | None
    expires_at: date | None
    is_public: bool
    created_at: datetime


class CatalogueImport(Schema):
    """A file of goods on its way in. `done` of `total` rows; those that `failed` stand in the report."""

    id: UUID
    filename: str
    is_trial: bool
    status: Literal["queued", "working", "done", "failed"]
    total: int
    done: int
    created: int
    updated: int
    failed: int
    error: str
    has_report: bool
    created_at: datetime
    finished_at: datetime | None
