"""Money goes back by the way it came: promised at once, sent by a job, tried again until it is there."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from shancha.apps.payments.errors import PaymentNotFoundError, RefundStateError, RefundTooLargeError
from shancha.apps.payments.events import (
    RefundFailed,
    RefundRerouted,
    RefundReturned,
    RefundSucceeded,
    SurplusReturned,
)
from shancha.apps.payments.models import Charge, Payment, Purpose, Refund
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
_STUCK = {Status.FAILED, Status.RETURNED}
# What the app of the purpose can give to the payer's wallet instead.
_REROUTABLE = {Purpose.ORDER, Purpose.MEMBERSHIP}


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
def apply_refund_result(*, refund_id: UUID, state: RefundState, is_asked: bool = False) -> str:
    """Takes a provider's word for a refund: "applied", "repeated" or "ignored". Publishes RefundSucceeded
    (or SurplusReturned) or RefundFailed, once. A failure after the success may only have come late: the
    provider is asked (see `recheck_refund`). A success after the refund came back counts only where the
    provider `is_asked`, as that may have come late as well."""
    refund = _locked(refund_id)
    if refund.status == Status.SUCCEEDED and state.status == "failed":
        jobs.defer("payments.recheck_refund", lock=f"refund:{refund.id}", refund_id=str(refund.id))
        return "applied"
    open_to_success = _STUCK if is_asked else {Status.FAILED}
    is_late_success = refund.status in open_to_success and state.status == "succeeded"
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
        time=refund.returns,
    )


def recheck_refund(*, refund_id: UUID) -> bool:
    """A refund that had succeeded is said to have failed: the provider is asked, and only its own word counts
    (RefundReturned, told once). True where it came back. Raises ProviderError, for the job to try again."""
    refund = Refund.objects.select_related("charge").filter(id=refund_id, status=Status.SUCCEEDED).first()
    if refund is None:
        return False
    state = _ask(refund)
    return state.status == "failed" and _take_back(refund_id, state)


def _ask(refund: Refund) -> RefundState:
    way = provider_named(refund.charge.provider)
    if way is None:
        raise ProviderError("not configured")
    return way.query_refund(_request_of(refund))


@transaction.atomic
def _take_back(refund_id: UUID, state: RefundState) -> bool:
    refund = _locked(refund_id)
    if refund.status != Status.SUCCEEDED:
        return False
    refund.status, refund.failure = Status.RETURNED, state.failure[:200]
    refund.returns += 1
    refund.save(update_fields=["status", "failure", "returns"])
    events.publish(
        RefundReturned(
            refund_id=refund.id,
            payment_id=refund.payment_id,
            reference_id=refund.reference_id,
            amount=refund.amount,
            purpose=refund.payment.purpose,
            provider=refund.charge.provider,
            time=refund.returns,
            is_surplus=refund.is_surplus,
        )
    )
    return True


def _locked(refund_id: UUID) -> Refund:
    return (
        Refund.objects.select_for_update(no_key=True, of=("self",))
        .select_related("payment", "charge")
        .get(id=refund_id)
    )


def resend_refund(*, refund_id: UUID) -> None:
    """An operator sends a failed refund again. The provider's number is forgotten, as it may be that of the
    one that failed: the provider looks by ours first. One that came back is settled there, which is asked
    before: it goes under a new number of ours. Raises RefundStateError for any other."""
    if Refund.objects.filter(id=refund_id, status=Status.RETURNED).exists():
        _require_failed_there(refund_id)
    _send_again(refund_id)


@transaction.atomic
def _send_again(refund_id: UUID) -> None:
    refund = _locked(refund_id)
    if refund.status not in _STUCK:
        raise RefundStateError
    if refund.status == Status.RETURNED:
        refund.number, refund.attempts = new_charge_number("R"), 0
    else:
        refund.attempts = 1
    refund.status, refund.next_at = Status.PENDING, now()
    refund.finished_at, refund.provider_number = None, ""
    refund.save()
    jobs.defer("payments.send_refund", refund_id=str(refund_id))


def _require_failed_there(refund_id: UUID) -> None:
    """The provider's present word is that the refund failed. Raises RefundStateError where it went after all
    (which is taken to the books), is on its way (then it is asked about again), or where the provider does
    not answer."""
    refund = Refund.objects.select_related("charge").get(id=refund_id)
    try:
        state = _ask(refund)
    except ProviderError as error:
        raise RefundStateError from error
    if state.status == "succeeded":
        apply_refund_result(refund_id=refund_id, state=state, is_asked=True)
    elif state.status == "pending":
        Refund.objects.filter(id=refund_id, status__in=_STUCK).update(
            status=Status.PENDING, attempts=1, next_at=now() + ASK_AGAIN
        )
    if state.status != "failed":
        raise RefundStateError


def reroute_refund(*, refund_id: UUID) -> None:
    """An operator has a stuck refund of an order or a membership given to the payer's wallet instead, after
    the provider was asked, so that what went after all is not given twice. Raises RefundStateError."""
    refund = Refund.objects.select_related("payment").filter(id=refund_id, status__in=_STUCK).first()
    if refund is None or refund.is_surplus or refund.payment.purpose not in _REROUTABLE:
        raise RefundStateError
    _require_failed_there(refund_id)
    _reroute(refund_id)


@transaction.atomic
def _reroute(refund_id: UUID) -> None:
    refund = _locked(refund_id)
    if refund.status not in _STUCK:
        raise RefundStateError
    refund.status, refund.finished_at = Status.REROUTED, now()
    refund.save(update_fields=["status", "finished_at"])
    payment = refund.payment
    events.publish(
        RefundRerouted(
            refund_id=refund.id,
            payment_id=payment.id,
            reference_id=refund.reference_id,
            payer_id=payment.payer_id,
            amount=refund.amount,
            purpose=payment.purpose,
        )
    )


def send_due_refunds(limit: int = 200) -> int:
    """Sends refunds whose next try is due; returns how many."""
    due = Refund.objects.filter(status=Status.PENDING, next_at__lte=now()).order_by("next_at", "id")
    identifiers = list(due.values_list("id", flat=True)[:limit])
    return each_apart(identifiers, lambda each: send_refund(refund_id=each))
