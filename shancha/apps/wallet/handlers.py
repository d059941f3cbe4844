"""What the wallet does on what payments announces."""

from shancha.apps.accounts.events import UserDeleted
from shancha.apps.payments.events import PaymentClosed, PaymentSucceeded
from shancha.apps.wallet.services import close_top_up, finish_top_up, forget_identity
from shancha.kit.events import subscribe


@subscribe(PaymentSucceeded)
def on_paid(event: PaymentSucceeded) -> None:
    """A top-up arrives on the balance."""
    if event.purpose == "top_up":
        finish_top_up(top_up_id=event.reference_id, provider=event.provider, amount=event.amount)


@subscribe(PaymentClosed)
def on_closed(event: PaymentClosed) -> None:
    """A top-up that nobody paid."""
    if event.purpose == "top_up":
        close_top_up(top_up_id=event.reference_id)


@subscribe(UserDeleted)
def on_deleted(event: UserDeleted) -> None:
    """Who the owner was is forgotten; the ledger stays, and names nobody."""
    forget_identity(user_id=event.user_id)
