"""The list of every picture of the demo: its file, its size, its description and how it is drawn."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from shancha.demo.art.avatars import avatar_svg, avatars, shows
from shancha.demo.art.covers import COVERS, cover_svg
from shancha.demo.art.scenes import takes

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
NOTE_WIDTH, AVATAR_SIZE, COVER_SIZE = 720, 256, (1200, 480)


class Job(NamedTuple):
    """One file to make: who draws it, how wide, how well, and its line in the manifest."""

    entry: dict[str, Any]
    svg: Callable[[], str]
    quality: int
    grain: float


def _entry(file: str, kind: tuple[str, str], size: tuple[int, int], alts: tuple[str, str]) -> dict[str, Any]:
    keys = ("file", "category", "scene", "width", "height", "alt_zh", "alt_en")
    return dict(zip(keys, (file, *kind, *size, *alts), strict=True))


def jobs() -> Iterator[Job]:
    """Every picture of the demo, in the manifest's order."""
    for take in takes():
        size = (NOTE_WIDTH, round(take.height * NOTE_WIDTH / 900))
        kind = (take.suits or take.category, take.scene)
        entry = _entry(take.file, kind, size, (take.zh, take.en))
        yield Job(entry, take.svg, 76 if take.suits else 79, 0 if take.suits else 1.2)
    for number, alts in enumerate(avatars(), 1):
        kind = ("avatars", shows(number))
        entry = _entry(f"avatars/avatar-{number:03}.webp", kind, (AVATAR_SIZE,) * 2, alts)
        yield Job(entry, partial(avatar_svg, number), 80, 0)
    for number, cover in enumerate(COVERS, 1):
        entry = _entry(
            f"covers/cover-{number:02}.webp", ("covers", cover.name), COVER_SIZE, (cover.zh, cover.en)
        )
        yield Job(entry, partial(cover_svg, number), 76, 1.2)
