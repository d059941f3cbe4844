"""A member's own notes, drafts, boards, likes, pictures and videos, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.community.models import Asset
from shancha.kit import sql, storage

_PARTS = {
    "notes.json": """
        select n.id, n.kind, n.title, n.body, n.category_slug as category, n.state, n.visibility,
            n.created_at, n.published_at, n.scheduled_at, n.edited_at, n.place_name, n.city_name, n.lat,
            n.lng, n.is_paid_cooperation, n.evaluation::text as evaluation, n.comment_policy, n.like_count,
            n.collect_count, n.comment_count, n.share_count, n.helpful_count, n.view_count, n.featured_at,
            array(select na.asset_id::text from community_noteasset na where na.note_id = n.id
                order by na.position) as assets,
            array(select t.name from community_notetopic nt join community_topic t on t.id = nt.topic_id
                where nt.note_id = n.id order by nt.position) as topics
        from community_note n where n.author_id = %(user)s::uuid and n.state <> 'deleted' order by n.id""",
    "note_history.json": """
        select h.note_id, h.version, h.title, h.body, h.replaced_at from community_notehistory h
        join community_note n on n.id = h.note_id
        where n.author_id = %(user)s::uuid and n.state <> 'deleted' order by h.note_id, h.version""",
    "drafts.json": """
        select d.id, d.kind, d.title, d.body, d.category_slug as category, d.topics::text as topics,
            d.place::text as place, d.visibility, d.evaluation::text as evaluation, d.scheduled_at, d.note_id,
            d.updated_at, array(select da.asset_id::text from community_draftasset da
                where da.draft_id = d.id order by da.position) as assets
        from community_draft d where d.owner_id = %(user)s::uuid order by d.id""",
    "boards.json": """
        select b.id, b.name, b.introduction, b.is_public, b.created_at,
            array(select i.note_id::text from community_boarditem i where i.board_id = b.id
                order by i.created_at desc) as notes
        from community_board b where b.owner_id = %(user)s::uuid order by b.position, b.id""",
    "collects.json": """
        select note_id, created_at
        from community_collect where user_id = %(user)s::uuid order by created_at""",
    "likes.json": """
        select note_id, created_at
        from community_like where user_id = %(user)s::uuid order by created_at""",
    "helpful.json": """
        select note_id, created_at
        from community_helpful where user_id = %(user)s::uuid order by created_at""",
    "shares.json": """
        select note_id, code, channel, shared_on, arrival_count, created_at from community_share
        where user_id = %(user)s::uuid order by created_at""",
    "pictures_and_videos.json": """
        select id, kind, state, alt, width, height, duration_ms, created_at
        from community_asset where owner_id = %(user)s::uuid and not is_open order by id""",
}


def export_notes(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields (path, rows), and each picture and video in the largest form that is kept, as an open file; what
    an operator sent in for the platform to show is nobody's own."""
    for path, statement in _PARTS.items():
        yield path, sql.fetch_all(statement, {"user": user_id})
    own = Asset.objects.filter(owner_id=user_id, state=Asset.State.READY, is_open=False)
    for asset in own.iterator(chunk_size=100):
        name = _largest(asset)
        try:
            file = storage.open_file(f"{asset.folder}/{name}")
        except FileNotFoundError:
            continue
        yield f"media/{asset.id}.{name.rsplit('.', 1)[1]}", file


def _largest(asset: Asset) -> str:
    if asset.kind == Asset.Kind.VIDEO:
        return "video.mp4"
    return "motion.webp" if asset.is_moving else f"{max(asset.widths, default=0)}.webp"
