"""Reads of boards and of what is in them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.errors import BoardNotFoundError
from shancha.apps.community.queries.briefs import BRIEF
from shancha.apps.community.queries.cards import CARD
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# The cover is the chosen note's, or else the latest note's that the viewer may see; others than the owner are
# told of no notes but those that they may see.
_BOARD = f"""json_build_object(
    'id', b.id, 'name', b.name, 'introduction', b.introduction, 'owner', {BRIEF.format(u="o")},
    'is_public', b.is_public, 'is_withheld', b.is_withheld, 'is_default', b.is_default,
    'is_mine', coalesce(b.owner_id = %(viewer)s::uuid, false),
    'note_count', case when b.owner_id = %(viewer)s::uuid then b.note_count else (
        select count(*) from community_boarditem i join community_note n on n.id = i.note_id
        where i.board_id = b.id and {LISTABLE}) end,
    'cover', (
        select n.cover from community_boarditem i join community_note n on n.id = i.note_id
        where i.board_id = b.id and n.cover is not null and {LISTABLE}
        order by (i.note_id = b.cover_note_id) is true desc, i.created_at desc, i.note_id desc limit 1),
    'has_note', case when %(note)s::uuid is not null then exists (
        select 1 from community_boarditem h where h.board_id = b.id and h.note_id = %(note)s::uuid) end,
    'updated_at', b.updated_at)"""

# The default board holds whatever was collected, so it is seen by others only while that may be shown.
_SEEN = """(b.owner_id = %(viewer)s::uuid or (b.is_public and not b.is_withheld
    and (not b.is_default or coalesce((o.privacy ->> 'show_collected')::bool, true))
    and o.status <> 'deleted' and not exists (
    select 1 from accounts_block k where (k.blocker_id = b.owner_id and k.blocked_id = %(viewer)s::uuid)
        or (k.blocker_id = %(viewer)s::uuid and k.blocked_id = b.owner_id))))"""

_ONE = f"""
select {_BOARD}::text from community_board b join accounts_user o on o.id = b.owner_id
where b.id = %(board)s::uuid and {_SEEN}
"""
_OF_OWNER = f"""
select coalesce(json_agg({_BOARD} order by b.position, b.id), '[]')::text
from community_board b join accounts_user o on o.id = b.owner_id
where b.owner_id = %(owner)s::uuid and {_SEEN}
"""
_ITEMS = f"""
with picked as materialized (
    select p.*, row_number() over () as place from (
        select i.note_id, i.created_at from community_boarditem i
        join community_board b on b.id = i.board_id
        left join community_note n on n.id = i.note_id and {LISTABLE}
        where i.board_id = %(board)s::uuid and (n.id is not null or b.owner_id = %(viewer)s::uuid)
            and (%(at)s::timestamptz is null
                or (i.created_at, i.note_id) < (%(at)s::timestamptz, %(id)s::uuid))
        order by i.created_at desc, i.note_id desc limit %(limit)s::int) p
)
select coalesce(json_agg(json_build_object('note_id', picked.note_id, 'collected_at', picked.created_at,
    'note', case when n.id is not null then {CARD} end) order by picked.place), '[]')::text
from picked
left join community_note n on n.id = picked.note_id and {LISTABLE}
left join accounts_user u on u.id = n.author_id
"""


def get_board(*, board_id: UUID, viewer_id: UUID | None) -> dict[str, Any]:
    """A board that the viewer may see; raises BoardNotFoundError."""
    found = sql.fetch_value(_ONE, {"board": board_id, "viewer": viewer_id, "note": None})
    if found is None:
        raise BoardNotFoundError
    return orjson.loads(found)  # type: ignore[no-any-return]


def list_boards(
    *, owner_id: UUID, viewer_id: UUID | None, note_id: UUID | None = None
) -> list[dict[str, Any]]:
    """A member's boards as far as the viewer may see them, in the owner's order; their number is limited.
    `note_id` asks of each whether that note is in it."""
    found = sql.fetch_value(_OF_OWNER, {"owner": owner_id, "viewer": viewer_id, "note": note_id})
    return orjson.loads(found)  # type: ignore[no-any-return]


def list_board_notes(
    *, board_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """The notes of a board, latest first; to its owner also the places of notes that are gone. The caller
    has made sure that the viewer may see the board."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    found = sql.fetch_value(
        _ITEMS, {"board": board_id, "viewer": viewer_id, "at": after[0], "id": after[1], "limit": limit + 1}
    )
    items = orjson.loads(found)
    next_cursor = None
    if len(items) > limit:
        items = items[:limit]
        next_cursor = encode_cursor(items[-1]["collected_at"], items[-1]["note_id"])
    return {"items": items, "next_cursor": next_cursor}
