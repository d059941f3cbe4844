"""What was ordered and not yet sent of goods that are called back: unpaid orders are given up, paid pieces
are refunded with their freight, whole orders cancelled. The buyers know of the recall already (`recalling`);
each is told what becomes of the order, and the store which orders it was."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Recall
from shancha.apps.mall.services import stock
from shancha.apps.orders.aftersale_states import OPEN, CaseStatus, Kind
from shancha.apps.orders.models import AfterSale, OrderLine
from shancha.apps.orders.refunding import most_for
from shancha.apps.orders.services.aftersale_ends import pay_back
from shancha.apps.orders.services.aftersale_moves import lock_case
from shancha.apps.orders.services.cancelling import REASONS, cancel_paid, cancel_unpaid
from shancha.apps.orders.services.notices import tell_buyer, tell_store
from shancha.apps.orders.services.refunds import Locked, lock_line, refund_line
from shancha.apps.orders.states import Status
from shancha.kit import sql
from shancha.kit.apart import each_apart
from shancha.kit.money import exact_yuan

_PAGE = 500
_UNPAID = """
select distinct o.group_id from orders_orderline l join orders_order o on o.id = l.order_id
where l.product_id = %(product)s and o.status = 'to_pay' and o.group_id > %(after)s
order by o.group_id limit %(limit)s
"""
_UNSENT = """
select l.id from orders_orderline l join orders_order o on o.id = l.order_id
where l.product_id = %(product)s and o.status = 'to_ship' and l.id > %(after)s
    and l.quantity > l.cancelled_quantity + l.shipped_quantity
order by l.id limit %(limit)s
"""
_NUMBERS = """
select o.store_id, o.number from orders_orderline l join orders_order o on o.id = l.order_id
where l.id = any(%s::uuid[]) order by o.number
"""
_SHOWN = 5


def stop_orders(*, recall_id: UUID) -> int:
    """Stops all open orders of the recalled goods; returns how many lines and groups. Safe to run twice. Paid
    ones come last, so that one that is paid meanwhile is found."""
    recall = Recall.objects.select_related("product").get(id=recall_id)
    stopped = sum(each_apart(page, _give_up) for page in _pages(_UNPAID, recall))
    for page in _pages(_UNSENT, recall):
        rows = sql.fetch_rows(_NUMBERS, [page])
        stopped += each_apart(page, lambda line_id: _refund(line_id, recall))
        _tell_stores(rows, recall)
    return stopped


def _pages(statement: str, recall: Recall) -> Iterator[list[UUID]]:
    after = UUID(int=0)
    while rows := sql.fetch_rows(statement, {"product": recall.product_id, "after": after, "limit": _PAGE}):
        page = [row[0] for row in rows]
        after = page[-1]
        yield page


def _give_up(group_id: UUID) -> bool:
    with transaction.atomic():
        ids = cancel_unpaid(group_id=group_id, actor="system", reason="recalled")
        if ids:
            name, name_en = REASONS["recalled"]
            tell_buyer(ids[0], "order_cancelled", reason=name, reason_en=name_en)
    return bool(ids)


@transaction.atomic
def _refund(line_id: UUID, recall: Recall) -> bool:
    """Gives back what of a line was not sent; the whole order where it has nothing else."""
    locked = lock_line(line_id)
    if locked.order.status != Status.TO_SHIP:
        return False
    if _is_untouched(locked):
        cancel_paid(order_id=locked.order.id, actor="system", reason="recalled")
        return True
    locked = _grant_cancel(locked)
    line = locked.line
    pieces = line.unsent_quantity
    if locked.order.status != Status.TO_SHIP or pieces <= 0:
        return True
    amount = most_for(locked.facts, pieces, with_freight=True)
    part = refund_line(
        locked,
        amount=amount,
        quantity=pieces,
        key=f"recall:{recall.id}:{line.id}",
        reason="商品召回",
        actor="system",
        cancels=True,
    )
    stock.restock(
        reference_id=part.id,
        lines=[(line.variant_id, locked.order.warehouse_id, pieces)],
        reason="cancel",
    )
    tell_buyer(locked.order.id, "recall_refunded", amount=exact_yuan(amount))
    return True


def _is_untouched(locked: Locked) -> bool:
    """Nothing of the order but this product, nothing sent, refunded or asked."""
    order, product_id = locked.order, locked.line.product_id
    lines = OrderLine.objects.filter(order=order)
    return not (
        order.refunded_amount
        or order.is_frozen
        or lines.exclude(product_id=product_id, shipped_quantity=0, refunded_quantity=0).exists()
        or AfterSale.objects.filter(order=order, status__in=OPEN).exists()
    )


def _grant_cancel(locked: Locked) -> Locked:
    """What the buyer has asked to cancel is granted first; the line as it stands afterwards."""
    asked = AfterSale.objects.filter(
        line=locked.line, kind=Kind.CANCEL, status=CaseStatus.REQUESTED
    ).values_list("id", flat=True)
    case_id = asked.first()
    if case_id is None:
        return locked
    case = lock_case(case_id)
    case.restock = True
    pay_back(case, locked, case.asked_amount, actor="system", actor_id=None)
    return lock_line(locked.line.id)


def _tell_stores(rows: list[tuple[UUID, str]], recall: Recall) -> None:
    counts = Counter(store_id for store_id, _ in rows)
    for store_id, count in sorted(counts.items()):
        numbers = [number for owner, number in rows if owner == store_id]
        tell_store(
            store_id,
            "store_recall",
            subject_kind="store",
            subject_id=store_id,
            title=recall.product.title,
            count=count,
            numbers="、".join(dict.fromkeys(numbers[:_SHOWN])) + ("…" if len(numbers) > _SHOWN else ""),
        )
