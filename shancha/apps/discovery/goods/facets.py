"""Counting what a list of goods is made of, inside the index."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shancha.apps.discovery.goods.clauses import NOTHING_CHOSEN, Filters, narrowed

Counts = Mapping[int, int]
MOST_BRANDS = 40
MOST_STORES = 20
_MOST_LEAVES = 1_000


@dataclass(frozen=True, slots=True)
class _Facet:
    """A field to count by, its commonest values at most; `own` is the choice that does not narrow it: a
    reader who chose one brand still sees how many the others have."""

    field: str
    most: int
    own: str = ""


_FACETS = {
    "categories": _Facet("leaf_code", _MOST_LEAVES),
    "brands": _Facet("brand_code", MOST_BRANDS, "brands"),
    "stores": _Facet("store_code", MOST_STORES),
    "modes": _Facet("mode_code", 3, "modes"),
    "bands": _Facet("band", 10, "price"),
    "stock": _Facet("is_in_stock", 2, "in_stock"),
}
_whole_shelf: dict[object, dict[str, Counts]] = {}


def count_facets(
    searcher: Any, query: Any | None, filters: Filters, *, state: object, skipped: Collection[str] = ()
) -> dict[str, Counts]:
    """For each facet how many of the found goods have which value, most first; those `skipped` stay empty.
    One pass for all facets that no choice of their own narrows, and one for each other.

    The counts of the whole shelf, where nothing is asked or chosen, are the same for everybody until the
    index moves on; they are kept with its `state`, because counting every product takes ten milliseconds.
    """
    if query is None and filters == NOTHING_CHOSEN:
        return _whole(searcher, state)
    chosen = filters.chosen()
    wanted = [name for name in _FACETS if name not in skipped]
    together = [name for name in wanted if _FACETS[name].own not in chosen]
    found: dict[str, Counts] = {name: {} for name in skipped}
    found |= _aggregate(searcher, narrowed(query, filters), together)
    for name in wanted:
        if name not in found:
            lifted = filters.without(_FACETS[name].own)
            if query is None and lifted == NOTHING_CHOSEN:
                found[name] = _whole(searcher, state)[name]
            else:
                found |= _aggregate(searcher, narrowed(query, lifted), [name])
    return found


def _whole(searcher: Any, state: object) -> dict[str, Counts]:
    counts = _whole_shelf.get(state)
    if counts is None:
        counts = _aggregate(searcher, narrowed(None, NOTHING_CHOSEN), list(_FACETS))
        _whole_shelf.clear()
        _whole_shelf[state] = counts
    return counts


def _aggregate(searcher: Any, query: Any, names: list[str]) -> dict[str, Counts]:
    answer = searcher.aggregate(query, {name: _TERMS[name] for name in names})
    return {
        name: {int(bucket["key"]): bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in names
    }


# Each segment of the index hands over as many values as make the sum exact in practice.
_TERMS = {
    name: {"terms": {"field": facet.field, "size": facet.most, "segment_size": max(1_000, facet.most)}}
    for name, facet in _FACETS.items()
}
