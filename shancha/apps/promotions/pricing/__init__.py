"""What a basket costs: pure functions over plain values, without database, clock or person.

`quote` is the only door. It knows nothing of who buys beyond membership, points and balance: two buyers with
the same of these get the same price (电子商务法 18, 个人信息保护法 24).
"""

from shancha.apps.promotions.pricing.engine import quote
from shancha.apps.promotions.pricing.types import (
    Basket,
    Buyer,
    Choice,
    HeldCoupon,
    Line,
    LineQuote,
    Parcel,
    ParcelKey,
    ParcelQuote,
    Quote,
    Step,
    TaxedLine,
    TaxFacts,
    Verdict,
)

__all__ = [
    "Basket",
    "Buyer",
    "Choice",
    "HeldCoupon",
    "Line",
    "LineQuote",
    "Parcel",
    "ParcelKey",
    "ParcelQuote",
    "Quote",
    "Step",
    "TaxFacts",
    "TaxedLine",
    "Verdict",
    "quote",
]
