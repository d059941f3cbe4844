"""Diversification: neighbours differ in author and category, and newcomers get their places."""

from collections import deque
from collections.abc import Iterable
from itertools import islice

from shancha.apps.discovery.ranking.types import WEIGHTS, Ranked

PAGE = 20
WIDEST = 60  # how far ahead to look for another author when one fills the top


def diversify(ranked: Iterable[Ranked], *, size: int, by_category: bool) -> list[Ranked]:
    """The first `size` of what comes best first, re-ordered: the best of the next few, less a penalty for
    each neighbour of the same author or category (maximal marginal relevance with those two kinships)."""
    rules = WEIGHTS["diversity"]
    ahead, near = rules["look_ahead"], rules["author_window"]
    author_penalty = rules["author_penalty"]
    category_penalty = rules["category_penalty"] if by_category else 0.0
    last_place: dict[str, int] = {}
    categories: deque[str] = deque(maxlen=rules["category_window"])
    waiting = iter(ranked)
    window = list(islice(waiting, ahead))
    chosen: list[Ranked] = []
    while window and len(chosen) < size:
        barred = len(chosen) - near
        best_index, best_value, is_kin = 0, -1e9, False
        # The loop sees what is added to the window on its way.
        for index, item in enumerate(window):
            value = item.score
            if value <= best_value:
                break  # the window is in order of score, and penalties only take away
            candidate = item.candidate
            if candidate.category in categories:
                value -= category_penalty * categories.count(candidate.category)
            kin = last_place.get(candidate.author_id, -near - 1) >= barred
            if kin:
                value -= author_penalty
            if value > best_value:
                best_index, best_value, is_kin = index, value, kin
            if is_kin and index + 1 == len(window) < WIDEST:
                window.extend(islice(waiting, 1))
        best = window.pop(best_index)
        last_place[best.candidate.author_id] = len(chosen)
        chosen.append(best)
        categories.append(best.candidate.category)
        if len(window) < ahead:
            window.extend(islice(waiting, 1))
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
