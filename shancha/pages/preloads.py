"""What a page of the client needs besides the shell, named in its head: so the browser asks for all of it at
once, and does not find one file after the other."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from shancha.kit.language import is_english
from shancha.pages.queries import NoteHead

# The module of each page that strangers come to first, and its message files as its route names them.
_PAGES = {
    "note": ("note/NotePage.vue", ("note", "goods")),
    "search": ("search/SearchPage.vue", ("search", "goods")),
    "topic": ("topics/TopicPage.vue", ("topics",)),
    "member": ("profile/ProfilePage.vue", ("profile", "boards", "goods")),
    "product": ("product/ProductPage.vue", ("product", "goods", "coupon", "review", "address")),
    "store": ("store/StorePage.vue", ("store", "goods", "coupon")),
}
# The widths of pictures on screen, as web/src/features/note/PictureStrip.vue says them and, for two lanes,
# web/src/composables/useMasonry.ts reckons them.
_NOTE_SIZES = "(width < 960px) 100vw, 620px"
_LANE_SIZES, _TWO_LANES = "calc(50vw - 10px)", "(width < 560px)"


def page_links(page: str) -> SafeString:
    """Links to the programs, messages and style sheets of a page, by its name in `_PAGES`; nothing where the
    client was built without a manifest."""
    path = settings.WEB_DIST / ".vite" / "manifest.json"
    if not path.exists():
        return SafeString("")
    return _links(path, path.stat().st_mtime_ns, page, "en" if is_english() else "zh-CN")


@lru_cache(maxsize=64)
def _links(path: Path, changed_ns: int, page: str, language: str) -> SafeString:
    manifest = orjson.loads(path.read_bytes())
    module, messages = _PAGES[page]
    keys = [f"src/features/{module}", *(f"src/i18n/{language}/{name}.json" for name in ("common", *messages))]
    shell = _needed(manifest, ["index.html"])
    parts = [manifest[key] for key in _needed(manifest, keys) if key not in shell]
    return format_html_join(
        "", '<link rel="modulepreload" crossorigin href="/{}">', ((part["file"],) for part in parts)
    ) + format_html_join(
        "",
        '<link rel="preload" as="style" crossorigin href="/{}">',  # the client puts them in their order
        ((sheet,) for part in parts for sheet in part.get("css", ())),
    )


def _needed(manifest: dict[str, Any], keys: list[str]) -> list[str]:
    """The parts of the build behind these keys, with all that they import; keys of none are passed over."""
    found: dict[str, None] = {}
    left = [key for key in reversed(keys) if key in manifest]
    while left:
        key = left.pop()
        if key not in found:
            found[key] = None
            left += reversed(manifest[key].get("imports", ()))
    return list(found)


def note_picture_link(note: NoteHead) -> SafeString:
    """A link to the picture that a note's page shows first, in the width that the client will choose."""
    if note.kind != "images" or not note.cover or note.cover.get("is_moving"):
        return SafeString("")
    return format_html(
        '<link rel="preload" as="image" imagesrcset="{}" imagesizes="{}" fetchpriority="high">',
        _variants(note.cover),
        _NOTE_SIZES,
    )


def cover_links(answers: dict[str, Any] | None) -> SafeString:
    """Links to the covers of a waterfall's first cards, on phones, where the lanes are known."""
    cards = [card for answer in (answers or {}).values() for card in answer["items"][:2]]
    covers = [card["cover"] for card in orjson.loads(orjson.dumps(cards))]
    return format_html_join(
        "",
        '<link rel="preload" as="image" media="{}" imagesrcset="{}" imagesizes="{}" fetchpriority="high">',
        ((_TWO_LANES, _variants(cover), _LANE_SIZES) for cover in covers),
    )


def _variants(picture: dict[str, Any]) -> str:
    return ", ".join(f"{picture['base']}{width}.webp {width}w" for width in picture["widths"])
