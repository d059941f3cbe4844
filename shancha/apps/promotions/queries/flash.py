"""Reads of flash sales. What is left is counted from the item's own row, so it is true when it is read."""

from typing import Any

import orjson

from shancha.apps.mall.queries.product_cards import CARD, JOINS, ON_SALE
from shancha.kit import sql
from shancha.kit.clock import now

SALES_SHOWN = 6
ITEMS_SHOWN = 50

_ITEM = f"""json_build_object('id', i.id, 'variant_id', i.variant_id, 'options', v.options,
    'normal_price', v.price, 'price', i.price, 'quantity', i.quantity, 'left', i.quantity - i.sold,
    'per_user', i.per_user, 'product', {CARD})"""
_SALES = f"""
select coalesce(json_agg(json_build_object('id', f.id,
    'title', case when %(english)s::bool and f.title_en <> '' then f.title_en else f.title_zh end,
    'starts_at', f.starts_at, 'ends_at', f.ends_at, 'is_running', f.starts_at <= %(now)s,
    'items', (
        select coalesce(json_agg(t.item order by t.position, t.id), '[]') from (
            select i.position, i.id, {_ITEM} as item
            from promotions_flashitem i join mall_variant v on v.id = i.variant_id
            join mall_product p on p.id = v.product_id {JOINS}
            where i.sale_id = f.id and {ON_SALE}
            order by i.position, i.id limit {ITEMS_SHOWN}) t)
    ) order by f.starts_at, f.id), '[]')::text
from (
    select * from promotions_flashsale where status = 'ready' and ends_at > %(now)s
    order by starts_at, id limit {SALES_SHOWN}) f
"""


def list_sales(*, english: bool = False) -> dict[str, Any]:
    """Flash sales that run or are to come, the next in front, with `now` for clocks that are off."""
    moment = now()
    found = sql.fetch_value(_SALES, {"now": moment, "english": english})
    return {"now": moment, "sales": orjson.loads(found)}
