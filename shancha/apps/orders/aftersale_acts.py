"""What each side of a case may do now: the buttons of the client, computed here and nowhere else."""

from datetime import datetime

from shancha.apps.mall.policies import HANDLERS, SERVICE
from shancha.apps.orders.aftersale_states import LOST_AFTER, OBJECT_WITHIN, CaseStatus, Kind, may_move
from shancha.apps.orders.models import AfterSale, Objection, Parcel
from shancha.kit.clock import now

S = CaseStatus
_ANSWERS = {S.REQUESTED, S.RECEIVED}


def may_offer_refund(case: AfterSale) -> bool:
    """Whether the store may offer money instead of another piece or a repair: once at each
    step."""
    is_open = case.status in _ANSWERS and not case.has_offer and not case.refund_declined
    return case.gives_goods and is_open


def may_offer_exchange(case: AfterSale) -> bool:
    """Whether the store may offer another piece instead of a repair: once at each step."""
    is_open = case.status in _ANSWERS and not case.has_offer and not case.exchange_declined
    return case.repairs and is_open


def may_call_platform(case: AfterSale) -> bool:
    """Whether the buyer may call the platform: of a case that was not answered yet only after declining what
    the store offered, of goods to be sent back only where the store never said where to."""
    if case.status == S.REQUESTED:
        return case.has_declined
    if case.status == S.AGREED and case.return_to:
        return False
    return may_move(case.status, S.DISPUTED, "buyer")


def may_restock(case: AfterSale) -> bool:
    """Whether the store has yet to say if what came back is sold again: it was paid for before the store had
    it in its hands."""
    objection = objection_to(case)
    if objection is not None and objection.status != Objection.Status.REJECTED:
        return False
    is_over = case.status in {S.REFUNDING, S.DONE}
    return is_over and bool(case.return_number) and case.restock is None and case.kind != Kind.REPAIR


def objection_to(case: AfterSale) -> Objection | None:
    """The store's objection to what came back after an early refund, if there is one."""
    return getattr(case, "objection", None)


def is_objected(case: AfterSale) -> bool:
    """Whether the platform has still to rule on an objection."""
    objection = objection_to(case)
    return objection is not None and objection.status == Objection.Status.OPEN


def object_until(case: AfterSale, parcel: Parcel | None) -> datetime | None:
    """Until when the store may object to what came back in `parcel` after an early refund: for seven days
    from its delivery, or from when it counts as lost; None where it may not, or not now. Goods that it has
    taken back to stock were well."""
    was_early = case.refunds_early and case.status in {S.REFUNDING, S.DONE}
    if not was_early or parcel is None or case.restock or objection_to(case) is not None:
        return None
    begin = parcel.delivered_at or parcel.shipped_at + LOST_AFTER
    return begin + OBJECT_WITHIN if begin <= now() < begin + OBJECT_WITHIN else None


def buyer_acts(case: AfterSale) -> list[str]:
    """What the buyer may do, the main act last."""
    is_offered = case.has_offer and case.status in _ANSWERS
    sends = case.comes_back and may_move(case.status, S.RETURNING, "buyer")
    objection = objection_to(case)
    acts = {
        "withdraw": may_move(case.status, S.WITHDRAWN, "buyer"),
        "evidence": case.ended_at is None or is_objected(case),
        "dispute": may_call_platform(case),
        "decline_offer": is_offered,
        "accept_offer": is_offered,
        "send_back": sends,
        "confirm": may_move(case.status, S.DONE, "buyer"),
        "repay": objection is not None and objection.left > 0,
    }
    return [act for act, is_open in acts.items() if is_open]


def store_acts(case: AfterSale, role: str, parcel: Parcel | None) -> list[str]:
    """What somebody of the store's staff may do, the main act last; `parcel` is what comes back."""
    asked, received = case.status == S.REQUESTED, case.status == S.RECEIVED
    acts = {
        "evidence": (case.ended_at is None or is_objected(case), HANDLERS),
        "contest": (may_move(case.status, S.DISPUTED, "merchant"), SERVICE),
        "refuse": (asked and not case.by_right, SERVICE),
        "offer_refund": (may_offer_refund(case), SERVICE),
        "offer_exchange": (may_offer_exchange(case), SERVICE),
        "receive": (case.status == S.RETURNING, HANDLERS),
        "object": (object_until(case, parcel) is not None, SERVICE),
        "restock": (may_restock(case), HANDLERS),
        "refund": (received and not case.gives_goods, SERVICE),
        "exchange": (received and case.gives_piece, HANDLERS),
        "repair": (received and case.repairs, HANDLERS),
        "agree": (asked, SERVICE),
    }
    return [act for act, (is_open, roles) in acts.items() if is_open and role in roles]
