"""Stock: promised to orders, used, given back, counted. Every change is one guarded statement whose rows are
locked in the order of (variant, warehouse); behind it stands a constraint of the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from shancha.apps.mall.errors import OutOfStockError, ReservationLapsedError, StockBelowReservedError
from shancha.apps.mall.events import BackInStock, SoldOut
from shancha.apps.mall.queries.stock import available
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

__all__ = ["StockLine", "adjust", "available", "consume", "release", "release_expired", "reserve", "restock"]

# A variant, the warehouse it lies in, and how many pieces.
StockLine = tuple[UUID, UUID, int]
# Orders give back what was not paid in time; what they lost comes back this much later.
GRACE = timedelta(minutes=30)
MAX_PIECES = 100_000_000

_LOCKED = """locked as (
    select s.variant_id, s.warehouse_id, w.quantity from mall_stock s
    join wanted w using (variant_id, warehouse_id)
    order by s.variant_id, s.warehouse_id for no key update of s
)"""
_WANTED = """wanted as (
    select variant_id, warehouse_id, quantity
    from unnest(%(variants)s::uuid[], %(warehouses)s::uuid[], %(quantities)s::int[])
        w(variant_id, warehouse_id, quantity)
)"""

_RESERVE = f"""
with {_WANTED}, {_LOCKED}, taken as (
    update mall_stock s set reserved = s.reserved + l.quantity, updated_at = %(now)s
    from locked l
    where s.variant_id = l.variant_id and s.warehouse_id = l.warehouse_id
        and s.on_hand - s.reserved >= l.quantity
    returning s.variant_id, s.warehouse_id, l.quantity, s.on_hand - s.reserved as free
), again as (
    update mall_reservation r set quantity = t.quantity, status = 'held',
        expires_at = %(expires)s::timestamptz, created_at = %(now)s
    from taken t
    where r.reference_id = %(reference)s and r.variant_id = t.variant_id
        and r.warehouse_id = t.warehouse_id and r.status = 'released'
    returning r.variant_id, r.warehouse_id
), kept as (
    insert into mall_reservation
        (reference_id, variant_id, warehouse_id, quantity, status, expires_at, created_at)
    select %(reference)s, variant_id, warehouse_id, quantity, 'held', %(expires)s::timestamptz, %(now)s
    from taken where (variant_id, warehouse_id) not in (select variant_id, warehouse_id from again)
)
select wanted.variant_id, taken.free from wanted left join taken using (variant_id, warehouse_id)
"""  # noqa: S608 - constants of ours

# `wanted` are here the reservations that still hold, closed in the same statement.
_CLOSED = """due as (
    select ctid from mall_reservation
    where reference_id = any(%(references)s::uuid[]) and status = 'held'
    order by reference_id, variant_id, warehouse_id for update
), closed as (
    update mall_reservation r set status = %(status)s from due
    where r.ctid = due.ctid and r.status = 'held'
    returning r.reference_id, r.variant_id, r.warehouse_id, r.quantity
), wanted as (
    select variant_id, warehouse_id, sum(quantity)::int as quantity from closed group by 1, 2
)"""

_RELEASE = f"""
with {_CLOSED}, {_LOCKED}
update mall_stock s set reserved = s.reserved - l.quantity, updated_at = %(now)s
from locked l where s.variant_id = l.variant_id and s.warehouse_id = l.warehouse_id
returning s.variant_id, l.quantity, s.on_hand - s.reserved
"""  # noqa: S608 - constants of ours

_CONSUME = f"""
with {_CLOSED}, {_LOCKED}, gone as (
    update mall_stock s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity,
        updated_at = %(now)s
    from locked l where s.variant_id = l.variant_id and s.warehouse_id = l.warehouse_id
    returning s.variant_id, s.warehouse_id, s.on_hand
)
insert into mall_stockmovement
    (id, variant_id, warehouse_id, delta, on_hand_after, reason, reference_id, note, at)
