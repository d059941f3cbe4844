"""The following feed: all that one follows, newest first, with no more advertising in a page than allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.discovery.queries.following import Followed, find_followed
from shancha.apps.discovery.ranking.rules import most_commercial, trimmed
from shancha.apps.discovery.services import commercial
from shancha.kit.pagination import decode_cursor, encode_cursor

MAX_POSTPONED = 6  # what a cursor has room for
READS = 5  # how often a page is filled up where much advertising waits


@dataclass
class _Page:
    """A page being filled: what it holds, what waits for a later one, and after which note to go on."""

    after: tuple[datetime, UUID] | None
    postponed: list[UUID]
    held_back: int
    shown: list[Followed] = field(default_factory=list)
    is_at_end: bool = False


def get_page(*, viewer_id: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of the following feed, ready for orjson: `{items, next_cursor}`. Notes stand by their time;
    only advertising beyond the operators' ceiling waits for a later page, the newest six of it. What finds
    no page with enough other notes is counted as `held_back` at the end. Raises CursorInvalidError for
    junk."""
    page = _begin(cursor)
    share_bp = commercial.max_share_bp()
    for _ in range(READS):
        _fill(page, viewer_id=viewer_id, limit=limit, most=most_commercial(limit, share_bp))
        if page.is_at_end or len(page.shown) >= limit:
            break
    kept = trimmed([item.is_ad for item in page.shown], share_bp)
    waiting = page.postponed + [item.id for place, item in enumerate(page.shown) if place not in kept]
    held_back = page.held_back + max(0, len(waiting) - MAX_POSTPONED)
    shown = [page.shown[place] for place in kept]
    commercial.count_page([item.is_ad for item in shown])
    cards = [item.card for item in shown]
    if page.is_at_end or page.after is None:
        return {"items": cards, "next_cursor": None, "held_back": page.held_back + len(waiting)}
    next_cursor = encode_cursor(*page.after, _packed(waiting), held_back)
    return {"items": cards, "next_cursor": next_cursor, "held_back": 0}


def _fill(page: _Page, *, viewer_id: UUID, limit: int, most: int) -> None:
    """Reads on and takes what the page has room for; what it has no place for is read again by the next."""
    room = limit - len(page.shown)
    found = find_followed(viewer_id=viewer_id, after=page.after, postponed=page.postponed, limit=room + 1)
    waited, page.postponed, page.is_at_end = set(page.postponed), [], True
    for item in found:
        is_new, is_full = item.id not in waited, len(page.shown) == limit
        if is_new and is_full:
            page.is_at_end = False
            continue
        if is_full or (item.is_ad and sum(each.is_ad for each in page.shown) >= most):
            page.postponed.append(item.id)
        else:
            page.shown.append(item)
        if is_new:
            page.after = (item.at, item.id)
    page.is_at_end &= sum(item.id not in waited for item in found) <= room


def _begin(cursor: str | None) -> _Page:
    after = decode_cursor(cursor, datetime.fromisoformat, UUID, _unpacked, int)
    return _Page((after[0], after[1]), after[2], max(0, after[3])) if after else _Page(None, [], 0)


def _packed(note_ids: Sequence[UUID]) -> str:
    return "".join(note_id.hex for note_id in note_ids[:MAX_POSTPONED])


def _unpacked(text: str) -> list[UUID]:
    """Raises TypeError or ValueError for what is no text of whole ids."""
    return [UUID(text[start : start + 32]) for start in range(0, min(len(text), MAX_POSTPONED * 32), 32)]
