"""What a provider says of a charge becomes true here: once, in whatever order, however often it is said."""

from uuid import UUID

from django.db import transaction

from shancha.apps.accounts.services import record_tie
from shancha.apps.payments.events import PaymentSucceeded
from shancha.apps.payments.models import Charge, Payment
from shancha.apps.payments.providers.base import ChargeKey, ChargeState
from shancha.apps.payments.services.payments import close_other_charges, new_charge_number
from shancha.apps.payments.services.refunds import refund_surplus
from shancha.apps.payments.ties import PAYER
from shancha.kit import events, sql
from shancha.kit.clock import now

Status = Charge.Status

# The usual case in one statement: an open payment, and the amount that was asked. The payment is locked first
# and its state read as it is once the lock is held; where it does not fit, nothing is touched.
_PAY = """
with locked as (
    select p.id, p.status from payments_payment p join payments_charge c on c.payment_id = p.id
    where c.id = %(charge)s for no key update of p
), won as (
    update payments_charge c set status = 'succeeded', provider_number = %(theirs)s, succeeded_at = %(now)s,
        synced_at = %(now)s
    from locked
    where c.id = %(charge)s and c.status <> 'succeeded' and c.amount = %(amount)s
        and locked.status = 'pending'
    returning c.payment_id, c.provider
)
update payments_payment p set status = 'paid', paid_amount = p.amount, paid_at = %(now)s
from won where p.id = won.payment_id
returning p.id, p.purpose, p.reference_id, p.amount, p.payer_id, won.provider, exists (
    select 1 from payments_charge o
    where o.payment_id = p.id and o.id <> %(charge)s and o.status in ('open', 'superseded'))
"""


def key_of(charge: Charge) -> ChargeKey:
    """How the provider knows the charge."""
    return ChargeKey(
        number=charge.number,
        provider_number=charge.provider_number,
        amount=charge.amount,
        action=charge.action,
    )


@transaction.atomic(savepoint=False)
def apply_charge_result(*, charge_id: UUID, state: ChargeState) -> str:
    """Takes a provider's word for a charge and says what it changed: "applied", "repeated", "ignored" or
    "mismatched".

    The first success of an open payment pays it, publishes PaymentSucceeded and notes who paid. Any other
    success, one after the payment closed, and one of another amount than asked, are refunded in full. A
    success is never undone by a later failure or closing."""
    if state.status == "succeeded" and _pay(charge_id, state):
        return "applied"
    payment = Payment.objects.select_for_update(no_key=True, of=("self",)).get(charges=charge_id)
    charge = Charge.objects.select_for_update(no_key=True).get(id=charge_id)
    charge.synced_at = now()
    if state.status == "succeeded":
        return _succeed(payment, charge, state)
    return _end_unpaid(charge, state)


def _end_unpaid(charge: Charge, state: ChargeState) -> str:
    is_waiting = charge.status in {Status.OPEN, Status.SUPERSEDED}
    if not is_waiting or state.status == "open":
        charge.save(update_fields=["synced_at"])
        return "ignored"
    charge.status = Status.FAILED if state.status == "failed" else Status.CLOSED
    charge.failure, charge.closed_at = state.failure, now()
    charge.save(update_fields=["status", "failure", "closed_at", "synced_at"])
    return "applied"


def _succeed(payment: Payment, charge: Charge, state: ChargeState) -> str:
    if charge.status == Status.SUCCEEDED:
        return _succeed_again(payment, charge, state)
    charge.provider_number = state.provider_number
    charge.status, charge.succeeded_at = Status.SUCCEEDED, now()
    is_right = state.amount == charge.amount
    charge.is_surplus, charge.amount = True, max(state.amount, 1)
    charge.save()
    refund_surplus(payment, charge)
    return "applied" if is_right else "mismatched"


def _pay(charge_id: UUID, state: ChargeState) -> bool:
    """Pays an open payment by the success of one of its charges; False where that is not how things stand,
    and nothing has changed."""
    rows = sql.fetch_rows(
        _PAY,
        {
            "charge": charge_id,
            "theirs": state.provider_number,
            "amount": state.amount,
            "now": now(),
        },
    )
    if not rows:
        return False
    payment_id, purpose, reference_id, amount, payer_id, provider, has_others = rows[0]
    if has_others:
        close_other_charges(Payment(id=payment_id), besides=charge_id)
    record_tie(user_id=payer_id, kind=PAYER.name, value=f"{provider} {state.payer}" if state.payer else "")
    events.publish(
        PaymentSucceeded(
            payment_id=payment_id,
            purpose=purpose,
            reference_id=reference_id,
            amount=amount,
            payer_id=payer_id,
            provider=provider,
        )
    )
    return True


def _succeed_again(payment: Payment, charge: Charge, state: ChargeState) -> str:
    """The same success told again, or a second one under the same number of ours: that one goes back."""
    known = Charge.objects.filter(provider=charge.provider, provider_number=state.provider_number)
    if state.provider_number is None or known.exists():
        charge.save(update_fields=["synced_at"])
        return "repeated"
    surplus = Charge.objects.create(
        payment=payment,
        provider=charge.provider,
        number=new_charge_number("D"),
        provider_number=state.provider_number,
        status=Status.SUCCEEDED,
        amount=max(state.amount, 1),
        is_surplus=True,
        action=charge.action,
        succeeded_at=now(),
    )
    refund_surplus(payment, surplus)
    return "applied"
