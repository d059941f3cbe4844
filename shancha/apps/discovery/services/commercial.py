"""The share of advertising in the feed: the operators' ceiling at hand, and what was shown, counted.

Pages are added up in the process and written every ten seconds, so that serving one costs no statement; a
process that dies takes at most so much of the count with it.
"""

import time
from collections.abc import Sequence
from threading import Lock

from shancha.apps.discovery.queries.kept import Kept
from shancha.apps.mall.queries import dial as dial_queries
from shancha.apps.mall.services import dial

_WRITTEN_EVERY = 10.0
_ceiling = Kept(dial_queries.max_share_bp, seconds=5.0)


class _Tally:
    """Pages shown since the last writing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._since = time.monotonic()
        self._sums = [0, 0, 0, 0]

    def add(self, cards: int, commercial: int) -> bool:
        """Adds a page; returns whether it is time to write."""
        with self._lock:
            pages, shown, advertising, highest = self._sums
            share_bp = commercial * 10_000 // cards
            self._sums = [pages + 1, shown + cards, advertising + commercial, max(highest, share_bp)]
            return time.monotonic() - self._since > _WRITTEN_EVERY

    def take(self) -> list[int]:
        """Takes the sums out: pages, cards, advertising among them, the highest share of a page."""
        with self._lock:
            sums, self._sums, self._since = self._sums, [0, 0, 0, 0], time.monotonic()
            return sums


_tally = _Tally()


def max_share_bp() -> int:
    """The largest share of a page that may be advertising, in basis points; at most five seconds old."""
    return _ceiling.get()


def forget_ceiling() -> None:
    """Makes this process read it again."""
    _ceiling.forget()


def count_page(flags: Sequence[bool]) -> None:
    """Counts a page that is about to be shown, by which of its cards are advertising."""
    if flags and _tally.add(len(flags), sum(flags)):
        write_counts()


def write_counts() -> None:
    """Adds what this process showed since the last time to the day's figures."""
    pages, cards, commercial, highest_bp = _tally.take()
    if pages:
        dial.add_shown(pages=pages, cards=cards, commercial=commercial, highest_bp=highest_bp)
