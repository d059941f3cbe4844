"""After-sales cases, step by step: the buyer asks, the store answers within 48 hours or the platform steps
in, what is returned is refunded within seven days, and everything that is said stays.

Locks: the rows of the order (see `refunds.lock_line`), then the case.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.orders.aftersale_acts import is_objected, may_call_platform, may_restock
from shancha.apps.orders.aftersale_states import (
    ARRIVES_WITHIN,
    DISPUTE_WITHIN,
    ENDED,
    GIVE_GOODS,
    OPEN,
    REFUND_WITHIN,
    CaseStatus,
    Kind,
    may_move,
)
from shancha.apps.orders.case_words import BY_RIGHT
from shancha.apps.orders.errors import (
    AfterSaleInvalidError,
    AfterSaleNotAllowedError,
    AfterSaleOpenError,
    AfterSaleStateError,
    OrderNotFoundError,
    RefundTooLargeError,
    ReturnAddressMissingError,
    ReturnByRightError,
)
from shancha.apps.orders.models import AfterSale, OrderLine
from shancha.apps.orders.refunding import most_for
from shancha.apps.orders.services import (
    case_parcels,
    claim_holds,
    disputes,
    member_care,
    replacements,
    return_addresses,
    settling,
)
from shancha.apps.orders.services.aftersale_ends import (
    due_amount,
    let_go,
    lock_order_of,
    pay_back,
    required_words,
)
from shancha.apps.orders.services.aftersale_ends import restock as put_back
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.apps.orders.services.pictures import take_pictures
from shancha.apps.orders.services.refunds import Locked, lock_line
from shancha.apps.orders.services.return_rights import (
    at_fault,
    kinds_for,
    pieces_for,
    reason_problem,
    return_right,
)
from shancha.apps.orders.services.transitions import record
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.numbers import new_number
from shancha.kit.text import clean_text

S = CaseStatus


@transaction.atomic
def open_case(
    *,
    buyer_id: UUID,
    order_id: UUID,
    line_id: UUID,
    kind: str,
    reason: str,
    quantity: int,
    amount: int | None = None,
    description: str = "",
    asset_ids: Sequence[UUID] = (),
) -> AfterSale:
    """A buyer asks about `quantity` pieces of a line; without `amount` for the most that can go back. A
    return within seven days without a reason is agreed at once, and so is a cancel of what was not sent,
    always with the whole price. A claim that the goods are fake freezes the order and its money. Raises
    OrderNotFoundError, AfterSaleNotAllowedError, AfterSaleInvalidError, AfterSaleOpenError,
    RefundTooLargeError, PicturesInvalidError."""
    if not OrderLine.objects.filter(id=line_id, order_id=order_id, order__buyer_id=buyer_id).exists():
        raise OrderNotFoundError
    locked = lock_line(line_id)
    if AfterSale.objects.filter(line_id=line_id, status__in=OPEN).exists():
        raise AfterSaleOpenError
    by_right = _check(locked, kind, reason, quantity)
    freight = kind == Kind.CANCEL or at_fault(reason)
    most = most_for(locked.facts, quantity, with_freight=freight)
    asked = most if amount is None or (by_right and kind == Kind.CANCEL) else amount
    if kind in GIVE_GOODS:
        asked = 0
    elif not 0 <= asked <= most:
        raise RefundTooLargeError(extra={"most": most})
    answer_by = member_care.answer_by(buyer_id)
    case = AfterSale(
        id=new_id(),
        number=_free_number(),
        order=locked.order,
        line=locked.line,
        buyer_id=buyer_id,
        store_id=locked.order.store_id,
        kind=kind,
        reason=reason,
        description=clean_text(description),
        pictures=take_pictures(owner_id=buyer_id, asset_ids=asset_ids),
        quantity=quantity,
        asked_amount=asked,
        by_right=by_right,
        with_freight=freight,
        is_fake_claim=reason == "fake",
        due_at=answer_by,
        answer_by=answer_by,
    )
    _store_case(case, buyer_id)
    if case.is_fake_claim:
        settling.freeze(locked.order.id, reason="fake_claim")
        claim_holds.begin(case, most if kind in GIVE_GOODS else asked)
    if by_right:
        _agree_at_once(case, locked)
    return case


def _check(locked: Locked, kind: str, reason: str, quantity: int) -> bool:
    """Whether the case is the buyer's right; raises where it is not open to the line."""
    order, line = locked.order, locked.line
    closed = kinds_for(order, line)
    if kind in closed:
        raise AfterSaleNotAllowedError(closed[kind])
    problems: dict[str, str] = {}
    unfit = reason_problem(kind, reason)
    if unfit:
        problems["reason"] = unfit
    left = pieces_for(kind, line)
    if not 1 <= quantity <= left:
        problems["quantity"] = bilingual(f"请填 1 至 {left}", f"Between 1 and {left}")
    if problems:
        raise AfterSaleInvalidError(fields=problems)
    right = return_right(order, line)
    if reason == "no_reason" and not right.is_given:
        raise AfterSaleNotAllowedError(right.note)
    if kind == Kind.RETURN:
        return right.is_given and reason in {"no_reason", "changed_mind"}
    return kind == Kind.CANCEL and line.shipped_quantity == 0