select uuidv7(), variant_id, warehouse_id, -c.quantity, g.on_hand, %(reason)s, c.reference_id, '', %(now)s
from closed c join gone g using (variant_id, warehouse_id)
"""  # noqa: S608 - constants of ours

_RESTOCK = f"""
with asked as (
    select variant_id, warehouse_id, sum(quantity)::int as quantity
    from unnest(%(variants)s::uuid[], %(warehouses)s::uuid[], %(quantities)s::int[])
        w(variant_id, warehouse_id, quantity)
    group by 1, 2
), wanted as (
    select a.* from asked a where not exists (
        select 1 from mall_stockmovement m
        where m.reference_id = %(reference)s and m.reason = %(reason)s and m.variant_id = a.variant_id
            and m.warehouse_id = a.warehouse_id)
), {_LOCKED}, back as (
    update mall_stock s set on_hand = s.on_hand + l.quantity, updated_at = %(now)s
    from locked l where s.variant_id = l.variant_id and s.warehouse_id = l.warehouse_id
    returning s.variant_id, s.warehouse_id, l.quantity, s.on_hand, s.on_hand - s.reserved as free
), told as (
    insert into mall_stockmovement
        (id, variant_id, warehouse_id, delta, on_hand_after, reason, reference_id, actor_id, note, at)
    select uuidv7(), variant_id, warehouse_id, quantity, on_hand, %(reason)s, %(reference)s,
        %(actor)s::uuid, '', %(now)s
    from back
)
select variant_id, quantity, free from back
"""  # noqa: S608 - constants of ours

_ENSURE = """
insert into mall_stock (variant_id, warehouse_id, on_hand, reserved, updated_at)
values (%(variant)s, %(warehouse)s, 0, 0, %(now)s) on conflict do nothing
"""
_ADJUST = """
with was as (
    select on_hand from mall_stock where variant_id = %(variant)s and warehouse_id = %(warehouse)s
    for no key update
), changed as (
    update mall_stock s set updated_at = %(now)s,
        on_hand = coalesce(%(on_hand)s::int, was.on_hand + %(delta)s::int)
    from was where s.variant_id = %(variant)s and s.warehouse_id = %(warehouse)s
    returning s.variant_id, s.warehouse_id, s.on_hand, s.reserved, s.on_hand - was.on_hand as delta
), told as (
    insert into mall_stockmovement
        (id, variant_id, warehouse_id, delta, on_hand_after, reason, actor_id, note, at)
    select %(id)s, variant_id, warehouse_id, delta, on_hand, %(reason)s, %(actor)s::uuid, %(note)s, %(now)s
    from changed where delta <> 0
)
select on_hand, reserved, delta from changed
"""

_EXPIRED = """
select distinct reference_id from mall_reservation
where status = 'held' and expires_at < %s order by reference_id limit 500
"""


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What lies in a warehouse after a change."""

    on_hand: int
    reserved: int
    delta: int


@transaction.atomic(savepoint=False)
def reserve(*, reference_id: UUID, lines: Iterable[StockLine], expires_at: datetime | None = None) -> None:
    """Promises pieces to an order, all or none, in one statement. `lines` are (variant, warehouse, quantity).

    Raises OutOfStockError with the variants that lack; a transaction that it runs in ends with that. A
    reference holds each (variant, warehouse) once; a second time is an IntegrityError, unless it gave back
    what it held.
    """
    wanted = _merged(lines)
    rows = sql.fetch_rows(
        _RESERVE, {**_columns(wanted), "reference": reference_id, "expires": expires_at, "now": now()}
    )
    lacking = [row[0] for row in rows if row[1] is None]
    if lacking:
        message = bilingual("库存不足", "Out of stock")
        raise OutOfStockError(fields={str(variant_id): message for variant_id in lacking})
    _tell_sold_out([row[0] for row in rows if row[1] == 0])


@transaction.atomic
def release(*reference_ids: UUID) -> int:
    """Gives back what orders still hold; returns how many stock rows changed. Safe to call twice. Name all
    references of one transaction in one call, so that locks are taken in one order."""
    rows = sql.fetch_rows(_RELEASE, {"references": list(reference_ids), "status": "released", "now": now()})
    _tell_back([(variant, quantity) for variant, quantity, free in rows if free <= quantity])
    return len(rows)


@transaction.atomic(savepoint=False)
def consume(*reference_ids: UUID, reason: str = "sale") -> int:
    """What the orders hold leaves the house: `on_hand` and `reserved` go down, movements are written
    (`reason` sale or exchange). Returns how many lines left; 0 where they had left before. Raises
    ReservationLapsedError where pieces were given back meanwhile; a transaction that it runs in ends with
    that. Name all references of one transaction in one call."""
    lines = sql.execute(
        _CONSUME, {"references": list(reference_ids), "status": "used", "reason": reason, "now": now()}
    )
    # Looked at afterwards: a release that came in between was waited for by the statement above. The subquery
    # lets PostgreSQL keep the plan.
    lapsed = sql.fetch_value(
        """
        select count(*) from mall_reservation
        where reference_id = any((select %s::uuid[])::uuid[]) and status = 'released'
        """,
        [list(reference_ids)],
    )
    if lapsed:
        raise ReservationLapsedError
    return lines


