"""What is owed: asked for, tried at a provider, closed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from shancha.apps.payments.errors import (
    PaymentNotFoundError,
    PaymentNotOpenError,
    ProviderUnavailableError,
    ProviderUnknownError,
    ReturnPathInvalidError,
)
from shancha.apps.payments.events import PaymentClosed
from shancha.apps.payments.models import Charge, Payment
from shancha.apps.payments.providers import ProviderError, provider_named
from shancha.apps.payments.providers.base import ChargeRequest, Provider
from shancha.kit import events, jobs, sql
from shancha.kit.clock import now
from shancha.kit.crypto import keyed_hash
from shancha.kit.language import bilingual
from shancha.kit.numbers import new_number

LEAST_LEFT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Device:
    """What a provider's answer is for: a phone or not, and, where the provider binds it to one, the keyed
    hash of the payer's address."""

    is_phone: bool
    address: str

    @classmethod
    def of(cls, way: Provider, *, is_phone: bool, client_ip: str) -> "Device":
        """The device as far as it matters to the provider."""
        return cls(is_phone, keyed_hash(client_ip) if is_phone and way.is_address_bound else "")


def new_charge_number(prefix: str) -> str:
    """A number for a provider: the day and fourteen random digits."""
    return f"{new_number(prefix)}{secrets.randbelow(10**6):06}"


_REQUEST = """
insert into payments_payment (id, payer_id, purpose, reference_id, subject, amount, currency, status,
    paid_amount, refunded_amount, expires_at, created_at)
values (%s, %s, %s, %s, %s, %s, 'CNY', 'pending', 0, 0, %s, %s)
on conflict (purpose, reference_id) do nothing
"""


def request_payment(
    *, payer_id: UUID, purpose: str, reference_id: UUID, subject: str, amount: int, expires_at: datetime
) -> Payment:
    """Says that a member owes `amount` fen (above zero) until `expires_at`, once for each (purpose,
    reference): asked again it gives the same payment. One statement for a new one, as orders are many."""
    payment = Payment(
        payer_id=payer_id,
        purpose=purpose,
        reference_id=reference_id,
        subject=subject[:120],
        amount=amount,
        expires_at=expires_at,
    )
    values = [payment.id, payer_id, purpose, reference_id, payment.subject, amount, expires_at]
    if sql.execute(_REQUEST, [*values, payment.created_at]):
        payment._state.adding = False  # noqa: SLF001 - it is stored
        return payment
    return Payment.objects.get(purpose=purpose, reference_id=reference_id)


def start_charge(
    *,
    payment_id: UUID,
    payer_id: UUID,
    provider: str,
    return_path: str,
    client_ip: str,
    is_phone: bool = False,
) -> Charge:
    """Opens an attempt at a provider and asks it what the payer does next (`Charge.action`). The same
    provider again gives the same open attempt, with the answer it gave. Another provider supersedes it; so
    does the same one where its answer has aged or was for another kind of device, or for another address
    where the provider binds it to one, as providers refuse a number that is asked for in another way. The
    provider is asked outside any transaction. Raises PaymentNotFoundError, PaymentNotOpenError,
    ProviderUnknownError, ProviderUnavailableError, ReturnPathInvalidError."""
    way = provider_named(provider)
    if way is None:
        raise ProviderUnknownError(fields={"provider": ProviderUnknownError.detail})
    if not return_path.startswith("/") or return_path.startswith(("//", "/\\")) or len(return_path) > 200:
        message = bilingual("需是站内地址", "A page of ours")
        raise ReturnPathInvalidError(fields={"return_path": message})
    device = Device.of(way, is_phone=is_phone, client_ip=client_ip)
    payment, charge = _open_charge(payment_id, payer_id, way, device)
    if charge.action:
        return charge
    request = ChargeRequest(
        number=charge.number,
        subject=payment.subject,
        amount=payment.amount,
        currency=payment.currency,
        expires_at=payment.expires_at,
        notify_url=f"{settings.BASE_URL}/api/v1/payments/callbacks/{way.name}",
        return_url=f"{settings.BASE_URL}{return_path}",
        client_ip=client_ip,
        is_phone=is_phone,
    )
    try:
        action = way.start_charge(request)
    except ProviderError as error:
        raise ProviderUnavailableError from error
    return _keep_action(charge, action, device)


