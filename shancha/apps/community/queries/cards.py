"""Note cards: the one shape in which notes stand in lists, built by PostgreSQL."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.briefs import BRIEF
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# The fields of a card for a note `n` and its author `u`, to stand inside json_build_object.
CARD_FIELDS = f"""
    'id', n.id, 'kind', n.kind, 'title', coalesce(nullif(n.title, ''), left(n.body, 40)), 'cover', n.cover,
    'picture_count', jsonb_array_length(n.pictures), 'author', {BRIEF.format(u="u")},
    'like_count', n.like_count,
    'liked', exists (select 1 from community_like l where l.user_id = %(viewer)s::uuid and l.note_id = n.id),
    'published_at', n.published_at, 'place', nullif(coalesce(nullif(n.place_name, ''), n.city_name), ''),
    'distance_km', null, 'content_class', n.content_class, 'is_paid_cooperation', n.is_paid_cooperation,
    'is_ad', n.is_ad or n.is_paid_cooperation,
    'is_featured', n.featured_at is not null, 'why', json_build_array()
"""
# A card for other people's lists, and one for the author's own.
CARD = f"json_build_object({CARD_FIELDS})"
OWN_CARD = f"""json_build_object({CARD_FIELDS},
    'state', n.state, 'visibility', n.visibility, 'scheduled_at', n.scheduled_at)"""

_CARDS = f"""
select coalesce(json_agg({CARD} order by wanted.place), '[]')::text
from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
join community_note n on n.id = wanted.id
join accounts_user u on u.id = n.author_id
where {LISTABLE}
"""


def cards(note_ids: Sequence[UUID], viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Cards of these notes in the order given; what the viewer may not meet in lists is left out."""
    if not note_ids:
        return []
    found = sql.fetch_value(_CARDS, {"ids": list(note_ids), "viewer": viewer_id})
    return orjson.loads(found)  # type: ignore[no-any-return]


def page_sql(picked: str, *, card: str = CARD) -> str:
    """A statement for a page of cards. `picked` selects `id` and `at`, in order, with its own limit."""
    return f"""
        with picked as materialized (
            select p.*, row_number() over () as place from ({picked}) p
        )
        select coalesce(
            json_agg(json_build_object('at', picked.at, 'card', {card}) order by picked.place), '[]')::text
        from picked
        join community_note n on n.id = picked.id
        join accounts_user u on u.id = n.author_id
    """


def fetch_page(
    statement: str,
    parameters: dict[str, Any],
    *,
    cursor: str | None,
    limit: int,
    convert: Callable[[str], Any],
) -> dict[str, Any]:
    """Runs a `page_sql` statement from a cursor of (at, id) and answers `{items, next_cursor}`.

    The statement uses %(at)s, %(id)s (null on the first page) and %(limit)s.
    """
    after = decode_cursor(cursor, convert, UUID) or (None, None)
    found = sql.fetch_value(statement, {**parameters, "at": after[0], "id": after[1], "limit": limit + 1})
    rows = orjson.loads(found or "[]")
    return as_page(rows, limit)


def as_page(rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """One row too many means that there is another page."""
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = encode_cursor(rows[-1]["at"], rows[-1]["card"]["id"])
    return {"items": [row["card"] for row in rows], "next_cursor": next_cursor}