def _free_number() -> str:
    number = new_number("AS")
    while AfterSale.objects.filter(number=number).exists():
        number = new_number("AS")
    return number


def _store_case(case: AfterSale, buyer_id: UUID) -> None:
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise AfterSaleOpenError from error
    tell(case, "opened", actor="buyer", actor_id=buyer_id, text=case.description, pictures=case.pictures)
    record(
        case.order_id,
        "after_sale_opened",
        actor="buyer",
        actor_id=buyer_id,
        reason=case.reason,
        data={"after_sale_id": case.id, "number": case.number},
    )
    tell_store_of(case, "after_sale_opened")


def _agree_at_once(case: AfterSale, locked: Locked) -> None:
    """What the law gives, and what nobody has sent, needs no answer."""
    if case.kind == Kind.CANCEL:
        case.restock = True
        pay_back(case, locked, case.asked_amount, actor="system", actor_id=None)
        return
    return_addresses.ask_back(case, actor="system", actor_id=None, text=BY_RIGHT)


# The store ---------------------------------------------------------------------------------------------


@transaction.atomic
def agree(
    *,
    store_id: UUID,
    case_id: UUID,
    actor_id: UUID,
    amount: int | None = None,
    restock: bool | None = None,
    text: str = "",
) -> AfterSale:
    """The store agrees: money goes back at once where nothing is returned, else the buyer has seven days to
    send it; the piece of an exchange is set aside. `amount` may be more than was asked, never less, and never
    above what is left. Raises AfterSaleNotFoundError, AfterSaleStateError, RefundTooLargeError,
    AfterSaleInvalidError, ReturnAddressMissingError, ReplacementMissingError, GoodsRecalledError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if case.status != S.REQUESTED:
        raise AfterSaleStateError
    case.answer = clean_text(text)[:500]
    if case.comes_back:
        if not return_addresses.address_of(store_id):
            raise ReturnAddressMissingError
        if case.gives_piece:
            replacements.set_aside(case)
        return_addresses.ask_back(case, actor="merchant", actor_id=actor_id, text=case.answer)
        return case
    case.restock = restock if case.kind != Kind.CANCEL else True
    pay_back(case, locked, _at_least_asked(case, amount), actor="merchant", actor_id=actor_id)
    return case


def _at_least_asked(case: AfterSale, amount: int | None) -> int:
    if amount is None:
        return case.asked_amount
    if amount < case.asked_amount:
        message = bilingual("不能少于买家申请的金额", "Not less than the buyer asked for")
        raise AfterSaleInvalidError(fields={"amount": message})
    return amount


@transaction.atomic
def refuse(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, text: str, asset_ids: Sequence[UUID] = ()
) -> AfterSale:
    """The store refuses with its reason; the buyer may call the platform within seven days. Raises
    ReturnByRightError, AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError,
    PicturesInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    if case.by_right:
        raise ReturnByRightError
    case.answer = required_words(text)
    move_case(
        case,
        S.REFUSED,
        actor="merchant",
        actor_id=actor_id,
        text=case.answer,
        pictures=take_pictures(owner_id=actor_id, asset_ids=asset_ids),
        due_at=now() + DISPUTE_WITHIN,
    )
    tell_buyer_of(case, "after_sale_refused", reason=case.answer)
    return case


