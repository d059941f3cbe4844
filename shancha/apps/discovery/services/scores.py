"""Scores of notes: quality and heat, reckoned when something happened to a note, never while reading."""

import math
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.community.services.topics import MERGING, set_note_heat
from shancha.apps.discovery.queries.nearby import cell_of
from shancha.apps.discovery.ranking.types import HEAT_UNIT_SECONDS
from shancha.apps.discovery.services.indexing import notes_changed
from shancha.kit import sql
from shancha.kit.turns import share_turn

BATCH = 500
# Who likes a note that is being scored waits for its batch.
TOUCHED_BATCH = 100
# A like from an account in its first week counts a tenth: new accounts must not lift anything.
_NEW_ACCOUNT_DISCOUNT = 0.9
_PRIOR_VIEWS, _PRIOR_RATE = 60, 0.08

_FACTS = """
    select n.id, n.author_id, n.category_slug, n.published_at, n.city_code, n.lat, n.lng,
        n.is_paid_cooperation or n.is_ad, n.featured_at, n.is_recommendable, n.like_count, n.collect_count,
        n.comment_count,
        -- A visitor's share costs nothing: members alone count, each once however often they share.
        (select count(distinct s.user_id) from community_share s
         where s.note_id = n.id and s.user_id is not null and s.shared_on is not null),
        n.helpful_count, n.view_count, n.quality,
        case when n.like_count < 5 then 0 else (
            select count(*) from (select l.user_id, l.created_at from community_like l
             where l.note_id = n.id order by l.created_at desc limit 300) l
         join accounts_user u on u.id = l.user_id
         where l.created_at - u.joined_at < interval '7 days' or l.user_id = n.author_id) end,
        case when n.comment_count < 4 then 1 else (
            select count(distinct c.author_id) from (select author_id from community_comment
             where note_id = n.id and parent_id is null and state = 'public'
             order by created_at desc limit 300) c
         where c.author_id <> n.author_id) end
    from community_note n where n.id = any(%(ids)s::uuid[])"""

_SAVE = """
    insert into discovery_notescore (note_id, author_id, category_slug, published_at, quality, hot, city_code,
        lat, lng, cell, is_paid, featured_at)
    select v.* from unnest(%(ids)s::uuid[], %(authors)s::uuid[],
        %(categories)s::text[], %(published)s::timestamptz[],
        %(qualities)s::float8[], %(hots)s::float8[], %(cities)s::text[], %(lats)s::float8[],
            %(lngs)s::float8[],
        %(cells)s::int[], %(paid)s::bool[], %(featured)s::timestamptz[]) v
    on conflict (note_id) do update set category_slug = excluded.category_slug,
        published_at = excluded.published_at, quality = excluded.quality, hot = excluded.hot,
        city_code = excluded.city_code, lat = excluded.lat, lng = excluded.lng, cell = excluded.cell,
        is_paid = excluded.is_paid, featured_at = excluded.featured_at"""

# A note's row first, then what hangs on it: whoever acts on a note takes its row before its touch.
_HOLD = "select id from community_note where id = any(%(ids)s::uuid[]) order by id for no key update"
_HOLD_TOUCHED = """
    select n.id from discovery_touch t join community_note n on n.id = t.note_id
    order by n.id limit %s for no key update of n skip locked"""


def touch(note_id: UUID) -> None:
    """Marks a note for scoring; call it inside the transaction of what happened to it, after it has changed
    the note."""
    sql.execute("insert into discovery_touch (note_id) values (%s) on conflict do nothing", [note_id])


def score_touched() -> int:
    """Scores all marked notes and lets the search index follow; returns how many. Notes that somebody is just
    acting on wait for the next time. Safe to run twice and beside itself."""
    total = 0
    while True:
        with transaction.atomic():
            share_turn(MERGING)
            rows = sql.fetch_rows(_HOLD_TOUCHED, [TOUCHED_BATCH])
            note_ids = [row[0] for row in rows]
            sql.execute("delete from discovery_touch where note_id = any(%s::uuid[])", [note_ids])
            score_notes(note_ids)
            notes_changed(note_ids)
        total += len(rows)
        if len(rows) < TOUCHED_BATCH:
            return total


@transaction.atomic
def score_notes(note_ids: Sequence[UUID]) -> None:
    """Reckons these notes anew: those that may be recommended get their row, the others lose it."""
    if not note_ids:
        return
    share_turn(MERGING)
    sql.fetch_rows(_HOLD, {"ids": list(note_ids)})
    rows = sql.fetch_rows(_FACTS, {"ids": list(note_ids)})
    scored = [_score(row) for row in rows if row[9]]
    kept = [row["id"] for row in scored]
    gone = [note_id for note_id in note_ids if note_id not in set(kept)]
    if gone:
        sql.execute("delete from discovery_notescore where note_id = any(%s::uuid[])", [gone])
    if not scored:
        return
    _save(scored)
    set_note_heat({row["id"]: row["hot"] for row in scored})


def _save(scored: list[dict[str, Any]]) -> None:
    columns = {
        "ids": "id",
        "authors": "author",
        "categories": "category",
        "published": "published",
        "qualities": "quality",
        "hots": "hot",
        "cities": "city",
        "lats": "lat",
        "lngs": "lng",
        "cells": "cell",
        "paid": "paid",
        "featured": "featured",
    }
    parameters: dict[str, Any] = {name: [row[key] for row in scored] for name, key in columns.items()}
    sql.execute(_SAVE, parameters)


def _score(row: tuple[Any, ...]) -> dict[str, Any]:
    (note_id, author, category, published, city, lat, lng, paid, featured, _) = row[:10]
    likes, collects, comments, shares, helpful, views = row[10:16]
    own_quality, doubtful, voices = row[16:19]
    engagement = (
        max(0.0, likes - doubtful * _NEW_ACCOUNT_DISCOUNT)
        + 2 * collects
        + 1.5 * min(comments, 3 * voices)
        + 2 * shares
        + 2 * helpful
    )
    return {
        "id": note_id,
        "author": author,
        "category": category,
        "published": published,
        "city": city,
        "lat": lat,
        "lng": lng,
        "cell": cell_of(lat, lng) if lat is not None else None,
        "paid": paid,
        "featured": featured,
        "quality": _quality(own_quality, engagement, views),
        "hot": math.log1p(engagement) + published.timestamp() / HEAT_UNIT_SECONDS,
    }


def _quality(own: float, engagement: float, views: int) -> float:
    """Half from the note itself, half from its reception: engagement for each view, drawn towards the
    usual rate while views are few, so that large accounts have no start over small ones."""
    rate = (engagement + _PRIOR_RATE * _PRIOR_VIEWS) / (max(views, engagement) + _PRIOR_VIEWS)
    reception = 1 - math.exp(-rate / _PRIOR_RATE * 0.7)
    return round(max(0.0, min(1.0, 0.5 * own + 0.5 * reception)), 4)


def rebuild_scores(*, since_days: int | None = None) -> int:
    """Scores every recommendable note (or those of the last days) in batches: after a change of the
    formula, for a new installation, and nightly for recent ones. Returns how many."""
    total, after = 0, None
    while True:
        rows = sql.fetch_rows(
            """
            select id from community_note
            where is_recommendable and (%(after)s::uuid is null or id > %(after)s::uuid)
              and (%(days)s::int is null or published_at > now() - make_interval(days => %(days)s::int))
            order by id limit %(batch)s::int
            """,
            {"after": after, "days": since_days, "batch": BATCH},
        )
        score_notes([row[0] for row in rows])
        total += len(rows)
        if len(rows) < BATCH:
            return total
        after = rows[-1][0]
