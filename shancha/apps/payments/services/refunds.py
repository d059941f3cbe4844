"""Money goes back by the way it came: promised at once, sent by a job, tried again until it is there."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from shancha.apps.payments.errors import PaymentNotFoundError, RefundStateError, RefundTooLargeError
from shancha.apps.payments.events import RefundFailed, RefundSucceeded, SurplusReturned
from shancha.apps.payments.models import Charge, Payment, Refund
from shancha.apps.payments.providers import ProviderError, provider_named
from shancha.apps.payments.providers.base import ChargeKey, RefundRequest, RefundState
from shancha.apps.payments.services.payments import new_charge_number
from shancha.kit import events, jobs
from shancha.kit.apart import each_apart
from shancha.kit.clock import now
from shancha.kit.ids import new_id

MAX_ATTEMPTS = 12
ASK_AGAIN = timedelta(minutes=5)
Status = Refund.Status


@transaction.atomic
def request_refund(*, payment_id: UUID, amount: int, reason: str, reference_id: UUID) -> Refund:
    """Promises `amount` fen of a paid payment back and sends it by a job, once for each reference: asked
    again it gives the same refund. Raises PaymentNotFoundError, and RefundTooLargeError when less is left,
    also against refunds that are still on their way."""
    payment = Payment.objects.select_for_update(no_key=True).filter(id=payment_id).first()
    if payment is None:
        raise PaymentNotFoundError
    known = Refund.objects.filter(reference_id=reference_id).first()
    if known is not None:
        if known.payment_id != payment_id or known.amount != amount:
            raise RefundStateError
        return known
    if amount <= 0 or payment.refunded_amount + amount > payment.paid_amount:
        raise RefundTooLargeError
    charge = Charge.objects.get(payment=payment, status=Charge.Status.SUCCEEDED, is_surplus=False)
    payment.refunded_amount += amount
    payment.save(update_fields=["refunded_amount"])
    return _promise(payment, charge, amount, reason, reference_id)


def refund_surplus(payment: Payment, charge: Charge) -> Refund:
    """Sends a success too many back in full; nobody has to ask. Called with the payment's row locked."""
    return _promise(payment, charge, charge.amount, "重复支付或超时支付退回", new_id())


def _promise(payment: Payment, charge: Charge, amount: int, reason: str, reference_id: UUID) -> Refund:
    Charge.objects.filter(id=charge.id).update(refunded_amount=F("refunded_amount") + amount)
    refund = Refund.objects.create(
        payment=payment,
        charge=charge,
        number=new_charge_number("R"),
        amount=amount,
        reason=reason[:120],
        reference_id=reference_id,
        is_surplus=charge.is_surplus,
    )
    jobs.defer("payments.send_refund", refund_id=str(refund.id))
    return refund


def send_refund(*, refund_id: UUID) -> None:
    """Asks the provider to pay a pending refund, or how one that it has taken stands. Where it does not
    answer, the next try waits longer each time; after 12 tries an operator looks at it. Safe to run twice,
    also at once: the provider knows refunds by their number."""
    refund = Refund.objects.select_related("charge").filter(id=refund_id, status=Status.PENDING).first()
    if refund is None:
        return
    is_first = refund.attempts == 0
    refund.attempts += 1
    refund.next_at = now() + ASK_AGAIN * min(2 ** (refund.attempts - 1), 144)
    Refund.objects.filter(id=refund.id, status=Status.PENDING).update(
        attempts=refund.attempts, next_at=refund.next_at
    )
    way = provider_named(refund.charge.provider)
    try:
        if way is None:
            raise ProviderError("not configured")
        request = _request_of(refund)
        state = way.refund(request) if is_first else way.query_refund(request)
    except ProviderError as error:
        _note_failure(refund, str(error))
        return
    apply_refund_result(refund_id=refund.id, state=state)


def _request_of(refund: Refund) -> RefundRequest:
    charge = refund.charge
    return RefundRequest(
        number=refund.number,
        amount=refund.amount,
        reason=refund.reason,
        charge=ChargeKey(
            number=charge.number,
            provider_number=charge.provider_number,
            amount=charge.amount,
            action=charge.action,
        ),
        notify_url=f"{settings.BASE_URL}/api/v1/payments/callbacks/{charge.provider}",
        provider_number=refund.provider_number,
    )


def _note_failure(refund: Refund, failure: str) -> None:
    if refund.attempts >= MAX_ATTEMPTS:
        apply_refund_result(refund_id=refund.id, state=RefundState(status="failed", failure=failure[:200]))
    else:
        Refund.objects.filter(id=refund.id, status=Status.PENDING).update(failure=failure[:200])


@transaction.atomic
def apply_refund_result(*, refund_id: UUID, state: RefundState) -> str:
    """Takes a provider's word for a refund: "applied", "repeated" or "ignored". Publishes RefundSucceeded
    (or SurplusReturned) or RefundFailed, once."""
    refund = (
        Refund.objects.select_for_update(no_key=True, of=("self",))
        .select_related("payment", "charge")
        .get(id=refund_id)
    )
    is_late_success = refund.status == Status.FAILED and state.status == "succeeded"
    if refund.status != Status.PENDING and not is_late_success:
        return "repeated"
    refund.provider_number = state.provider_number or refund.provider_number
    if state.status == "pending":
        refund.save(update_fields=["provider_number"])
        return "ignored"
    refund.status, refund.failure, refund.finished_at = state.status, state.failure, now()
    refund.save()
    events.publish(_event_of(refund))
    return "applied"


def _event_of(refund: Refund) -> RefundSucceeded | RefundFailed | SurplusReturned:
    payment = refund.payment
    if refund.status == Status.FAILED:
        return RefundFailed(
            refund_id=refund.id,
            payment_id=payment.id,
            reference_id=refund.reference_id,
            amount=refund.amount,
            purpose=payment.purpose,
        )
    if refund.is_surplus:
        return SurplusReturned(
            refund_id=refund.id,
            payment_id=payment.id,
            purpose=payment.purpose,
            reference_id=payment.reference_id,
            payer_id=payment.payer_id,
            amount=refund.amount,
        )
    return RefundSucceeded(
        refund_id=refund.id,
        payment_id=payment.id,
        reference_id=refund.reference_id,
        amount=refund.amount,
        purpose=payment.purpose,
        provider=refund.charge.provider,
    )


@transaction.atomic
def resend_refund(*, refund_id: UUID) -> None:
    """An operator sends a failed refund again. The provider's number is forgotten, as it may be that of the
    one that failed: the provider looks by ours first. Raises RefundStateError for any other."""
    changed = Refund.objects.filter(id=refund_id, status=Status.FAILED).update(
        status=Status.PENDING, attempts=1, next_at=now(), finished_at=None, provider_number=""
    )
    if not changed:
        raise RefundStateError
    jobs.defer("payments.send_refund", refund_id=str(refund_id))


def send_due_refunds(limit: int = 200) -> int:
    """Sends refunds whose next try is due; returns how many."""
    due = Refund.objects.filter(status=Status.PENDING, next_at__lte=now()).order_by("next_at", "id")
    identifiers = list(due.values_list("id", flat=True)[:limit])
    return each_apart(identifiers, lambda each: send_refund(refund_id=each))
