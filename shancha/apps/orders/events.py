"""Facts that orders announce, in the transaction that makes them true."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrdersPlaced:
    """A group of orders was placed and waits for its payment (or is paid already)."""

    group_id: UUID
    buyer_id: UUID
    order_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class OrdersPaid:
    """A group of orders is paid in full; `payable_amount` fen came through `provider` ("" when points and
    wallet paid all)."""

    group_id: UUID
    buyer_id: UUID
    order_ids: tuple[UUID, ...]
    payable_amount: int
    provider: str


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """An order was cancelled, before it was paid (`was_paid` false) or with a full refund before shipping."""

    order_id: UUID
    buyer_id: UUID
    store_id: UUID
    was_paid: bool
    reason: str


@dataclass(frozen=True, slots=True)
class OrderShipped:
    """A parcel of the order was sent; `is_complete` when it was the last."""

    order_id: UUID
    buyer_id: UUID
    store_id: UUID
    parcel_id: UUID
    is_complete: bool


@dataclass(frozen=True, slots=True)
class OrderReceived:
    """The buyer has the goods: confirmed by hand, or by time. The clocks of return and settlement start."""

    order_id: UUID
    buyer_id: UUID
    store_id: UUID
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class OrderCompleted:
    """Every line is reviewed, or the time for it is over."""

    order_id: UUID
    buyer_id: UUID
    store_id: UUID
