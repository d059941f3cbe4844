"""China's regions by GB/T 2260: 34 provinces, their cities, their districts. `data/regions.csv` holds
code and name of each; the code tells its place (two digits a level)."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "regions.csv"


@dataclass(frozen=True, slots=True)
class Region:
    """A district with the names above it."""

    code: str
    province: str
    city: str
    district: str

    @property
    def full_name(self) -> str:
        """As it is written on a parcel; a municipality is not named twice."""
        city = "" if self.city in {self.province, "县", "省直辖县", "自治区直辖县"} else self.city
        return f"{self.province}{city}{self.district}"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _children() -> dict[str, list[dict[str, str | bool]]]:
    found: dict[str, list[dict[str, str | bool]]] = {}
    for code, name in _names().items():
        row: dict[str, str | bool] = {"code": code, "name": name, "is_leaf": not code.endswith("00")}
        found.setdefault(_parent(code), []).append(row)
    return found


def _parent(code: str) -> str:
    if code.endswith("0000"):
        return ""
    return f"{code[:2]}0000" if code.endswith("00") else f"{code[:4]}00"


def find_district(code: str) -> Region | None:
    """The district with this code; None for an unknown one, and for a city or province."""
    names = _names()
    if code not in names or code.endswith("00"):
        return None
    return Region(code, names[f"{code[:2]}0000"], names[f"{code[:4]}00"], names[code])


def children(code: str = "") -> list[dict[str, str | bool]]:
    """The regions right below one, by code; the provinces for ""."""
    return _children().get(code, [])


def is_province(prefix: str) -> bool:
    """Whether two digits name a province."""
    return f"{prefix}0000" in _names()
