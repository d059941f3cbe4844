"""Shapes of orders."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.mall.schemas.cards import StoreBrief
from shancha.apps.orders.schemas.carts import ShipsFrom, TradeMode
from shancha.apps.orders.schemas.checkouts import Amounts
from shancha.apps.orders.sources import Source

OrderStatus = Literal["to_pay", "to_ship", "to_receive", "to_review", "completed", "cancelled", "closed"]
StateFilter = Literal["all", "to_pay", "to_ship", "to_receive", "to_review", "completed", "cancelled"]
CancelReason = Literal["changed_mind", "wrong_choice", "wrong_address", "better_price", "too_slow", "other"]


class OrderLine(Schema):
    """A line of an order, as it was bought. Of the refunded pieces, the cancelled ones were never sent."""

    id: UUID
    product_id: UUID
    variant_id: UUID
    title: str
    options: str
    picture: Any
    quantity: int
    unit_price: int
    price_kind: str
    return_class: str
    shipped_quantity: int
    refunded_quantity: int
    cancelled_quantity: int
    refunded_amount: int
    reviewed_at: datetime | None


class OrderLineDetail(OrderLine):
    """A line with its share of every amount, its tax, and its after-sales case while one is open."""

    open_case_id: UUID | None
    amounts: Amounts
    tax: dict[str, Any]


class OrderSummary(Schema):
    """An order in a list, as buyer and store see it."""

    id: UUID
    number: str
    status: OrderStatus
    store: StoreBrief
    trade_mode: TradeMode
    lines: list[OrderLine]
    payable_amount: int
    wallet_amount: int
    points_amount: int
    refunded_amount: int
    created_at: datetime
    pay_by: datetime
    ship_by: datetime | None
    arrive_by: datetime | None
    auto_confirm_at: datetime | None
    cancel_reason: str
    is_frozen: bool


class GroupBrief(Schema):
    """What an order was placed and is paid with."""

    id: UUID
    number: str
    payment_id: UUID | None
    payable_amount: int
    status: Literal["to_pay", "paid", "cancelled"]


class OrderCard(OrderSummary):
    """One's order in a list."""

    group: GroupBrief


class Receiver(Schema):
    """Whom it goes to; masked or empty where the asker need not know."""

    receiver: str
    phone: str
    detail: str


class MaskedIdentity(Schema):
    """Whose identity the customs were told."""

    masked_name: str
    masked_number: str


class ParcelLine(Schema):
    """So many of an order's line in a parcel."""

    line_id: UUID
    quantity: int


class Scan(Schema):
    """The latest that a carrier said."""

    at: datetime
    text: str


class ParcelBrief(Schema):
    """A parcel of an order."""

    id: UUID
    carrier: str
    tracking_number: str
    status: str
    shipped_at: datetime
    delivered_at: datetime | None
    lines: list[ParcelLine]
    latest: Scan | None


class InvoiceFile(Schema):
    """The electronic invoice; `size` in bytes."""

    format: Literal["pdf", "ofd", "xml"]
    size: int


class InvoiceCorrection(Schema):
    """What was taken off an issued invoice because it was refunded (fen), with the number of the red-letter
    invoice, "" while the store has not issued that."""

    amount: int
    number: str
    created_at: datetime


class InvoiceBrief(Schema):
    """An invoice of an order, over what was paid in money for goods and freight and is kept (fen); `file` is
    null until the store gave it."""

    kind: str
    title: str
    status: Literal["requested", "issued", "void"]
    number: str
    amount: int
    requested_at: datetime
    issued_at: datetime | None
    corrections: list[InvoiceCorrection]
    file: InvoiceFile | None


class OrderEvent(Schema):
    """A step in an order's timeline."""

    kind: str
    from_status: str
    to_status: str
    actor: str
    reason: str
    data: dict[str, Any]
    at: datetime


class OrderDetail(OrderSummary):
    """An order in full, as buyer and store see it."""

    amounts: Amounts
    lines: list[OrderLineDetail]  # type: ignore[assignment]
    receiver: Receiver
    region: str
    region_code: str
    remark: str
    delivery: str
    tax_version: str
    consents: dict[str, Any]
    paid_at: datetime | None
    shipped_at: datetime | None
    received_at: datetime | None
    completed_at: datetime | None
    cancelled_at: datetime | None
    closed_at: datetime | None
    paid_amount: int
    points_reward: int
    ships_from: ShipsFrom
    identity: MaskedIdentity | None
    parcels: list[ParcelBrief]
    invoice: InvoiceBrief | None
    events: list[OrderEvent]


class Order(OrderDetail):
    """One's order in full."""

    group: GroupBrief


class OrderCounts(Schema):
    """How many of one's orders wait for something, and how many after-sales cases are open."""

    to_pay: int
    to_ship: int
    to_receive: int
    to_review: int
    after_sales: int


class OrderGroup(Schema):
    """What was placed at once, paid by `payment_id`."""

    id: UUID
    number: str
    status: Literal["to_pay", "paid", "cancelled"]
    payment_id: UUID | None
    pay_by: datetime
    paid_at: datetime | None
    created_at: datetime
    amounts: Amounts
    orders: list[OrderCard]


class CancelIn(Schema):
    """Why a buyer cancels."""

    reason: CancelReason


class Cancelled(Schema):
    """The orders that were cancelled: before paying, all of the group."""

    order_ids: list[UUID]


class Reordered(Schema):
    """What went into the cart again, and titles of what can't be bought any more."""

    added: int
    skipped: list[str]


