"""Brands."""

from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.queries.store_cards import CARD as STORE_CARD
from shancha.apps.mall.queries.store_cards import OPEN
from shancha.kit import sql
from shancha.kit.language import name_sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_CARD = f"""json_build_object(
    'id', b.id, 'slug', b.slug, 'name', {name_sql("b")}, 'name_zh', b.name_zh, 'name_en', b.name_en,
    'country', b.country, 'intro', b.intro, 'logo', b.logo, 'is_column', b.is_column,
    'product_count', b.product_count)"""
_LIST = f"""
select coalesce(
    json_agg(json_build_object('position', x.position, 'card', x.card) order by x.place), '[]')::text
from (
    select b.position, {_CARD} as card, row_number() over (order by b.position, b.id) as place
    from mall_brand b
    where b.is_active and (not %(columns)s::bool or b.is_column)
        and (%(words)s::text = '' or b.name_zh ilike %(like)s or b.name_en ilike %(like)s)
        and (%(position)s::int is null or (b.position, b.id) > (%(position)s::int, %(id)s::uuid))
    order by b.position, b.id limit %(limit)s
) x
"""

SELLERS_SHOWN = 12
_PAGE = f"""
with brand as materialized (select * from mall_brand b where b.slug = %(slug)s and b.is_active),
goods as materialized (
    select p.store_id, count(*) as goods, sum(p.rating_sum) as stars, sum(p.rating_count) as ratings
    from brand join mall_product p on p.brand_id = brand.id and p.status = 'on_sale' group by p.store_id)
select json_build_object('card', {_CARD},
    'rating', (select round(sum(g.stars) / nullif(sum(g.ratings), 0), 1) from goods g),
    'rating_count', (select coalesce(sum(g.ratings), 0) from goods g),
    'official_store', (select {STORE_CARD} from mall_store s where s.id = b.official_store_id and {OPEN}),
    'sellers', (
        select coalesce(json_agg(x.card order by x.place), '[]') from (
            select {STORE_CARD} as card,
                row_number() over (order by s.is_self_run desc, g.goods desc, s.id) as place
            from goods g join mall_store s on s.id = g.store_id and {OPEN}
            where s.id is distinct from b.official_store_id
            order by place limit {SELLERS_SHOWN}) x))::text
from brand b
"""


def list_brands(
    *, words: str = "", columns_only: bool = False, english: bool = False, cursor: str = "", limit: int = 20
) -> dict[str, Any]:
    """Brands in the operators' order, by a part of their name where `words` are given."""
    after = decode_cursor(cursor, int, UUID) or (None, None)
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = sql.fetch_value(
        _LIST,
        {
            "english": english,
            "columns": columns_only,
            "words": words,
            "like": f"%{escaped}%",
            "position": after[0],
            "id": after[1],
            "limit": limit + 1,
        },
    )
    rows = orjson.loads(found)
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = encode_cursor(rows[-1]["position"], rows[-1]["card"]["id"])
    return {"items": [row["card"] for row in rows], "next_cursor": next_cursor}


def find_brand(slug: str, *, viewer_id: UUID | None, english: bool) -> dict[str, Any] | None:
    """A brand's page: its card, how its goods are rated, its official store, and at most twelve other stores
    that sell it, the platform's own and those with most of its goods in front. None where there is none."""
    found = sql.fetch_value(_PAGE, {"slug": slug, "viewer": viewer_id, "english": english})
    if found is None:
        return None
    page = orjson.loads(found)
    return {**page.pop("card"), **page}


def find_brand_id(slug: str) -> UUID | None:
    """The id of a brand that readers may see."""
    found = "select b.id from mall_brand b where b.slug = %s and b.is_active"
    return sql.fetch_value(found, [slug])  # type: ignore[no-any-return]
