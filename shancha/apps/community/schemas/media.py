"""Shapes of pictures, videos and uploads."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

Alt = Annotated[str, Field(max_length=200, description="describes the picture to people who can't see it")]


class Picture(Schema):
    """A picture in WebP by width: the address is `base` + width + ".webp".

    `width` and `height` are those of the original, in pixels, for its proportions; `widths` are the
    ready ones, in pixels; `color` is the dominant colour, `tiny` a 12 pixel wide placeholder as a data URI.
    Where `is_moving`, `base` + "motion.webp" is the same picture, animated; the widths stand still.
    """

    base: str
    widths: list[int]
    width: int
    height: int
    color: str
    tiny: str
    alt: str
    is_moving: bool = False


class Video(Schema):
    """A video; `src` (MP4, H.264/AAC, range requests) is null until `state` is "ready". `progress` in
    percent, `width` and `height` in pixels."""

    state: Literal["queued", "working", "ready", "failed"]
    progress: int
    poster: Picture | None
    src: str | None
    duration_ms: int
    width: int
    height: int


class AssetError(Schema):
    """Why processing failed, with a stable code."""

    code: str
    message: str


class Asset(Schema):
    """A picture or video of the member's own, and how far its processing has come: `progress` in percent."""

    id: UUID
    kind: Literal["image", "video"]
    state: Literal["queued", "working", "ready", "failed"]
    progress: int
    alt: str
    picture: Picture | None
    video: Video | None
    error: AssetError | None


class AssetCreate(Schema):
    """Which finished upload to make an asset of."""

    upload_id: UUID
    alt: Alt = ""


class AssetUpdate(Schema):
    """What may change about an asset."""

    alt: Alt
