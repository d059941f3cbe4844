"""Shapes of the cart."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import StoreBrief

Quantity = Annotated[int, Field(ge=1, le=99)]
TradeMode = Literal["domestic", "bonded", "direct"]


class CartTouch(Schema):
    """Where the wish to buy came from: the note whose tag was followed, if any."""

    note_id: UUID | None = None
    source: Annotated[str, Field(max_length=20, pattern=r"^[a-z_]*$")] = ""


class CartAdd(Schema):
    """Pieces of a variant for the cart."""

    variant_id: UUID
    quantity: Quantity = 1
    touch: CartTouch | None = None


class CartAdded(Schema):
    """The line after adding, and how many lines there are."""

    line_id: UUID
    quantity: int
    line_count: int


class CartLinePatch(Schema):
    """What to change of a line; `variant_id` chooses another variant of the same product."""

    quantity: Quantity | None = None
    is_selected: bool | None = None
    variant_id: UUID | None = None


class CartSelection(Schema):
    """Lines to select or not; all of them where `line_ids` is left out."""

    is_selected: bool
    line_ids: Annotated[list[UUID], Field(max_length=200)] | None = None


class CartLineIds(Schema):
    """Lines of one's cart."""

    line_ids: Annotated[list[UUID], Field(max_length=200)]


class ShipsFrom(Schema):
    """The warehouse that would send it; days from payment to the door."""

    name: str
    country: str
    city: str
    days_min: int
    days_max: int


class CartChange(Schema):
    """What changed since it was last looked at: a price in fen, or fewer pieces left than wanted."""

    kind: Literal["price_down", "price_up", "stock_short"]
    before: int
    after: int


class CartLine(Schema):
    """A line of the cart at today's price (fen). `unit_price` is what this viewer pays: the member price for
    holders of the card."""

    id: UUID
    variant_id: UUID
    product_id: UUID
    title: str
    options: str
    picture: Picture | None
    quantity: int
    is_selected: bool
    price: int
    unit_price: int
    list_price: int | None
    member_price: int | None
    available: int
    trade_mode: TradeMode
    ships_from: ShipsFrom | None
    changes: list[CartChange]
    added_at: datetime


class InvalidCartLine(CartLine):
    """A line that can't be bought now."""

    store: StoreBrief
    reason: Literal["off_shelf", "sold_out"]


class CartGroup(Schema):
    """Lines of one store in one trade mode."""

    store: StoreBrief
    trade_mode: TradeMode
    lines: list[CartLine]


class CartSelected(Schema):
    """The sum of what is selected, at what this viewer pays for it before coupons."""

    line_count: int
    piece_count: int
    goods_amount: int


class Cart(Schema):
    """The whole cart."""

    groups: list[CartGroup]
    invalid: list[InvalidCartLine]
    selected: CartSelected
    line_count: int
    has_changes: bool


class CartCount(Schema):
    """For the badge."""

    line_count: int
    piece_count: int
