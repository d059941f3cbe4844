"""Scoring: what a candidate is worth to this viewer, by transparent weights (weights.json)."""

from collections.abc import Iterable
from operator import attrgetter

from shancha.apps.discovery.ranking.rules import Rules
from shancha.apps.discovery.ranking.types import WEIGHTS, Ranked, Reason, Source, ViewerState


def score_sources(sources: Iterable[Source], state: ViewerState, rules: Rules) -> list[Ranked]:
    """All candidates of all sources that the rules allow, each once, scored, best first. Every source that
    brought a candidate leaves its reason; a second one of the same kind adds no more to the score."""
    found: dict[str, Ranked | None] = {}  # None: refused
    weights, again = WEIGHTS["sources"], WEIGHTS["second_reason"]
    allow, taste = rules.allow, _tastes(state)
    for code, arg, pool in sources:
        weight = weights[code]
        reasons = [(weight, Reason(code, arg))]
        for candidate in pool:
            note_id = candidate[0]  # by position: this runs some hundred times for every page
            if note_id in found:
                known = found[note_id]
                if known is not None:
                    _add_reason(known, reasons, weight * again)
            elif allow(candidate):
                score = candidate[3] + weight + taste.get(candidate[2], 0.0)
                found[note_id] = Ranked(candidate, score, reasons)
            else:
                found[note_id] = None
    ranked = [item for item in found.values() if item is not None]
    if state.is_personal and state.city_code:
        _leave_other_cities(ranked, state.city_code)
    ranked.sort(key=attrgetter("score"), reverse=True)
    return ranked


def _add_reason(known: Ranked, reasons: list[tuple[float, Reason]], value: float) -> None:
    """`reasons` is shared by all that one source brought first, so that a second one makes a new list."""
    code = reasons[0][1].code
    if all(other.code != code for _, other in known.reasons):
        known.score += value
    known.reasons = known.reasons + reasons


def _tastes(state: ViewerState) -> dict[str, float]:
    """What each category is worth to this viewer."""
    if not state.is_personal:
        return {}
    share = WEIGHTS["affinity"]
    return {category: share * affinity for category, affinity in state.affinity.items()}


def _leave_other_cities(ranked: list[Ranked], city: str) -> None:
    """Food elsewhere is worth less."""
    for item in ranked:
        candidate = item.candidate
        if candidate.category == "food" and candidate.city and candidate.city != city:
            item.score += WEIGHTS["other_city"]


def split_seen(ranked: list[Ranked], state: ViewerState) -> tuple[list[Ranked], list[Ranked]]:
    """Notes not seen yet, and the seen ones with the longest unseen first: a small community must not
    run dry for those who have read it all."""
    if not state.seen:
        return ranked, []
    fresh = [item for item in ranked if item.candidate.mark not in state.seen]
    old = [item for item in ranked if item.candidate.mark in state.seen]
    old.sort(key=lambda item: state.seen[item.candidate.mark])
    return fresh, old
