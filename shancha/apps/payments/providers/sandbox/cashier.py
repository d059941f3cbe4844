"""What the payer chooses at the sandbox's cashier, and what the sandbox then tells us."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson
from django.conf import settings
from django.db import transaction

from shancha.apps.payments.models import SandboxTrade
from shancha.apps.payments.providers.base import ProviderError
from shancha.apps.payments.providers.sandbox import sign
from shancha.kit import jobs
from shancha.kit.clock import now
from shancha.kit.ids import new_key
from shancha.kit.text import clean_line

CHOICES = ("pay", "fail", "delay", "twice", "duplicates", "out_of_order", "lost")
PAYER_LENGTH = 40
LATE = timedelta(seconds=60)
Status = SandboxTrade.Status


def find_trade(key: str) -> SandboxTrade | None:
    """The trade behind a cashier's address; one whose time is over is closed."""
    trade = SandboxTrade.objects.filter(key=key).first()
    if trade and trade.status == Status.WAITING and trade.expires_at <= now():
        SandboxTrade.objects.filter(id=trade.id, status=Status.WAITING).update(status=Status.CLOSED)
        trade.refresh_from_db()
    return trade


@transaction.atomic
def choose(*, key: str, choice: str, payer: str = "") -> SandboxTrade | None:
    """Does what the payer chose with a waiting trade, and queues the callbacks; None where there is no such
    trade. `payer` is whose account pays, in any words. Choosing again changes nothing."""
    trade = SandboxTrade.objects.select_for_update().filter(key=key).first()
    if trade is None or trade.status != Status.WAITING or trade.expires_at <= now():
        return trade
    if choice == "fail":
        trade.status = Status.FAILED
        trade.save(update_fields=["status"])
        _tell(_event(trade, "charge.failed"))
        return trade
    trade.status, trade.paid_at, trade.payer = Status.PAID, now(), clean_line(payer)[:PAYER_LENGTH]
    trade.save(update_fields=["status", "paid_at", "payer"])
    _tell_of_payment(trade, choice)
    return trade


def _tell_of_payment(trade: SandboxTrade, choice: str) -> None:
    paid = _event(trade, "charge.succeeded")
    if choice == "lost":
        return
    _tell(paid, at=now() + LATE if choice == "delay" else None)
    if choice == "duplicates":
        for _ in range(4):
            _tell(paid)
    if choice == "out_of_order":
        _tell(_event(trade, "charge.failed"), at=now() + timedelta(seconds=2))
    if choice == "twice":
        again = SandboxTrade(
            key=new_key(),
            trade_number=f"{trade.trade_number[:-1]}X",
            merchant_number=trade.merchant_number,
            subject=trade.subject,
            amount=trade.amount,
            return_path=trade.return_path,
            expires_at=trade.expires_at,
            status=Status.PAID,
            paid_at=now(),
            payer=trade.payer,
        )
        again.save(force_insert=True)
        _tell(_event(again, "charge.succeeded"))


def _event(trade: SandboxTrade, kind: str) -> dict[str, Any]:
    return {
        "id": f"evt_{new_key()}",
        "type": kind,
        "number": trade.merchant_number,
        "trade_number": trade.trade_number,
        "amount": trade.amount,
        "failure": "declined" if kind == "charge.failed" else "",
        "payer": trade.payer,
    }


def _tell(event: dict[str, Any], *, at: datetime | None = None) -> None:
    jobs.defer("payments.deliver_sandbox_notice", schedule_at=at, event=event)


def deliver(event: dict[str, Any]) -> None:
    """Sends a callback to our own address, as a provider would. Raises ProviderError where it is not taken;
    the job then tries again."""
    body = orjson.dumps(event)
    headers = {"Content-Type": "application/json", "Sandbox-Signature": sign(body, int(now().timestamp()))}
    address = f"{settings.BASE_URL}/api/v1/payments/callbacks/sandbox"
    try:
        answer = httpx.post(address, content=body, headers=headers, timeout=10)
    except httpx.HTTPError as error:
        raise ProviderError(type(error).__name__) from error
    if answer.status_code != 200 or answer.text != "success":
        raise ProviderError(f"answered {answer.status_code}")
