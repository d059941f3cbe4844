"""Note cards: the one shape in which notes stand in lists, built by PostgreSQL."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.briefs import BRIEF, brief_fields
from shancha.apps.community.queries.minors import is_ad_sql
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor
from shancha.kit.shapes import Field, as_json, as_text

_IS_AD = is_ad_sql("n")
# The fields of a card for a note `n` and its author `u`. The last two belong to the list it stands in.
_FIELDS = (
    Field("id", "n.id", "word"),
    Field("kind", "n.kind", "word"),
    Field("title", "coalesce(nullif(n.title, ''), left(n.body, 40))", "text"),
    Field("cover", "n.cover", "json"),
    Field("picture_count", "jsonb_array_length(n.pictures)", "number"),
    Field("author", BRIEF.format(u="u"), "json"),
    Field("like_count", "n.like_count", "number"),
    Field(
        "liked",
        "exists (select 1 from community_like l where l.user_id = %(viewer)s::uuid and l.note_id = n.id)",
        "flag",
    ),
    Field("published_at", "to_json(n.published_at)", "json"),
    Field("place", "nullif(coalesce(nullif(n.place_name, ''), n.city_name), '')", "text"),
    Field("content_class", "n.content_class", "word"),
    Field("is_paid_cooperation", "n.is_paid_cooperation", "flag"),
    Field("is_ad", _IS_AD, "flag"),
    Field("is_featured", "n.featured_at is not null", "flag"),
    Field("is_demo", "n.is_demo", "flag"),
)
CARD_FIELDS = f"{as_json(_FIELDS)}, 'distance_km', null, 'why', json_build_array()"
# A card for other people's lists, and one for the author's own.
CARD = f"json_build_object({CARD_FIELDS})"
OWN_CARD = f"""json_build_object({CARD_FIELDS},
    'state', n.state, 'visibility', n.visibility, 'scheduled_at', n.scheduled_at,
    'view_count', n.view_count, 'lifted_at', n.lifted_at)"""

# The same as text without the last two fields, for `Card`.
CARD_TEXT = as_text(
    [
        field._replace(value=as_text(brief_fields("u"))) if field.name == "author" else field
        for field in _FIELDS
    ]
)

_CARDS = f"""
select coalesce(json_agg({CARD} order by wanted.place), '[]')::text
from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
join community_note n on n.id = wanted.id
join accounts_user u on u.id = n.author_id
where {LISTABLE}
"""


# Of the notes %(ids)s, an array as text, in that order: id, whether it is advertising, the author's name and
# CARD_TEXT. What the viewer may not meet in lists is missing.
CARD_TEXTS = f"""
select n.id::text, {_IS_AD}, u.nickname, {CARD_TEXT}
from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
join community_note n on n.id = wanted.id
join accounts_user u on u.id = n.author_id
where {LISTABLE}
order by wanted.place
"""


def finished_card(text: str, *, why: object = (), distance_km: float | None = None) -> orjson.Fragment:
    """A card from CARD_TEXT, ready to be sent: why it stands in this list, and how far away it is."""
    rest = orjson.dumps({"distance_km": distance_km, "why": why})
    return orjson.Fragment(text[:-1].encode() + b"," + rest[1:])


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