class ReceiverIn(Schema):
    """Another receiver or address in the same city, before the order is sent."""

    receiver: Annotated[str, Field(max_length=60)]
    phone: Annotated[str, Field(max_length=30)]
    region_code: Annotated[str, Field(pattern=r"^\d{6}$")]
    detail: Annotated[str, Field(max_length=300)]


class TrackingScan(Schema):
    """Something a carrier saw."""

    at: datetime
    status: str
    text: str
    place: str


class ParcelTracking(Schema):
    """A parcel with all that its carrier said, latest first."""

    id: UUID
    carrier: str
    tracking_number: str
    status: str
    shipped_at: datetime
    delivered_at: datetime | None
    events: list[TrackingScan]


class Carrier(Schema):
    """A carrier that parcels are sent with."""

    code: str
    name: str


class BuyerBrief(Schema):
    """The buyer, as the store may know."""

    handle: str
    nickname: str


class MerchantOrderCard(OrderSummary):
    """A store's order in a list."""

    merchant_note: str
    remark: str
    region: str
    buyer: BuyerBrief


class InvoiceRequest(Schema):
    """What the store needs for the invoice."""

    tax_number: str
    email: str


class MerchantOrder(OrderDetail):
    """A store's order in full. The address is open while it is needed to ship, masked otherwise."""

    merchant_note: str
    buyer: BuyerBrief
    invoice_request: InvoiceRequest | None


class ParcelIn(Schema):
    """A parcel: so many of each line, or, without `lines`, all that is left."""

    carrier: Annotated[str, Field(max_length=20)]
    tracking_number: Annotated[str, Field(max_length=60)]
    lines: Annotated[list[ParcelLine], Field(min_length=1, max_length=120)] | None = None


class MerchantCancelIn(Schema):
    """Why a store cancels; the buyer is told."""

    reason: Literal["out_of_stock", "agreed", "other"]


class MerchantNoteIn(Schema):
    """A note of the store's, for itself."""

    text: Annotated[str, Field(max_length=200)]


class InvoiceIssueIn(Schema):
    """The number of the invoice that was issued."""

    number: Annotated[str, Field(min_length=1, max_length=30, pattern=r"^[A-Za-z0-9\-]+$")]


class FigureWaiting(Schema):
    """Orders that wait, by state; `overdue` should have been sent. `after_sales` wait for the store's next
    step, `reviews` for an answer; `sold_out` products are on sale without a piece."""

    to_pay: int
    to_ship: int
    overdue: int
    to_receive: int
    to_review: int
    after_sales: int
    reviews: int
    sold_out: int


class FigureSum(Schema):
    """Sales of a stretch of days, fen: paid in any way, and less refunds."""

    orders: int
    paid_amount: int
    net_amount: int


class FigureSales(Schema):
    """Today, seven and thirty days."""

    today: FigureSum
    week: FigureSum
    month: FigureSum


class FigureDay(Schema):
    """Sales of one day in China."""

    day: str
    orders: int
    buyers: int
    paid_amount: int
    net_amount: int


class FigurePromises(Schema):
    """Of orders of the last 90 days that came or should have, how many came by the promised day; counted each
    night."""

    kept: int
    due: int


class Figures(Schema):
    """A store's desk. An order counts on the day it was paid; refunds lower that day."""

    waiting: FigureWaiting
    promises: FigurePromises
    sales: FigureSales
    days: list[FigureDay]


class FunnelPeople(Schema):
    """People who saw cards of notes about the store's goods, opened such a note or the store's tab, went to
    the product from it, put it on a wish list, put it into the cart from there. Each counts once a day."""

    impressions: int
    opens: int
    views: int
    wants: int
    carts: int


class FunnelSteps(FunnelPeople):
    """And orders placed, paid and kept, with their amounts in fen; `refunded_amount` of those paid."""

    orders: int
    paid_orders: int
    paid_amount: int
    refunded_amount: int
    kept_orders: int
    kept_amount: int


class FunnelSource(FunnelSteps):
    """All days of a source: the page that led to the product. `direct` is any other way."""

    source: Source


class FunnelDay(FunnelSource):
    """One day in China. Orders count on the day they were placed, with what became of them since."""

    day: str


class FunnelNote(FunnelPeople):
    """What a note led to. An order that several notes led to counts with each; `credited_amount` (fen) is
    each one's share of it."""

    id: UUID
    title: str
    orders: int
    paid_orders: int
    kept_orders: int
    credited_amount: int


class FunnelTopic(FunnelPeople):
    """The same for the notes of a topic. Who met several of them counts with each."""

    slug: str
    name: str
    orders: int
    paid_orders: int
    kept_orders: int
    credited_amount: int


class FunnelLoss(Schema):
    """Orders that were not kept: given up unpaid, cancelled after paying, or brought to an after-sale."""

    stage: Literal["unpaid", "cancelled", "after_sale"]
    reason: str
    count: int


class FunnelCategory(Schema):
    """What sold of a category, fen: paid, and less refunds."""

    slug: str
    name: str
    orders: int
    pieces: int
    paid_amount: int
    net_amount: int


class Funnel(Schema):
    """From the first sight to the kept order, by source, by day and source (the earliest first), and by the
    twenty notes and topics that led to most."""

    since: str
    until: str
    sources: list[FunnelSource]
    days: list[FunnelDay]
    notes: list[FunnelNote]
    topics: list[FunnelTopic]
    losses: list[FunnelLoss]
    categories: list[FunnelCategory]
