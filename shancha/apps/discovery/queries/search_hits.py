"""Reading the index: the best thousand of what matches, in an order that pages can be cut from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import le, mul
from typing import Any, Literal
from uuid import UUID

from shancha.apps.discovery.search import index, query
from shancha.apps.discovery.search.index import Shelf
from shancha.apps.discovery.search.query import Asked, Synonyms

Order = Literal["relevance", "newest", "hot"]
# How deep one may page, and how far totals and facets are counted.
DEPTH = 1_000
# With fewer hits than these, Chinese is looked up by pairs of characters too.
FEW = 20
_ORDER_FIELDS = {"newest": "published", "hot": "hot"}


# Something found: the value it is ordered by, its id in two numbers, its category as a number. A bare tuple
# that sorts by itself, for a thousand of them are made for every page.
Hit = tuple[float, int, int, int]


def id_of_hit(hit: Hit) -> UUID:
    """Its id."""
    return index.id_of(hit[1], hit[2])


@dataclass(frozen=True, slots=True)
class Scope:
    """Within what to look: a shelf, a category, without certain members, nothing newer than `until`, which
    only the further pages of a list need."""

    shelf: Shelf
    order: Order = "relevance"
    until: float | None = None
    category: str = ""
    hidden: Collection[UUID] = ()


def find(asked: Asked, synonyms: Synonyms, scope: Scope) -> list[Hit]:
    """What holds everything asked: by words, and where those find little, by pairs of characters too. Titles
    that hold it all come first anyway; where they alone fill the depth, nothing else is looked at."""
    if scope.shelf != "note":
        hits, _ = _run(query.named(asked, synonyms), scope, DEPTH)
    else:
        if scope.order == "relevance":
            hits, is_full = _run(query.in_titles(asked, synonyms), scope, DEPTH)
            if is_full:
                return hits
        hits, _ = _run(query.strict(asked, synonyms), scope, DEPTH)
    if len(hits) < FEW and not asked.text.isascii():
        known = {hit[1:3] for hit in hits}
        more = run(query.by_pairs(asked, synonyms), scope)
        hits += [hit for hit in more if hit[1:3] not in known]
        if scope.order != "relevance":
            hits.sort(reverse=True)
    return hits


def find_loosely(asked: Asked, synonyms: Synonyms, scope: Scope) -> list[Hit]:
    """What holds at least half of what was asked."""
    return run(query.loose(asked, synonyms), scope)


def run(built: Any | None, scope: Scope, *, depth: int = DEPTH) -> list[Hit]:
    """The best hits of a query. Equal ones stand newest first, so that the order is the same on every page.
    Raises IndexMissingError."""
    return _run(built, scope, depth)[0]


def _run(built: Any | None, scope: Scope, depth: int) -> tuple[list[Hit], bool]:
    """The hits, and whether there were more than one may go deep."""
    if built is None:
        return [], False
    searcher = index.searcher(scope.shelf)
    built = query.restricted(built, category=scope.category, hidden=scope.hidden)
    field = _ORDER_FIELDS.get(scope.order)
    options = {"order_by_field": field} if field else {}
    found = searcher.search(built, depth, count=False, **options).hits
    return _order(searcher, found, scope, is_scored=field is None), len(found) == depth


def _order(searcher: Any, found: Sequence[tuple[float, Any]], scope: Scope, *, is_scored: bool) -> list[Hit]:
    """Column by column rather than hit by hit: a third of the time."""
    if not found:
        return []
    values, addresses = zip(*found, strict=True)
    high, low, codes = (searcher.fast_field_values(name, addresses) for name in ("hi", "lo", "category_code"))
    if is_scored:
        values = tuple(map(mul, values, searcher.fast_field_values("weight", addresses)))
    hits: list[Hit] = list(zip(values, high, low, codes, strict=True))
    if scope.until is not None:
        published = searcher.fast_field_values("published", addresses)
        hits = list(compress(hits, (le(at, scope.until) for at in published)))
    hits.sort(reverse=True)
    return hits
