"""Shapes of after-sales; amounts in fen, in all ways of paying together."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.orders.schemas.orders import Scan

CaseKind = Literal["cancel", "refund_only", "return", "exchange", "repair", "claim"]
CaseStatus = Literal[
    "requested",
    "agreed",
    "refused",
    "returning",
    "received",
    "resent",
    "disputed",
    "refunding",
    "done",
    "withdrawn",
    "closed",
]
CaseReason = Literal[
    "no_reason",
    "changed_mind",
    "not_sent",
    "not_arrived",
    "damaged",
    "missing",
    "wrong_item",
    "not_as_described",
    "quality",
    "allergy",
    "fake",
    "expired_goods",
    "agreed",
    "other",
]
CaseFilter = Literal["all", "open", "to_answer", "disputed", "ended"]
CaseAct = Literal[
    "withdraw",
    "evidence",
    "dispute",
    "decline_offer",
    "accept_offer",
    "send_back",
    "confirm",
    "repay",
    "contest",
    "refuse",
    "offer_refund",
    "offer_exchange",
    "receive",
    "object",
    "restock",
    "refund",
    "exchange",
    "repair",
    "agree",
]
ObjectionReason = Literal["empty", "wrong_item", "missing", "damaged", "not_arrived"]
Assets = Annotated[list[UUID], Field(max_length=9)]
Words = Annotated[str, Field(max_length=1000)]
Fen = Annotated[int, Field(strict=True, ge=0, le=10_000_000_000)]


class AfterSaleIn(Schema):
    """What a buyer asks for about a line; without `amount`, the most that can go back."""

    line_id: UUID
    kind: CaseKind
    reason: CaseReason
    quantity: Annotated[int, Field(ge=1, le=999)]
    amount: Fen | None = None
    description: Words = ""
    asset_ids: Assets = []


class AfterSaleLine(Schema):
    """What it is about."""

    id: UUID
    product_id: UUID
    title: str
    options: str
    picture: Any
    quantity: int
    unit_price: int


class AfterSaleCard(Schema):
    """A case in a list; `due_at` is when the present step runs out. `is_objected`: it ended with an early
    refund, and the platform has yet to rule on what came back."""

    id: UUID
    number: str
    order_id: UUID
    order_number: str
    store_id: UUID
    kind: CaseKind
    reason: str
    status: CaseStatus
    quantity: int
    asked_amount: int
    agreed_amount: int
    is_fake_claim: bool
    is_objected: bool
    due_at: datetime | None
    created_at: datetime
    ended_at: datetime | None
    line: AfterSaleLine


class CaseEvent(Schema):
    """Something that was said or done."""

    kind: str
    from_status: str
    to_status: str
    actor: Literal["buyer", "merchant", "platform", "system"]
    text: str
    pictures: list[Any]
    at: datetime


class CaseRefund(Schema):
    """What went back, by way; `arrived_at` is null while the provider works on it. Where the provider failed
    it is `stuck` until it is sent again, or given `to_wallet`."""

    amount: int
    to_provider: int
    to_wallet: int
    to_points: int
    arrived_at: datetime | None
    state: Literal["on_way", "arrived", "stuck", "to_wallet"]


class ReturnTo(Schema):
    """Where the goods go back to, as it was when the return was agreed."""

    receiver: str
    phone: str
    address: str


class CaseBuyer(Schema):
    """Who asks; for the store alone."""

    handle: str
    nickname: str


class CaseParcel(Schema):
    """How far goods of a case have come: when the carrier first told of them (`seen_at`) and delivered them,
    and what it said last."""

    seen_at: datetime | None
    delivered_at: datetime | None
    latest: Scan | None


class CaseObjection(Schema):
    """A store's objection to what came back after an early refund: what it asks back, what the ruling gave of
    it, and what the buyer has paid of that; fen. Ruled on by the case's `rule_by`."""

    reason: ObjectionReason
    status: Literal["open", "upheld", "rejected"]
    amount: int
    granted_amount: int
    paid_amount: int
    ruling: str
    opened_at: datetime


