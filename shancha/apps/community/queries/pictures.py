"""The one shape in which pictures and videos reach clients."""

from typing import Any

from django.conf import settings

from shancha.apps.community.models import Asset
from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual

# Picture as JSON from a row of community_asset named `a`.
PICTURE_SQL = f"""
jsonb_build_object(
    'base', '{settings.MEDIA_URL}' || a.key || '/', 'widths', to_jsonb(a.widths), 'width', a.width,
    'height', a.height, 'color', a.color, 'tiny', a.tiny, 'alt', a.alt, 'is_moving', a.is_moving)
"""

# Video as JSON from a row of community_asset named `a`; the poster is a picture below the same key.
VIDEO_SQL = f"""
jsonb_build_object(
    'state', a.state, 'progress', a.progress, 'poster', {PICTURE_SQL},
    'src', case when a.state = 'ready' then '{settings.MEDIA_URL}' || a.key || '/video.mp4' end,
    'duration_ms', a.duration_ms, 'width', a.width, 'height', a.height)
"""


def picture_json(asset: Asset) -> dict[str, Any] | None:
    """The picture, or a video's poster; None until there is one."""
    if not asset.widths:
        return None
    return {
        "base": f"{settings.MEDIA_URL}{asset.key}/",
        "widths": list(asset.widths),
        "width": asset.width,
        "height": asset.height,
        "color": asset.color,
        "tiny": asset.tiny,
        "alt": asset.alt,
        "is_moving": asset.is_moving,
    }


def video_json(asset: Asset) -> dict[str, Any] | None:
    """The video with its state; None for pictures."""
    if asset.kind != Asset.Kind.VIDEO:
        return None
    is_ready = asset.state == Asset.State.READY
    return {
        "state": asset.state,
        "progress": asset.progress,
        "poster": picture_json(asset),
        "src": f"{settings.MEDIA_URL}{asset.key}/video.mp4" if is_ready else None,
        "duration_ms": asset.duration_ms,
        "width": asset.width,
        "height": asset.height,
    }


def asset_json(asset: Asset) -> dict[str, Any]:
    """An asset as its owner sees it, with what went wrong in the language of the moment."""
    return {
        "id": asset.id,
        "kind": asset.kind,
        "state": asset.state,
        "progress": asset.progress,
        "alt": asset.alt,
        "picture": picture_json(asset) if asset.kind == Asset.Kind.IMAGE else None,
        "video": video_json(asset),
        "error": {"code": asset.error, "message": str(_failure(asset.error))} if asset.error else None,
    }


def _failure(code: str) -> str:
    known: dict[str, str] = {kind.code: kind.detail for kind in ProblemError.__subclasses__()}
    return known.get(code, bilingual("处理没有成功，请重试", "Processing did not succeed; please try again"))
