"""What promotions do when a payment of theirs ends one way or the other."""

from shancha.apps.messaging.services import notify
from shancha.apps.payments import events as payments
from shancha.apps.promotions.events import CouponsReturned
from shancha.apps.promotions.services import membership
from shancha.kit.events import subscribe


@subscribe(payments.PaymentSucceeded)
def on_paid(event: payments.PaymentSucceeded) -> None:
    """Puts the card in force."""
    if event.purpose == "membership":
        membership.settle_purchase(period_id=event.reference_id, amount=event.amount, provider=event.provider)


@subscribe(payments.PaymentClosed)
def on_closed(event: payments.PaymentClosed) -> None:
    """Forgets the purchase."""
    if event.purpose == "membership":
        membership.close_purchase(period_id=event.reference_id)


@subscribe(payments.RefundSucceeded)
def on_refunded(event: payments.RefundSucceeded) -> None:
    """Books what has left the provider."""
    if event.purpose == "membership":
        membership.book_refund(
            refund_id=event.refund_id,
            period_id=event.reference_id,
            amount=event.amount,
            provider=event.provider,
            time=event.time,
        )


@subscribe(payments.RefundReturned)
def on_refund_returned(event: payments.RefundReturned) -> None:
    """It is due again; the member is told."""
    if event.purpose == "membership" and not event.is_surplus:
        membership.book_refund_returned(
            refund_id=event.refund_id,
            period_id=event.reference_id,
            amount=event.amount,
            provider=event.provider,
            time=event.time,
        )


@subscribe(payments.RefundRerouted)
def on_refund_rerouted(event: payments.RefundRerouted) -> None:
    """The member's wallet gets it."""
    if event.purpose == "membership":
        membership.give_refund_to_wallet(
            refund_id=event.refund_id, period_id=event.reference_id, amount=event.amount
        )


@subscribe(CouponsReturned)
def on_coupons_returned(event: CouponsReturned) -> None:
    """Tells the member that coupons are in the pocket again."""
    notify(
        user_id=event.user_id,
        lane="process",
        kind="coupons_returned",
        subject_kind="coupon",
        payload={"count": len(event.claim_ids)},
    )
