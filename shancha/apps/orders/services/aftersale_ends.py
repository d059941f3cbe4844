"""How a case ends: the money goes back, goods go to stock where somebody decided so, and what was set aside
or kept for it is free again."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.services import stock
from shancha.apps.orders.aftersale_states import GIVE_GOODS, OPEN, CaseStatus, Kind
from shancha.apps.orders.errors import AfterSaleInvalidError, AfterSaleNotFoundError, RefundTooLargeError
from shancha.apps.orders.models import AfterSale, Order, OrderLine, RefundPart
from shancha.apps.orders.refunding import most_for
from shancha.apps.orders.services import claim_holds, replacements, settling
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of
from shancha.apps.orders.services.refunds import Locked, lock_line, record_arrival, refund_line
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.money import exact_yuan
from shancha.kit.text import clean_text

S = CaseStatus


def lock_order_of(case_id: UUID) -> Locked:
    """The rows of a case's order, locked before the case itself. Raises AfterSaleNotFoundError."""
    line_id = AfterSale.objects.filter(id=case_id).values_list("line_id", flat=True).first()
    if line_id is None:
        raise AfterSaleNotFoundError
    return lock_line(line_id)


def required_words(text: str) -> str:
    """Words that a step needs. Raises AfterSaleInvalidError."""
    cleaned = clean_text(text)
    if not 2 <= len(cleaned) <= 1000:
        message = bilingual("请填写 2-1000 字的说明", "Between 2 and 1000 characters")
        raise AfterSaleInvalidError(fields={"text": message})
    return cleaned


def whole(case: AfterSale, locked: Locked) -> int:
    """All that can go back for the pieces of a case, freight with it."""
    return most_for(locked.facts, case.quantity, with_freight=True)


def due_amount(case: AfterSale, locked: Locked) -> int:
    """What goes back once the goods are there: what the ruling says, the whole price where goods were asked
    for that never came, else what was asked."""
    if case.ruled_amount is not None:
        return min(case.ruled_amount, locked.facts.left)
    return whole(case, locked) if case.kind in GIVE_GOODS else case.asked_amount


def pay_back(case: AfterSale, locked: Locked, amount: int, *, actor: Actor, actor_id: UUID | None) -> None:
    """Gives the money back. All pieces of the case count as refunded where all of their price goes back or
    they came back; a part of the price for goods that stay counts as none. Raises RefundTooLargeError,
    AfterSaleStateError."""
    most = most_for(locked.facts, case.quantity, with_freight=case.with_freight)
    if amount > locked.facts.left:
        raise RefundTooLargeError(extra={"most": most})
    without_freight = most_for(locked.facts, case.quantity, with_freight=False)
    stays = case.kind == Kind.REPAIR and case.received_at is None
    counts = (case.comes_back and not stays) or case.kind == Kind.CANCEL or amount >= without_freight
    case.agreed_amount = amount
    move_case(case, S.REFUNDING, actor=actor, actor_id=actor_id)
    replacements.give_back(case)
    claim_holds.end(case)
    part = refund_line(
        locked,
        amount=amount,
        quantity=case.quantity if counts else 0,
        key=f"after_sale:{case.id}",
        reason=f"售后 {case.number}",
        actor=actor,
        actor_id=actor_id,
        after_sale=case,
        cancels=case.kind == Kind.CANCEL,
    )
    claim_holds.spread(case.store_id, key=f"claim_rest:{case.id}")
    restock(case, actor_id)
    if part.arrived_at is not None:
        _finish(case, locked.order)
    else:
        tell_buyer_of(case, "after_sale_refunding", amount=exact_yuan(amount))


@transaction.atomic
def finish_refund(*, part_id: UUID) -> None:
    """The provider's part of a refund has arrived: the case is done. Safe to call twice."""
    part = RefundPart.objects.filter(id=part_id, arrived_at=None).first()
    if part is None:
        return
    order = Order.objects.select_for_update(no_key=True).get(id=part.order_id)
    case = lock_case(part.after_sale_id) if part.after_sale_id else None
    arrived = RefundPart.objects.filter(id=part_id, arrived_at=None).update(arrived_at=now())
    if arrived:
        record_arrival(part)
    if arrived and case is not None and case.status == S.REFUNDING:
        _finish(case, order)


def _finish(case: AfterSale, order: Order) -> None:
    move_case(case, S.DONE, actor="system")
    let_go(case, order)
    tell_buyer_of(case, "after_sale_done", amount=exact_yuan(case.agreed_amount))


def let_go(case: AfterSale, order: Order) -> None:
    """A case has ended: another piece is no longer set aside, and after a claim of fake goods the order and
    the store's money are free, unless another claim stands."""
    replacements.give_back(case)
    if not case.is_fake_claim:
        return
    claim_holds.end(case)
    claim_holds.spread(case.store_id, key=f"claim_over:{case.id}")
    others = AfterSale.objects.filter(order_id=case.order_id, is_fake_claim=True, status__in=OPEN)
    if not others.exclude(id=case.id).exists():
        settling.unfreeze(order.id)


def restock(case: AfterSale, actor_id: UUID | None) -> None:
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
