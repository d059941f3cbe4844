"""What happens in the mall, in order of time: many lives, each a step at a time.

So books and numbers grow as they would have: an order of yesterday is entered after one of last week.
"""

import heapq
from collections.abc import Iterator
from datetime import datetime

from shancha.kit.clock import held_at

# A life gives the time of its next step, and does it when it is asked on.
Life = Iterator[datetime]


class Timeline:
    """Lets lives go on one step after the other until now; steps of the future are not taken."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._due: list[tuple[datetime, int, Life]] = []
        self._number = 0

    def add(self, life: Life) -> None:
        """Takes in a life; its first value is when it begins."""
        self._queue(life)

    def run(self) -> int:
        """Takes every step that is due; returns how many there were."""
        steps = 0
        while self._due:
            at, _, life = heapq.heappop(self._due)
            with held_at(at):
                self._queue(life)
            steps += 1
        return steps

    def _queue(self, life: Life) -> None:
        at = next(life, None)
        if at is not None and at <= self._until:
            self._number += 1
            heapq.heappush(self._due, (at, self._number, life))
