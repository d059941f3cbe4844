"""Facets as readers see them: counted numbers with the names behind them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shancha.apps.discovery.goods.clauses import Filters
from shancha.apps.discovery.goods.facets import Counts
from shancha.apps.discovery.goods.fields import BANDS, TRADE_MODES
from shancha.apps.discovery.queries import goods_names
from shancha.kit.language import is_english


def unneeded(filters: Filters) -> frozenset[str]:
    """Facets that can tell nothing new: what lies below a category that has none below, and the store where
    one was chosen."""
    found = {"stores"} if len(filters.stores) == 1 else set()
    if filters.place is not None and filters.place not in goods_names.categories().parents:
        found.add("categories")
    return frozenset(found)


def shown(counts: Mapping[str, Counts], filters: Filters) -> dict[str, Any]:
    """{categories, brands, stores, trade_modes, price_bands, in_stock}, each most first where it has no
    order of its own. `categories` are those right below the chosen one, or the first level."""
    english = is_english()
    brands, stores = goods_names.brands().by_code, goods_names.stores().by_code
    return {
        "categories": _categories(counts["categories"], filters.place, english=english),
        "brands": [
            {"slug": brand.slug, "name": brand.name(english=english), "count": n}
            for code, n in counts["brands"].items()
            if (brand := brands.get(code))
        ],
        "stores": [
            {"slug": store.slug, "name": store.zh, "count": n, "is_self_run": store.is_self_run}
            for code, n in counts["stores"].items()
            if (store := stores.get(code))
        ],
        "trade_modes": [
            {"value": mode, "count": counts["modes"][code]}
            for code, mode in enumerate(TRADE_MODES)
            if code in counts["modes"]
        ],
        "price_bands": [
            {"min": low, "max": BANDS[band + 1] - 1 if band + 1 < len(BANDS) else None, "count": n}
            for band, low in enumerate(BANDS)
            if (n := counts["bands"].get(band, 0))
        ],
        "in_stock": counts["stock"].get(1, 0),
    }


def _categories(counts: Counts, chosen: UUID | None, *, english: bool) -> list[dict[str, Any]]:
    """Counts of the leaves added up to the level that the reader can choose from next."""
    names = goods_names.categories()
    parent = names.by_id.get(chosen) if chosen else None
    level = len(parent.path) if parent else 0
    added: Counter[UUID] = Counter()
    for code, count in counts.items():
        leaf = names.by_code.get(code)
        if leaf is not None and len(leaf.path) > level:
            added[leaf.path[level]] += count
    return [
        {"slug": place.slug, "name": place.name(english=english), "count": count}
        for place_id, count in added.most_common()
        if (place := names.by_id.get(place_id))
    ]
