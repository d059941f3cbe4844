"""Moving pictures: read frame by frame within limits, written as one animated WebP. What is beyond the limits
stands still; nothing is refused for it."""

import io
import time
from collections.abc import Iterator
from contextlib import closing
from typing import IO

from PIL import Image

from shancha.kit.pictures import check_size, flatten

FORMATS = ("GIF", "WEBP", "PNG")
MAX_FRAMES = 300
MAX_SECONDS = 30
# Pixels of all frames together: as they are decoded, and as they are kept in memory to be written.
MAX_READ = 300_000_000
MAX_KEPT = 30_000_000
MAX_WIDTH = 720
MIN_WIDTH = 160
MAX_BYTES = 8 * 1024 * 1024
# Of processor time for reading; the writing is bounded by the pixels kept.
DEADLINE = 15.0
# Browsers show a frame that claims less for so long.
_SHORTEST, _USUAL = 20, 100


class _BeyondError(Exception):
    """More than is read."""


def is_moving(source: IO[bytes]) -> bool:
    """Whether a file has a second frame. Reads no further, and is False for what can't be read."""
    source.seek(0)
    try:
        with Image.open(source, formats=FORMATS) as image:
            return bool(getattr(image, "is_animated", False))
    except Exception:  # noqa: BLE001 - what is wrong is said by who opens the picture
        return False


def animated_webp(source: IO[bytes]) -> bytes | None:
    """All frames as a WebP of at most 720 pixels' width that repeats for ever, on white and without any
    metadata; narrower the more frames there are. None for what does not move, is broken, or is beyond 300
    frames, 30 s, 300 megapixels read, 15 s of processor time or 8 MB written."""
    source.seek(0)
    try:
        with Image.open(source, formats=FORMATS) as image:
            check_size(image)
            if not getattr(image, "is_animated", False):
                return None
            until = time.thread_time() + DEADLINE
            width = _width(image, _count(image, until))
            if width < MIN_WIDTH:
                return None
            found = list(_frames(image, width, until))
    except Exception:  # noqa: BLE001 - broken in whatever way: it stands still
        return None
    return _written(found)


def _count(image: Image.Image, until: float) -> int:
    """The number of frames, counted no further than it may go: a file can hold millions of empty ones."""
    most = min(MAX_FRAMES, MAX_READ // max(1, image.width * image.height))
    count = 1
    while True:
        try:
            image.seek(count)
        except EOFError:
            break
        count += 1
        if count > most or time.thread_time() > until:
            raise _BeyondError
    image.seek(0)
    return count


def _width(image: Image.Image, count: int) -> int:
    """The width at which all frames together fit in memory."""
    fitting = int((MAX_KEPT / count * image.width / image.height) ** 0.5)
    return min(MAX_WIDTH, image.width, fitting)


def _frames(image: Image.Image, width: int, until: float) -> Iterator[tuple[Image.Image, int]]:
    size = (width, max(1, round(image.height * width / image.width)))
    total, number = 0, 0
    while True:
        try:
            image.seek(number)
        except EOFError:
            return
        image.load()
        claimed = int(image.info.get("duration") or 0)
        duration = claimed if claimed >= _SHORTEST else _USUAL
        total, number = total + duration, number + 1
        if total > MAX_SECONDS * 1000 or time.thread_time() > until:
            raise _BeyondError
        yield (
            flatten(image).convert("RGB").resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0),
            duration,
        )


def _written(found: list[tuple[Image.Image, int]]) -> bytes | None:
    (first, _), *rest = found
    with closing(io.BytesIO()) as buffer:
        first.info.clear()
        first.save(
            buffer,
            "WEBP",
            save_all=True,
            append_images=[frame for frame, _ in rest],
            duration=[duration for _, duration in found],
            loop=0,
            quality=70,
            method=2,
        )
        content = buffer.getvalue()
    return content if len(content) <= MAX_BYTES else None
