"""Shapes of flash orders."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

Pieces = Annotated[int, Field(ge=1, le=20)]


class FlashQuote(Schema):
    """What a flash order would come to, in fen, and the day promised when it is paid for today."""

    goods_amount: int
    freight_amount: int
    payable_amount: int
    arrive_by: date


class FlashOrderIn(Schema):
    """How many pieces, and where to. `confirms_no_return`: the buyer knows that these goods go without the
    right of return; needed only where that is so. `expected_payable` (fen) is the total that the quote told:
    where it comes to another by now nothing is ordered (409)."""

    quantity: Pieces = 1
    address_id: UUID
    confirms_no_return: bool = False
    expected_payable: Annotated[int, Field(ge=0)] | None = None
