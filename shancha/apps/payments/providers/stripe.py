"""Stripe, by its own library: its checkout page, amounts in fen of CNY."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from shancha.apps.payments.providers.base import (
    TIMEOUT_SECONDS,
    Callback,
    CallbackReply,
    CallbackRequest,
    ChargeKey,
    ChargeRequest,
    ChargeState,
    Label,
    ProviderError,
    RefundRequest,
    RefundState,
    SignatureError,
    StatementRow,
)
from shancha.kit.numbers import HOME_ZONE

_REFUNDS: dict[str, Any] = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}


class Stripe:
    """See `base.Provider`."""

    name = "stripe"
    label = Label("银行卡（Stripe）", "Card (Stripe)")
    is_phone_apart = False
    is_address_bound = False

    def __init__(self, client: Any, webhook_secret: str) -> None:
        self._client = client
        self._secret = webhook_secret

    def start_charge(self, request: ChargeRequest) -> dict[str, Any]:
        """An address at Stripe's checkout page. It lives a day unless it is closed before, as ours are."""
        marks = {"number": request.number}
        session = self._ask(
            self._client.v1.checkout.sessions.create,
            params={
                "mode": "payment",
                "client_reference_id": request.number,
                "metadata": marks,
                "payment_intent_data": {"metadata": marks},
                "success_url": request.return_url,
                "cancel_url": request.return_url,
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": request.currency.lower(),
                            "unit_amount": request.amount,
                            "product_data": {"name": request.subject},
                        },
                    }
                ],
            },
            options={"idempotency_key": f"charge-{request.number}"},
        )
        return {"kind": "redirect", "url": session.url, "session": session.id}

    def action_life(self, *, is_phone: bool) -> timedelta | None:
        """The page lives as long as the payment."""
        return None

    def query_charge(self, key: ChargeKey) -> ChargeState:
        """By the checkout session."""
        if "session" not in key.action:
            return ChargeState(status="open")
        session = self._ask(self._client.v1.checkout.sessions.retrieve, key.action["session"])
        return _session_state(session.to_dict())

    def close_charge(self, key: ChargeKey) -> ChargeState:
        """Expires the session unless it is paid."""
        if "session" not in key.action:
            return ChargeState(status="closed")
        state = self.query_charge(key)
        if state.status != "open":
            return state
        session = self._ask(self._client.v1.checkout.sessions.expire, key.action["session"])
        return _session_state(session.to_dict())

    def refund(self, request: RefundRequest) -> RefundState:
        """To the payment intent, once for each of our numbers."""
        return self._create_refund(request, key=f"refund-{request.number}")

    def query_refund(self, request: RefundRequest) -> RefundState:
        """By Stripe's number; before it is known, by ours among the refunds of the payment, since Stripe
        forgets keys after a day. Made anew only where none of ours is alive there."""
        if request.provider_number:
            refund = self._ask(self._client.v1.refunds.retrieve, request.provider_number)
            return _refund_state(refund.to_dict())
        known = self._refunds_of(request)
        alive = [state for state in known if state.status != "failed"]
        if alive:
            return alive[0]
        tries = f"-{len(known)}" if known else ""
        return self._create_refund(request, key=f"refund-{request.number}{tries}")

    def _create_refund(self, request: RefundRequest, *, key: str) -> RefundState:
        refund = self._ask(
            self._client.v1.refunds.create,
            params={
                "payment_intent": request.charge.provider_number or "",
                "amount": request.amount,
                "metadata": {"number": request.number},
            },
            options={"idempotency_key": key},
        )
        return _refund_state(refund.to_dict())

    def _refunds_of(self, request: RefundRequest) -> list[RefundState]:
        listed = self._ask(
            self._client.v1.refunds.list,
            params={"payment_intent": request.charge.provider_number or "", "limit": 100},
        )
        try:
            refunds = [refund.to_dict() for refund in listed.auto_paging_iter()]
        except self._errors() as error:
            raise ProviderError(type(error).__name__) from error
        return [
            _refund_state(refund)
            for refund in refunds
            if (refund.get("metadata") or {}).get("number") == request.number
        ]

    def read_callback(self, request: CallbackRequest) -> Callback:
        """Signed with the webhook's secret within the last five minutes."""
        import stripe  # noqa: PLC0415 - loaded late

        try:
            event = stripe.Webhook.construct_event(
                request.body, request.headers.get("stripe-signature", ""), self._secret
            ).to_dict()
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise SignatureError from error
        return _read_event(event)

    def callback_reply(self) -> CallbackReply:
        """Any 2xx."""
        return CallbackReply(status=200, content_type="text/plain", body="ok")

    def statement(self, day: date) -> list[StatementRow]:
        """The account's balance transactions of the day."""
        start = datetime.combine(day, time.min, HOME_ZONE)
        listed = self._ask(
            self._client.v1.balance_transactions.list,
            params={
                "created": {
                    "gte": int(start.timestamp()),
                    "lt": int((start + timedelta(days=1)).timestamp()),
                },
                "limit": 100,
                "expand": ["data.source"],
            },
        )
        try:
            rows = [_statement_row(line.to_dict()) for line in listed.auto_paging_iter()]
        except self._errors() as error:
            raise ProviderError(type(error).__name__) from error
        return [row for row in rows if row is not None]

    def _ask(self, call: Any, *positional: Any, **named: Any) -> Any:
        try:
            return call(*positional, **named)
        except self._errors() as error:
            raise ProviderError(f"{type(error).__name__}: {error}"[:200]) from error

    @staticmethod
    def _errors() -> type[Exception]:
        import stripe  # noqa: PLC0415 - loaded late

        return stripe.StripeError


