"""Rules: what must not be shown, whatever its score; and how much advertising a page may hold."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from shancha.apps.community.queries.minors import MINOR_AGE_SECONDS, MINOR_QUALITY
from shancha.apps.discovery.ranking.types import Candidate, Ranked, ViewerState


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one viewer, prepared for many candidates."""

    authors: frozenset[str]
    notes: frozenset[str]
    categories: frozenset[str]
    is_minor: bool
    at: float

    @property
    def forbids(self) -> Callable[[Candidate], bool]:
        """Tells of a candidate whether it must not be shown to this viewer at all. What it looks into is
        bound once: it runs some hundred times for every page."""
        authors, notes, categories = self.authors, self.notes, self.categories

        def is_refused(candidate: Candidate) -> bool:
            return candidate[1] in authors or candidate[0] in notes or candidate[2] in categories

        if not self.is_minor:
            return is_refused
        settled_before = self.at - MINOR_AGE_SECONDS
        return lambda candidate: (
            is_refused(candidate)
            or candidate.is_paid
            or candidate.quality < MINOR_QUALITY
            or candidate.published > settled_before
        )


def rules_for(state: ViewerState, *, at: float, category: str, skip: frozenset[str]) -> Rules:
    """Nobody blocked in either direction or muted, nothing and nobody that the viewer isn't interested
    in, none of one's own notes, nothing that is in the feed already; in the minors' mode no advertising,
    nothing low in quality, nothing younger than an hour. A category's own channel shows the category."""
    return Rules(
        authors=state.hidden | state.dislikes("author") | {state.user_id},
        notes=skip | state.dislikes("note"),
        categories=frozenset() if category else state.dislikes("category"),
        is_minor=state.is_minor,
        at=at,
    )


def most_commercial(places: int, share_bp: int) -> int:
    """How many of so many places may hold advertising, by a share in basis points: never more than it."""
    return places * share_bp // 10_000


def best_commercial(ranked: Iterable[Ranked], most: int) -> Iterator[Ranked]:
    """What is ranked with no more than so much advertising in it, the best of it."""
    left = most
    for item in ranked:
        if item.candidate.is_paid:
            if not left:
                continue
            left -= 1
        yield item


def spread_commercial(ranked: Sequence[Ranked], share_bp: int, *, goes_on: bool = False) -> list[Ranked]:
    """The order with advertising so far apart that pages keep below the ceiling: each waits for its turn,
    what never gets one is left out. At most one in every ceil(1 / share) places; a stretch that `goes_on`
    from another one begins with something else."""
    if not any(item.candidate.is_paid for item in ranked):
        return list(ranked)
    gap = -(-10_000 // share_bp) if share_bp else len(ranked) + 1
    waiting: deque[Ranked] = deque()
    spread: list[Ranked] = []
    free_from = len(ranked) + 1 if not share_bp else gap - 1 if goes_on else 0
    for item in ranked:
        if item.candidate.is_paid:
            waiting.append(item)
        else:
            spread.append(item)
        if waiting and len(spread) >= free_from:
            spread.append(waiting.popleft())
            free_from = len(spread) + gap - 1
    return spread


def within_ceiling(flags: Sequence[bool], *, limit: int, share_bp: int, before: int = 0) -> list[int]:
    """Which of the next cards (by place) a page of `limit` may take, when `flags` says which are advertising
    and `before` how many it holds already. Whatever the ranking did, no page goes beyond the ceiling."""
    most, taken, kept = most_commercial(limit, share_bp), before, []
    for place, is_commercial in enumerate(flags):
        if is_commercial and taken >= most:
            continue
        taken += is_commercial
        kept.append(place)
    return kept


def trimmed(flags: Sequence[bool], share_bp: int) -> list[int]:
    """The places that a last, shorter page keeps: the last advertising goes until its share is kept too."""
    kept = list(range(len(flags)))
    while sum(flags[place] for place in kept) > most_commercial(len(kept), share_bp):
        kept.remove(max(place for place in kept if flags[place]))
    return kept
