"""Fields of the index that goods alone have, and how values become what lies in them."""

from typing import Literal, get_args
from uuid import UUID

Sort = Literal["comprehensive", "sales", "price_up", "price_down", "newest"]
TradeMode = Literal["domestic", "bonded", "direct"]
TRADE_MODES: tuple[str, ...] = get_args(TradeMode)

# Whole values, to filter by; a product has several places (each category above it) and barcodes.
TERMS = ("place", "brand", "store", "shelf", "mode", "stock", "barcode")
# Numbers, to count facets by and to order by.
NUMBERS = (
    *("leaf_code", "brand_code", "store_code", "mode_code", "band", "is_in_stock", "price"),
    *("by_merit", "by_sales", "by_price", "by_time"),
)

# Lower bounds of the price bands, in fen.
BANDS = (0, 5_000, 10_000, 20_000, 50_000, 100_000)

# A key to order by holds the value above and a piece of the id below it, so that no two products have the
# same one: a page can then begin exactly after the last product of the page before.
_ID_BITS = 36
_VALUE_BITS = 27
LARGEST = (1 << _VALUE_BITS) - 1
_EPOCH_MINUTES = 26_297_280  # 2020-01-01 in minutes since 1970
_CODE_BITS = 52  # counts come back as floating point numbers, which hold so many exactly


def order_key(value: int, product_id: UUID) -> int:
    """A number that orders by value, then by a piece of the id. Values beyond `LARGEST` are equal."""
    return (min(max(value, 0), LARGEST) << _ID_BITS) | (product_id.int & ((1 << _ID_BITS) - 1))


def minutes(timestamp: float) -> int:
    """A moment as a value for `order_key`."""
    return int(timestamp // 60) - _EPOCH_MINUTES


def code_of(subject_id: UUID) -> int:
    """An id as a number to count by: its last bits, which are random."""
    return subject_id.int & ((1 << _CODE_BITS) - 1)


def gtin(barcode: str) -> str:
    """A barcode in the one length that EAN-8, UPC-A and EAN-13 share, so that each finds the other's
    writing."""
    return barcode.zfill(14)


def band_of(price: int) -> int:
    """The price band that holds a price in fen."""
    return sum(price >= bound for bound in BANDS) - 1
