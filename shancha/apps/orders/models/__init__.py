"""Tables of orders: addresses and identities, tax tables, cart, checkout, orders, parcels, after-sales,
reviews, settlements, attribution."""

from shancha.apps.orders.models.addresses import Address, BuyerIdentity
from shancha.apps.orders.models.aftersales import (
    AfterSale,
    AfterSaleEvent,
    ClaimHold,
    RecallNotice,
    RefundPart,
)
from shancha.apps.orders.models.attribution import (
    AttributionRule,
    Credit,
    NoteTouches,
    Sales,
    StoreTouches,
    Touch,
    Visit,
)
from shancha.apps.orders.models.carts import CartLine, Checkout
from shancha.apps.orders.models.objections import Objection
from shancha.apps.orders.models.orders import Order, OrderEvent, OrderGroup, OrderLine
from shancha.apps.orders.models.parcels import (
    Invoice,
    InvoiceCorrection,
    Parcel,
    ParcelLine,
    ParcelStatus,
    TrackingEvent,
)
from shancha.apps.orders.models.resale import ResaleFlag
from shancha.apps.orders.models.reviews import Review
from shancha.apps.orders.models.settlements import Payout, PayoutAccount, Settlement
from shancha.apps.orders.models.taxes import TaxTable, YearUse

__all__ = [
    "Address",
    "AfterSale",
    "AfterSaleEvent",
    "AttributionRule",
    "BuyerIdentity",
    "CartLine",
    "Checkout",
    "ClaimHold",
    "Credit",
    "Invoice",
    "InvoiceCorrection",
    "NoteTouches",
    "Objection",
    "Order",
    "OrderEvent",
    "OrderGroup",
    "OrderLine",
    "Parcel",
    "ParcelLine",
    "ParcelStatus",
    "Payout",
    "PayoutAccount",
    "RecallNotice",
    "RefundPart",
    "ResaleFlag",
    "Review",
    "Sales",
    "Settlement",
    "StoreTouches",
    "TaxTable",
    "Touch",
    "TrackingEvent",
    "Visit",
    "YearUse",
]