@transaction.atomic
def restock(
    *, reference_id: UUID, lines: Iterable[StockLine], reason: str = "return", actor_id: UUID | None = None
) -> None:
    """Puts pieces back on hand: after a return, or a cancel of a paid order (`reason` return or cancel). A
    reference puts back each (variant, warehouse) once for a reason; repeated, nothing happens."""
    rows = sql.fetch_rows(
        _RESTOCK,
        {
            **_columns(_merged(lines)),
            "reference": reference_id,
            "reason": reason,
            "actor": actor_id,
            "now": now(),
        },
    )
    _tell_back([(variant, quantity) for variant, quantity, free in rows if free <= quantity])


@transaction.atomic
def adjust(
    *,
    variant_id: UUID,
    warehouse_id: UUID,
    delta: int | None = None,
    on_hand: int | None = None,
    reason: str = "adjust",
    actor_id: UUID | None = None,
    note: str = "",
) -> StockLevel:
    """Counts stock: by a difference, or by what there is. Raises StockBelowReservedError where orders hold
    more than would be left. Publishes BackInStock and SoldOut."""
    values = {"variant": variant_id, "warehouse": warehouse_id, "now": now()}
    sql.execute(_ENSURE, values)
    values |= {"delta": delta or 0, "on_hand": on_hand, "reason": reason, "actor": actor_id, "note": note}
    try:
        with transaction.atomic():
            row = sql.fetch_rows(_ADJUST, {**values, "id": new_id()})[0]
    except (IntegrityError, DataError) as error:
        raise StockBelowReservedError from error
    level = StockLevel(*row)
    free = level.on_hand - level.reserved
    if level.delta > 0 and free <= level.delta:
        _tell_back([(variant_id, level.delta)])
    elif level.delta < 0 and free == 0:
        _tell_sold_out([variant_id])
    return level


def release_expired() -> int:
    """The job's work: gives back what nobody paid nor gave back in time; returns how many references."""
    rows = sql.fetch_rows(_EXPIRED, [now() - GRACE])
    for (reference_id,) in rows:
        release(reference_id)
    return len(rows)


def _merged(lines: Iterable[StockLine]) -> list[StockLine]:
    """One line for each (variant, warehouse), in the order in which rows are locked."""
    wanted: dict[tuple[UUID, UUID], int] = {}
    for variant_id, warehouse_id, quantity in lines:
        assert 0 < quantity <= MAX_PIECES
        wanted[variant_id, warehouse_id] = wanted.get((variant_id, warehouse_id), 0) + quantity
    return [(variant, warehouse, wanted[variant, warehouse]) for variant, warehouse in sorted(wanted)]


def _columns(lines: Sequence[StockLine]) -> dict[str, list[UUID] | list[int]]:
    return {
        "variants": [line[0] for line in lines],
        "warehouses": [line[1] for line in lines],
        "quantities": [line[2] for line in lines],
    }


def _tell_sold_out(variant_ids: Sequence[UUID]) -> None:
    """Publishes SoldOut for those of which no other warehouse has any."""
    if variant_ids:
        for variant_id, product_id, _ in _products_of(variant_ids, most=0):
            publish(SoldOut(variant_id=variant_id, product_id=product_id))


def _tell_back(gained: Sequence[tuple[UUID, int]]) -> None:
    """Publishes BackInStock for those that nobody could buy before."""
    if not gained:
        return
    total: dict[UUID, int] = {}
    for variant_id, quantity in gained:
        total[variant_id] = total.get(variant_id, 0) + quantity
    for variant_id, product_id, free in _products_of(list(total)):
        if 0 < free <= total[variant_id]:
            publish(BackInStock(variant_id=variant_id, product_id=product_id))


def _products_of(variant_ids: Sequence[UUID], most: int | None = None) -> list[tuple[UUID, UUID, int]]:
    free = available(variant_ids)
    rows = sql.fetch_rows(
        "select id, product_id from mall_variant where id = any(%s::uuid[]) order by id", [list(variant_ids)]
    )
    found = [(variant_id, product_id, free.get(variant_id, 0)) for variant_id, product_id in rows]
    return [row for row in found if most is None or row[2] <= most]
