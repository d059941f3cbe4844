"""Shapes of flash orders."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field


class FlashOrderIn(Schema):
    """How many pieces, and where to. `confirms_no_return`: the buyer knows that these goods go without the
    right of return; needed only where that is so."""

    quantity: Annotated[int, Field(ge=1, le=20)] = 1
    address_id: UUID
    confirms_no_return: bool = False
