"""What a store offers in place of what was asked: money for a piece that it has no other of or cannot repair,
another piece for a repair. The buyer decides; else what was asked stands.

Locks: the rows of the order (see `refunds.lock_line`), then the case.
"""

from uuid import UUID

from django.db import transaction

from shancha.apps.orders.aftersale_acts import may_offer_exchange, may_offer_refund
from shancha.apps.orders.aftersale_states import OFFER_WITHIN, REFUND_WITHIN, CaseStatus, Kind
from shancha.apps.orders.errors import AfterSaleStateError
from shancha.apps.orders.models import AfterSale
from shancha.apps.orders.services import replacements
from shancha.apps.orders.services.aftersale_ends import lock_order_of, pay_back, required_words, whole
from shancha.apps.orders.services.aftersale_moves import lock_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.apps.orders.services.refunds import Locked
from shancha.apps.orders.services.return_addresses import ask_back
from shancha.kit.clock import now

S = CaseStatus


@transaction.atomic
def offer_refund(*, store_id: UUID, case_id: UUID, actor_id: UUID, text: str) -> AfterSale:
    """The store has no other piece, or cannot repair it: it offers the whole price in its place. The buyer
    answers; before the goods are back within 48 hours, else the platform decides. Raises
    AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    if not may_offer_refund(case):
        raise AfterSaleStateError
    words = required_words(text)
    case.refund_offered_at = now()
    _offer(case, "refund_offered", actor_id, words)
    return case


@transaction.atomic
def offer_exchange(*, store_id: UUID, case_id: UUID, actor_id: UUID, text: str) -> AfterSale:
    """The store cannot repair it, and offers another piece, which is set aside meanwhile. The buyer answers
    as with `offer_refund`. Raises AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError,
    ReplacementMissingError, GoodsRecalledError."""
    lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if not may_offer_exchange(case):
        raise AfterSaleStateError
    words = required_words(text)
    replacements.set_aside(case)
    case.exchange_offered_at = now()
    _offer(case, "exchange_offered", actor_id, words)
    return case


def _offer(case: AfterSale, kind: str, actor_id: UUID, words: str) -> None:
    if case.status == S.REQUESTED:
        case.answer, case.due_at = words[:500], now() + OFFER_WITHIN
    case.save()
    tell(case, kind, actor="merchant", actor_id=actor_id, text=words)
    tell_buyer_of(case, f"after_sale_{kind}", reason=words[:200])


@transaction.atomic
def answer_offer(*, buyer_id: UUID, case_id: UUID, accept: bool) -> AfterSale:
    """The buyer takes money in place of goods: at once where the goods are back, else as a return. Or takes
    another piece in place of a repair: the case is an exchange from then on. Or neither, and what was asked
    stands, by the time it had to be answered at first; the buyer may call the platform. Raises
    AfterSaleNotFoundError, AfterSaleStateError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, buyer_id=buyer_id)
    if not case.has_offer or case.status not in {S.REQUESTED, S.RECEIVED}:
        raise AfterSaleStateError
    is_piece = case.exchange_offered_at is not None
    case.refund_offered_at = case.exchange_offered_at = None
    if not accept:
        _decline(case, is_piece=is_piece)
    case.save()
    answer = ("exchange" if is_piece else "offer") + ("_accepted" if accept else "_declined")
    tell(case, answer, actor="buyer", actor_id=buyer_id)
    tell_store_of(case, f"after_sale_{answer}")
    if accept and is_piece:
        _take_piece(case)
    elif accept:
        _take_money(case, locked)
    return case


def _decline(case: AfterSale, *, is_piece: bool) -> None:
    """The store has what is left of the time it had at first; the offer has given it no more."""
    if is_piece:
        case.exchange_declined = True
        replacements.give_back(case)
    else:
        case.refund_declined = True
    if case.status == S.REQUESTED and case.answer_by is not None:
        case.due_at = case.answer_by


def _take_money(case: AfterSale, locked: Locked) -> None:
    if case.status == S.RECEIVED:
        pay_back(case, locked, whole(case, locked), actor="system", actor_id=None)
        return
    case.kind, case.asked_amount = Kind.RETURN, whole(case, locked)
    ask_back(case, actor="system", actor_id=None, text="")


def _take_piece(case: AfterSale) -> None:
    case.kind = Kind.EXCHANGE
    if case.status == S.REQUESTED:
        ask_back(case, actor="system", actor_id=None, text="")
        return
    case.due_at = now() + REFUND_WITHIN
    case.save()
