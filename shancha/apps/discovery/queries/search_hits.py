"""Reading the index: the best thousand of what matches, in an order that pages can be cut from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
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


class Hit(NamedTuple):
    """Something found, with the value it is ordered by and its category as a number. A tuple that sorts by
    itself, for a thousand of them are made for every page."""

    value: float
    high: int
    low: int
    category_code: int

    @property
    def id(self) -> UUID:
        """Its id."""
        return index.id_of(self.high, self.low)


@dataclass(frozen=True, slots=True)
class Scope:
    """Within what to look: a shelf, a category, without certain members, nothing newer than `until`."""

    shelf: Shelf
    order: Order
    until: float
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
        known = {(hit.high, hit.low) for hit in hits}
        more = run(query.by_pairs(asked, synonyms), scope)
        hits += [hit for hit in more if (hit.high, hit.low) not in known]
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
    addresses = [address for _, address in found]
    columns = [
        searcher.fast_field_values(name, addresses)
        for name in ("hi", "lo", "category_code", "published", "weight")
    ]
    hits = [
        Hit(value * weight if is_scored else value, high, low, code)
        for (value, _), high, low, code, published, weight in zip(found, *columns, strict=True)
        if published <= scope.until
    ]
    hits.sort(reverse=True)
    return hits
