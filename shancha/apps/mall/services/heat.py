"""How much goods are talked about: reckoned by a job from the notes about them, never while reading.

Each author is one voice, by their best note on the product: ln(1 + what readers did with it), worn down by
half every ten days, twice for who bought it, a tenth for an account in its first week, nothing for what
the store's staff wrote while they worked there, half for advertising. So neither many notes by one person nor
a ring of new accounts lifts anything.
"""

from django.db import transaction

from shancha.apps.mall.events import ProductFiguresMoved
from shancha.apps.mall.queries.tenures import WRITTEN_BY_STAFF
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish

HALF_LIFE_DAYS = 10
WINDOW_DAYS = 90
_BATCH = 500
# A change below this is not worth telling.
_TOLD = 0.05
_RECKON = f"""
with voice as (
    select k.product_id, k.author_id, max(
        ln(2 + n.like_count + 2 * n.collect_count + least(n.comment_count, 50) + 2 * n.helpful_count)
        * power(0.5, extract(epoch from %(now)s::timestamptz - k.published_at) / 86400 / %(half)s)
        * case when k.is_buyer then 2 else 1 end
        * case when n.is_ad and not k.is_buyer then 0.5 else 1 end
        * case when k.published_at - u.joined_at < interval '7 days' then 0.1 else 1 end) as weight
    from mall_noteproduct k
    join community_note n on n.id = k.note_id and n.is_recommendable
    join accounts_user u on u.id = k.author_id and u.status in ('active', 'muted')
    join mall_product p on p.id = k.product_id
    where k.product_id = any(%(ids)s::uuid[])
      and k.published_at > %(now)s::timestamptz - make_interval(days => %(window)s)
      and not {WRITTEN_BY_STAFF}
    group by k.product_id, k.author_id
), heat as (
    select x.id, coalesce(sum(v.weight), 0) as value
    from unnest(%(ids)s::uuid[]) x(id) left join voice v on v.product_id = x.id group by x.id
), old as (
    select p.id, p.heat from mall_product p where p.id = any(%(ids)s::uuid[])
    order by p.id for no key update
)
update mall_product p set heat = heat.value
from heat join old on old.id = heat.id
where p.id = heat.id and abs(old.heat - heat.value) > 0.0001
returning p.id, abs(old.heat - heat.value) > %(told)s * greatest(old.heat, 0.2)"""  # noqa: S608 - a fragment of ours
_DUE = """
select id from (
    select distinct k.product_id as id from mall_noteproduct k
    where k.published_at > %(now)s::timestamptz - make_interval(days => %(window)s)
    union select p.id from mall_product p where p.status = 'on_sale' and p.heat > 0) due
where %(after)s::uuid is null or id > %(after)s::uuid order by id limit %(batch)s"""


def reckon_heat() -> int:
    """Reckons all products that are talked about or were, and announces those that moved; returns how many
    were looked at. Safe to run twice."""
    at, after, total = now(), None, 0
    while True:
        rows = sql.fetch_rows(_DUE, {"now": at, "window": WINDOW_DAYS, "after": after, "batch": _BATCH})
        ids = [row[0] for row in rows]
        if ids:
            _reckon(ids, at)
            after = ids[-1]
        total += len(ids)
        if len(ids) < _BATCH:
            return total


@transaction.atomic
def _reckon(ids: list[object], at: object) -> None:
    moved = sql.fetch_rows(
        _RECKON, {"ids": ids, "now": at, "half": HALF_LIFE_DAYS, "window": WINDOW_DAYS, "told": _TOLD}
    )
    told = tuple(row[0] for row in moved if row[1])
    if told:
        publish(ProductFiguresMoved(product_ids=told))
