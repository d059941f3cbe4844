"""What orders do when something happens in the apps below."""

from shancha.apps.accounts.events import UserDeleted, VisitorAdopted
from shancha.apps.orders.services import cancelling, carts, departing, paying
from shancha.apps.payments.events import PaymentClosed, PaymentSucceeded
from shancha.kit.events import subscribe


@subscribe(VisitorAdopted)
def take_over_cart(event: VisitorAdopted) -> None:
    """The cart follows who signed in."""
    carts.merge_cart(user_id=event.user_id, visitor_key=event.visitor_key)


@subscribe(UserDeleted, later=True)
def forget_departed(event: UserDeleted) -> None:
    """What names them goes; the records of their orders stay."""
    departing.forget_member(event.user_id)


@subscribe(PaymentSucceeded)
def settle_paid_orders(event: PaymentSucceeded) -> None:
    """The money is there: the orders go to be shipped, in the same transaction."""
    if event.purpose == "order":
        paying.settle_group(group_id=event.reference_id, provider=event.provider)


@subscribe(PaymentClosed)
def give_up_unpaid_orders(event: PaymentClosed) -> None:
    """The payment can no longer be made. Where a cancel closed it, nothing is left to do here."""
    if event.purpose == "order":
        cancelling.expire_group(event.reference_id)
