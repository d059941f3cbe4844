"""A member's own payments and refunds, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.payments.models import Payment, Refund


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files."""
    payments = Payment.objects.filter(payer_id=user_id).order_by("id")
    fields = ("id", "purpose", "subject", "amount", "currency", "status", "refunded_amount", "created_at")
    yield "payments.json", list(payments.values(*fields, "paid_at", "closed_at"))
    refunds = Refund.objects.filter(payment__payer_id=user_id).order_by("id")
    yield (
        "refunds.json",
        list(
            refunds.values("number", "payment_id", "amount", "reason", "status", "created_at", "finished_at")
        ),
    )
