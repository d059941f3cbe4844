"""The bundled list of Chinese cities: prefectures and well-known counties, with tier and position."""

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shancha.apps.accounts import errors

_FILE = Path(__file__).with_name("data") / "places.csv"
GRID = 0.05
# In the thinly settled west the next city may be that far; whoever is further from any is not in this list.
NEAR_KM = 150


@dataclass(frozen=True, slots=True)
class Place:
    """A city. `code` is its administrative division code (GB/T 2260), `tier` 1 (largest) to 5."""

    code: str
    name: str
    pinyin: str
    initials: str
    province: str
    lat: float
    lng: float
    tier: int


@lru_cache(maxsize=1)
def all_places() -> tuple[Place, ...]:
    """Every place, larger tiers first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Place(**{**row, "lat": float(row["lat"]), "lng": float(row["lng"]), "tier": int(row["tier"])})  # type: ignore[arg-type]
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda place: (place.tier, place.code)))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in all_places()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    return {place.name: place for place in reversed(all_places())}


def get_place(code: str) -> Place:
    """The place with this code. Raises PlaceUnknownError."""
    place = _by_code().get(code)
    if place is None:
        raise errors.PlaceUnknownError(fields={"city": errors.PlaceUnknownError.detail})
    return place


def find_by_name(name: str) -> Place | None:
    """The place of this name, with or without 市."""
    return _by_name().get(name.removesuffix("市"))


def search_places(query: str, *, limit: int = 20) -> list[Place]:
    """Places whose name, pinyin or initials begin with the query or whose code it is, then those that
    contain it; without a query, the largest cities."""
    wanted = query.strip().lower().removesuffix("市").replace(" ", "")
    if not wanted:
        return list(all_places()[:limit])
    first = [
        p
        for p in all_places()
        if p.name.startswith(wanted) or p.pinyin.startswith(wanted) or wanted in {p.initials, p.code}
    ]
    rest = [
        p
        for p in all_places()
        if p not in first and (wanted in p.name or wanted in p.pinyin or p.province == wanted)
    ]
    return (first + rest)[:limit]


def nearest_place(lat: float, lng: float) -> Place | None:
    """The city whose centre is nearest; None where none is within 150 km, as abroad."""
    away, place = min(
        ((distance_km(lat, lng, place.lat, place.lng), place) for place in all_places()),
        key=lambda pair: pair[0],
    )
    return place if away <= NEAR_KM else None


def coarse(lat: float, lng: float) -> tuple[float, float]:
    """A position rounded to the grid of 0.05° (about 5 km): all that is ever kept of it."""
    return round(round(lat / GRID) * GRID, 2), round(round(lng / GRID) * GRID, 2)


def distance_km(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """Great-circle distance in kilometres."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lng - lng) / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(half))
