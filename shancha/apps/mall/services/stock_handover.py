"""Promised pieces change hands: what is set apart for a flash sale goes to the orders that got it, and back.

What is promised in all does not change, so that the stock's own rows are not touched.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import OutOfStockError
from shancha.kit import sql
from shancha.kit.clock import now

_HAND_OVER = """
with shrunk as (
    update mall_reservation set quantity = quantity - %(total)s
    where reference_id = %(source)s and variant_id = %(variant)s and warehouse_id = %(warehouse)s
        and status = 'held' and quantity > %(total)s returning 1
), emptied as (
    delete from mall_reservation
    where reference_id = %(source)s and variant_id = %(variant)s and warehouse_id = %(warehouse)s
        and status = 'held' and quantity = %(total)s returning 1
)
insert into mall_reservation
    (reference_id, variant_id, warehouse_id, quantity, status, expires_at, created_at)
select reference_id, %(variant)s, %(warehouse)s, quantity, 'held', %(expires)s::timestamptz, %(now)s
from unnest(%(references)s::uuid[], %(quantities)s::int[]) t(reference_id, quantity)
where exists (select from shrunk) or exists (select from emptied)
"""
_TAKE_BACK = """
with back as (
    delete from mall_reservation
    where reference_id = %(source)s and variant_id = %(variant)s and warehouse_id = %(warehouse)s
        and status = 'held' returning quantity
)
insert into mall_reservation
    (reference_id, variant_id, warehouse_id, quantity, status, expires_at, created_at)
select %(target)s, %(variant)s, %(warehouse)s, quantity, 'held', null, %(now)s from back
on conflict (reference_id, variant_id, warehouse_id) do update set
    status = 'held', quantity = excluded.quantity
        + case when mall_reservation.status = 'held' then mall_reservation.quantity else 0 end
"""


@transaction.atomic(savepoint=False)
def hand_over(
    *,
    source_id: UUID,
    variant_id: UUID,
    warehouse_id: UUID,
    targets: Sequence[tuple[UUID, int]],
    expires_at: datetime | None,
) -> None:
    """Takes pieces that `source_id` holds and promises them to each (reference, quantity) of `targets`, all
    or none. Raises OutOfStockError when it holds fewer."""
    values = {
        "source": source_id,
        "variant": variant_id,
        "warehouse": warehouse_id,
        "total": sum(quantity for _, quantity in targets),
        "references": [reference_id for reference_id, _ in targets],
        "quantities": [quantity for _, quantity in targets],
        "expires": expires_at,
        "now": now(),
    }
    if not targets:
        return
    if not sql.execute(_HAND_OVER, values):
        raise OutOfStockError


@transaction.atomic
def hand_back(*, source_id: UUID, target_id: UUID, variant_id: UUID, warehouse_id: UUID) -> bool:
    """Gives what `source_id` still holds of a variant to `target_id`; False where it holds none."""
    return bool(
        sql.execute(
            _TAKE_BACK,
            {
                "source": source_id,
                "target": target_id,
                "variant": variant_id,
                "warehouse": warehouse_id,
                "now": now(),
            },
        )
    )
