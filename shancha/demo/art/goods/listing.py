"""The list of every picture of the mall: its file, its size, its description and how it is drawn."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from shancha.demo.art.goods import care, gear, living, makeup, pantry, wear, young
from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.shops import BANNER, LOGO, MARK, banner_svg, logo_svg, mark_svg

_DEMO = Path(__file__).resolve().parents[2]
PICTURES, CONTENT = _DEMO / "goods_pictures", _DEMO / "content" / "mall"
SIDE = 640


class Job(NamedTuple):
    """One file to make: who draws it, and its line in the manifest."""

    entry: dict[str, Any]
    svg: Callable[[], str]
    quality: int
    grain: float


def forms() -> list[Form]:
    """Every form of good, in order."""
    return [form for room in (care, makeup, wear, living, pantry, gear, young) for form in room.FORMS]


def _read(name: str) -> list[dict[str, Any]]:
    return list(json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8")))


def _entry(kind: str, name: str, form: str, size: tuple[int, int], alts: tuple[str, str]) -> dict[str, Any]:
    keys = ("file", "kind", "name", "form", "width", "height", "alt_zh", "alt_en")
    return dict(zip(keys, (f"{kind}s/{name}.webp", kind, name, form, *size, *alts), strict=True))


def jobs() -> Iterator[Job]:
    """Every picture of the mall, in the manifest's order."""
    for form in forms():
        for good in form.takes():
            entry = _entry("good", good.slug, form.name, (SIDE, SIDE), good.alts)
            yield Job(entry, good.svg, 84, 0.6)
    by_name = {form.name: form for form in forms()}
    for store in _read("stores"):
        alts = (f"{store['zh']}的店标", f"Sign of {store['en']}")
        yield Job(_entry("logo", store["slug"], "", LOGO, alts), partial(logo_svg, store), 86, 0)
        alts = (f"插画：{store['zh']}的商品", f"Illustration: goods of {store['en']}")
        yield Job(
            _entry("banner", store["slug"], "", BANNER, alts), partial(banner_svg, store, by_name), 82, 0.6
        )
    for number, brand in enumerate(_read("brands")):
        alts = (f"{brand['zh']}的标志", f"Mark of {brand['en']}")
        yield Job(_entry("mark", brand["slug"], "", MARK, alts), partial(mark_svg, brand, number), 86, 0)
