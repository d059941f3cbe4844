"""Stores get their money: held from the sale, released when the time for returns is over and nothing is
open, smaller by what went back and by the commission whose rate was frozen at the sale."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from shancha.apps.orders.aftersale_states import OPEN, RETURN_DAYS
from shancha.apps.orders.models import AfterSale, Order, OrderLine, Settlement
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.refunding import commission_of
from shancha.apps.orders.services import bookkeeping, claim_holds, crediting
from shancha.apps.orders.services.transitions import record
from shancha.kit import sql
from shancha.kit.apart import each_apart
from shancha.kit.clock import now
from shancha.kit.ids import new_id

HELD_AFTER_RECEIPT = timedelta(days=RETURN_DAYS + 1)
_BATCH = 200
Status = Settlement.Status

# Opens settlements and gives what the ledger has to know, in one statement. The subquery hides the array's
# length: else PostgreSQL plans it anew each time.
_OPEN = """
with paid as (
    select o.id, o.store_id, o.number, o.payable_amount, o.wallet_amount, o.points_amount, coalesce((
        select sum(l.platform_funded) from orders_orderline l where l.order_id = o.id), 0)::bigint as funded
    from orders_order o where o.id = any((select %(orders)s::uuid[])::uuid[])
), opened as (
    insert into orders_settlement
        (id, order_id, store_id, gross, subsidy, refunded, subsidy_back, commission, status, created_at)
    select i.id, p.id, p.store_id, p.payable_amount + p.wallet_amount + p.points_amount, p.funded, 0, 0, 0,
        'held', %(now)s
    from paid p join unnest(%(orders)s::uuid[], %(ids)s::uuid[]) as i (order_id, id) on i.order_id = p.id
    on conflict (order_id) do nothing
)
select id, store_id, number, payable_amount, wallet_amount, points_amount, funded from paid order by id
"""


def open_settlements(order_ids: Sequence[UUID]) -> list[bookkeeping.Sale]:
    """Paid orders are to be settled some day; returns them as the ledger sees them. Call it in the
    transaction that marks them as paid."""
    rows = sql.fetch_rows(
        _OPEN, {"orders": list(order_ids), "ids": [new_id() for _ in order_ids], "now": now()}
    )
    return [bookkeeping.Sale(*row) for row in rows]


def start_clock(order_id: UUID) -> None:
    """The buyer has the goods: eight days from now, when nobody can return them without a reason any more,
    the store gets its money."""
    Settlement.objects.filter(order_id=order_id, status__in=[Status.HELD, Status.FROZEN]).update(
        hold_until=now() + HELD_AFTER_RECEIPT
    )


def end_clock(order_id: UUID) -> None:
    """Every piece of the order went back: nothing more can be asked for, and what its store keeps (freight
    that it earned) is due at once."""
    Settlement.objects.filter(order_id=order_id, status__in=[Status.HELD, Status.FROZEN]).update(
        hold_until=now()
    )


def commission_on(order_id: UUID) -> int:
    """The commission on what is kept of an order, at the rates frozen in its lines; fen."""
    lines = list(OrderLine.objects.filter(order_id=order_id))
    facts = line_facts(lines)
    return sum(commission_of(facts[line.id], line.commission_bp) for line in lines)


def shrink(*, order_id: UUID, amount: int, platform_back: int) -> tuple[bool, int]:
    """A part of an order went back: its settlement shrinks. Returns whether the store has had the money
    already, and the commission that comes back with the part."""
    settlement = Settlement.objects.select_for_update(no_key=True).filter(order_id=order_id).first()
    if settlement is None:
        return False, 0
    settlement.refunded += amount
    settlement.subsidy_back += platform_back
    is_settled = settlement.status == Status.RELEASED
    commission_back = 0
    if is_settled:
        kept = min(commission_on(order_id), settlement.commission)
        commission_back, settlement.commission = settlement.commission - kept, kept
    elif settlement.refunded == settlement.gross and settlement.subsidy_back == settlement.subsidy:
        settlement.status = Status.REVERSED
    settlement.save()
    return is_settled, commission_back


def reverse_settlement(order_id: UUID) -> None:
    """The whole order was cancelled with a full refund."""
    settlement = Settlement.objects.select_for_update(no_key=True).filter(order_id=order_id).first()
    if settlement is not None and settlement.status != Status.RELEASED:
        settlement.refunded, settlement.subsidy_back = settlement.gross, settlement.subsidy
        settlement.status = Status.REVERSED
        settlement.save()


def freeze(order_id: UUID, *, reason: str) -> None:
    """A claim stands against the goods: the order stands still and its money stays. Called with the order's
    row locked."""
    if Order.objects.filter(id=order_id, is_frozen=False).update(is_frozen=True):
        record(order_id, "frozen", actor="system", reason=reason)
    Settlement.objects.filter(order_id=order_id, status=Status.HELD).update(status=Status.FROZEN)


def unfreeze(order_id: UUID) -> None:
    """The claim is settled. Called with the order's row locked."""
    if Order.objects.filter(id=order_id, is_frozen=True).update(is_frozen=False):
        record(order_id, "unfrozen", actor="system")
    Settlement.objects.filter(order_id=order_id, status=Status.FROZEN).update(status=Status.HELD)


def release_due(limit: int = _BATCH) -> int:
    """The job's work: gives stores their money where the time is over; returns how many orders."""
    due = (
        Settlement.objects.filter(status=Status.HELD, hold_until__lte=now(), order__is_frozen=False)
        .exclude(Exists(AfterSale.objects.filter(order_id=OuterRef("order_id"), status__in=OPEN)))
        .order_by("hold_until", "id")
    )
    return each_apart(list(due.values_list("order_id", flat=True)[:limit]), release_settlement)


@transaction.atomic
def release_settlement(order_id: UUID) -> bool:
    """Gives a store what it is due for an order; False while the time is not over, a claim stands or a case
    is open. Safe to call twice. Locks: order, settlement, then the store's money."""
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    settlement = Settlement.objects.select_for_update(no_key=True).get(order_id=order_id)
    is_due = settlement.hold_until is not None and settlement.hold_until <= now()
    if settlement.status != Status.HELD or not is_due or order.is_frozen:
        return False
    if AfterSale.objects.filter(order_id=order_id, status__in=OPEN).exists():
        return False
    settlement.commission = commission_on(order_id)
    settlement.status, settlement.released_at = Status.RELEASED, now()
    settlement.save()
    bookkeeping.book_settlement(
        order_id=order_id,
        store_id=settlement.store_id,
        net=settlement.net,
        commission=settlement.commission,
        number=order.number,
    )
    claim_holds.spread(settlement.store_id, key=f"claim_fill:{order_id}")
    crediting.keep_credits(order_id)
    return True
