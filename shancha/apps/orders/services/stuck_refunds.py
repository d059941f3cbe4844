"""Refunds that the provider did not pay, or that came back: seen by both sides, and given another way."""

from uuid import UUID

from shancha.apps.orders.models import RefundPart
from shancha.apps.orders.services import bookkeeping
from shancha.apps.orders.services.aftersale_ends import finish_refund
from shancha.apps.orders.services.money_notices import tell_member
from shancha.apps.payments.events import RefundRerouted, RefundReturned
from shancha.apps.payments.models import Payment


def follow_return(event: RefundReturned) -> None:
    """The money is due again, and the refund no longer stands as arrived. The case it was for stays done:
    nobody is asked anything anew."""
    bookkeeping.book_refund_returned(
        refund_id=event.refund_id, provider=event.provider, amount=event.amount, time=event.time
    )
    RefundPart.objects.filter(id=event.reference_id).update(arrived_at=None)
    tell_member(_payer_of(event.payment_id), "refund_came_back", amount=event.amount)


def give_to_wallet(event: RefundRerouted) -> None:
    """The payer's wallet gets what the provider could not give; the case it was for is done."""
    bookkeeping.book_refund_rerouted(refund_id=event.refund_id, payer_id=event.payer_id, amount=event.amount)
    finish_refund(part_id=event.reference_id)
    tell_member(event.payer_id, "refund_to_wallet", amount=event.amount)


def _payer_of(payment_id: UUID) -> UUID:
    return Payment.objects.values_list("payer_id", flat=True).get(id=payment_id)
