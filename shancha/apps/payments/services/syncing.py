"""Providers are asked when they do not tell: callbacks get lost, payers close their browser."""

from datetime import timedelta
from uuid import UUID

from shancha.apps.payments.models import Charge, Payment
from shancha.apps.payments.providers import ProviderError, provider_named
from shancha.apps.payments.services.payments import close_payment
from shancha.apps.payments.services.results import apply_charge_result, key_of
from shancha.kit import sql
from shancha.kit.apart import each_apart
from shancha.kit.clock import now

FIRST_ASKED = timedelta(seconds=20)
GIVEN_UP = timedelta(days=3)
WAITING = (Charge.Status.OPEN, Charge.Status.SUPERSEDED)


def sync_charge(*, charge_id: UUID) -> str:
    """Asks the provider how a charge stands and lets the answer hold; "" when it does not answer or the
    charge waits for nothing. Safe to run twice."""
    return _ask(charge_id, closing=False)


def close_charge(*, charge_id: UUID) -> str:
    """Has the provider end a charge that is no longer wanted; one that was paid after all counts, or goes
    back. Raises ProviderError, so that the job tries again."""
    return _ask(charge_id, closing=True)


def _ask(charge_id: UUID, *, closing: bool) -> str:
    charge = Charge.objects.filter(id=charge_id, status__in=WAITING).first()
    way = provider_named(charge.provider) if charge else None
    if charge is None or way is None:
        return ""
    try:
        state = way.close_charge(key_of(charge)) if closing else way.query_charge(key_of(charge))
    except ProviderError:
        Charge.objects.filter(id=charge_id).update(synced_at=now())
        if closing:
            raise
        return ""
    return apply_charge_result(charge_id=charge_id, state=state)


def sync_waiting_charges(limit: int = 100) -> int:
    """Asks about charges that wait: after 20 seconds, then ever more seldom, for three days; returns how
    many were asked about."""
    rows = sql.fetch_rows(
        """
        select id from payments_charge
        where status in ('open', 'superseded') and created_at between %(oldest)s and %(newest)s
          and (synced_at is null or synced_at < %(now)s - greatest(interval '20 seconds',
              least((%(now)s - created_at) / 4, interval '2 hours')))
        order by synced_at nulls first, created_at, id limit %(limit)s
        """,
        {"now": now(), "oldest": now() - GIVEN_UP, "newest": now() - FIRST_ASKED, "limit": limit},
    )
    each_apart([row[0] for row in rows], lambda each: sync_charge(charge_id=each), failed=_put_off)
    return len(rows)


def _put_off(charge_id: UUID) -> None:
    """One that can't be settled is asked about again later, not first of all."""
    Charge.objects.filter(id=charge_id).update(synced_at=now())


def close_expired_payments(limit: int = 200) -> int:
    """Closes payments whose time is over, each after a last look at its provider: a payer who paid in time
    keeps what was bought, also when the callback got lost. Returns how many were closed."""
    due = Payment.objects.filter(status=Payment.Status.PENDING, expires_at__lte=now())
    ids = list(due.order_by("expires_at", "id").values_list("id", flat=True)[:limit])
    return each_apart(ids, lambda each: close_expired_payment(payment_id=each))


def close_expired_payment(*, payment_id: UUID) -> bool:
    """The same for one; False when it was paid or is not due."""
    if not Payment.objects.filter(
        id=payment_id, status=Payment.Status.PENDING, expires_at__lte=now()
    ).exists():
        return False
    for charge_id in Charge.objects.filter(payment_id=payment_id, status__in=WAITING).values_list(
        "id", flat=True
    ):
        sync_charge(charge_id=charge_id)
    return close_payment(payment_id=payment_id)
