"""What happens to goods and stores by decisions, and what merchants are told."""

from shancha.apps.accounts.events import UserDeleted
from shancha.apps.mall import events
from shancha.apps.mall.services import (
    deposit_returns,
    deposits,
    measures,
    merchant_decisions,
    merchant_notices,
    staff,
)
from shancha.apps.moderation.events import DecisionMade
from shancha.apps.payments.events import PaymentSucceeded, RefundSucceeded
from shancha.kit.events import subscribe


@subscribe(DecisionMade)
def carry_out_decision(event: DecisionMade) -> None:
    """Removes or restores goods, shuts or opens a merchant, in the same transaction."""
    if event.subject_kind == "product":
        merchant_decisions.decide_product(
            product_id=event.subject_id, action=event.action, reason=event.reason
        )
    elif event.subject_kind == "store":
        merchant_decisions.decide_store(store_id=event.subject_id, action=event.action, reason=event.reason)


@subscribe(PaymentSucceeded)
def finish_deposit(event: PaymentSucceeded) -> None:
    """A merchant's deposit arrived."""
    if event.purpose == "deposit":
        deposits.finish_deposit(deposit_id=event.reference_id, provider=event.provider)


@subscribe(RefundSucceeded)
def finish_deposit_return(event: RefundSucceeded) -> None:
    """A deposit is back with the merchant."""
    if event.purpose == "deposit":
        deposit_returns.finish_return(
            deposit_id=event.reference_id, provider=event.provider, amount=event.amount
        )


@subscribe(events.DepositReturned)
def tell_of_deposit_return(event: events.DepositReturned) -> None:
    """The owner hears of it."""
    merchant_notices.tell_deposit_return(
        merchant_id=event.merchant_id, owner_id=event.owner_id, amount=event.amount, offset=event.offset
    )


@subscribe(UserDeleted, later=True)
def let_departed_go(event: UserDeleted) -> None:
    """A departed member leaves the stores; those of an owner close after their notice."""
    staff.forget_staff(event.user_id)
    measures.leave_with_owner(event.user_id)


@subscribe(events.MerchantDecided)
def tell_merchant(event: events.MerchantDecided) -> None:
    """The owner hears how the application or the merchant stands."""
    merchant_notices.tell_decision(
        merchant_id=event.merchant_id, owner_id=event.owner_id, status=event.status, reason=event.reason
    )


@subscribe(events.MerchantPaperDecided)
def tell_of_paper(event: events.MerchantPaperDecided) -> None:
    """The owner hears what became of a paper."""
    merchant_notices.tell_paper(paper_id=event.paper_id, owner_id=event.owner_id, state=event.status)


@subscribe(events.StaffInvited)
def tell_invited(event: events.StaffInvited) -> None:
    """A member hears that a store asks, or that it asks for something else."""
    merchant_notices.tell_invited(
        store_id=event.store_id, user_id=event.user_id, role=event.role, is_change=event.is_change
    )


@subscribe(events.InvitationAnswered)
def tell_answer(event: events.InvitationAnswered) -> None:
    """Who asked hears the answer."""
    merchant_notices.tell_answer(
        store_id=event.store_id,
        user_id=event.user_id,
        asked_by_id=event.asked_by_id,
        role=event.role,
        is_accepted=event.is_accepted,
    )


@subscribe(events.StaffChanged)
def tell_staff(event: events.StaffChanged) -> None:
    """A member hears of another role in a store's staff, or of having left it."""
    merchant_notices.tell_staff(
        store_id=event.store_id, user_id=event.user_id, role=event.role, actor_id=event.actor_id
    )
