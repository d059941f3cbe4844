"""After-sales cases, step by step: the buyer asks, the store answers within 48 hours or the platform steps
in, what is returned is refunded within seven days, and everything that is said stays.

Locks: the rows of the order (see `refunds.lock_line`), then the case.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.mall.policies import SERVICE
from shancha.apps.mall.services import stock
from shancha.apps.orders.aftersale_states import (
    ANSWER_WITHIN,
    ARRIVES_WITHIN,
    DISPUTE_WITHIN,
    ENDED,
    EVIDENCE_WITHIN,
    OPEN,
    REFUND_WITHIN,
    SHIP_BACK_WITHIN,
    CaseStatus,
    Kind,
)
from shancha.apps.orders.carriers import CARRIERS
from shancha.apps.orders.errors import (
    AfterSaleInvalidError,
    AfterSaleNotAllowedError,
    AfterSaleNotFoundError,
    AfterSaleOpenError,
    AfterSaleStateError,
    OrderNotFoundError,
    RefundTooLargeError,
    ReturnByRightError,
)
from shancha.apps.orders.models import AfterSale, Order, OrderLine, RefundPart
from shancha.apps.orders.refunding import most_for
from shancha.apps.orders.services import settling
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case, tell
from shancha.apps.orders.services.notices import tell_buyer, tell_store
from shancha.apps.orders.services.pictures import take_pictures
from shancha.apps.orders.services.refunds import Locked, lock_line, refund_line
from shancha.apps.orders.services.return_rights import REASONS, at_fault, kinds_for, return_right
from shancha.apps.orders.services.transitions import record
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.numbers import new_number
from shancha.kit.text import clean_line, clean_text

S = CaseStatus
COMES_BACK = {Kind.RETURN, Kind.EXCHANGE}


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
    return within seven days without a reason is agreed at once, and so is a cancel of what was not sent. A
    claim that the goods are fake freezes the order and its money. Raises OrderNotFoundError,
    AfterSaleNotAllowedError, AfterSaleInvalidError, AfterSaleOpenError, RefundTooLargeError,
    PicturesInvalidError."""
    if not OrderLine.objects.filter(id=line_id, order_id=order_id, order__buyer_id=buyer_id).exists():
        raise OrderNotFoundError
    locked = lock_line(line_id)
    if AfterSale.objects.filter(line_id=line_id, status__in=OPEN).exists():
        raise AfterSaleOpenError
    by_right = _check(locked, kind, reason, quantity)
    freight = kind == Kind.CANCEL or at_fault(reason)
    most = most_for(locked.facts, quantity, with_freight=freight)
    asked = most if amount is None else amount
    if kind == Kind.EXCHANGE:
        asked = 0
    elif not 0 <= asked <= most:
        raise RefundTooLargeError(extra={"most": most})
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
        due_at=now() + ANSWER_WITHIN,
    )
    _store_case(case, buyer_id)
    if case.is_fake_claim:
        settling.freeze(locked.order.id, reason="fake_claim")
    if by_right:
        _agree_at_once(case, locked)
    return case


def _check(locked: Locked, kind: str, reason: str, quantity: int) -> bool:
    """Whether the case is the buyer's right; raises where it is not open to the line."""
    order, line = locked.order, locked.line
    closed = kinds_for(order, line)
    if kind in closed:
        raise AfterSaleNotAllowedError(closed[kind])
    problems = {}
    if reason not in REASONS:
        problems["reason"] = bilingual("请选择原因", "Choose a reason")
    left = line.quantity - line.refunded_quantity - (line.shipped_quantity if kind == Kind.CANCEL else 0)
    if not 1 <= quantity <= left:
        problems["quantity"] = bilingual(f"请填 1 至 {left}", f"Between 1 and {left}")
    if problems:
        raise AfterSaleInvalidError(fields=problems)
    right = return_right(order, line)
    if reason == "no_reason" and (kind != Kind.RETURN or not right.is_given):
        raise AfterSaleNotAllowedError(
            right.note
            if right.until is None
            else bilingual("七天无理由退货期已过", "The seven days are over")
        )
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
    _tell_store(case, "after_sale_opened")


