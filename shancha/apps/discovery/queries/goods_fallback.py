"""A list of goods without the index, while it is built or mended: bounded and plain, but never an error."""

from uuid import UUID

from shancha.apps.discovery.goods.clauses import Filters
from shancha.apps.discovery.queries import search_fallback
from shancha.apps.mall.queries.product_cards import ON_SALE
from shancha.kit import sql

_LOOKED_AT = 2_000
_MOST = 100
_CHOSEN = f"""
    select p.id from (
        select * from mall_product where status = 'on_sale'
          and (%(stores)s::uuid[] = '{{}}' or store_id = any(%(stores)s::uuid[]))
        order by heat desc, id desc limit {_LOOKED_AT}) p
    join mall_store s on s.id = p.store_id
    join mall_category c on c.id = p.category_id
    where {ON_SALE} and (%(ids)s::uuid[] is null or p.id = any(%(ids)s::uuid[]))
      and (%(place)s::uuid is null or %(place)s::uuid = any(c.path))
      and (%(brands)s::uuid[] = '{{}}' or p.brand_id = any(%(brands)s::uuid[]))
      and (%(modes)s::text[] = '{{}}' or p.trade_mode = any(%(modes)s::text[]))
      and (%(low)s::bigint is null or p.min_price >= %(low)s::bigint)
      and (%(high)s::bigint is null or p.min_price <= %(high)s::bigint)
    order by p.heat desc, p.id desc limit {_MOST}"""


def find_ids(text: str, filters: Filters) -> list[UUID]:
    """At most a hundred products that hold the text as it stands and fit what was chosen."""
    if filters.nothing:
        return []
    found = search_fallback.find_ids("goods", text, category="", hidden=()) if text else None
    parameters = {
        "ids": found,
        "stores": list(filters.stores),
        "place": filters.place,
        "brands": list(filters.brands),
        "modes": list(filters.modes),
        "low": filters.price_min,
        "high": filters.price_max,
    }
    return [row[0] for row in sql.fetch_rows(_CHOSEN, parameters)]
