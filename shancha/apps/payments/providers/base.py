"""What every provider of payments can do, in one shape. Amounts are fen, numbers are strings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol

TIMEOUT_SECONDS = 12.0


class ProviderError(Exception):
    """The provider did not answer, or not understandably: to be tried again."""


class SignatureError(Exception):
    """A callback that the provider did not send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRequest:
    """What to charge. `number` is ours; asking again with the same number makes no second trade."""

    number: str
    subject: str
    amount: int
    currency: str
    expires_at: datetime
    notify_url: str
    return_url: str
    client_ip: str
    is_phone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeKey:
    """Which charge is meant; `action` is what `start_charge` gave."""

    number: str
    provider_number: str | None
    amount: int
    action: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeState:
    """How a charge stands at the provider. `amount` is what was paid, when succeeded; `payer` whom the
    provider knows as having paid, by its own id, empty where it does not tell."""

    status: Literal["open", "succeeded", "failed", "closed"]
    provider_number: str | None = None
    amount: int = 0
    failure: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequest:
    """What to give back; asking again with the same number gives back nothing more. `provider_number` is the
    provider's, once it has told one."""

    number: str
    amount: int
    reason: str
    charge: ChargeKey
    notify_url: str
    provider_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundState:
    """How a refund stands at the provider."""

    status: Literal["pending", "succeeded", "failed"]
    provider_number: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRequest:
    """A callback as it arrived; header names in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A callback that is genuine. `event_key` is the provider's own id of the event, the same when it is
    sent again; `number` is ours."""

    event_key: str
    kind: Literal["charge", "refund", "other"]
    number: str = ""
    charge: ChargeState | None = None
    refund: RefundState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackReply:
    """What the provider wants to hear."""

    status: int
    content_type: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One movement of a provider's day; `number` is ours."""

    kind: Literal["charge", "refund"]
    number: str
    provider_number: str
    amount: int
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """What the way to pay is called."""

    chinese: str
    english: str
    actions: tuple[str, ...] = field(default=("redirect",))


class Provider(Protocol):
    """A way to pay. Every method may raise ProviderError and then be tried again.

    `is_phone_apart` says whether phones are led elsewhere than computers, `is_address_bound` whether what a
    phone is led to works only from the address (IP) that it was asked for."""

    name: str
    label: Label
    is_phone_apart: bool
    is_address_bound: bool

    def action_life(self, *, is_phone: bool) -> timedelta | None:
        """How long an action is good for; None as long as the payment is open."""

    def start_charge(self, request: ChargeRequest) -> dict[str, Any]:
        """What the payer does next: {"kind": "redirect", "url"} or {"kind": "qr", "text"}."""

    def query_charge(self, key: ChargeKey) -> ChargeState:
        """How the charge stands; unknown trades are open."""

    def close_charge(self, key: ChargeKey) -> ChargeState:
        """Ends a charge that nobody paid; answers `succeeded` when it was paid after all."""

    def refund(self, request: RefundRequest) -> RefundState:
        """Gives money back."""

    def query_refund(self, request: RefundRequest) -> RefundState:
        """How a refund stands."""

    def read_callback(self, request: CallbackRequest) -> Callback:
        """Checks the signature and reads the event; raises SignatureError."""

    def callback_reply(self) -> CallbackReply:
        """The answer that ends the provider's repeating."""

    def statement(self, day: date) -> list[StatementRow]:
        """All movements of a day (Asia/Shanghai)."""
