"""What happens in after-sales cases where nobody acted in time.

Locks: the rows of the order (see `refunds.lock_line`), then the case.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from shancha.apps.orders import case_words
from shancha.apps.orders.aftersale_states import CONFIRM_WITHIN, REFUND_WITHIN, CaseStatus
from shancha.apps.orders.models import AfterSale, AfterSaleEvent
from shancha.apps.orders.services import aftersale_goods, case_parcels, disputes
from shancha.apps.orders.services.aftersale_ends import due_amount, let_go, lock_order_of, pay_back
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of
from shancha.apps.orders.services.refunds import Locked
from shancha.apps.orders.tracking import configured_provider
from shancha.kit.clock import now
from shancha.kit.numbers import home_day

S = CaseStatus


def pass_deadlines(limit: int = 200) -> int:
    """The job's work: what happens where nobody acted in time; returns how many cases moved on."""
    due = AfterSale.objects.filter(due_at__lte=now(), status__in=_STEPS)
    return sum(map(pass_deadline, due.order_by("due_at", "id").values_list("id", flat=True)[:limit]))


@transaction.atomic
def pass_deadline(case_id: UUID) -> bool:
    """Moves one case on; False where it is not (any more) due. The store did not answer, or did not say where
    the goods go: the platform steps in. The buyer sent nothing back, or did not call the platform: closed.
    The goods must have arrived (what the carrier has on its way is waited for), or a refund is due, or a
    member's before they arrive, once they are on their way: the money goes back by itself. A repaired piece
    that never came brings the platform; where nobody follows parcels its buyer is asked first. One that its
    buyer says nothing of is well. Disputes have clocks of
    their own."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id)
    if case.due_at is None or case.due_at > now() or case.status not in _STEPS:
        return False
    _STEPS[case.status](case, locked)
    return True


def _unanswered(case: AfterSale, _locked: Locked) -> None:
    text = case_words.OFFER_UNANSWERED if case.has_offer else case_words.UNANSWERED
    disputes.begin(case, actor="system", text=text)


def _not_sent(case: AfterSale, locked: Locked) -> None:
    if case.return_to:
        _close(case, locked)
    else:
        disputes.begin(case, actor="system", text=case_words.NO_ADDRESS)


def _close(case: AfterSale, locked: Locked) -> None:
    move_case(case, S.CLOSED, actor="system", text=case_words.CLOSED)
    let_go(case, locked.order)
    tell_buyer_of(case, "after_sale_closed")


def _on_its_way(case: AfterSale, locked: Locked) -> None:
    if case.refunds_early and case_parcels.has_set_out(case):
        _refund(case, locked)
        return
    if _is_awaited(case, to_buyer=False):
        return
    case.received_at = now()
    move_case(case, S.RECEIVED, actor="system", text=case_words.PRESUMED_BACK, due_at=now() + REFUND_WITHIN)
    if not case.gives_goods:
        _refund(case, locked)


def _is_awaited(case: AfterSale, *, to_buyer: bool) -> bool:
    """Whether the carrier still has the goods on its way; the case then waits for them."""
    awaited = case_parcels.until_when_awaited(case, to_buyer=to_buyer)
    if awaited is None:
        return False
    case.due_at = awaited
    case.save(update_fields=["due_at"])
    return True


def _overdue(case: AfterSale, locked: Locked) -> None:
    if case.repairs:
        disputes.begin(case, actor="system", text=case_words.REPAIR_OVERDUE)
    else:
        _refund(case, locked)


def _resent(case: AfterSale, locked: Locked) -> None:
    if _is_awaited(case, to_buyer=True):
        return
    if not case_parcels.was_delivered(case, to_buyer=True) and not _is_presumed(case):
        if configured_provider() is None:
            _presume(case)
            return
        disputes.begin(case, actor="system", text=case_words.REPAIR_LOST)
        return
    aftersale_goods.end_repair(case, locked.order, actor="system")
    tell_buyer_of(case, "after_sale_repair_over")


def _presume(case: AfterSale) -> None:
    """Nobody follows parcels here, and the carrier's time is over: the buyer is asked to look at the repaired
    piece as if it had just come."""
    case.due_at = due_at = now() + CONFIRM_WITHIN
    case.save(update_fields=["due_at"])
    tell(case, "repair_presumed", actor="system")
    tell_buyer_of(case, "after_sale_repair_to_confirm", date=home_day(due_at))


def _is_presumed(case: AfterSale) -> bool:
    return AfterSaleEvent.objects.filter(after_sale=case, kind="repair_presumed").exists()


def _refund(case: AfterSale, locked: Locked) -> None:
    """Also an exchange that never came: it is a return."""
    pay_back(case, locked, due_amount(case, locked), actor="system", actor_id=None)


_STEPS: dict[str, Callable[[AfterSale, Locked], None]] = {
    S.REQUESTED: _unanswered,
    S.AGREED: _not_sent,
    S.REFUSED: _close,
    S.RETURNING: _on_its_way,
    S.RECEIVED: _overdue,
    S.RESENT: _resent,
    S.DISPUTED: disputes.pass_clock,
}
