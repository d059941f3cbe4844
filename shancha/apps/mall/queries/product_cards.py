"""Product cards: the one shape in which goods stand in lists, built by PostgreSQL.

The fragments stand for a row of mall_product named `p` and its store named `s`; `%(english)s` chooses the
language of names.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from shancha.kit import sql
from shancha.kit.language import name_sql
from shancha.kit.shapes import Field, as_json, as_text

# What everybody may find and buy: on the shelf of a store that is open (or in its last thirty days).
ON_SALE = "(p.status = 'on_sale' and s.status in ('open', 'closing'))"

# What once was on sale and may still be named, by its card or its page: not what waits for reviewers, nor
# what was removed by a decision.
KNOWN = "(p.status in ('on_sale', 'off_shelf', 'recalled') and p.published_at is not null)"

# Whether any choice can be had now, from a warehouse that sends by the product's trade mode.
IN_STOCK = """exists (
    select 1 from mall_variant v
    join mall_stock k on k.variant_id = v.id and k.on_hand > k.reserved
    join mall_warehouse w on w.id = k.warehouse_id and w.is_active and w.kind = p.trade_mode
        and (w.store_id = p.store_id or (w.store_id is null and s.is_self_run))
    where v.product_id = p.id and v.is_active)"""

_STORE = (
    Field("id", "s.id", "word"),
    Field("slug", "s.slug", "word"),
    Field("name", "s.name", "text"),
    Field("logo", "s.logo", "json"),
    Field("is_self_run", "s.is_self_run", "flag"),
)
_BRAND = (
    Field("slug", "b.slug", "word"),
    Field("name", name_sql("b"), "text"),
)
_WITH_BRAND = "case when b.id is not null then {brand} end"
BRAND_BRIEF = _WITH_BRAND.format(brand=f"json_build_object({as_json(_BRAND)})")

TITLE = "case when %(english)s::bool and p.title_en <> '' then p.title_en else p.title end"

# The average to one decimal, as a number; null before the first review.
RATING = "case when p.rating_count > 0 then round(p.rating_sum::numeric / p.rating_count, 1) end"


def _fields(store: str, brand: str) -> list[Field]:
    return [
        Field("id", "p.id", "word"),
        Field("title", TITLE, "text"),
        Field("cover", "p.cover", "json"),
        Field("min_price", "p.min_price", "number"),
        Field("max_price", "p.max_price", "number"),
        Field("list_price", "p.list_price", "json"),
        Field("member_price", "p.min_member_price", "json"),
        Field("lowest_30", "p.lowest_30", "json"),
        Field("sold_count", "p.sold_count", "number"),
        Field("rating", RATING, "json"),
        Field("review_count", "p.review_count", "number"),
        Field("note_count", "p.note_count", "number"),
        Field("trade_mode", "p.trade_mode", "word"),
        Field("is_on_sale", ON_SALE, "flag"),
        Field("is_in_stock", IN_STOCK, "flag"),
        Field("store", store, "json"),
        Field("brand", _WITH_BRAND.format(brand=brand), "json"),
    ]


# As JSON, and the same as text. Both need `left join mall_brand b on b.id = p.brand_id`.
CARD = "json_build_object({})".format(
    as_json(_fields(f"json_build_object({as_json(_STORE)})", f"json_build_object({as_json(_BRAND)})"))
)
CARD_TEXT = as_text(_fields(as_text(_STORE), as_text(_BRAND)))

JOINS = "join mall_store s on s.id = p.store_id left join mall_brand b on b.id = p.brand_id"

_WANTED = "from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place) join mall_product p"
_LISTED = f"""
    select count(*), coalesce(json_agg({CARD} order by wanted.place), '[]')::text
    {_WANTED} on p.id = wanted.id {JOINS} where {ON_SALE}"""
_KNOWN = f"""
    select count(*), coalesce(json_agg({CARD} order by wanted.place), '[]')::text
    {_WANTED} on p.id = wanted.id {JOINS} where {KNOWN}"""


def listed_cards(ids: Sequence[UUID], *, english: bool) -> tuple[int, str]:
    """How many of these products are on sale, and their cards as JSON text, in the order given."""
    return _fetch(_LISTED, ids, english=english)


def known_cards(ids: Sequence[UUID], *, english: bool) -> list[dict[str, Any]]:
    """Cards of these products in the order given, also of those no longer on sale (`is_on_sale` tells): for
    lists that somebody keeps, such as wishes and tags. What was never on sale, or was removed by a decision,
    is left out."""
    return orjson.loads(_fetch(_KNOWN, ids, english=english)[1])  # type: ignore[no-any-return]


def _fetch(statement: str, ids: Sequence[UUID], *, english: bool) -> tuple[int, str]:
    if not ids:
        return 0, "[]"
    count, cards = sql.fetch_rows(statement, {"ids": list(ids), "english": english})[0]
    return count, cards
