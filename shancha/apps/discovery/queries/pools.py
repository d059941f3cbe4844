"""Pools of candidates that many viewers share, kept in the process for fifteen seconds; those of a topic or a
city, of which there are thousands and which change slowly, for a minute.

Each is one bounded index scan. What is in a pool may have been hidden meanwhile: cards are read from the
database after ranking, and what is no longer public drops out there.
"""

import time
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from shancha.apps.discovery.ranking.types import Candidate, base_score, mark_of_text
from shancha.kit import clock, sql

Pool = tuple[Candidate, ...]
# How many a pool brings, and so how far down its list each further depth begins. A category's holds the
# hottest and, beside them, the newest.
SIZES = {"hot": 40, "fresh": 20, "featured": 20, "newcomer": 60, "category": 40, "city": 40, "topic": 20}
_NEWEST = 15
_SECONDS = 0.0 if settings.ENV.mode == "test" else 15.0
_LONGER = {"topic": 4.0, "city": 4.0}
_MAX_POOLS = 4000
_COLUMNS = """s.note_id::text, s.author_id::text, s.category_slug, s.quality, s.hot,
    extract(epoch from s.published_at)::float8, s.city_code, s.is_paid"""

_pools: dict[tuple[str, str, int], tuple[float, Pool]] = {}

_ONE = {
    "hot": f"""
        select {_COLUMNS} from discovery_notescore s order by s.hot desc, s.note_id desc
        limit {SIZES["hot"]} offset %(depth)s::int * {SIZES["hot"]}""",
    "fresh": f"""
        select {_COLUMNS} from discovery_notescore s order by s.published_at desc, s.note_id desc
        limit {SIZES["fresh"]} offset %(depth)s::int * {SIZES["fresh"]}""",
    "featured": f"""
        select {_COLUMNS} from discovery_notescore s where s.featured_at is not null
        order by s.featured_at desc limit {SIZES["featured"]} offset %(depth)s::int * {SIZES["featured"]}""",
    "newcomer": f"""
        select {_COLUMNS} from discovery_exposure e join discovery_notescore s on s.note_id = e.note_id
        where e.kept_at is null and e.due_at > %(now)s order by e.due_at
            limit {SIZES["newcomer"]} offset %(depth)s::int * {SIZES["newcomer"]}""",
}
_MANY = {
    "category": f"""
        select k.key, c.* from unnest(%(keys)s::text[]) k(key) cross join lateral (
            (select {_COLUMNS} from discovery_notescore s where s.category_slug = k.key
             order by s.hot desc, s.note_id desc
             limit {SIZES["category"]} offset %(depth)s::int * {SIZES["category"]})
            union
            (select {_COLUMNS} from discovery_notescore s where s.category_slug = k.key
             order by s.published_at desc, s.note_id desc
             limit {_NEWEST} offset %(depth)s::int * {_NEWEST})) c""",
    "city": f"""
        select k.key, c.* from unnest(%(keys)s::text[]) k(key) cross join lateral (
            select {_COLUMNS} from discovery_notescore s where s.city_code = k.key and s.city_code <> ''
            order by s.hot desc, s.note_id desc
            limit {SIZES["city"]} offset %(depth)s::int * {SIZES["city"]}) c""",
    "topic": f"""
        select k.key, c.* from unnest(%(keys)s::text[]) k(key) cross join lateral (
            select {_COLUMNS} from community_notetopic nt join discovery_notescore s on s.note_id = nt.note_id
            where nt.topic_id = k.key::uuid and nt.published_at is not null
            order by nt.hot desc, nt.note_id desc
            limit {SIZES["topic"]} offset %(depth)s::int * {SIZES["topic"]}) c""",
}


def candidate(row: Iterable[object], at: float) -> Candidate:
    """A candidate from a row of the columns above."""
    note_id, author_id, category, quality, hot, published, city, is_paid = row
    return Candidate(
        note_id,  # type: ignore[arg-type]
        author_id,  # type: ignore[arg-type]
        category,  # type: ignore[arg-type]
        base_score(quality=quality, hot=hot, published=published, at=at),  # type: ignore[arg-type]
        quality,  # type: ignore[arg-type]
        published,  # type: ignore[arg-type]
        city,  # type: ignore[arg-type]
        is_paid,  # type: ignore[arg-type]
        mark_of_text(note_id),  # type: ignore[arg-type]
    )


def shared_pool(name: str, *, depth: int = 0) -> Pool:
    """ "hot", "fresh", "featured" or "newcomer" over everything; `depth` goes further down the list."""
    key = (name, "", depth)
    kept = _pools.get(key)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    at = clock.now()
    rows = sql.fetch_rows(_ONE[name], {"depth": depth, "now": at})
    return _keep(key, tuple(candidate(row, at.timestamp()) for row in rows))


def pools_of(name: str, keys: Iterable[str | UUID], *, depth: int = 0) -> dict[str, Pool]:
    """The pools of several categories, cities or topics; those not at hand are read in one statement."""
    wanted = list(dict.fromkeys(str(key) for key in keys))
    moment = time.monotonic()
    result: dict[str, Pool] = {}
    missing = []
    for key in wanted:
        kept = _pools.get((name, key, depth))
        if kept is not None and kept[0] > moment:
            result[key] = kept[1]
        else:
            missing.append(key)
    if not missing:
        return result
    at = clock.now()
    found: dict[str, list[Candidate]] = {key: [] for key in missing}
    for key, *row in sql.fetch_rows(_MANY[name], {"keys": missing, "depth": depth}):
        found[key].append(candidate(row, at.timestamp()))
    for key, pool in found.items():
        pool.sort(key=lambda item: (-item.base, item.id))
        result[key] = _keep((name, key, depth), tuple(pool))
    return result


def _keep(key: tuple[str, str, int], pool: Pool) -> Pool:
    if len(_pools) >= _MAX_POOLS:
        _pools.clear()
    if _SECONDS:
        _pools[key] = (time.monotonic() + _SECONDS * _LONGER.get(key[0], 1.0), pool)
    return pool
