"""Counting what a list of goods is made of, inside the index."""

from collections.abc import Mapping
from typing import Any

from shancha.apps.discovery.goods.clauses import NOTHING_CHOSEN, Filters, narrowed

Counts = Mapping[int, int]
MOST_BRANDS = 40
MOST_STORES = 20
_MOST_LEAVES = 1_000
# The facet's field, how many values at most, and the choice that does not narrow its own facet: a reader who
# chose one brand still sees how many the others have.
_FACETS: dict[str, tuple[str, int, str]] = {
    "categories": ("leaf_code", _MOST_LEAVES, ""),
    "brands": ("brand_code", MOST_BRANDS, "brands"),
    "stores": ("store_code", MOST_STORES, ""),
    "modes": ("mode_code", 3, "modes"),
    "bands": ("band", 10, "price"),
    "stock": ("is_in_stock", 2, "in_stock"),
}
_whole_shelf: dict[object, dict[str, Counts]] = {}


def count_facets(searcher: Any, query: Any | None, filters: Filters, *, state: object) -> dict[str, Counts]:
    """For each facet how many of the found goods have which value, most first.

    The counts of the whole shelf, where nothing is asked or chosen, are the same for everybody until the
    index moves on; they are kept with its `state`, because counting every product takes ten milliseconds.
    """
    if query is not None or filters != NOTHING_CHOSEN:
        return _count(searcher, query, filters)
    counts = _whole_shelf.get(state)
    if counts is None:
        counts = _count(searcher, query, filters)
        _whole_shelf.clear()
        _whole_shelf[state] = counts
    return counts


def _count(searcher: Any, query: Any | None, filters: Filters) -> dict[str, Counts]:
    """One pass for all facets that no choice of their own narrows, and one for each other."""
    together = [name for name, (_, _, own) in _FACETS.items() if not own or not _is_chosen(filters, own)]
    found = _aggregate(searcher, narrowed(query, filters), together)
    for name, (_, _, own) in _FACETS.items():
        if name not in found:
            found |= _aggregate(searcher, narrowed(query, filters.without(own)), [name])
    return found


def _is_chosen(filters: Filters, name: str) -> bool:
    return filters.without(name) != filters


def _aggregate(searcher: Any, query: Any, names: list[str]) -> dict[str, Counts]:
    wanted = {
        name: {"terms": {"field": _FACETS[name][0], "size": _FACETS[name][1], "segment_size": _MOST_LEAVES}}
        for name in names
    }
    answer = searcher.aggregate(query, wanted)
    return {
        name: {int(bucket["key"]): bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in names
    }
