"""Shapes of the mall's home, wish lists, wants, scanned codes and tags of notes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import BrandBrief, Fen, ProductCard
from shancha.apps.mall.schemas.products import CategoryBrief

ListName = Annotated[str, Field(min_length=1, max_length=40)]
ListNote = Annotated[str, Field(max_length=200)]
Fraction = Annotated[float, Field(ge=0, le=1)]


class HomeBanner(Schema):
    """A banner; `to` is an address inside the product."""

    title: str
    text: str
    to: str
    picture: Picture | None


class HomeBrand(BrandBrief):
    """A brand with a column."""

    logo: Picture | None
    product_count: int


class HomeBlock(Schema):
    """A block of the mall's home, filled by its kind; `more` leads on. Flash sales and the member centre are
    filled from GET /flash-sales and GET /membership."""

    id: UUID
    kind: Literal[
        "banner", "categories", "brands", "flash", "self_run", "hot_notes", "member", "goods", "guide"
    ]
    title: str
    more: str | None
    products: list[ProductCard]
    categories: list[CategoryBrief]
    brands: list[HomeBrand]
    banners: list[HomeBanner]


class MallHome(Schema):
    """The mall's home for the viewer's audience. No product stands in it twice."""

    blocks: list[HomeBlock]


class WishListBrief(Schema):
    """A wish list of the viewer's. Whoever knows `share_key` may read it; null: nobody. `has_product` is told
    where a product was asked for."""

    id: UUID
    name: str
    note: str
    is_default: bool
    share_key: str | None
    wish_count: int
    updated_at: datetime
    has_product: bool


class WishListCreate(Schema):
    """A new list."""

    name: ListName
    note: ListNote = ""


class WishListUpdate(Schema):
    """What may change about a list. Ending the sharing kills its address for good."""

    name: ListName | None = None
    note: ListNote | None = None
    is_shared: bool | None = None


class WishPut(Schema):
    """What to be told of: a lower price, being there again. `list_id` null means the default list."""

    list_id: UUID | None = None
    variant_id: UUID | None = None
    wants_price_drop: bool = True
    wants_stock: bool = True


class WishMove(Schema):
    """From which list to which."""

    from_list_id: UUID
    to_list_id: UUID


class WishEntry(Schema):
    """A wish. `product` is null where it may no longer be shown; `is_on_sale` in it tells what is off the
    shelf. `price_change` in fen against when it was wished for."""

    product_id: UUID
    product: ProductCard | None
    variant_id: UUID | None
    options: list[str]
    price_then: Fen
    price_now: Fen | None
    price_change: int | None
    wants_price_drop: bool
    wants_stock: bool
    added_at: datetime


class SharedOwner(Schema):
    """Who shares a list."""

    handle: str
    nickname: str


class SharedWishList(Schema):
    """A list that its owner shared."""

    name: str
    note: str
    wish_count: int
    owner: SharedOwner
    items: list[WishEntry]
    next_cursor: str | None


class Want(Schema):
    """What one may want here: send `key`'s parts back by PUT /wants."""

    key: str
    label: str


class WantPut(Schema):
    """What is wanted: exactly one of barcode, words and product."""

    barcode: Annotated[str, Field(max_length=14)] = ""
    words: Annotated[str, Field(max_length=80)] = ""
    product_id: UUID | None = None
    source: Literal["scan", "search", "tag"]
    note_id: UUID | None = None


class WantCount(Schema):
    """How many want a thing here, and whether the viewer does."""

    key: str
    people: int
    is_wanted: bool


class ScanResult(Schema):
    """What a scanned code leads to: the page `to`, or `products` with that barcode, or nothing known: then
    `search` are words to look for and `want` what one may want here."""

    kind: Literal[
        "note", "user", "topic", "product", "store", "brand", "wish_list", "page", "barcode", "unknown"
    ]
    to: str | None
    products: list[ProductCard]
    search: str | None
    want: Want | None


class TagWrite(Schema):
    """A tag: of a product, one of its variants, a brand (by slug) or words; on a picture (counted from 0) at
    fractions of its width and height, or of the text."""

    kind: Literal["product", "variant", "brand", "words"]
    picture: Annotated[int, Field(ge=0, le=30)] | None = None
    x: Fraction | None = None
    y: Fraction | None = None
    product_id: UUID | None = None
    variant_id: UUID | None = None
    brand: Annotated[str, Field(max_length=60)] | None = None
    label: Annotated[str, Field(max_length=40)] = ""


class TagsPut(Schema):
    """All tags of a note, in place of those there were."""

    tags: Annotated[list[TagWrite], Field(max_length=30)]


class Tags(Schema):
    """Tags as their author sent them."""

    tags: list[TagWrite]


class TaggedVariant(Schema):
    """The choice that a tag names, with its price and pieces now."""

    id: UUID
    options: list[str]
    price: Fen
    available: int


class TaggedBrand(BrandBrief):
    """The brand that a tag names."""

    logo: Picture | None


class NoteGoods(Schema):
    """A tag with what it names, as it is now. `state`: available, sold_out, off_shelf, gone (may no longer be
    shown), brand, words. `want` is set where it can't be bought: "want it here" counts."""

    kind: Literal["product", "variant", "brand", "words"]
    state: Literal["available", "sold_out", "off_shelf", "gone", "brand", "words"]
    picture: int | None
    x: float | None
    y: float | None
    label: str
    product_id: UUID | None
    product: ProductCard | None
    variant: TaggedVariant | None
    brand: TaggedBrand | None
    want: Want | None


class NoteGoodsList(Schema):
    """What a note names of the mall. `is_ad` must be shown as 广告."""

    is_ad: bool
    items: list[NoteGoods]


class ShareOfDay(Schema):
    """What the feed showed on a day; shares in basis points, `highest_bp` of any page."""

    day: date
    pages: int
    cards: int
    commercial: int
    share_bp: int
    highest_bp: int


class CommercialShares(Schema):
    """The ceiling of advertising on a page of the feed, in basis points, and what was measured."""

    max_share_bp: int
    days: list[ShareOfDay]


class CommercialDialPut(Schema):
    """The new ceiling, in basis points."""

    max_share_bp: Annotated[int, Field(ge=0, le=10_000)]
