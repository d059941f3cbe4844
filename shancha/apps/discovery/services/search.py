"""One search: found, ordered, cut into pages, shown as the viewer may see it, and counted."""

import base64
import binascii
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

import structlog

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.accounts.queries import hidden_user_ids
from shancha.apps.community.queries.topics import list_hot_topics
from shancha.apps.discovery.queries import (
    search_correction,
    search_fallback,
    search_hits,
    search_rows,
    search_words,
)
from shancha.apps.discovery.queries.categories import category_names
from shancha.apps.discovery.queries.search_hits import DEPTH, Hit, Order, Scope, id_of_hit
from shancha.apps.discovery.search import query
from shancha.apps.discovery.search.documents import category_code
from shancha.apps.discovery.search.index import IndexMissingError, Shelf, id_numbers
from shancha.apps.discovery.services import search_log
from shancha.kit import clock
from shancha.kit.pagination import CursorInvalidError, decode_cursor, encode_cursor

SearchType = Literal["all", "notes", "users", "topics", "goods", "stores"]
SHELVES: dict[SearchType, Shelf] = {
    "all": "note",
    "notes": "note",
    "users": "user",
    "topics": "topic",
    "goods": "goods",
    "stores": "store",
}
_RELATED_TOPICS, _PEOPLE_IN_ALL = 6, 3
# The last ids of a page travel in the cursor, so that a list that moved meanwhile repeats none of them; the
# next page looks as far back, so that it passes over none either.
_TAIL = 12
_MARK_BYTES = 4

log = structlog.get_logger("shancha.search")


@dataclass(frozen=True, slots=True)
class SearchAsk:
    """Who asks for what. `key` names the viewer or browser, `address` where the request came from."""

    viewer: Viewer | None
    key: str
    address: str
    text: str
    type: SearchType = "all"
    order: Order = "relevance"
    category: str = ""
    cursor: str | None = None
    limit: int = 20

    @property
    def viewer_id(self) -> UUID | None:
        """The member who asks, if any."""
        return self.viewer.id if self.viewer else None


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a reader has come: hits before `offset` were dealt with, as of the moment `until`."""

    offset: int
    until: float
    tail: tuple[bytes, ...]


def search(ask: SearchAsk) -> dict[str, Any]:
    """A page of results: {items, next_cursor, total, is_total_bounded, corrected, pinned, facets,
    related_topics, users}; what stands beside the items comes with the first page only.

    Nothing personal goes into the order: two members who meet the same people get the same answer. The first
    page is counted for hot searches, and goes into the viewer's history while personalisation is on. Never
    fails for want of an index: then plain bounded statements answer.
    """
    place = _read_cursor(ask.cursor)
    shelf = SHELVES[ask.type]
    hidden = hidden_user_ids(ask.viewer_id)
    asked = query.read(ask.text, search_words.synonyms())
    scope = Scope(
        shelf=shelf,
        order=ask.order,
        until=place.until if ask.cursor else None,
        category=ask.category if shelf in {"note", "user"} else "",
        hidden=hidden,
    )
    hits, corrected = _find(asked, scope) if asked.words else ([], None)
    is_bounded = len(hits) >= DEPTH
    if shelf == "note" and ask.viewer and ask.viewer.minor_mode:
        hits = _fit_for_minor(hits, ask.viewer.id)
    items, following = _cut(hits, place, ask, shelf)
    answer: dict[str, Any] = {
        "items": items,
        "next_cursor": following,
        "total": len(hits),
        "is_total_bounded": is_bounded,
        "corrected": corrected,
        "pinned": None,
        "facets": [],
        "related_topics": [],
        "users": [],
    }
    if ask.cursor is None and asked.words:
        _add_what_stands_beside(answer, ask, asked, scope, hits)
        search_log.count_search(
            viewer=ask.viewer,
            key=ask.key,
            address=ask.address,
            text=asked.text,
            kind=ask.type,
            result_count=len(hits),
        )
    return answer


def _find(asked: query.Asked, scope: Scope) -> tuple[list[Hit], str | None]:
    """The hits, and the query they stand for where it isn't what was typed."""
    synonyms = search_words.synonyms()
    try:
        hits = search_hits.find(asked, synonyms, scope)
        if hits:
            return hits, None
        meant = search_correction.correct(asked, synonyms, scope)
        if meant:
            hits = search_hits.find(query.read(meant, synonyms), synonyms, scope)
            if hits:
                return hits, meant
        return search_hits.find_loosely(asked, synonyms, scope), None
    except IndexMissingError:
        return _find_without_index(asked, scope), None
    except (ValueError, OSError) as error:
        log.exception("search_failed", error=str(error))
        return _find_without_index(asked, scope), None


