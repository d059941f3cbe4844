"""How much was sold: counted from the movements of stock, so that placing and paying touch no product row."""

from datetime import datetime, timedelta

from django.db import transaction

from shancha.apps.mall.events import ProductFiguresMoved
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish

# Longer than any transaction: what it wrote under an earlier time is seen in a later run.
LOOK_BACK = timedelta(minutes=15)

_RECENT = """
select distinct v.product_id from mall_stockmovement m join mall_variant v on v.id = m.variant_id
where m.at > %s and m.reason in ('sale', 'cancel') order by v.product_id
"""
_LOCK_STORES = """
select 1 from mall_store where id in (select store_id from mall_product where id = any(%s::uuid[]))
order by id for no key update
"""
# Rows are locked in the order of their ids, each table after the one below which it stands.
_COUNT = """
with counted as (
    select v.id, v.product_id, coalesce(-sum(m.delta), 0)::int as sold
    from mall_variant v
    left join mall_stockmovement m on m.variant_id = v.id and m.reason in ('sale', 'cancel')
    where v.product_id = any(%(products)s::uuid[]) group by v.id, v.product_id
), by_product as (
    select p.id, p.store_id, p.sold_count as before, greatest(0, t.sold) as sold
    from mall_product p
    join (select product_id, sum(sold)::int as sold from counted group by product_id) t on t.product_id = p.id
    order by p.id for no key update of p
), products as (
    update mall_product p set sold_count = b.sold from by_product b
    where p.id = b.id and p.sold_count <> b.sold returning p.id, p.store_id, b.sold - b.before as step
), variants as (
    update mall_variant v set sold_count = greatest(0, c.sold) from counted c
    where v.id = c.id and v.sold_count <> greatest(0, c.sold)
)
select store_id, sum(step)::int, array_agg(id) from products group by store_id order by store_id
"""


def count_sales(since: datetime | None = None) -> int:
    """Counts products whose stock moved by sales since then (the last quarter of an hour); returns how many
    there were. Counts are made from all movements, so that running it twice changes nothing."""
    rows = sql.fetch_rows(_RECENT, [since or now() - LOOK_BACK])
    products = [row[0] for row in rows]
    for start in range(0, len(products), 200):
        _count(products[start : start + 200])
    return len(products)


@transaction.atomic
def _count(product_ids: list[object]) -> None:
    sql.fetch_rows(_LOCK_STORES, [product_ids])
    for store_id, step, moved in sql.fetch_rows(_COUNT, {"products": product_ids}):
        sql.execute(
            "update mall_store set sold_count = greatest(0, sold_count + %s) where id = %s", [step, store_id]
        )
        publish(ProductFiguresMoved(product_ids=tuple(moved)))
