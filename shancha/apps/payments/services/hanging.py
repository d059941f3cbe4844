"""Money that moves for longer than it ever should: somebody has to look."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from shancha.apps.payments.events import MoneyHangs
from shancha.apps.payments.models import Charge, Payment, Refund
from shancha.kit import events
from shancha.kit.clock import now
from shancha.kit.models import Fact

REFUND_TAKES = timedelta(hours=24)
# After its time is over a payment is closed within minutes.
PAYMENT_TAKES = timedelta(hours=2)
AGAIN_AFTER = timedelta(hours=24)
_ALARM = "payments.hanging_alarm"


class Hanging(NamedTuple):
    """How many of each hang."""

    refunds: int
    payments: int


def hanging_refunds() -> QuerySet[Refund]:
    """Refunds that have been on their way for more than a day."""
    return Refund.objects.filter(status=Refund.Status.PENDING, created_at__lt=now() - REFUND_TAKES)


def hanging_payments() -> QuerySet[Payment]:
    """Payments whose time has long been over, or with an attempt that the provider never ended."""
    late = now() - PAYMENT_TAKES
    waiting = Charge.objects.filter(status__in=[Charge.Status.OPEN, Charge.Status.SUPERSEDED])
    unended = waiting.filter(payment__expires_at__lt=late).values("payment_id")
    return Payment.objects.filter(
        Q(status=Payment.Status.PENDING, expires_at__lt=late) | Q(id__in=unended)
    ).order_by("expires_at", "id")


@transaction.atomic
def alarm_hanging() -> Hanging:
    """The job's work: publishes MoneyHangs when more hang than at the last alarm, and once a day as long
    as any do; returns how many."""
    found = Hanging(hanging_refunds().count(), hanging_payments().count())
    fact = Fact.objects.filter(name=_ALARM).first()
    if not any(found):
        Fact.objects.filter(name=_ALARM).delete()
    elif fact is None or sum(found) > fact.value["count"] or fact.updated_at <= now() - AGAIN_AFTER:
        Fact.objects.update_or_create(name=_ALARM, defaults={"value": {"count": sum(found)}})
        events.publish(MoneyHangs(refunds=found.refunds, payments=found.payments))
    return found