def _agree_at_once(case: AfterSale, locked: Locked) -> None:
    """What the law gives, and what nobody has sent, needs no answer."""
    if case.kind == Kind.CANCEL:
        case.restock = True
        _pay_back(case, locked, case.asked_amount, actor="system", actor_id=None)
        return
    move_case(case, S.AGREED, actor="system", text="七天无理由退货", due_at=now() + SHIP_BACK_WITHIN)
    _tell_buyer(case, "after_sale_agreed")


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
    send it. `amount` may be more than was asked, never less, and never above what is left. Raises
    AfterSaleNotFoundError, AfterSaleStateError, RefundTooLargeError, AfterSaleInvalidError."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if case.status != S.REQUESTED:
        raise AfterSaleStateError
    case.answer = clean_text(text)[:500]
    if case.kind in COMES_BACK:
        move_case(
            case,
            S.AGREED,
            actor="merchant",
            actor_id=actor_id,
            text=case.answer,
            due_at=now() + SHIP_BACK_WITHIN,
        )
        _tell_buyer(case, "after_sale_agreed")
        return case
    case.restock = restock if case.kind != Kind.CANCEL else True
    _pay_back(case, locked, _at_least_asked(case, amount), actor="merchant", actor_id=actor_id)
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
    case.answer = _required(text)
    move_case(
        case,
        S.REFUSED,
        actor="merchant",
        actor_id=actor_id,
        text=case.answer,
        pictures=take_pictures(owner_id=actor_id, asset_ids=asset_ids),
        due_at=now() + DISPUTE_WITHIN,
    )
    _tell_buyer(case, "after_sale_refused", reason=case.answer)
    return case


@transaction.atomic
def receive_return(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, restock: bool, pay_now: bool = True
) -> AfterSale:
    """The returned goods are there. Whether they go back to stock is the store's separate decision; the money
    goes back now, or, with `pay_now` false, within seven days by itself. Raises AfterSaleNotFoundError,
    AfterSaleStateError."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    case.restock, case.received_at = restock, now()
    move_case(case, S.RECEIVED, actor="merchant", actor_id=actor_id, due_at=now() + REFUND_WITHIN)
    if case.kind == Kind.RETURN and pay_now:
        _pay_back(case, locked, case.asked_amount, actor="merchant", actor_id=actor_id)
    return case


@transaction.atomic
def refund_received(*, store_id: UUID, case_id: UUID, actor_id: UUID) -> AfterSale:
    """The store pays for a return that it has received; instead of another piece, the whole price. Raises
    AfterSaleNotFoundError, AfterSaleStateError."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if case.status != S.RECEIVED:
        raise AfterSaleStateError
    amount = _whole(case, locked) if case.kind == Kind.EXCHANGE else case.asked_amount
    _pay_back(case, locked, amount, actor="merchant", actor_id=actor_id)
    return case


@transaction.atomic
def send_exchange(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, carrier: str, tracking_number: str
) -> AfterSale:
    """Another piece is on its way to the buyer; an exchange ends with it. Raises AfterSaleNotFoundError,
    AfterSaleStateError, AfterSaleInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    if case.kind != Kind.EXCHANGE:
        raise AfterSaleStateError
    case.exchange_carrier, case.exchange_number = _parcel(carrier, tracking_number)
    move_case(case, S.DONE, actor="merchant", actor_id=actor_id, text=case.exchange_number)
    _restock(case, actor_id)
    _tell_buyer(case, "after_sale_exchanged", tracking_number=case.exchange_number)
    return case


@transaction.atomic
def contest(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, text: str, asset_ids: Sequence[UUID] = ()
) -> AfterSale:
    """The store calls the platform about what came back (or did not). Raises AfterSaleNotFoundError,
    AfterSaleStateError, AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, store_id=store_id)
    _dispute(case, "merchant", actor_id, text, asset_ids)
    _tell_buyer(case, "after_sale_disputed")
    return case


# The buyer ---------------------------------------------------------------------------------------------


@transaction.atomic
def ship_back(*, buyer_id: UUID, case_id: UUID, carrier: str, tracking_number: str) -> AfterSale:
    """The buyer has sent the goods. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id)
    case.return_carrier, case.return_number = _parcel(carrier, tracking_number)
    move_case(
        case,
        S.RETURNING,
        actor="buyer",
        actor_id=buyer_id,
        text=case.return_number,
        due_at=now() + ARRIVES_WITHIN,
    )
    _tell_store(case, "after_sale_returning")
    return case


@transaction.atomic
def call_platform(*, buyer_id: UUID, case_id: UUID, text: str, asset_ids: Sequence[UUID] = ()) -> AfterSale:
    """The buyer calls the platform. Raises AfterSaleNotFoundError, AfterSaleStateError,
    AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id)
    _dispute(case, "buyer", buyer_id, text, asset_ids)
    _tell_store(case, "after_sale_disputed")
    return case