def _fit_for_minor(hits: Sequence[Hit], viewer_id: UUID) -> list[Hit]:
    """Before anything is counted or cut: what is kept from minors is not to be told by totals and facets."""
    fit = search_rows.fit_for_minor([id_of_hit(hit) for hit in hits], viewer_id)
    return [hit for hit in hits if id_of_hit(hit) in fit]


def _find_without_index(asked: query.Asked, scope: Scope) -> list[Hit]:
    ids = search_fallback.find_ids(scope.shelf, asked.text, category=scope.category, hidden=scope.hidden)
    return [(0.0, *id_numbers(each), 0) for each in ids]


def _cut(
    hits: Sequence[Hit], place: _Place, ask: SearchAsk, shelf: Shelf
) -> tuple[list[dict[str, Any]], str | None]:
    """The next items that the viewer may see, filled up where some may not be seen, and the cursor after
    them."""
    at = max(0, place.offset - len(place.tail))
    items: list[dict[str, Any]] = []
    recent = list(place.tail)
    while len(items) < ask.limit and at < len(hits):
        ahead = [id_of_hit(hit) for hit in hits[at : at + ask.limit + len(place.tail)]]
        wanted = [each for each in ahead if _mark(each) not in place.tail][: ask.limit - len(items)]
        if not wanted:
            at += len(ahead)
            continue
        items += search_rows.find_items(shelf, wanted, ask.viewer_id)
        recent += [_mark(each) for each in wanted]
        at += ahead.index(wanted[-1]) + 1
    if at >= len(hits) or at >= DEPTH:
        return items, None
    tail = base64.urlsafe_b64encode(b"".join(recent[-_TAIL:])).decode()
    return items, encode_cursor(at, round(place.until, 3), tail)


def _mark(subject_id: UUID) -> bytes:
    return subject_id.bytes[-_MARK_BYTES:]


def _read_cursor(cursor: str | None) -> _Place:
    values = decode_cursor(cursor, int, float, _read_tail)
    if values is None:
        return _Place(0, clock.now().timestamp(), ())
    offset, until, tail = values
    if not 0 <= offset <= DEPTH or until != until or abs(until) > 1e11:  # noqa: PLR0124 - catches NaN
        raise CursorInvalidError
    return _Place(offset, until, tail)


def _read_tail(text: Any) -> tuple[bytes, ...]:
    try:
        packed = base64.urlsafe_b64decode(text)
    except binascii.Error as error:
        raise ValueError(text) from error
    return tuple(packed[at : at + _MARK_BYTES] for at in range(0, len(packed), _MARK_BYTES))[:_TAIL]


def _add_what_stands_beside(
    answer: dict[str, Any], ask: SearchAsk, asked: query.Asked, scope: Scope, hits: Sequence[Hit]
) -> None:
    answer["pinned"] = search_words.find_pinned(ask.text, viewer_id=ask.viewer_id)
    if scope.shelf != "note":
        return
    answer["facets"] = _facets(hits)
    answer["related_topics"] = _related_topics(asked, ask, has_hits=bool(hits))
    if ask.type == "all":
        ids = _named("user", asked, scope.hidden, _PEOPLE_IN_ALL)
        answer["users"] = search_rows.find_people(ids, ask.viewer_id)


def _facets(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """How many of the hits lie in each category, most first; counted over the best thousand."""
    counts = Counter(map(itemgetter(3), hits))
    found = [
        {"category": {"slug": slug, "name": name}, "count": counts[category_code(slug)]}
        for slug, name in category_names().items()
        if category_code(slug) in counts
    ]
    return sorted(found, key=lambda facet: -facet["count"])


def _related_topics(asked: query.Asked, ask: SearchAsk, *, has_hits: bool) -> list[dict[str, Any]]:
    topics = search_rows.find_topics(_named("topic", asked, (), _RELATED_TOPICS), ask.viewer_id)
    if topics or has_hits:
        return topics
    return list_hot_topics(viewer_id=ask.viewer_id, limit=_RELATED_TOPICS)


def _named(shelf: Shelf, asked: query.Asked, hidden: Collection[UUID], most: int) -> list[UUID]:
    """Topics or members whose name holds what was asked."""
    built = query.begins(asked.text)
    scope = Scope(shelf=shelf, hidden=hidden)
    try:
        return [id_of_hit(hit) for hit in search_hits.run(built, scope, depth=most * 2)[:most]]
    except IndexMissingError:
        return []
