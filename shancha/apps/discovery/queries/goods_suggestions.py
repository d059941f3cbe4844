"""What one may mean while typing into a search for goods."""

from typing import Any
from uuid import UUID

from shancha.apps.discovery.goods.clauses import Filters, narrowed
from shancha.apps.discovery.queries import goods_names
from shancha.apps.discovery.queries.goods import top_ids
from shancha.apps.discovery.queries.goods_names import Named, Names, find_typed
from shancha.apps.discovery.queries.search_suggestions import frequent_queries
from shancha.apps.discovery.search import query
from shancha.apps.discovery.search.index import IndexMissingError
from shancha.apps.discovery.search.words import fold
from shancha.kit import sql
from shancha.kit.language import is_english

MOST = 10
_BRANDS, _CATEGORIES, _STORES, _QUERIES = 3, 2, 2, 3
_TITLES = """
    select p.id, p.title, p.cover from unnest(%(ids)s::uuid[]) with ordinality w(id, place)
    join mall_product p on p.id = w.id where p.status = 'on_sale' order by w.place"""


def suggest(text: str, *, store_id: UUID | None) -> list[dict[str, Any]]:
    """At most ten: brands, categories, stores, what others search for, titles. Within a store only its
    titles."""
    typed = query.clean(text)
    if not typed:
        return []
    found: list[dict[str, Any]] = []
    if store_id is None:
        letters = "".join(typed.split())
        found += _named("brand", goods_names.brands(), letters, _BRANDS)
        found += _named("category", goods_names.categories(), letters, _CATEGORIES)
        found += [_item("query", each) for each in frequent_queries(typed)[:_QUERIES] if fold(each) != typed]
        found += _named("store", goods_names.stores(), letters, _STORES)
    found += _titles(typed, store_id)
    return found[:MOST]


def _item(kind: str, text: str, **rest: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, "slug": None, "id": None, "cover": None, **rest}


def _named(kind: str, names: Names, typed: str, most: int) -> list[dict[str, Any]]:
    found: list[Named] = find_typed(names, typed, most)
    english = is_english()
    return [_item(kind, each.name(english=english), slug=each.slug) for each in found]


def _titles(typed: str, store_id: UUID | None) -> list[dict[str, Any]]:
    ways = [way for way in (query.titled(typed), query.begins(typed)) if way is not None]
    if not ways:
        return []
    try:
        ids = top_ids(narrowed(query.either(ways), Filters(stores=(store_id,) if store_id else ())), MOST)
    except IndexMissingError:
        return []
    rows = sql.fetch_all(_TITLES, {"ids": ids})
    return [_item("product", row["title"], id=row["id"], cover=row["cover"]) for row in rows]
