"""What is measured of the mall's reads. Every scenario's requests differ, so that nothing is served twice."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bench.goods_dataset import NOUNS, SAYINGS, Mall
from bench.load import Request
from bench.report import Targets
from bench.sessions import SignedIn

API = "/api/v1"
SORTS = ("comprehensive", "sales", "price_up", "price_down", "newest")


@dataclass(frozen=True, slots=True)
class GoodsScenario:
    """A row of the table, and how its requests are made."""

    targets: Targets
    requests: Callable[[Mall, list[str], list[SignedIn], random.Random], list[Request]]


def _lists(mall: Mall, categories: list[str], _members: list[SignedIn], rng: random.Random) -> list[Request]:
    """Half by category alone, the rest narrowed by brand, price, way of trade and stock."""
    made = []
    for number in range(3000):
        asked: dict[str, object] = {"sort": rng.choice(SORTS), "limit": 20}
        if number % 10:
            asked["category"] = rng.choice(categories)
        if number % 4 == 1:
            asked["brand"] = mall.brand_slug(mall.skewed(mall.size.brands))
        if number % 4 == 2:
            asked |= {"price_min": rng.randrange(0, 20_000), "trade_mode": rng.choice(("bonded", "direct"))}
        if number % 8 == 3:
            asked["in_stock"] = "true"
        made.append(Request(f"{API}/goods?{urlencode(asked)}"))
    return made


def _searches(
    mall: Mall, _categories: list[str], members: list[SignedIn], rng: random.Random
) -> list[Request]:
    made = []
    for number in range(3000):
        words = [rng.choice(NOUNS)]
        if number % 2:
            words.append(rng.choice(SAYINGS))
        if number % 5 == 0:
            words.append(f"牌子{mall.skewed(mall.size.brands)}号")
        path = f"{API}/goods?q={quote(' '.join(words))}&limit=20"
        made.append(members[number % len(members)].get(path))
    return made


def _pages(mall: Mall, _categories: list[str], _members: list[SignedIn], rng: random.Random) -> list[Request]:
    return [Request(f"{API}/products/{rng.choice(mall.products)}") for _ in range(5000)]


GOODS_SCENARIOS = [
    GoodsScenario(Targets("list of goods with facets, sort, total", 200, 500, 48), _lists),
    GoodsScenario(Targets("search of goods with facets", 60, 300, 6), _searches),
    GoodsScenario(Targets("product page", 300, 800, 31), _pages),
]