@transaction.atomic
def withdraw(*, buyer_id: UUID, case_id: UUID) -> AfterSale:
    """The buyer gives the case up. Raises AfterSaleNotFoundError, AfterSaleStateError."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id, buyer_id=buyer_id)
    move_case(case, S.WITHDRAWN, actor="buyer", actor_id=buyer_id)
    _end(case, locked.order)
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
    """Either side adds words or pictures to an open case. Raises AfterSaleNotFoundError,
    AfterSaleStateError, AfterSaleInvalidError, PicturesInvalidError."""
    case = lock_case(case_id, buyer_id=buyer_id, store_id=store_id)
    if case.status in ENDED:
        raise AfterSaleStateError
    actor: Actor = "buyer" if buyer_id else "merchant"
    pictures = take_pictures(owner_id=actor_id, asset_ids=asset_ids)
    tell(case, "evidence", actor=actor, actor_id=actor_id, text=_required(text), pictures=pictures)
    return case


def _dispute(case: AfterSale, actor: Actor, actor_id: UUID, text: str, asset_ids: Sequence[UUID]) -> None:
    pictures = take_pictures(owner_id=actor_id, asset_ids=asset_ids)
    move_case(
        case,
        S.DISPUTED,
        actor=actor,
        actor_id=actor_id,
        text=_required(text),
        pictures=pictures,
        due_at=now() + EVIDENCE_WITHIN,
    )


# The platform ------------------------------------------------------------------------------------------


@transaction.atomic
def rule(
    *, case_id: UUID, operator_id: UUID, verdict: str, text: str, amount: int | None = None
) -> AfterSale:
    """The platform rules on a disputed case: `refund` (of `amount`, or what was asked), `return` (send it
    back first), or `reject`. Raises AfterSaleNotFoundError, AfterSaleStateError, RefundTooLargeError,
    AfterSaleInvalidError."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id)
    if case.status != S.DISPUTED:
        raise AfterSaleStateError
    case.ruling, case.ruled_by_id, case.ruled_at = _required(text)[:500], operator_id, now()
    case.ruled_for = "store" if verdict == "reject" else "buyer"
    if verdict == "refund":
        asked = _whole(case, locked) if case.kind == Kind.EXCHANGE else case.asked_amount
        _pay_back(
            case,
            locked,
            asked if amount is None else amount,
            actor="platform",
            actor_id=operator_id,
        )
    elif verdict == "return":
        move_case(
            case,
            S.AGREED,
            actor="platform",
            actor_id=operator_id,
            text=case.ruling,
            due_at=now() + SHIP_BACK_WITHIN,
        )
    else:
        move_case(case, S.CLOSED, actor="platform", actor_id=operator_id, text=case.ruling)
        _end(case, locked.order)
    _tell_buyer(case, "after_sale_ruled", ruling=case.ruling)
    _tell_store(case, "after_sale_ruled", ruling=case.ruling)
    return case


# The clock ---------------------------------------------------------------------------------------------


def pass_deadlines(limit: int = 200) -> int:
    """The job's work: what happens where nobody acted in time; returns how many cases moved on."""
    due = AfterSale.objects.filter(
        due_at__lte=now(), status__in=[S.REQUESTED, S.AGREED, S.REFUSED, S.RETURNING, S.RECEIVED]
    )
    return sum(map(pass_deadline, due.order_by("due_at", "id").values_list("id", flat=True)[:limit]))


@transaction.atomic
def pass_deadline(case_id: UUID) -> bool:
    """Moves one case on; False where it is not (any more) due. The store did not answer: the platform steps
    in. The buyer sent nothing back, or did not call the platform: closed. The goods must have arrived, or the
    refund is due: the money goes back by itself."""
    locked = _lock_order_of(case_id)
    case = lock_case(case_id)
    if case.due_at is None or case.due_at > now():
        return False
    if case.status == S.REQUESTED:
        move_case(case, S.DISPUTED, actor="system", text="商家超时未处理", due_at=now() + EVIDENCE_WITHIN)
        _tell_buyer(case, "after_sale_disputed")
        _tell_store(case, "after_sale_disputed")
    elif case.status in {S.AGREED, S.REFUSED}:
        move_case(case, S.CLOSED, actor="system", text="超时自动关闭")
        _end(case, locked.order)
        _tell_buyer(case, "after_sale_closed")
    elif case.status == S.RETURNING:
        case.received_at = now()
        move_case(case, S.RECEIVED, actor="system", text="超时视为已收货", due_at=now() + REFUND_WITHIN)
        if case.kind == Kind.RETURN:
            _pay_back(case, locked, case.asked_amount, actor="system", actor_id=None)
    elif case.status == S.RECEIVED and case.kind == Kind.RETURN:
        _pay_back(case, locked, case.asked_amount, actor="system", actor_id=None)
    elif case.status == S.RECEIVED:
        # An exchange that never came is a return.
        _pay_back(case, locked, _whole(case, locked), actor="system", actor_id=None)
    else:
        return False
    return True


