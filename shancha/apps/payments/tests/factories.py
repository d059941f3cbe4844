"""Payments for tests, and a worker and a network of the tests' own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import httpx
import orjson
from django.test import Client

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.payments import services, tasks
from shancha.apps.payments.models import Charge, Payment, SandboxTrade
from shancha.apps.payments.providers.sandbox import cashier
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id


def make_payment(**fields: Any) -> Payment:
    """An amount owed by somebody, for half an hour."""
    payer = fields.pop("payer", None) or make_user()
    known = {
        "payer_id": payer.id,
        "purpose": "order",
        "reference_id": new_id(),
        "subject": "山茶集 · 订单",
        "amount": 12_345,
        "expires_at": now() + timedelta(minutes=30),
    }
    return services.request_payment(**{**known, **fields})


def start(
    payment: Payment, provider: str = "sandbox", *, is_phone: bool = False, client_ip: str = "127.0.0.1"
) -> Charge:
    """An open attempt."""
    return services.start_charge(
        payment_id=payment.id,
        payer_id=payment.payer_id,
        provider=provider,
        return_path="/orders",
        client_ip=client_ip,
        is_phone=is_phone,
    )


def make_paid(**fields: Any) -> Payment:
    """A payment that was paid at the sandbox and told of."""
    payment = make_payment(**fields)
    choose(start(payment), "pay")
    deliver_all()
    payment.refresh_from_db()
    return payment


def choose(charge: Charge, choice: str) -> SandboxTrade:
    """The payer chooses at the cashier."""
    trade = SandboxTrade.objects.filter(merchant_number=charge.number).order_by("id").first()
    assert trade is not None
    cashier.choose(key=trade.key, choice=choice)
    trade.refresh_from_db()
    return trade


def queued(name: str) -> list[dict[str, Any]]:
    """Arguments of the stored jobs of a name, in the order in which they are due."""
    rows = sql.fetch_rows(
        "select args::text from procrastinate_jobs where task_name = %s "
        "order by scheduled_at nulls first, id",
        [name],
    )
    return [orjson.loads(row[0]) for row in rows]


@contextmanager
def wired(client: Client | None = None) -> Iterator[None]:
    """Within it the sandbox's callbacks reach the API without a network."""
    client = client or Client()

    def post(address: str, *, content: bytes, headers: dict[str, str], timeout: float) -> httpx.Response:
        path = "/" + address.split("/", 3)[3]
        answer = client.generic("POST", path, content, content_type="application/json", headers=headers)
        return httpx.Response(answer.status_code, content=answer.content)

    with mock.patch.object(httpx, "post", post):
        yield


def deliver_all(*, reverse: bool = False) -> None:
    """Runs the sandbox's queued deliveries."""
    waiting = queued("payments.deliver_sandbox_notice")
    sql.execute("delete from procrastinate_jobs where task_name = 'payments.deliver_sandbox_notice'")
    with wired():
        for arguments in reversed(waiting) if reverse else waiting:
            tasks.deliver_sandbox_notice(**arguments)


def send_all_refunds() -> None:
    """Runs the queued refunds."""
    for arguments in queued("payments.send_refund"):
        tasks.send_refund(**arguments)
