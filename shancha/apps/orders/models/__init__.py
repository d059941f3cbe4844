"""Tables of orders: addresses and identities, tax tables, cart, checkout, orders, parcels."""

from shancha.apps.orders.models.addresses import Address, BuyerIdentity
from shancha.apps.orders.models.carts import CartLine, Checkout
from shancha.apps.orders.models.orders import Order, OrderEvent, OrderGroup, OrderLine
from shancha.apps.orders.models.parcels import Invoice, Parcel, ParcelLine, ParcelStatus, TrackingEvent
from shancha.apps.orders.models.taxes import TaxTable, YearUse

__all__ = [
    "Address",
    "BuyerIdentity",
    "CartLine",
    "Checkout",
    "Invoice",
    "Order",
    "OrderEvent",
    "OrderGroup",
    "OrderLine",
    "Parcel",
    "ParcelLine",
    "ParcelStatus",
    "TaxTable",
    "TrackingEvent",
    "YearUse",
]
