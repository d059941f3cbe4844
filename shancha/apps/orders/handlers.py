"""What orders do when something happens in the apps below."""

from shancha.apps.accounts.events import UserDeleted, VisitorAdopted
from shancha.apps.community.events import DraftPublished
from shancha.apps.mall.events import ProductRecalled, StoreChanged
from shancha.apps.moderation.events import DecisionMade
from shancha.apps.orders.services import (
    aftersale_ends,
    bookkeeping,
    cancelling,
    carts,
    crediting,
    departing,
    money_notices,
    paying,
    payouts,
    return_addresses,
    reviews,
    stuck_refunds,
)
from shancha.apps.payments.events import (
    GapsFound,
    MoneyHangs,
    PaymentClosed,
    PaymentSucceeded,
    RefundFailed,
    RefundRerouted,
    RefundReturned,
    RefundSucceeded,
    StatementsMissing,
    SurplusReturned,
)
from shancha.apps.wallet.events import BalanceToppedUp, LedgerWrong, WalletFrozen, WithdrawalDecided
from shancha.kit import jobs
from shancha.kit.events import subscribe


@subscribe(VisitorAdopted)
def take_over_cart(event: VisitorAdopted) -> None:
    """The cart follows who signed in."""
    carts.merge_cart(user_id=event.user_id, visitor_key=event.visitor_key)
    crediting.adopt_touches(user_id=event.user_id, visitor_key=event.visitor_key)


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


@subscribe(RefundSucceeded)
def finish_refunds(event: RefundSucceeded) -> None:
    """What was due has left the provider, and the case that it was for is done."""
    if event.purpose == "order":
        bookkeeping.book_refund_left(
            reference_id=event.reference_id, provider=event.provider, amount=event.amount, time=event.time
        )
        aftersale_ends.finish_refund(part_id=event.reference_id)


@subscribe(RefundFailed)
def tell_of_failed_refund(event: RefundFailed) -> None:
    """Operators look at it; the money stays promised."""
    money_notices.tell_operators("refund_failed", subject_id=event.payment_id, amount=event.amount)


@subscribe(RefundReturned)
def follow_returned_refund(event: RefundReturned) -> None:
    """It is due again; buyer and operators are told."""
    if event.purpose == "order" and not event.is_surplus:
        stuck_refunds.follow_return(event)
    money_notices.tell_operators("refund_returned", subject_id=event.payment_id, amount=event.amount)


@subscribe(RefundRerouted)
def follow_rerouted_refund(event: RefundRerouted) -> None:
    """The payer's wallet gets it."""
    if event.purpose == "order":
        stuck_refunds.give_to_wallet(event)


@subscribe(SurplusReturned)
def tell_of_surplus(event: SurplusReturned) -> None:
    """Who paid twice or too late is told that it went back."""
    money_notices.tell_member(event.payer_id, "surplus_returned", amount=event.amount)


@subscribe(GapsFound)
def tell_of_gaps(event: GapsFound) -> None:
    """Operators see that statement and books differ."""
    money_notices.tell_operators(
        "reconciliation_gaps", provider=event.provider, day=event.day, count=event.count
    )


@subscribe(StatementsMissing)
def tell_of_missing_statements(event: StatementsMissing) -> None:
    """Operators see that some days could not be compared."""
    money_notices.tell_operators("statements_missing", count=event.count, day=event.since)


@subscribe(MoneyHangs)
def tell_of_hanging_money(event: MoneyHangs) -> None:
    """Operators see that money does not arrive."""
    money_notices.tell_operators("money_hangs", refunds=event.refunds, payments=event.payments)


@subscribe(LedgerWrong)
def tell_of_wrong_ledger(event: LedgerWrong) -> None:
    """Operators see that the books do not add up."""
    money_notices.tell_operators("ledger_wrong", accounts=event.accounts, providers=event.providers)


@subscribe(BalanceToppedUp)
def tell_of_top_up(event: BalanceToppedUp) -> None:
    """The money is in the wallet."""
    money_notices.tell_member(event.user_id, "wallet_topped_up", amount=event.amount)


@subscribe(WithdrawalDecided)
def follow_withdrawal(event: WithdrawalDecided) -> None:
    """A member is told; a store's payout moves with it."""
    if event.owner_kind == "user":
        money_notices.tell_member(
            event.owner_id,
            f"withdrawal_{event.status}",
            amount=event.amount,
            number=event.number,
            reason=event.reason,
        )
    else:
        payouts.follow_withdrawal(withdrawal_id=event.withdrawal_id, status=event.status, reason=event.reason)


@subscribe(WalletFrozen)
def tell_of_freeze(event: WalletFrozen) -> None:
    """A member's wallet was stopped, or let go again."""
    if event.owner_kind == "user":
        kind = "wallet_frozen" if event.is_frozen else "wallet_unfrozen"
        money_notices.tell_member(event.owner_id, kind, reason=event.reason)


@subscribe(ProductRecalled)
def broadcast_recall(event: ProductRecalled) -> None:
    """Everybody who bought it is told, by a job."""
    jobs.defer("orders.tell_of_recall", recall_id=str(event.recall_id))


@subscribe(StoreChanged)
def give_return_address(event: StoreChanged) -> None:
    """Buyers who waited to know where their returns go are told."""
    return_addresses.give_missing(event.store_id)


@subscribe(DraftPublished)
def follow_review_draft(event: DraftPublished) -> None:
    """A review became a note."""
    reviews.follow_draft(draft_id=event.draft_id, note_id=event.note_id)


@subscribe(DecisionMade)
def carry_out_decision(event: DecisionMade) -> None:
    """A reported review is folded, for what the rule is about, or unfolded."""
    if event.subject_kind == "review":
        reviews.follow_decision(review_id=event.subject_id, action=event.action, rule=event.rule)