def _session_state(session: Mapping[str, Any]) -> ChargeState:
    intent = session.get("payment_intent")
    number = intent if isinstance(intent, str) else (intent or {}).get("id")
    if session.get("payment_status") == "paid":
        return ChargeState(
            status="succeeded",
            provider_number=number,
            amount=int(session.get("amount_total") or 0),
            payer=_payer(session),
        )
    return ChargeState(status="closed" if session.get("status") == "expired" else "open")


def _payer(session: Mapping[str, Any]) -> str:
    """Guests have no customer at Stripe; they leave an e-mail."""
    customer = session.get("customer")
    if customer:
        return str(customer if isinstance(customer, str) else customer.get("id") or "")
    return str((session.get("customer_details") or {}).get("email") or "").lower()


def _refund_state(refund: Mapping[str, Any]) -> RefundState:
    status = _REFUNDS.get(str(refund.get("status")), "pending")
    return RefundState(
        status=status,
        provider_number=str(refund.get("id", "")),
        failure=str(refund.get("failure_reason") or refund.get("status")) if status == "failed" else "",
    )


def _read_event(event: Mapping[str, Any]) -> Callback:
    thing, key, kind = event["data"]["object"], str(event["id"]), str(event["type"])
    if kind.startswith("checkout.session."):
        number = str(thing.get("client_reference_id") or "")
        return Callback(event_key=key, kind="charge", number=number, charge=_session_state(thing))
    if kind in {"refund.created", "refund.updated", "refund.failed"}:
        number = str((thing.get("metadata") or {}).get("number", ""))
        return Callback(event_key=key, kind="refund", number=number, refund=_refund_state(thing))
    return Callback(event_key=key, kind="other")


def _statement_row(line: Mapping[str, Any]) -> StatementRow | None:
    source = line.get("source") or {}
    number = str((source.get("metadata") or {}).get("number", ""))
    if line.get("type") in {"charge", "payment"}:
        return StatementRow(
            kind="charge",
            number=number,
            provider_number=str(source.get("payment_intent") or source.get("id")),
            amount=int(source.get("amount", 0)),
            fee=int(line.get("fee", 0)),
        )
    if line.get("type") in {"refund", "payment_refund"}:
        return StatementRow(
            kind="refund",
            number=number,
            provider_number=str(source.get("id")),
            amount=int(source.get("amount", 0)),
        )
    return None


def make() -> Stripe:
    """With the operator's keys."""
    import stripe  # noqa: PLC0415 - loaded when first used

    client = stripe.StripeClient(
        settings.ENV.stripe_secret_key,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        max_network_retries=1,
    )
    return Stripe(client, settings.ENV.stripe_webhook_secret)
