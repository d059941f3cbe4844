"""Which goods the demo's mall sells: a few hundred lines, each made by several brands in their own way.

Pure: the same articles every time, without a database.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from typing import Any

from shancha.apps.mall.barcodes import check_digit
from shancha.demo.mall import words
from shancha.demo.mall.words import Words

COUNT = 1200
SEED = 20140815
_MOST_COLOURS, _MOST_VARIANTS = 3, 18
_UNITS = {"ml": "ml", "g": "g", "sheet": "片"}
_COUNTRIES = {
    "CN": "中国", "JP": "日本", "FR": "法国", "KR": "韩国", "DK": "丹麦", "IT": "意大利",
    "US": "美国", "SE": "瑞典", "AU": "澳大利亚", "CA": "加拿大", "NZ": "新西兰",
}  # fmt: skip


@dataclass(slots=True)
class Choice:
    """A variant: its options, its price in fen, how much it holds."""

    options: list[str]
    price: int
    list_price: int | None
    member_price: int | None
    barcode: str
    weight_g: int
    content: float
    picture: int
    stock: int


@dataclass(slots=True)
class Article:
    """A product to be, with everything that its page tells."""

    number: int
    store: str
    brand: Words
    leaf: Words
    category: str
    line: str
    title: str
    title_en: str
    subtitle: str
    pictures: list[str]
    option_names: list[str]
    hs_code: str
    unit: str
    trade_mode: str
    origin: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def field(self) -> str:
        """The field of notes that this goes with."""
        return str(self.leaf["field"])


def articles(taken: set[str] | None = None, *, count: int = COUNT) -> list[Article]:
    """So many of them, spread over all shelves. `taken` names the pictures that exist by slug."""
    rng = random.Random(SEED)
    shelves = _Shelves(taken or set())
    lines = [(leaf, line) for leaf in words.leaves() for line in leaf["lines"]]
    each, more = divmod(COUNT, len(lines))
    made: list[list[Article]] = []
    number = 0
    for place, (leaf, line) in enumerate(lines):
        # Some lines come in one article more, spread evenly over the shelves.
        share = each + ((place + 1) * more // len(lines) - place * more // len(lines))
        made.append([])
        for turn in range(share):
            made[-1].append(_make(rng, shelves, (leaf, line), number=number, turn=turn))
            number += 1
    by_turn = [row[turn] for turn in range(each + 1) for row in made if turn < len(row)]
    return by_turn[:: COUNT // count][:count]


class _Shelves:
    """Deals out stores and pictures in turn, so that none comes too often."""

    def __init__(self, pictures: set[str]) -> None:
        self._pictures = pictures
        self._turns: dict[tuple[str, ...], Iterator[str]] = {}

    def next_store(self, leaf: Words, brand: Words) -> Words:
        """A store that sells this field and this brand; goods made here are not imported."""
        fitting = [
            store
            for store in words.stores()
            if leaf["field"] in store["categories"]
            and brand["slug"] in store.get("brands", [brand["slug"]])
            and (store["mode"] == "domestic" or brand["country"] != "CN")
        ]
        # Who sells a few brands only gets two turns.
        names = tuple(store["slug"] for store in fitting for _ in range(2 if "brands" in store else 1))
        chosen = next(self._turns.setdefault(names, cycle(names)))
        return next(store for store in fitting if store["slug"] == chosen)

    def pictures_of(self, line: list[Any], turn: int) -> list[str]:
        """One to four pictures of the forms that a line names, another one first each time."""
        names = list(dict.fromkeys(slug for form in line[2].split() for slug in self._takes(form)))
        start = turn * 2 + len(line[0])
        turned = [names[(start + step) % len(names)] for step in range(len(names))]
        return turned[: 2 + start % 3]

    def _takes(self, form: str) -> list[str]:
        if form in self._pictures or not self._pictures:
            return [form]
        return sorted(slug for slug in self._pictures if slug.rsplit("-", 1)[0] == form)


def _make(
    rng: random.Random, shelves: _Shelves, shelf: tuple[Words, list[Any]], *, number: int, turn: int
) -> Article:
    leaf, line = shelf
    own = line[5] if len(line) > 5 else {}
    brand = words.brands()[_brand_slug(leaf, own, turn)]
    store = shelves.next_store(leaf, brand)
    kinds, series = leaf["kinds"], brand["series"]
    kind = kinds[(turn + number) % len(kinds)]
    serie = series[(turn // len(_brands_of(leaf, own))) % len(series)]
    article = Article(
        number=number,
        store=store["slug"],
        brand=brand,
        leaf=leaf,
        category=str(own.get("category", leaf["category"])),
        line=line[0],
        title=f"{brand['zh']} {serie}系列 {line[0]} {kind[0]}",
        title_en=f"{brand['en']} {line[1]}, {kind[1]}",
        subtitle=leaf["say"][number % len(leaf["say"])],
        pictures=shelves.pictures_of(line, turn),
        option_names=[name for name, _ in leaf["options"]],
        hs_code=leaf["hs"],
        unit=leaf["unit"] if leaf["unit"] in _UNITS else "",
        trade_mode=store["mode"],
        origin=_COUNTRIES[brand["country"]],
    )
    article.choices = list(_choices(rng, article, line))
    return article


def _brands_of(leaf: Words, own: Words) -> list[str]:
    named = own.get("brands") or leaf.get("brands")
    return list(
        named or [slug for slug, brand in words.brands().items() if leaf["field"] in brand["categories"]]
    )


def _brand_slug(leaf: Words, own: Words, turn: int) -> str:
    slugs = _brands_of(leaf, own)
    return slugs[(turn + len(leaf["slug"])) % len(slugs)]


def _choices(rng: random.Random, article: Article, line: list[Any]) -> Iterator[Choice]:
    low, high = line[3], line[4]
    step = 1.0 if article.brand["country"] == "CN" else 1.12
    base = min(high, low + (high - low) * rng.random() ** 1.4 * step)
    discount = rng.choice((0, 0, 0.12, 0.18, 0.25, 0.35))
    is_for_members = rng.random() < 0.55
    options = [_values(rng, values) for _, values in article.leaf["options"]]
    for place, chosen in enumerate(islice(product(*options), _MOST_VARIANTS)):
        factor, content = 1.0, 1.0
        for value in chosen:
            factor, content = factor * value[1], value[2] or content
        price = _price(base * factor)
        yield Choice(
            options=[value[0] for value in chosen],
            price=price,
            list_price=_price(price / 100 * (1 + discount)) if discount else None,
            member_price=price * 95 // 1000 * 10 if is_for_members else None,
            barcode=_barcode(article.number, place),
            weight_g=max(20, round(article.leaf["weight"] * (0.4 + 0.6 * factor))),
            content=content,
            picture=place % len(article.pictures),
            stock=0 if rng.random() < 0.03 else rng.choice((8, 24, 40, 60, 120, 200, 360)),
        )


def _values(rng: random.Random, values: list[str]) -> list[tuple[str, float, float]]:
    """Values as (name, price factor, content); of many plain ones (colours) some are made."""
    parsed = []
    for value in values:
        name, factor, content = [*value.split("|"), ""][:3] if "|" in value else (value, "1", "")
        parsed.append((name, float(factor), float(content or 0)))
    is_plain = all("|" not in value for value in values)
    looks_like_sizes = len(values[0]) <= 2 and (values[0].isdigit() or values[0].isupper())
    if is_plain and not looks_like_sizes and len(parsed) > _MOST_COLOURS:
        kept = sorted(rng.sample(range(len(parsed)), _MOST_COLOURS))
        return [parsed[place] for place in kept]
    return parsed


def _price(yuan: float) -> int:
    """A price as shops write them, in fen: 19.9, 59, 129, 1,299."""
    if yuan < 30:
        return max(1, round(yuan)) * 100 - 10
    if yuan < 100:
        return round(yuan) * 100
    return (round(yuan / 10) * 10 - 1) * 100


def _barcode(number: int, place: int) -> str:
    """An EAN-13 of the range that GS1 keeps for use inside shops (prefix 20), so that it is nobody's."""
    digits = f"20{number:07}{place:03}"
    return f"{digits}{check_digit(digits)}"