@transaction.atomic
def receive_return(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, restock: bool, pay_now: bool = True
) -> AfterSale:
    """The returned goods are there. Whether they go back to stock is the store's separate decision (a piece
    to repair never does); the money goes back now, or, with `pay_now` false, by itself within seven days, and
    never later than without the store's word. Raises AfterSaleNotFoundError, AfterSaleStateError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    case.restock, case.received_at = None if case.repairs else restock, now()
    move_case(case, S.RECEIVED, actor="merchant", actor_id=actor_id, due_at=_refund_by(case))
    if not case.gives_goods and pay_now:
        pay_back(case, locked, due_amount(case, locked), actor="merchant", actor_id=actor_id)
    return case


@transaction.atomic
def decide_restock(*, store_id: UUID, case_id: UUID, actor_id: UUID, restock: bool) -> AfterSale:
    """The store says, once, whether goods that it has looked at after they were paid for go back to stock.
    Raises AfterSaleNotFoundError, AfterSaleStateError."""
    case = lock_case(case_id, store_id=store_id)
    if not may_restock(case):
        raise AfterSaleStateError
    case.restock, case.updated_at = restock, now()
    case.save(update_fields=["restock", "updated_at"])
    tell(case, "restocked" if restock else "put_aside", actor="merchant", actor_id=actor_id)
    put_back(case, actor_id)
    return case


def _refund_by(case: AfterSale) -> datetime:
    by_receipt = now() + REFUND_WITHIN
    if case.gives_goods or case.due_at is None:
        return by_receipt
    return min(by_receipt, case.due_at)


@transaction.atomic
def refund_received(*, store_id: UUID, case_id: UUID, actor_id: UUID) -> AfterSale:
    """The store pays for a return that it has received. Money instead of goods needs the buyer's word (see
    `offers`). Raises AfterSaleNotFoundError, AfterSaleStateError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if case.status != S.RECEIVED or case.gives_goods:
        raise AfterSaleStateError
    pay_back(case, locked, due_amount(case, locked), actor="merchant", actor_id=actor_id)
    return case


@transaction.atomic
def contest(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, text: str, asset_ids: Sequence[UUID] = ()
) -> AfterSale:
    """The store calls the platform about what came back (or did not). Raises AfterSaleNotFoundError,
    AfterSaleStateError, AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    pictures = take_pictures(owner_id=actor_id, asset_ids=asset_ids)
    disputes.begin(case, actor="merchant", actor_id=actor_id, text=required_words(text), pictures=pictures)
    return case


# The buyer ---------------------------------------------------------------------------------------------


@transaction.atomic
def ship_back(*, buyer_id: UUID, case_id: UUID, carrier: str, tracking_number: str) -> AfterSale:
    """The buyer has sent the goods; their parcel is followed, and a member's money may come before they
    arrive, once its carrier has seen it. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id)
    if not case.comes_back or not may_move(case.status, S.RETURNING, "buyer"):
        raise AfterSaleStateError
    case.return_carrier, case.return_number = case_parcels.named(
        case, carrier, tracking_number, to_buyer=False
    )
    member_care.grant_early_refund(case)
    move_case(
        case,
        S.RETURNING,
        actor="buyer",
        actor_id=buyer_id,
        text=case.return_number,
        due_at=now() + ARRIVES_WITHIN,
    )
    case_parcels.follow(case, to_buyer=False)
    tell_store_of(case, "after_sale_returning")
    return case


@transaction.atomic
def call_platform(*, buyer_id: UUID, case_id: UUID, text: str, asset_ids: Sequence[UUID] = ()) -> AfterSale:
    """The buyer calls the platform. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id)
    if not may_call_platform(case):
        raise AfterSaleStateError
    pictures = take_pictures(owner_id=buyer_id, asset_ids=asset_ids)
    disputes.begin(case, actor="buyer", actor_id=buyer_id, text=required_words(text), pictures=pictures)
    return case


@transaction.atomic
def withdraw(*, buyer_id: UUID, case_id: UUID) -> AfterSale:
    """The buyer gives the case up. Raises AfterSaleNotFoundError, AfterSaleStateError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, buyer_id=buyer_id)
    move_case(case, S.WITHDRAWN, actor="buyer", actor_id=buyer_id)
    let_go(case, locked.order)
    return case


@transaction.atomic
def add_evidence(
    *,
    case_id: UUID,
    actor_id: UUID,
    text: str,
    asset_ids: Sequence[UUID] = (),
    buyer_id: UUID | None = None,
    store_id: UUID | None = None,
) -> AfterSale:
    """Either side adds words or pictures to a case that is open or objected to. Raises
    AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id, store_id=store_id)
    if case.status in ENDED and not is_objected(case):
        raise AfterSaleStateError
    actor: Actor = "buyer" if buyer_id else "merchant"
    pictures = take_pictures(owner_id=actor_id, asset_ids=asset_ids)
    tell(case, "evidence", actor=actor, actor_id=actor_id, text=required_words(text), pictures=pictures)
    return case
