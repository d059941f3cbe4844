"""Shapes of stores' money and of credits; fen."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

SettlementStatus = Literal["held", "frozen", "released", "reversed"]


class PayoutAccountOut(Schema):
    """Where the money goes, masked."""

    method: Literal["alipay", "bank"]
    account: str


class PayoutAccountIn(Schema):
    """Where the money shall go."""

    method: Literal["alipay", "bank"]
    account: Annotated[str, Field(min_length=1, max_length=80)]
    real_name: Annotated[str, Field(min_length=1, max_length=60)]


class StoreWallet(Schema):
    """A store's money: sold and not yet settled (of it `frozen`), available, kept while goods are said to be
    fake (`claims`), on its way to the bank, deposit, and what it owes."""

    pending: int
    frozen: int
    available: int
    claims: int
    withdrawing: int
    deposit: int
    debt: int
    payout_account: PayoutAccountOut | None


class SettlementOut(Schema):
    """What a store is due for an order. `net` is what it keeps; the commission counts once released."""

    id: UUID
    order_id: UUID
    order_number: str
    gross: int
    subsidy: int
    refunded: int
    subsidy_back: int
    commission: int
    net: int
    status: SettlementStatus
    hold_until: datetime | None
    released_at: datetime | None
    created_at: datetime


class PayoutIn(Schema):
    """How much to send to the bank."""

    amount: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]


class PayoutOut(Schema):
    """A payout; `bounced` and `rejected` gave the money back to the store."""

    id: UUID
    number: str
    amount: int
    account: str
    status: Literal["requested", "paid", "bounced", "rejected"]
    reason: str
    created_at: datetime
    finished_at: datetime | None


class NoteTouchIn(Schema):
    """A note with goods was seen or opened, a product in it tapped, or put into the cart from there."""

    note_id: UUID
    product_id: UUID | None = None
    kind: Literal["impression", "open", "tag", "cart"]


class TouchesIn(Schema):
    """Touches since the last call."""

    touches: Annotated[list[NoteTouchIn], Field(min_length=1, max_length=50)]


class CreditOut(Schema):
    """A note's part in a sale; nobody learns who bought."""

    id: UUID
    note_id: UUID
    note_title: str
    product_id: UUID
    product_title: str
    picture: Any
    share_bp: int
    amount: int
    returned: int
    status: Literal["pending", "kept", "reversed"]
    rule_version: int
    touches: dict[str, int]
    created_at: datetime


class RuleOut(Schema):
    """How touches are weighed."""

    version: int
    window_days: int
    weights: dict[str, int]


class CreditTotals(Schema):
    """Sums over all credits."""

    count: int
    note_count: int
    pending_amount: int
    kept_amount: int
    returned_amount: int
    rule: RuleOut


class NoteCredit(Schema):
    """What one note brought a store."""

    note_id: UUID
    title: str
    handle: str
    nickname: str
    credits: int
    amount: int
    returned: int


class StoreCreditTotals(CreditTotals):
    """The same for a store, with the notes that brought most."""

    notes: list[NoteCredit]
