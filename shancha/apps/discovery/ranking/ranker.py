"""The ranker's door: from a viewer's state and sources to an ordered list with reasons."""

from collections.abc import Iterable

from shancha.apps.discovery.ranking.diversity import diversify, place_newcomers
from shancha.apps.discovery.ranking.rules import Rules, best_commercial, most_commercial, rules_for
from shancha.apps.discovery.ranking.scoring import score_sources
from shancha.apps.discovery.ranking.types import WEIGHTS, Candidate, Ranked, Reason, Source, ViewerState


def rank(
    sources: Iterable[Source],
    state: ViewerState,
    *,
    at: float,
    newcomers: Iterable[Candidate] = (),
    category: str = "",
    skip: frozenset[str] = frozenset(),
    size: int = WEIGHTS["session_size"],
    commercial_bp: int = 10_000,
) -> tuple[list[Ranked], list[Ranked]]:
    """The next stretch of a feed, and beside it the notes that the viewer has seen, longest unseen first.

    `skip` are notes already in the feed; `newcomers` get their kept places. Outside a category's own
    channel, categories that the viewer isn't interested in are left out. Of advertising no more is considered
    than `commercial_bp` of the stretch (basis points), so that it can't take the places of what may be shown.
    """
    rules = rules_for(state, at=at, category=category, skip=skip)
    scored = score_sources(sources, state, rules)
    most = most_commercial(size, commercial_bp)
    fresh = best_commercial(scored.unseen(state), most)
    chosen = diversify(fresh, size=size, by_category=not category)
    first = [] if skip else _first_exposure(newcomers, state, rules, category=category)
    if first:
        chosen = place_newcomers(chosen, first)
    return chosen, list(best_commercial(scored.seen(state), most))


def _first_exposure(
    newcomers: Iterable[Candidate], state: ViewerState, rules: Rules, *, category: str
) -> list[Ranked]:
    """Newcomers' notes for this viewer, those in the viewer's own fields first."""
    weight, forbids = WEIGHTS["sources"]["newcomer"], rules.forbids
    fitting = [
        item
        for item in newcomers
        if (not category or item.category == category) and item.mark not in state.seen and not forbids(item)
    ]
    if state.is_personal and state.interests:
        fitting.sort(key=lambda item: item.category not in state.interests)
    places = len(WEIGHTS["newcomer_places"]) * 3
    return [
        Ranked(item, item.base + weight, ((weight, Reason("newcomer", "")),)) for item in fitting[:places]
    ]
