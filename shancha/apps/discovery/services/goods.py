"""A list of goods: read from the index, shown as it is now in the database, counted where words were typed.

The same for everybody: nothing personal goes into order, prices or facets (电子商务法 18)."""

import base64
import binascii
from dataclasses import dataclass, replace
from typing import Any

import orjson
import structlog

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.discovery.goods.clauses import Filters
from shancha.apps.discovery.goods.fields import Sort, gtin
from shancha.apps.discovery.queries import goods, goods_facets, goods_fallback, search_words
from shancha.apps.discovery.queries.goods import Found, Place
from shancha.apps.discovery.queries.search_hits import DEPTH
from shancha.apps.discovery.search import query
from shancha.apps.discovery.search.index import IndexMissingError
from shancha.apps.discovery.services import search_log
from shancha.apps.promotions.queries.offers import shelf_cards
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorInvalidError, decode_cursor, encode_cursor

_TAIL = 12
_ROUNDS = 3

log = structlog.get_logger("shancha.search")


@dataclass(frozen=True, slots=True)
class GoodsAsk:
    """Who asks for which goods. `key` names the viewer or browser, `address` where the request came from."""

    viewer: Viewer | None
    key: str
    address: str
    text: str
    filters: Filters
    sort: Sort
    cursor: str | None
    limit: int


def list_goods(ask: GoodsAsk) -> bytes:
    """A page of goods as JSON: {items, next_cursor, total, corrected, facets}; the facets come with the
    first page only. Cards tell the price with coupons that are open to everybody. What left the shelf since
    the index was written is left out, and the page filled up behind it. Raises CursorInvalidError for junk.
    Never fails for want of an index."""
    place = _read_cursor(ask.cursor)
    asked, filters = _read_words(ask)
    try:
        return _page(ask, asked, filters, place)
    except IndexMissingError:
        return _page_without_index(ask, filters)
    except (ValueError, OSError) as error:
        log.exception("goods_search_failed", error=str(error))
        return _page_without_index(ask, filters)


def _read_words(ask: GoodsAsk) -> tuple[query.Asked | None, Filters]:
    """Digits as long as a barcode's are one; anything else is words, of which mere signs have none."""
    typed = query.clean(ask.text)
    digits = "".join(typed.split())
    if digits.isascii() and digits.isdigit() and len(digits) in {8, 12, 13, 14}:
        barcode = replace(ask.filters, barcode=gtin(digits))
        if _exist(barcode):
            return None, barcode
    return (query.read(ask.text, search_words.synonyms()) if typed else None), ask.filters


def _exist(filters: Filters) -> bool:
    """Whether the index holds anything that fits."""
    try:
        found = goods.find(None, {}, filters, sort="comprehensive", place=None, limit=1)
    except IndexMissingError:
        return False
    return bool(found.total)


def _page(ask: GoodsAsk, asked: query.Asked | None, filters: Filters, place: Place | None) -> bytes:
    synonyms = search_words.synonyms()
    found = goods.find(asked, synonyms, filters, sort=ask.sort, place=place, limit=ask.limit)
    cards = shelf_cards(found.ids, english=is_english())
    following, rounds = _after(found, place), 1
    while len(cards) < ask.limit and following is not None and rounds < _ROUNDS:
        left = ask.limit - len(cards)
        more = goods.find(asked, synonyms, filters, sort=ask.sort, place=following, limit=left)
        cards += shelf_cards(more.ids, english=is_english())
        following, rounds = _after(more, following), rounds + 1
    facets = None
    if place is None:
        counts = goods.count(found, filters, skipped=goods_facets.unneeded(filters))
        facets = goods_facets.shown(counts, filters)
        if ask.text:
            _count(ask, asked, found.total)
    return _answer(cards, following, found.total, found.corrected, facets)


def _after(found: Found, place: Place | None) -> Place | None:
    """Where the next page begins; None at the end."""
    if found.is_last or not found.ids:
        return None
    if found.keys is not None:
        return Place(found.way, found.total, found.keys[-1])
    marks = [*(place.tail if place else ()), *(goods.mark(each) for each in found.ids)]
    offset = (place.offset if place else 0) + len(found.ids)
    return Place(found.way, found.total, None, offset, tuple(marks[-_TAIL:]))


def _answer(
    cards: list[orjson.Fragment], following: Place | None, total: int, corrected: str | None, facets: Any
) -> bytes:
    answer = {
        "items": cards,
        "next_cursor": _write_cursor(following) if following else None,
        "total": total,
        "corrected": corrected,
        "facets": facets,
    }
    return orjson.dumps(answer)


def _page_without_index(ask: GoodsAsk, filters: Filters) -> bytes:
    ids = goods_fallback.find_ids(query.clean(ask.text), filters)
    cards = shelf_cards(ids, english=is_english())
    return _answer(cards, None, len(cards), None, None)


def _count(ask: GoodsAsk, asked: query.Asked | None, total: int) -> None:
    search_log.count_search(
        viewer=ask.viewer,
        key=ask.key,
        address=ask.address,
        text=(asked and asked.text) or query.clean(ask.text),
        kind="goods",
        result_count=min(total, DEPTH),
    )


def _write_cursor(place: Place) -> str:
    tail = base64.urlsafe_b64encode(b"".join(place.tail)).decode()
    return encode_cursor(place.way, place.total, place.key, place.offset, tail)


def _read_cursor(cursor: str | None) -> Place | None:
    values = decode_cursor(cursor, int, int, _key, int, _tail)
    if values is None:
        return None
    place = Place(*values)
    if not (0 <= place.way < 4 and 0 <= place.offset <= DEPTH and place.total >= 0):
        raise CursorInvalidError
    return place


def _key(value: Any) -> int | None:
    if value is None:
        return None
    key = int(value)
    if not 0 <= key < 2**63:
        raise ValueError(value)
    return key


def _tail(text: Any) -> tuple[bytes, ...]:
    try:
        packed = base64.urlsafe_b64decode(text)
    except binascii.Error as error:
        raise ValueError(text) from error
    return tuple(packed[at : at + 4] for at in range(0, len(packed), 4))[:_TAIL]
