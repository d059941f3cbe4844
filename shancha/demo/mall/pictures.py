"""The mall's pictures: drawn by `shancha.demo.art.goods`, stored as if the house had sent them."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from shancha.apps.community.models import Asset
from shancha.demo.pictures import Prepared, keep, prepare

FOLDER = Path(__file__).resolve().parents[1] / "goods_pictures"
# Beside the drawn width, one for lists.
_SMALL = {"good": 360, "logo": 96, "banner": 720, "mark": 96}


@cache
def _listed() -> dict[tuple[str, str], dict[str, Any]]:
    entries = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return {(entry["kind"], entry["name"]): entry for entry in entries}


def good_names() -> set[str]:
    """The pictures of goods, by slug."""
    return {name for kind, name in _listed() if kind == "good"}


def _prepare(entry: dict[str, Any]) -> Prepared:
    return prepare(FOLDER / entry["file"], _SMALL[entry["kind"]])


class Shelf:
    """Hands out assets of the mall's pictures, each stored once."""

    def __init__(self, owner_id: UUID) -> None:
        self._owner_id = owner_id
        self._stored: dict[tuple[str, str], Asset] = {}

    def get(self, kind: str, name: str) -> Asset:
        """The asset of a picture, by kind (good, logo, banner, mark) and name."""
        if (kind, name) not in self._stored:
            self.store_all([(kind, name)])
        return self._stored[kind, name]

    def store_all(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Stores many at once, by kind and name: pictures are made on all cores."""
        entries = [_listed()[each] for each in dict.fromkeys(wanted) if each not in self._stored]
        with ThreadPoolExecutor(2) as pool:
            for entry, prepared in zip(entries, pool.map(_prepare, entries), strict=True):
                self._stored[entry["kind"], entry["name"]] = self._store(entry, prepared)

    def _store(self, entry: dict[str, Any], prepared: Prepared) -> Asset:
        asset = keep(self._owner_id, prepared, entry["alt_zh"])
        Asset.objects.filter(id=asset.id).update(is_open=True)
        asset.is_open = True
        return asset
