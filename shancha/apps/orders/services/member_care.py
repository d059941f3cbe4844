"""What the member's card does in after-sales: stores answer sooner, and returns are refunded early."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum

from shancha.apps.orders.aftersale_states import ANSWER_WITHIN, Kind
from shancha.apps.orders.models import AfterSale
from shancha.apps.promotions.queries.membership import find_care
from shancha.apps.promotions.services import member_benefits
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.kit.clock import now
from shancha.kit.turns import take_turn

# The card's allowance of early refunds is for so long.
_PERIOD = timedelta(days=30)


def answer_by(buyer_id: UUID) -> datetime:
    """Until when a store has to answer this buyer."""
    care = find_care(buyer_id)
    return now() + (min(care.answer_within, ANSWER_WITHIN) if care else ANSWER_WITHIN)


def grant_early_refund(case: AfterSale) -> None:
    """Notes on a case that was just sent back whether it is refunded before it arrives; the card has given
    something then. Call it with the case locked, before its move, which saves it."""
    if _gives_early_refund(case):
        case.refunds_early_at = now()
        member_benefits.hold_care(user_id=case.buyer_id, reference_id=case.id)


def end_early_refund(case: AfterSale, *, is_paid: bool) -> None:
    """A case with an early refund goes on: it was paid early, else the allowance and the card have it back.
    The caller saves the case."""
    if is_paid:
        member_benefits.use(reference_id=case.id)
    else:
        case.refunds_early_at = None
        member_benefits.give_back(reference_id=case.id)


def _gives_early_refund(case: AfterSale) -> bool:
    """Whether a return that the buyer has just sent is refunded before it arrives, should the store stay
    silent once it is on its way: by the card, what is left of its allowance, and the kind of case; never
    while the buyer owes something of an earlier one (see `objections`). The buyer's cases take turns, so that
    two at once don't share one allowance. Call it with the case locked, before its move."""
    if case.kind != Kind.RETURN or case.is_fake_claim or case.ruled_amount is not None:
        return False
    care = find_care(case.buyer_id)
    if care is None or care.early_refund_amount == 0:
        return False
    if balance_of(user_account(case.buyer_id, "debt")) < 0:
        return False
    take_turn("early_refunds", case.buyer_id)
    used = AfterSale.objects.filter(
        buyer_id=case.buyer_id,
        refunds_early_at__gt=now() - _PERIOD,
    ).aggregate(sum=Sum("asked_amount", default=0))["sum"]
    return bool(used + case.asked_amount <= care.early_refund_amount)
