"""Facets as readers see them: counted numbers with the names behind them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shancha.apps.discovery.goods.clauses import Filters
from shancha.apps.discovery.goods.facets import Counts
from shancha.apps.discovery.goods.fields import BANDS, TRADE_MODES
from shancha.apps.discovery.queries import goods_names
from shancha.apps.discovery.queries.goods_names import as_json


def shown(counts: Mapping[str, Counts], filters: Filters) -> dict[str, Any]:
    """{categories, brands, stores, trade_modes, price_bands, in_stock}, each most first where it has no
    order of its own. `categories` are those right below the chosen one, or the first level."""
    brands, stores = goods_names.brands().by_code, goods_names.stores().by_code
    return {
        "categories": _categories(counts["categories"], filters.place),
        "brands": [as_json(brands[code], count=n) for code, n in counts["brands"].items() if code in brands],
        "stores": [
            as_json(stores[code], count=n, is_self_run=stores[code].is_self_run)
            for code, n in counts["stores"].items()
            if code in stores
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


def _categories(counts: Counts, chosen: UUID | None) -> list[dict[str, Any]]:
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
        as_json(names.by_id[place], count=count)
        for place, count in added.most_common()
        if place in names.by_id
    ]
