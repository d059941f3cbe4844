"""Facts that payments announces, each once, in the transaction that makes it true."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaymentSucceeded:
    """What was owed is paid in full; `amount` in fen."""

    payment_id: UUID
    purpose: str
    reference_id: UUID
    amount: int
    payer_id: UUID
    provider: str


@dataclass(frozen=True, slots=True)
class PaymentClosed:
    """The payment can no longer be paid: its time ran out, or its owner withdrew it."""

    payment_id: UUID
    purpose: str
    reference_id: UUID
    payer_id: UUID


@dataclass(frozen=True, slots=True)
class RefundSucceeded:
    """Money went back by the way it came. `reference_id` is that of the refund's asker; `time` counts how
    often it had come back before."""

    refund_id: UUID
    payment_id: UUID
    reference_id: UUID
    amount: int
    purpose: str
    provider: str
    time: int = 0


@dataclass(frozen=True, slots=True)
class RefundFailed:
    """The provider refused for good, or all attempts failed; an operator looks at it. The money is still
    promised: the refund keeps its room and may be sent again."""

    refund_id: UUID
    payment_id: UUID
    reference_id: UUID
    amount: int
    purpose: str


@dataclass(frozen=True, slots=True)
class RefundReturned:
    """A refund that had succeeded came back: the provider says now that it failed. It is still promised.
    `time` counts how often that happened to it."""

    refund_id: UUID
    payment_id: UUID
    reference_id: UUID
    amount: int
    purpose: str
    provider: str
    time: int
    is_surplus: bool


@dataclass(frozen=True, slots=True)
class RefundRerouted:
    """A refund that can't go back the way it came is given up here; the app of its purpose gives the money to
    the payer another way, in the same transaction."""

    refund_id: UUID
    payment_id: UUID
    reference_id: UUID
    payer_id: UUID
    amount: int
    purpose: str


@dataclass(frozen=True, slots=True)
class SurplusReturned:
    """A payer paid twice, too late, or another amount than asked, and has it back. `reference_id` is the
    payment's."""

    refund_id: UUID
    payment_id: UUID
    purpose: str
    reference_id: UUID
    payer_id: UUID
    amount: int


@dataclass(frozen=True, slots=True)
class GapsFound:
    """The nightly comparison with a provider's statement found differences that nobody has resolved."""

    provider: str
    day: str
    count: int


@dataclass(frozen=True, slots=True)
class StatementsMissing:
    """So many days' statements could not be had from their providers, the oldest that of `since`. They go on
    being asked for."""

    count: int
    since: str


@dataclass(frozen=True, slots=True)
class MoneyHangs:
    """So many refunds and payments have waited for longer than they ever should."""

    refunds: int
    payments: int
