"""The words of the demo's mall, as they were written: leaves, brands, stores, reviews, coupons."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[1] / "content" / "mall"
Words = dict[str, Any]


@cache
def read(name: str) -> Any:
    """One of the content files, by its name without ending."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def stores() -> list[Words]:
    """The stores, self-run ones first."""
    return list(read("stores"))


@cache
def brands() -> dict[str, Words]:
    """The brands by slug."""
    return {brand["slug"]: brand for brand in read("brands")}


@cache
def leaves() -> list[Words]:
    """The shelves with their lines of goods; each knows the field of notes it goes with."""
    return [
        {**leaf, "field": path.stem}
        for path in sorted((_FOLDER / "goods").glob("*.json"))
        for leaf in json.loads(path.read_text(encoding="utf-8"))
    ]
