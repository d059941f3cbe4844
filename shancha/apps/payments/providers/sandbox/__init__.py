"""A provider of our own that behaves like a real one: a cashier's page to be sent to, signed callbacks that
come late, several times, in the wrong order or never, and its own books to be asked. For development, demos
and tests; it moves no money."""

import hashlib
import hmac
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
from django.conf import settings
from django.db import transaction

from shancha.apps.payments.models import SandboxRefund, SandboxTrade
from shancha.apps.payments.providers.base import (
    Callback,
    CallbackReply,
    CallbackRequest,
    ChargeKey,
    ChargeRequest,
    ChargeState,
    Label,
    RefundRequest,
    RefundState,
    SignatureError,
    StatementRow,
)
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_key
from shancha.kit.numbers import HOME_ZONE, new_number

_TOLERANCE_SECONDS = 300
_STATES: dict[str, Any] = {
    "charge.succeeded": "succeeded",
    "charge.failed": "failed",
    "charge.closed": "closed",
}
Status = SandboxTrade.Status


def sign(body: bytes, stamp: int) -> str:
    """The signature header of a callback: HMAC-SHA256 over the time and the body."""
    key = hmac.new(settings.HASH_KEY.encode(), b"sandbox callbacks", hashlib.sha256).digest()
    digest = hmac.new(key, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def new_trade(request: ChargeRequest) -> SandboxTrade:
    """A waiting trade, not stored."""
    return SandboxTrade(
        key=new_key(),
        trade_number=f"{new_number('SB')}{new_key()[:6].encode().hex()}",
        merchant_number=request.number,
        subject=request.subject,
        amount=request.amount,
        return_path=request.return_url,
        expires_at=request.expires_at,
    )


_TRADE = """
with known as (
    select key from payments_sandboxtrade where merchant_number = %(merchant_number)s order by id limit 1
), made as (
    insert into payments_sandboxtrade (id, key, trade_number, merchant_number, subject, amount,
        refunded_amount, return_path, status, created_at, expires_at, paid_at, payer)
    select %(id)s::uuid, %(key)s, %(trade_number)s, %(merchant_number)s, %(subject)s, %(amount)s::bigint,
        %(refunded_amount)s::bigint, %(return_path)s, %(status)s, %(created_at)s::timestamptz,
        %(expires_at)s::timestamptz, %(paid_at)s::timestamptz, %(payer)s
    where not exists (select from known) returning key
)
select key from known union all select key from made
"""


class Sandbox:
    """See `base.Provider`."""

    name = "sandbox"
    label = Label("模拟收银台", "Sandbox cashier")
    is_phone_apart = False
    is_address_bound = False

    def start_charge(self, request: ChargeRequest) -> dict[str, Any]:
        """The cashier's address; the same for the same number."""
        key = sql.fetch_value(_TRADE, vars(new_trade(request)))
        return {"kind": "redirect", "url": f"{settings.BASE_URL}/sandbox/cashier/{key}"}

    def action_life(self, *, is_phone: bool) -> timedelta | None:
        """The page lives as long as the payment."""
        return None

    def query_charge(self, key: ChargeKey) -> ChargeState:
        """From the sandbox's books."""
        trades = SandboxTrade.objects.filter(merchant_number=key.number).order_by("paid_at", "id")
        trade = next(iter(trades), None)
        return ChargeState(status="open") if trade is None else _state(trade)

    @transaction.atomic
    def close_charge(self, key: ChargeKey) -> ChargeState:
        """What waits is closed; what is paid stays paid."""
        SandboxTrade.objects.filter(
            merchant_number=key.number, status__in=[Status.WAITING, Status.FAILED]
        ).update(status=Status.CLOSED)
        state = self.query_charge(key)
        return ChargeState(status="closed") if state.status == "open" else state

    @transaction.atomic
    def refund(self, request: RefundRequest) -> RefundState:
        """At once; refused above what was paid. The trade is locked first: the same refund asked for twice at
        the same moment is paid once."""
        trades = SandboxTrade.objects.select_for_update(no_key=True)
        trade = trades.filter(trade_number=request.charge.provider_number or "", status=Status.PAID).first()
        known = SandboxRefund.objects.filter(merchant_number=request.number).first()
        if known is not None:
            return RefundState(status="succeeded", provider_number=str(known.id))
        if trade is None or trade.refunded_amount + request.amount > trade.amount:
            return RefundState(status="failed", failure="not paid, or more than was paid")
        trade.refunded_amount += request.amount
        trade.save(update_fields=["refunded_amount"])
        refund = SandboxRefund.objects.create(
            trade=trade, merchant_number=request.number, amount=request.amount
        )
        return RefundState(status="succeeded", provider_number=str(refund.id))

    def query_refund(self, request: RefundRequest) -> RefundState:
        """The same as asking again."""
        return self.refund(request)

    def read_callback(self, request: CallbackRequest) -> Callback:
        """Signed within the last five minutes."""
        parts = dict(
            part.partition("=")[::2] for part in request.headers.get("sandbox-signature", "").split(",")
        )
        stamp = parts.get("t", "")
        if not stamp.isdigit() or abs(now().timestamp() - int(stamp)) > _TOLERANCE_SECONDS:
            raise SignatureError
        if not hmac.compare_digest(sign(request.body, int(stamp)), f"t={stamp},v1={parts.get('v1', '')}"):
            raise SignatureError
        event = orjson.loads(request.body)
        return Callback(
            event_key=event["id"],
            kind="charge",
            number=event["number"],
            charge=ChargeState(
                status=_STATES[event["type"]],
                provider_number=event["trade_number"],
                amount=event["amount"],
                failure=event["failure"],
                payer=event.get("payer", ""),
            ),
        )

    def callback_reply(self) -> CallbackReply:
        """One word, as many of the real ones."""
        return CallbackReply(status=200, content_type="text/plain", body="success")

    def statement(self, day: date) -> list[StatementRow]:
        """From the sandbox's books, not from ours."""
        start = datetime.combine(day, time.min, HOME_ZONE)
        span = (start, start + timedelta(days=1) - timedelta(microseconds=1))
        charges = SandboxTrade.objects.filter(status=Status.PAID, paid_at__range=span).order_by("id")
        refunds = SandboxRefund.objects.filter(created_at__range=span).order_by("id")
        return [
            *(
                StatementRow(
                    kind="charge",
                    number=trade.merchant_number,
                    provider_number=trade.trade_number,
                    amount=trade.amount,
                )
                for trade in charges
            ),
            *(
                StatementRow(
                    kind="refund",
                    number=refund.merchant_number,
                    provider_number=str(refund.id),
                    amount=refund.amount,
                )
                for refund in refunds
            ),
        ]


def _state(trade: SandboxTrade) -> ChargeState:
    if trade.status == Status.PAID:
        return ChargeState(
            status="succeeded",
            provider_number=trade.trade_number,
            amount=trade.amount,
            payer=trade.payer,
        )
    if trade.status == Status.FAILED:
        return ChargeState(status="failed", provider_number=trade.trade_number, failure="declined")
    return ChargeState(status="closed" if trade.status == Status.CLOSED else "open")


def make() -> Sandbox:
    """Needs no settings."""
    return Sandbox()
