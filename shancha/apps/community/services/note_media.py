"""Keeps the ready-made pictures and videos in notes equal to the assets they show."""

from collections.abc import Iterable
from uuid import UUID

from shancha.apps.community.queries.pictures import PICTURE_SQL, VIDEO_SQL
from shancha.kit import sql

# A video's poster is its cover unless the author chose a picture for that.
_REFRESH = f"""
with shown as (
    select n.id,
        (array_agg(a.id order by a.kind = 'video', na.position))[1] as cover_asset_id,
        (array_agg({PICTURE_SQL} order by a.kind = 'video', na.position))[1] as cover,
        coalesce(jsonb_agg({PICTURE_SQL} order by na.position)
            filter (where a.kind = 'image' and n.kind = 'images'), '[]') as pictures,
        (array_agg({VIDEO_SQL} order by na.position) filter (where a.kind = 'video'))[1] as video
    from community_note n
    join community_noteasset na on na.note_id = n.id
    join community_asset a on a.id = na.asset_id
    where n.id = any(%(notes)s::uuid[])
    group by n.id
)
update community_note n
set cover_asset_id = s.cover_asset_id, cover = s.cover, pictures = s.pictures, video = s.video
from shown s where n.id = s.id
"""  # noqa: S608 - constants of ours

_REFRESH_COMMENTS = f"""
update community_comment c set picture = {PICTURE_SQL}
from community_asset a where a.id = c.asset_id and a.id = any(%(assets)s::uuid[])
"""  # noqa: S608 - constants of ours


_LOCK = """
select 1 from community_note where id in (
    select note_id from community_noteasset where asset_id = any(%(assets)s::uuid[])
    union select note_id from community_comment where asset_id = any(%(assets)s::uuid[]))
order by id for no key update
"""


def lock_notes_of_assets(asset_ids: Iterable[UUID]) -> None:
    """Holds the notes that show these assets. Whoever changes an asset takes them first: notes, then
    assets, is the order everywhere."""
    sql.execute(_LOCK, {"assets": list(asset_ids)})


def refresh_note_media(note_ids: Iterable[UUID]) -> None:
    """Writes cover, pictures and video of these notes anew from their assets."""
    sql.execute(_REFRESH, {"notes": list(note_ids)})


def refresh_notes_of_assets(asset_ids: Iterable[UUID]) -> None:
    """Writes anew whatever shows these assets: notes and comments."""
    ids = list(asset_ids)
    rows = sql.fetch_rows(
        "select distinct note_id from community_noteasset where asset_id = any(%(ids)s::uuid[])", {"ids": ids}
    )
    refresh_note_media([row[0] for row in rows])
    sql.execute(_REFRESH_COMMENTS, {"assets": ids})