def _whole(case: AfterSale, locked: Locked) -> int:
    return most_for(locked.facts, case.quantity, with_freight=True)


# Money and the end -------------------------------------------------------------------------------------


def _pay_back(case: AfterSale, locked: Locked, amount: int, *, actor: Actor, actor_id: UUID | None) -> None:
    """Gives the money back. All pieces of the case count as refunded where all of their price goes back or
    they came back; a part of the price for goods that stay counts as none."""
    most = most_for(locked.facts, case.quantity, with_freight=case.with_freight)
    if amount > locked.facts.left:
        raise RefundTooLargeError(extra={"most": most})
    counts = case.kind in {*COMES_BACK, Kind.CANCEL} or amount >= most_for(
        locked.facts, case.quantity, with_freight=False
    )
    case.agreed_amount = amount
    move_case(case, S.REFUNDING, actor=actor, actor_id=actor_id)
    part = refund_line(
        locked,
        amount=amount,
        quantity=case.quantity if counts else 0,
        key=f"after_sale:{case.id}",
        reason=f"售后 {case.number}",
        actor=actor,
        actor_id=actor_id,
        after_sale=case,
    )
    _restock(case, actor_id)
    if part.arrived_at is not None:
        _finish(case, locked.order)
    else:
        _tell_buyer(case, "after_sale_refunding", amount=_yuan(amount))


@transaction.atomic
def finish_refund(*, part_id: UUID) -> None:
    """The provider's part of a refund has arrived: the case is done. Safe to call twice."""
    found = RefundPart.objects.filter(id=part_id, arrived_at=None).values_list("order_id", "after_sale_id")
    row = found.first()
    if row is None:
        return
    order_id, case_id = row
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    case = lock_case(case_id) if case_id else None
    arrived = RefundPart.objects.filter(id=part_id, arrived_at=None).update(arrived_at=now())
    if arrived and case is not None and case.status == S.REFUNDING:
        _finish(case, order)


def _finish(case: AfterSale, order: Order) -> None:
    move_case(case, S.DONE, actor="system")
    _end(case, order)
    _tell_buyer(case, "after_sale_done", amount=_yuan(case.agreed_amount))


def _end(case: AfterSale, order: Order) -> None:
    """A claim of fake goods that is over lets the order go, unless another one stands."""
    others = AfterSale.objects.filter(order_id=case.order_id, is_fake_claim=True, status__in=OPEN)
    if case.is_fake_claim and not others.exclude(id=case.id).exists():
        settling.unfreeze(order.id)


def _restock(case: AfterSale, actor_id: UUID | None) -> None:
    """Back to stock only if somebody decided so."""
    if not case.restock:
        return
    order = Order.objects.values("warehouse_id").get(id=case.order_id)
    line = OrderLine.objects.values("variant_id").get(id=case.line_id)
    stock.restock(
        reference_id=case.id,
        lines=[(line["variant_id"], order["warehouse_id"], case.quantity)],
        reason="cancel" if case.kind == Kind.CANCEL else "return",
        actor_id=actor_id,
    )


def _lock_order_of(case_id: UUID) -> Locked:
    line_id = AfterSale.objects.filter(id=case_id).values_list("line_id", flat=True).first()
    if line_id is None:
        raise AfterSaleNotFoundError
    return lock_line(line_id)


def _parcel(carrier: str, tracking_number: str) -> tuple[str, str]:
    number = clean_line(tracking_number)
    problems = {}
    if carrier not in CARRIERS:
        problems["carrier"] = bilingual("请选择快递公司", "Choose a carrier")
    if not 5 <= len(number) <= 40 or not number.isascii():
        problems["tracking_number"] = bilingual("快递单号不正确", "Not a tracking number")
    if problems:
        raise AfterSaleInvalidError(fields=problems)
    return carrier, number


def _required(text: str) -> str:
    cleaned = clean_text(text)
    if not 2 <= len(cleaned) <= 1000:
        message = bilingual("请填写 2-1000 字的说明", "Between 2 and 1000 characters")
        raise AfterSaleInvalidError(fields={"text": message})
    return cleaned


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _tell_buyer(case: AfterSale, kind: str, **payload: str) -> None:
    tell_buyer(case.order_id, kind, case_number=case.number, after_sale_id=str(case.id), **payload)


def _tell_store(case: AfterSale, kind: str, **payload: str) -> None:
    tell_store(
        case.store_id,
        kind,
        subject_id=case.id,
        subject_kind="after_sale",
        roles=SERVICE,
        case_number=case.number,
        **payload,
    )