_LOCK = """
select subject, amount, currency, status, expires_at from payments_payment
where id = %s and payer_id = %s for no key update
"""
_OPEN = """
insert into payments_charge (id, payment_id, provider, number, status, amount, refunded_amount, is_surplus,
    action, action_is_phone, action_address, failure, created_at)
values (%s, %s, %s, %s, 'open', %s, 0, false, '{}', %s, %s, '', %s)
"""


@transaction.atomic
def _open_charge(payment_id: UUID, payer_id: UUID, way: Provider, device: Device) -> tuple[Payment, Charge]:
    """The payment as far as a provider must know it, and its open charge at this provider: the one there is,
    where it still serves this payer, else a new one that supersedes it."""
    rows = sql.fetch_rows(_LOCK, [payment_id, payer_id])
    if not rows:
        raise PaymentNotFoundError
    subject, amount, currency, status, expires_at = rows[0]
    if status != Payment.Status.PENDING or expires_at - LEAST_LEFT <= now():
        raise PaymentNotOpenError
    payment = Payment(
        id=payment_id,
        payer_id=payer_id,
        subject=subject,
        amount=amount,
        currency=currency,
        expires_at=expires_at,
    )
    for known in _open_charges(payment_id):
        if known.provider == way.name and _serves(known, way, device):
            return payment, known
        Charge.objects.filter(id=known.id).update(status=Charge.Status.SUPERSEDED)
        jobs.defer("payments.close_charge", charge_id=str(known.id))
    charge = Charge(payment=payment, provider=way.name, number=new_charge_number("C"), amount=amount)
    opened = [charge.id, payment_id, way.name, charge.number, amount, device.is_phone, device.address]
    sql.execute(_OPEN, [*opened, charge.created_at])
    return payment, charge


def _open_charges(payment_id: UUID) -> list[Charge]:
    """Most payments have none, and a statement by hand finds that out at a quarter of the cost."""
    ids = sql.fetch_rows(
        "select id from payments_charge where payment_id = %s and status = 'open'", [payment_id]
    )
    return list(Charge.objects.filter(id__in=[row[0] for row in ids])) if ids else []


def _serves(charge: Charge, way: Provider, device: Device) -> bool:
    """Whether the provider's answer still leads this payer to the cashier. One that never came is asked for
    again by the same number: it may have opened a trade all the same."""
    if way.is_phone_apart and charge.action_is_phone != device.is_phone:
        return False
    if charge.action_address != device.address:
        return False
    if not charge.action:
        return True
    life = way.action_life(is_phone=device.is_phone)
    return life is None or (charge.action_at is not None and charge.action_at + life > now())


def _keep_action(charge: Charge, action: dict[str, Any], device: Device) -> Charge:
    charge.action, charge.action_at, charge.action_is_phone = action, now(), device.is_phone
    sql.execute(
        "update payments_charge set action = %s::jsonb, action_at = %s, action_is_phone = %s where id = %s",
        [orjson.dumps(action).decode(), charge.action_at, device.is_phone, charge.id],
    )
    return charge


@transaction.atomic
def close_payment(*, payment_id: UUID) -> bool:
    """Ends a payment that nobody made; False when it is paid or closed already. Open attempts are closed at
    their providers by jobs; a success that arrives later goes back. Publishes PaymentClosed."""
    payment = Payment.objects.select_for_update(no_key=True).filter(id=payment_id).first()
    if payment is None or payment.status != Payment.Status.PENDING:
        return False
    payment.status, payment.closed_at = Payment.Status.CLOSED, now()
    payment.save(update_fields=["status", "closed_at"])
    close_other_charges(payment)
    events.publish(
        PaymentClosed(
            payment_id=payment.id,
            purpose=payment.purpose,
            reference_id=payment.reference_id,
            payer_id=payment.payer_id,
        )
    )
    return True


def close_other_charges(payment: Payment, *, besides: UUID | None = None) -> None:
    """Queues the closing of a payment's open attempts at their providers."""
    waiting = Charge.objects.filter(
        payment=payment, status__in=[Charge.Status.OPEN, Charge.Status.SUPERSEDED]
    )
    if besides is not None:
        waiting = waiting.exclude(id=besides)
    for charge_id in waiting.order_by("id").values_list("id", flat=True):
        jobs.defer("payments.close_charge", charge_id=str(charge_id))
