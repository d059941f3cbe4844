"""Reading the shelf of goods: what matches, in an order that pages can begin anywhere in, and how many."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import tantivy

from shancha.apps.discovery.goods.clauses import NOTHING_CHOSEN, Filters, after_key, narrowed
from shancha.apps.discovery.goods.facets import Counts, count_facets
from shancha.apps.discovery.goods.fields import Sort
from shancha.apps.discovery.queries import search_correction
from shancha.apps.discovery.queries.search_hits import DEPTH, FEW, Scope
from shancha.apps.discovery.search import index, query
from shancha.apps.discovery.search.query import Asked, Synonyms

_ORDERS: dict[Sort, tuple[str, bool]] = {
    "comprehensive": ("by_merit", False),
    "sales": ("by_sales", False),
    "price_up": ("by_price", True),
    "price_down": ("by_price", False),
    "newest": ("by_time", False),
}
_MARK_BYTES = 4
_MOST_FIRST = 40


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader has come. In an order by a key: the last `key`; by relevance: how many hits were
    dealt with, and the marks of the last ones. `way` is how the words were read, `total` what the first
    page counted."""

    way: int = 0
    total: int = -1
    key: int | None = None
    offset: int = 0
    tail: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the list. `keys` order it, `None` by relevance; nothing comes after one that `is_last`.
    `way` and `corrected` say how the words were read, `built` is the query for counting facets."""

    ids: list[UUID]
    keys: list[int] | None
    total: int
    is_last: bool
    way: int = 0
    corrected: str | None = None
    built: Any | None = None


def find(
    asked: Asked | None,
    synonyms: Synonyms,
    filters: Filters,
    *,
    sort: Sort,
    place: Place | None,
    limit: int,
) -> Found:
    """The next products after `place`, or the first ones. Words are read in several ways, the strictest
    that finds something first: all words, their pairs of characters, what sounds alike or is a slip away,
    most of the words; signs without a word find nothing. Raises IndexMissingError."""
    searcher = index.searcher("goods")

    def read(built: Any | None, way: int = 0, corrected: str | None = None) -> Found:
        whole = narrowed(built, filters)
        if built is None and filters == NOTHING_CHOSEN and place is None and limit <= _MOST_FIRST:
            found = _first_of_all(searcher, limit, sort=sort)
        elif built is not None and sort == "comprehensive":
            found = _by_relevance(searcher, whole, place, limit)
        else:
            found = _by_key(searcher, whole, place, limit, sort=sort)
        total = place.total if place else found.total
        return replace(found, total=total, way=way, corrected=corrected, built=built)

    if asked is None:
        return read(None)
    ways = _ways(asked, synonyms)
    best = Found([], None, 0, is_last=True, built=tantivy.Query.empty_query())
    if place is not None:
        built, corrected = ways[place.way]()
        return best if built is None else read(built, place.way, corrected)
    for way, built_by in enumerate(ways):
        built, corrected = built_by()
        if built is None:
            continue
        found = read(built, way, corrected)
        # What finds nothing either is no better reading, and no correction to offer.
        if found.total or way == 0:
            best = found
            if best.total >= FEW or (best.total and (way > 0 or asked.text.isascii())):
                break
    return best


def count(found: Found, filters: Filters, *, skipped: Collection[str] = ()) -> dict[str, Counts]:
    """The facets of what was found, without those `skipped`. Raises IndexMissingError."""
    searcher = index.searcher("goods")
    return count_facets(searcher, found.built, filters, state=index.state("goods"), skipped=skipped)


def top_ids(whole: Any, most: int) -> list[UUID]:
    """The best few for a query, by words and esteem. Raises IndexMissingError."""
    searcher = index.searcher("goods")
    return _ids(searcher, searcher.search(whole, most, count=False, weight_by_field="weight").hits)


def _ways(asked: Asked, synonyms: Synonyms) -> list[Callable[[], tuple[Any | None, str | None]]]:
    def strictly() -> tuple[Any | None, str | None]:
        return query.strict(asked, synonyms), None

    def by_pairs() -> tuple[Any | None, str | None]:
        ways = [way for way in (query.strict(asked, synonyms), query.by_pairs(asked, synonyms)) if way]
        return (query.either(ways) if ways else None), None

    def as_meant() -> tuple[Any | None, str | None]:
        scope = Scope(shelf="goods")
        meant = search_correction.correct(asked, synonyms, scope)
        if meant is None:
            return None, None
        return query.strict(query.read(meant, synonyms), synonyms), meant

    def loosely() -> tuple[Any | None, str | None]:
        return query.loose(asked, synonyms), None

    return [strictly, by_pairs, as_meant, loosely]


def _by_key(searcher: Any, whole: Any, place: Place | None, limit: int, *, sort: Sort) -> Found:
    """In an order that everything has a key of."""
    key_field, upwards = _ORDERS[sort]
    order = tantivy.Order.Asc if upwards else tantivy.Order.Desc
    if place is not None and place.key is not None:
        whole = after_key(whole, key_field, place.key, upwards=upwards)
    result = searcher.search(whole, limit, count=place is None, order_by_field=key_field, order=order)
    keys = [key for key, _ in result.hits]
    return Found(_ids(searcher, result.hits), keys, result.count or 0, is_last=len(keys) < limit)


# The first of the whole shelf in each order: the same for everybody until the index moves on, and found only
# by looking at every product. With each the state of the index that it holds for.
_firsts: dict[Sort, tuple[object, Found]] = {}


def _first_of_all(searcher: Any, limit: int, *, sort: Sort) -> Found:
    now = index.state("goods")
    state, known = _firsts.get(sort, (None, None))
    if known is None or state != now:
        known = _by_key(searcher, narrowed(None, NOTHING_CHOSEN), None, _MOST_FIRST, sort=sort)
        _firsts[sort] = (now, known)
    keys = known.keys or []
    is_last = known.is_last and len(keys) <= limit
    return replace(known, ids=known.ids[:limit], keys=keys[:limit], is_last=is_last)


def _by_relevance(searcher: Any, whole: Any, place: Place | None, limit: int) -> Found:
    """By words and esteem. What stood on the page before is not repeated if the index moved meanwhile."""
    offset, tail = (place.offset, place.tail) if place else (0, ())
    start = max(0, offset - len(tail))
    depth = min(DEPTH, offset + limit)
    if depth <= start:
        return Found([], None, 0, is_last=True)
    result = searcher.search(whole, depth, count=place is None, weight_by_field="weight")
    ids = [each for each in _ids(searcher, result.hits[start:]) if mark(each) not in tail][:limit]
    return Found(ids, None, result.count or 0, is_last=len(result.hits) < depth or depth == DEPTH)


def mark(product_id: UUID) -> bytes:
    """A few bytes by which a product is known again within a list."""
    return product_id.bytes[-_MARK_BYTES:]


def _ids(searcher: Any, hits: Collection[tuple[Any, Any]]) -> list[UUID]:
    addresses = [address for _, address in hits]
    if not addresses:
        return []
    high, low = (searcher.fast_field_values(name, addresses) for name in ("hi", "lo"))
    return [index.id_of(*pair) for pair in zip(high, low, strict=True)]