class AfterSaleOut(AfterSaleCard):
    """A case in full. `may` is what the asker may do now, the main act last. `comes_back` says that the goods
    go to `return_to` first, `gives_piece` that it ends with another piece, `repairs` with the same one
    (either is sent with `exchange_number`), `ruled_amount` what the ruling gives once they are there. What
    the store offers instead waits for the buyer's answer while `refund_offered_at`, or `exchange_offered_at`,
    is set. `refunds_early`: once its carrier has seen what a member sent back, it is refunded at `due_at`,
    before it arrives, should the store stay silent; what is wrong with it may then be objected to until
    `object_until`, for the store alone. `rule_by` is until when a ruling is promised.
    `held_amount` is kept from the store meanwhile, for the store alone."""

    description: str
    pictures: list[Any]
    answer: str
    by_right: bool
    with_freight: bool
    restock: bool | None
    may: list[CaseAct]
    comes_back: bool
    gives_piece: bool
    repairs: bool
    return_to: ReturnTo | None
    refunds_early: bool
    objection: CaseObjection | None
    object_until: datetime | None
    refund_offered_at: datetime | None
    exchange_offered_at: datetime | None
    disputed_at: datetime | None
    rule_by: datetime | None
    ruled_amount: int | None
    held_amount: int
    return_carrier: str
    return_number: str
    return_parcel: CaseParcel | None
    exchange_carrier: str
    exchange_number: str
    exchange_parcel: CaseParcel | None
    ruling: str
    ruled_for: Literal["", "buyer", "store"]
    events: list[CaseEvent]
    refunds: list[CaseRefund]
    buyer: CaseBuyer | None


class KindOption(Schema):
    """A kind of case, why not where it is not open, and how many pieces it can be about."""

    kind: CaseKind
    is_open: bool
    note: str
    most_pieces: int


class ReasonOption(Schema):
    """A reason, and the kinds it can be given for; where the store is at fault, freight goes back too."""

    code: CaseReason
    name: str
    is_store_fault: bool
    kinds: list[CaseKind]


class MostOption(Schema):
    """The most that can go back for so many pieces."""

    quantity: int
    amount: int
    amount_with_freight: int


class ReturnRightOut(Schema):
    """Whether the line may be returned without a reason, and until when."""

    is_given: bool
    until: datetime | None
    note: str


class AfterSaleOptions(Schema):
    """What a buyer may ask for about a line."""

    kinds: list[KindOption]
    reasons: list[ReasonOption]
    most: list[MostOption]
    return_right: ReturnRightOut


class ReturnParcelIn(Schema):
    """How it was sent."""

    carrier: Annotated[str, Field(max_length=30)]
    tracking_number: Annotated[str, Field(max_length=40)]


class CaseWords(Schema):
    """Words, and pictures of one's own."""

    text: Words
    asset_ids: Assets = []


class ObjectionIn(Schema):
    """What is wrong with what came back, with pictures unless nothing came; without `amount` all of the
    refund is asked back."""

    reason: ObjectionReason
    amount: Fen | None = None
    text: Words
    asset_ids: Assets = []


class AgreeIn(Schema):
    """The store agrees; `amount` may be more than was asked. `restock` where goods did not leave or stay."""

    amount: Fen | None = None
    restock: bool | None = None
    text: Annotated[str, Field(max_length=500)] = ""


class OfferIn(Schema):
    """Why it cannot be as it was asked."""

    text: Annotated[str, Field(max_length=500)]


class OfferAnswerIn(Schema):
    """Whether the buyer takes what the store offers instead."""

    accept: bool


class RestockIn(Schema):
    """Whether what came back goes to stock."""

    restock: bool


class ReceiveIn(Schema):
    """The goods are back; whether they go to stock, and whether the money goes now or within seven days.
    Only who serves buyers pays now."""

    restock: bool
    pay_now: bool = True
