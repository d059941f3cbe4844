"""What a scanned code may be, before the database is asked: an address of ours, a barcode, or anything."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from shancha.apps.mall.barcodes import barcode_of
from shancha.kit.text import clean_line

Kind = Literal["note", "user", "topic", "product", "store", "brand", "wish_list", "page", "barcode", "words"]
LONGEST = 2_000
_UUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_NAME = "[^/]{1,80}"
_PATHS: list[tuple[Kind, re.Pattern[str]]] = [
    ("note", re.compile(f"/n/({_UUID})/?")),
    ("user", re.compile(f"/u/({_NAME})/?")),
    ("topic", re.compile(f"/t/({_NAME})/?")),
    ("product", re.compile(f"/product/({_UUID})/?")),
    ("store", re.compile(f"/store/({_NAME})/?")),
    ("brand", re.compile(f"/brand/({_NAME})/?")),
    ("wish_list", re.compile(f"/wishes/({_NAME})/?")),
]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code understood as far as it goes; `value` is an id, a name, a path, digits, or the words."""

    kind: Kind
    value: str


def read_code(code: str, *, base_url: str) -> Scanned:
    """Reads a code. Only addresses of this site are followed: any other is treated as words, so that
    scanning never leads away."""
    text = clean_line(code)[:LONGEST]
    if digits := barcode_of(text):
        return Scanned("barcode", digits)
    path = _own_path(text, base_url)
    if path is None:
        return Scanned("words", text)
    for kind, pattern in _PATHS:
        if match := pattern.fullmatch(path):
            return Scanned(kind, unquote(match.group(1)))
    return Scanned("page", path)


def _own_path(text: str, base_url: str) -> str | None:
    try:
        address, own = urlsplit(text), urlsplit(base_url)
    except ValueError:
        return None
    if address.scheme not in {"http", "https"} or address.netloc.lower() != own.netloc.lower():
        return None
    # No path of ours begins with two slashes: a browser would take that for another host.
    return "/" + address.path.lstrip("/")
