"""Payments as their payer sees them."""

from typing import Any
from uuid import UUID

from shancha.apps.payments.errors import PaymentNotFoundError
from shancha.apps.payments.models import Charge, Payment
from shancha.apps.payments.providers import available, provider_named
from shancha.kit.clock import now
from shancha.kit.language import bilingual


def list_methods() -> list[dict[str, Any]]:
    """The ways to pay here, in the order in which they are offered."""
    methods = []
    for name in available():
        way = provider_named(name)
        if way is not None:
            label = bilingual(way.label.chinese, way.label.english)
            methods.append({"provider": name, "name": str(label), "is_test": name == "sandbox"})
    return methods


def get_payment(*, payment_id: UUID, payer_id: UUID) -> dict[str, Any]:
    """A payment of this member's, with its open attempt. Raises PaymentNotFoundError."""
    payment = Payment.objects.filter(id=payment_id, payer_id=payer_id).first()
    if payment is None:
        raise PaymentNotFoundError
    latest = Charge.objects.filter(payment=payment, is_surplus=False).order_by("-created_at", "-id").first()
    is_open = payment.status == Payment.Status.PENDING and payment.expires_at > now()
    return {
        "id": payment.id,
        "purpose": payment.purpose,
        "reference_id": payment.reference_id,
        "subject": payment.subject,
        "amount": payment.amount,
        "refunded_amount": payment.refunded_amount,
        "status": payment.status,
        "expires_at": payment.expires_at,
        "paid_at": payment.paid_at,
        "charge": shape_charge(latest) if latest else None,
        "methods": list_methods() if is_open else [],
        "poll_seconds": 2 if is_open and latest is not None else 0,
    }


def shape_charge(charge: Charge) -> dict[str, Any]:
    """An attempt for its payer: what to do next while it is open."""
    is_open = charge.status == Charge.Status.OPEN
    return {
        "id": charge.id,
        "provider": charge.provider,
        "status": charge.status,
        "failure": charge.failure,
        "kind": charge.action.get("kind", "") if is_open else "",
        "url": charge.action.get("url", "") if is_open else "",
        "text": charge.action.get("text", "") if is_open else "",
    }
