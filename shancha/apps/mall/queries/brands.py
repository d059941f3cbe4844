"""Brands."""

from typing import Any
from uuid import UUID

import orjson

from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_NAME = "case when %(english)s::bool and b.name_en <> '' then b.name_en else b.name_zh end"
_CARD = f"""json_build_object(
    'id', b.id, 'slug', b.slug, 'name', {_NAME}, 'name_zh', b.name_zh, 'name_en', b.name_en,
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


def find_brand(slug: str, *, english: bool) -> str | None:
    """A brand's card as JSON; None where there is none."""
    statement = f"select {_CARD}::text from mall_brand b where b.slug = %(slug)s and b.is_active"
    return sql.fetch_value(statement, {"slug": slug, "english": english})  # type: ignore[no-any-return]
