"""What can be sold, and from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shancha.kit import sql


def serves_sql(store: str) -> str:
    """True where warehouse `w` sends product `p` of the store with this alias: the goods' own way of trade,
    from the store's warehouses, or the platform's for self-run stores."""
    return f"""(w.is_active and w.kind = p.trade_mode
    and (w.store_id = p.store_id or (w.store_id is null and {store}.is_self_run)))"""


SERVES_SQL = serves_sql("st")

_AVAILABLE = f"""
select v.id, coalesce(sum(s.on_hand - s.reserved) filter (where {SERVES_SQL}), 0)::bigint
from mall_variant v
join mall_product p on p.id = v.product_id
join mall_store st on st.id = v.store_id
left join mall_stock s on s.variant_id = v.id
left join mall_warehouse w on w.id = s.warehouse_id
where v.id = any(%(ids)s::uuid[])
group by v.id
"""

_OFFERS = f"""
select distinct on (v.id) v.id, w.id, (s.on_hand - s.reserved)::bigint, wanted.quantity
from unnest(%(ids)s::uuid[], %(quantities)s::int[]) wanted(id, quantity)
join mall_variant v on v.id = wanted.id
join mall_product p on p.id = v.product_id
join mall_store st on st.id = v.store_id
join mall_stock s on s.variant_id = v.id
join mall_warehouse w on w.id = s.warehouse_id and {SERVES_SQL}
order by v.id, (s.on_hand - s.reserved >= wanted.quantity) desc, w.position, w.days_max,
    s.on_hand - s.reserved desc, w.id
"""


@dataclass(frozen=True, slots=True)
class StockOffer:
    """The warehouse that would send a variant. `free` is what it can sell now; it may be less than asked."""

    variant_id: UUID
    warehouse_id: UUID
    free: int
    is_enough: bool


def available(variant_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Pieces of each variant that can be sold now, over all warehouses that serve it; unknown ids are left
    out. One statement."""
    if not variant_ids:
        return {}
    return dict(sql.fetch_rows(_AVAILABLE, {"ids": list(variant_ids)}))


def offer_for(variant_ids: Sequence[UUID], quantity: int | Sequence[int] = 1) -> dict[UUID, StockOffer]:
    """The warehouse to send each variant from: one with enough, of the product's trade mode, first by the
    store's own order, then by speed. `quantity` is one for all, or one for each. A variant that no warehouse
    keeps is left out. One statement."""
    if not variant_ids:
        return {}
    quantities = [quantity] * len(variant_ids) if isinstance(quantity, int) else list(quantity)
    rows = sql.fetch_rows(_OFFERS, {"ids": list(variant_ids), "quantities": quantities})
    return {row[0]: StockOffer(row[0], row[1], row[2], row[2] >= row[3]) for row in rows}
