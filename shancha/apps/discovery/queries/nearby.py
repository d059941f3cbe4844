"""Notes near a place: by cells of a grid, then by distance and freshness."""

import math
from collections.abc import Sequence

from shancha.apps.discovery.queries.pools import candidate
from shancha.apps.discovery.ranking.types import Candidate
from shancha.kit import clock, sql

CELL_DEGREES = 0.2  # about 22 km north to south
RINGS = 5  # how far `depth` can widen the circle: about 110 km
_KM_PER_DEGREE = 111.2
_LIMIT = 240

_NEAR = f"""
    select s.note_id::text, s.author_id::text, s.category_slug, s.quality, s.hot,
        extract(epoch from s.published_at)::float8, s.city_code, s.is_paid, s.lat, s.lng
    from unnest(%(cells)s::int[]) k(cell) cross join lateral (
        select * from discovery_notescore n where n.cell = k.cell order by n.published_at desc limit 60) s
    order by s.published_at desc limit {_LIMIT}"""


def cell_of(lat: float, lng: float) -> int:
    """The number of the grid cell that holds a position."""
    return math.floor((lat + 90) / CELL_DEGREES) * 1800 + math.floor((lng + 180) / CELL_DEGREES)


def find_near(lat: float, lng: float, *, depth: int = 0) -> list[Candidate]:
    """Notes around a place, best first: one point for each 10 km away, one for each two days of age.

    `depth` 0 looks at the cell and its neighbours, each further one adds a ring; past the last, nothing.
    """
    if depth > RINGS:
        return []
    row, column = math.floor((lat + 90) / CELL_DEGREES), math.floor((lng + 180) / CELL_DEGREES)
    reach = depth + 1
    cells = [
        (row + dy) * 1800 + column + dx
        for dy in range(-reach, reach + 1)
        for dx in range(-reach, reach + 1)
        if depth == 0 or max(abs(dx), abs(dy)) == reach
    ]
    at = clock.now().timestamp()
    found = []
    for *facts, note_lat, note_lng in sql.fetch_rows(_NEAR, {"cells": cells}):
        item = candidate(facts, at)
        away = distance_km(lat, lng, note_lat, note_lng) / 10 + max(0.0, at - item.published) / 172_800
        found.append((away, item.id, item))
    found.sort(key=lambda entry: entry[:2])
    return [item for _, _, item in found]


def distances(lat: float, lng: float, note_ids: Sequence[str]) -> dict[str, float]:
    """How far away these notes are, in kilometres to one decimal; by id as text."""
    rows = sql.fetch_rows(
        """
        select note_id::text, lat, lng from discovery_notescore
        where note_id = any(%(ids)s::uuid[]) and lat is not null
        """,
        {"ids": sql.array(note_ids)},
    )
    return {note_id: round(distance_km(lat, lng, *position), 1) for note_id, *position in rows}


def distance_km(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """Distance on the ground in kilometres; exact enough within a few hundred."""
    mean = math.radians((lat + other_lat) / 2)
    dx = (other_lng - lng) * math.cos(mean) * _KM_PER_DEGREE
    return math.hypot(dx, (other_lat - lat) * _KM_PER_DEGREE)
