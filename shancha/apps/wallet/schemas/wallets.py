"""Shapes of the wallet; money in fen."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

Fen = Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]


class WalletIdentity(Schema):
    """Whose wallet it is, masked."""

    real_name: str
    number: str


class WalletIdentityIn(Schema):
    """Name and identity number (GB 11643); `consent` must be given to keep them."""

    real_name: Annotated[str, Field(min_length=1, max_length=60)]
    number: Annotated[str, Field(min_length=1, max_length=30)]
    consent: Literal[True]


class WalletOut(Schema):
    """What is in the wallet. `debt` is what a ruling claimed back and is still to be paid.
    `points_expiring` end within 30 days, the first of all points at `points_expire_at`."""

    balance: int
    held: int
    withdrawing: int
    debt: int
    points: int
    points_held: int
    points_expiring: int
    points_expire_at: datetime | None
    frozen: bool
    frozen_reason: str
    identity: WalletIdentity | None


class PostingOut(Schema):
    """A movement. `name` says what it was, `number` is the order's or withdrawal's where there is one."""

    id: int
    kind: str
    name: str
    amount: int
    balance_after: int
    reference_kind: str
    reference_id: UUID
    number: str
    created_at: datetime


class TopUpIn(Schema):
    """How much to put in: 100 to 5,000,000 fen."""

    amount: Fen


class TopUpOut(Schema):
    """Pay `payment_id` to finish it."""

    id: UUID
    payment_id: UUID
    amount: int
    status: Literal["pending", "done", "closed"]


class WithdrawalIn(Schema):
    """How much, and to which account in one's own name."""

    amount: Fen
    method: Literal["alipay", "bank"]
    account: Annotated[str, Field(min_length=1, max_length=80)]
    real_name: Annotated[str, Field(min_length=1, max_length=60)]


class WithdrawalOut(Schema):
    """A withdrawal; `failed` and `rejected` gave the money back."""

    id: UUID
    number: str
    amount: int
    method: Literal["alipay", "bank"]
    account: str
    status: Literal["requested", "approved", "paid", "failed", "rejected"]
    reason: str
    created_at: datetime
    finished_at: datetime | None
