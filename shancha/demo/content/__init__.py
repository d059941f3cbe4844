"""The words of the demo world, as they were written: members, topics, notes with their comments."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def _read(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def members() -> list[dict[str, Any]]:
    """The members; the three personas of the analysis come first."""
    return _read(_FOLDER / "members.json")


@lru_cache(maxsize=1)
def topics() -> list[dict[str, Any]]:
    """The topics of all categories."""
    return [topic for path in sorted(_FOLDER.glob("topics*.json")) for topic in _read(path)]


@lru_cache(maxsize=1)
def notes() -> list[dict[str, Any]]:
    """The notes; each knows its category."""
    return [
        {**note, "category": path.stem}
        for path in sorted((_FOLDER / "notes").glob("*.json"))
        for note in _read(path)
    ]
