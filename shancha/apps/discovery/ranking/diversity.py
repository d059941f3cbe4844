"""Diversification: neighbours differ in author and category, and newcomers get their places."""

from collections import deque

from shancha.apps.discovery.ranking.types import WEIGHTS, Ranked

PAGE = 20
WIDEST = 60  # how far ahead to look for another author when one fills the top


def diversify(ranked: list[Ranked], *, size: int, by_category: bool) -> list[Ranked]:
    """The first `size` of a ranked list, re-ordered: the best of the next few, less a penalty for each
    neighbour of the same author or category (maximal marginal relevance with those two kinships)."""
    rules = WEIGHTS["diversity"]
    ahead = rules["look_ahead"]
    author_penalty = rules["author_penalty"]
    category_penalty = rules["category_penalty"] if by_category else 0.0
    authors: deque[object] = deque(maxlen=rules["author_window"])
    categories: deque[str] = deque(maxlen=rules["category_window"])
    waiting = deque(ranked)
    window: list[Ranked] = [waiting.popleft() for _ in range(min(ahead, len(waiting)))]
    chosen: list[Ranked] = []
    while window and len(chosen) < size:
        while (
            waiting and len(window) < WIDEST and all(item.candidate.author_id in authors for item in window)
        ):
            window.append(waiting.popleft())
        best_index, best_value = 0, -1e9
        for index, item in enumerate(window):
            candidate = item.candidate
            value = item.score
            if candidate.author_id in authors:
                value -= author_penalty
            if category_penalty:
                value -= category_penalty * categories.count(candidate.category)
            if value > best_value:
                best_index, best_value = index, value
        best = window.pop(best_index)
        chosen.append(best)
        authors.append(best.candidate.author_id)
        categories.append(best.candidate.category)
        if waiting and len(window) < ahead:
            window.append(waiting.popleft())
    return chosen


def place_newcomers(chosen: list[Ranked], newcomers: list[Ranked]) -> list[Ranked]:
    """Gives newcomers' notes their kept places on every page; the rest moves down by one."""
    present = {item.candidate.id for item in newcomers}
    rest = [item for item in chosen if item.candidate.id not in present]
    result: list[Ranked] = []
    queue, others = deque(newcomers), deque(rest)
    places = set(WEIGHTS["newcomer_places"])
    while others or queue:
        wants_newcomer = len(result) % PAGE in places and queue
        if wants_newcomer or not others:
            result.append(queue.popleft())
        else:
            result.append(others.popleft())
        if len(result) >= len(chosen):
            break
    return result
