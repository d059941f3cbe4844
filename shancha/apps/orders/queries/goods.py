"""What carts and checkouts need to know of goods: one statement over the mall's tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.queries.stock import SERVES_SQL
from shancha.kit import sql
from shancha.kit.language import is_english

# The joins from `l` (variant_id, quantity) to variant `v`, product `p`, store `st`, and `offer`: the
# warehouse that would send it (with enough of it before one without).
JOINS_SQL = f"""
join mall_variant v on v.id = l.variant_id
join mall_product p on p.id = v.product_id
join mall_store st on st.id = v.store_id
left join lateral (
    select w.*, k.on_hand - k.reserved as free
    from mall_stock k join mall_warehouse w on w.id = k.warehouse_id
    where k.variant_id = v.id and {SERVES_SQL}
    order by k.on_hand - k.reserved >= l.quantity desc, w.position, w.days_max, free desc, w.id
    limit 1
) offer on true
"""
BUYABLE_SQL = "(v.is_active and p.status = 'on_sale' and st.status in ('open', 'closing'))"
# The picture of the variant, or the product's cover.
PICTURE_SQL = "coalesce(p.pictures -> v.picture_position, p.cover)"

# In a subquery the arrays' length is hidden from the planner: else it plans this statement anew each time,
# which costs five times as much as running it.
_GOODS = f"""
select v.id, p.id, p.title, v.options::text, {PICTURE_SQL}::text, v.price, v.member_price, v.list_price,
    {BUYABLE_SQL}, p.trade_mode, p.return_class, p.version, p.brand_id, v.weight_g, v.content_amount,
    v.content_unit, v.hs_code, st.id, st.name, st.slug, st.is_self_run,
    coalesce(st.commission_bp, c.commission_bp), c.path, c.vat_bp, c.consumption_tax, offer.id, offer.name,
    offer.country, offer.city_name, offer.days_min, offer.days_max, offer.base_freight,
    offer.free_freight_over, offer.remote_freight, offer.remote_provinces, coalesce(offer.free, 0)::int,
    p.title_en
from unnest((select %(variants)s::uuid[]), (select %(quantities)s::int[]))
    with ordinality l(variant_id, quantity, place)
{JOINS_SQL}
join mall_category c on c.id = p.category_id
order by l.place
"""


@dataclass(frozen=True, slots=True)
class Goods:
    """A variant as it is sold now. Warehouse fields are None where no warehouse keeps it."""

    variant_id: UUID
    product_id: UUID
    title: str
    options: str
    picture: Any
    price: int
    member_price: int | None
    list_price: int | None
    is_buyable: bool
    trade_mode: Any
    return_class: str
    product_version: int
    brand_id: UUID | None
    weight_g: int
    content_amount: Decimal | None
    content_unit: str
    hs_code: str
    store_id: UUID
    store_name: str
    store_slug: str
    is_self_run: bool
    commission_bp: int
    category_ids: tuple[UUID, ...]
    vat_bp: int
    consumption_tax: str
    warehouse_id: UUID | None
    warehouse_name: str
    country: str
    city_name: str
    days_min: int
    days_max: int
    base_freight: int
    free_freight_over: int | None
    remote_freight: int
    remote_provinces: frozenset[str]
    free: int
    title_en: str

    @property
    def name(self) -> str:
        """The title in the reader's language; `title` is what orders keep."""
        return (is_english() and self.title_en) or self.title


def load_goods(wanted: Sequence[tuple[UUID, int]]) -> dict[UUID, Goods]:
    """The goods for (variant, quantity) as they are now; variants that do not exist are left out."""
    rows = sql.fetch_rows(
        _GOODS, {"variants": [row[0] for row in wanted], "quantities": [row[1] for row in wanted]}
    )
    return {row[0]: _goods(row) for row in rows}


def _goods(row: tuple[Any, ...]) -> Goods:
    fields = list(row)
    fields[3] = " / ".join(str(option) for option in orjson.loads(row[3]))
    fields[4] = orjson.loads(row[4]) if row[4] else None
    fields[22] = tuple(row[22])
    fields[34] = frozenset(row[34] or ())
    return Goods(*fields)
