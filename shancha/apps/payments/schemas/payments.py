"""Shapes of payments; amounts in fen."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

ProviderName = Literal["sandbox", "alipay", "wechat", "stripe"]


class PaymentMethod(Schema):
    """A way to pay. `is_test` moves no money."""

    provider: ProviderName
    name: str
    is_test: bool


class ChargeStart(Schema):
    """Where to pay and which page of ours to come back to; `is_phone` asks for the provider's page for
    phones."""

    provider: ProviderName
    return_path: Annotated[str, Field(min_length=1, max_length=200)]
    is_phone: bool = False


class ChargeOut(Schema):
    """An attempt. `kind` says what the payer does next: `redirect` to `url`, or scan `text` as a `qr`."""

    id: UUID
    provider: ProviderName
    status: Literal["open", "succeeded", "failed", "closed", "superseded"]
    failure: str
    kind: Literal["", "redirect", "qr"]
    url: str
    text: str


class PaymentOut(Schema):
    """What is owed. While `poll_seconds` is not 0 the answer may change that soon."""

    id: UUID
    purpose: Literal["order", "top_up", "membership", "deposit"]
    reference_id: UUID
    subject: str
    amount: int
    refunded_amount: int
    status: Literal["pending", "paid", "closed"]
    expires_at: datetime
    paid_at: datetime | None
    charge: ChargeOut | None
    methods: list[PaymentMethod]
    poll_seconds: int
