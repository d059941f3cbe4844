"""Who may see a media file, decided in one statement each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shancha.apps.community.errors import AssetNotFoundError
from shancha.apps.community.models import Asset
from shancha.kit import sql

# A comment `c` that stands where people read it: neither it nor its root is hidden or gone.
_STANDS = """c.state in ('public', 'folded') and (c.parent_id is null or exists (
        select 1 from community_comment root
        where root.id = c.parent_id and root.state in ('public', 'folded')))"""

# True for a row of community_asset named `a` that anyone may see.
IS_PUBLIC_SQL = f"""
(a.is_open
 or exists (
    select 1 from community_noteasset na join community_note n on n.id = na.note_id
    where na.asset_id = a.id and n.state = 'public' and n.visibility = 'public')
 or exists (
    select 1 from community_comment c join community_note n on n.id = c.note_id
    where c.asset_id = a.id and {_STANDS} and n.state = 'public'
        and n.visibility = 'public')
 or exists (select 1 from community_board b where b.cover_asset_id = a.id and b.is_public
    and not b.is_withheld))
"""

_FIND_FILE = f"""
select a.id, a.folder, a.state, a.widths, a.is_moving, extract(epoch from a.created_at)::bigint,
    {IS_PUBLIC_SQL}
from community_asset a where a.key = %(key)s
"""

_MAY_SEE = f"""
select a.owner_id = %(viewer)s::uuid or exists (
    select 1 from (
        select na.note_id from community_noteasset na where na.asset_id = a.id
        union all
        select c.note_id from community_comment c where c.asset_id = a.id and {_STANDS}
    ) place
    join community_note n on n.id = place.note_id and n.state = 'public'
    where n.author_id = %(viewer)s::uuid or (
        n.visibility in ('public', 'followers')
        and exists (select 1 from accounts_follow f
            where f.follower_id = %(viewer)s::uuid and f.followee_id = n.author_id)
        and not exists (select 1 from accounts_block b
            where (b.blocker_id, b.blocked_id) in
                ((n.author_id, %(viewer)s::uuid), (%(viewer)s::uuid, n.author_id)))))
from community_asset a where a.id = %(asset)s::uuid
"""

_FIND_TWIN = f"""
select a.id from community_asset a
where a.content_hash = %(hash)s and a.kind = %(kind)s and a.state = 'ready'
    and (a.owner_id = %(owner)s::uuid or {IS_PUBLIC_SQL})
limit 1
"""

# True for a row of community_asset named `a` that nothing shows or keeps.
_UNUSED = """
not a.is_open and not a.is_kept
and not exists (select 1 from community_noteasset x where x.asset_id = a.id)
and not exists (select 1 from community_draftasset x where x.asset_id = a.id)
and not exists (select 1 from community_comment x where x.asset_id = a.id)
and not exists (select 1 from community_board x where x.cover_asset_id = a.id)
and not exists (select 1 from community_note x where x.receipt_asset_id = a.id)
and not exists (
    select 1 from community_draft x where x.owner_id = a.owner_id
        and x.evaluation ->> 'receipt_asset_id' = a.id::text)
and not exists (
    select 1 from community_notehistory x join community_note n on n.id = x.note_id
    where n.author_id = a.owner_id and x.asset_ids ? a.id::text)
"""
_LIST_UNUSED = f"""
select a.id from community_asset a
where (%(ids)s::uuid[] is null or a.id = any(%(ids)s::uuid[]))
    and (%(before)s::timestamptz is null or a.created_at < %(before)s::timestamptz) and {_UNUSED}
limit 500
"""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """Where an address leads. `modified_at` is in Unix seconds."""

    asset_id: UUID
    folder: str
    state: str
    widths: list[int]
    is_moving: bool
    modified_at: int
    is_public: bool


def find_media_file(key: str) -> MediaFile | None:
    """The asset behind an address and whether everyone may see it."""
    rows = sql.fetch_rows(_FIND_FILE, {"key": key})
    return MediaFile(*rows[0]) if rows else None


def may_see_media(*, asset_id: UUID, viewer_id: UUID) -> bool:
    """Whether a member may see an asset that is not public: its owner, and followers of an author who
    wrote for followers only."""
    return bool(sql.fetch_value(_MAY_SEE, {"asset": asset_id, "viewer": viewer_id}))


def get_asset(*, owner_id: UUID, asset_id: UUID) -> Asset:
    """The member's own asset; anyone else's does not exist."""
    asset = Asset.objects.filter(id=asset_id, owner_id=owner_id).first()
    if asset is None:
        raise AssetNotFoundError
    return asset


def find_twin_id(*, owner_id: UUID, kind: str, content_hash: str) -> UUID | None:
    """A ready asset of the same bytes that is the owner's own or public."""
    found: UUID | None = sql.fetch_value(_FIND_TWIN, {"owner": owner_id, "kind": kind, "hash": content_hash})
    return found


def list_unused_assets(*, asset_ids: list[UUID] | None = None, before: datetime | None = None) -> list[UUID]:
    """Assets, of these or made before a moment, that no note, draft, comment or board shows; 500 at most."""
    return [row[0] for row in sql.fetch_rows(_LIST_UNUSED, {"ids": asset_ids, "before": before})]
