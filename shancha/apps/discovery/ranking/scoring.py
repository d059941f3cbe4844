"""Scoring: what a candidate is worth to this viewer, by transparent weights (weights.json)."""

from collections.abc import Iterable
from operator import attrgetter

from shancha.apps.discovery.ranking.rules import Rules
from shancha.apps.discovery.ranking.types import WEIGHTS, Ranked, Reason, Source, ViewerState


def score_sources(sources: Iterable[Source], state: ViewerState, rules: Rules) -> list[Ranked]:
    """All candidates of all sources that the rules allow, each once, scored, best first. Every source that
    brought a candidate leaves its reason; a second one of the same kind adds no more to the score."""
    found: dict[str, Ranked] = {}
    weights, again = WEIGHTS["sources"], WEIGHTS["second_reason"]
    refused: set[str] = set()
    for source in sources:
        code = source.code
        weight = weights[code]
        reason = (weight, Reason(code, source.arg))
        for candidate in source.pool:
            note_id = candidate.id
            known = found.get(note_id)
            if known is not None:
                if all(other[1].code != code for other in known.reasons):
                    known.score += weight * again
                known.reasons.append(reason)
            elif note_id not in refused:
                if rules.allow(candidate):
                    found[note_id] = Ranked(candidate, candidate.base + weight, [reason])
                else:
                    refused.add(note_id)
    ranked = list(found.values())
    if state.is_personal:
        _add_personal(ranked, state)
    ranked.sort(key=attrgetter("score"), reverse=True)
    return ranked


def _add_personal(ranked: list[Ranked], state: ViewerState) -> None:
    affinity, share = state.affinity, WEIGHTS["affinity"]
    city, other_city = state.city_code, WEIGHTS["other_city"]
    for item in ranked:
        candidate = item.candidate
        item.score += share * affinity.get(candidate.category, 0.0)
        if city and candidate.city and candidate.city != city and candidate.category == "food":
            item.score += other_city


def split_seen(ranked: list[Ranked], state: ViewerState) -> tuple[list[Ranked], list[Ranked]]:
    """Notes not seen yet, and the seen ones with the longest unseen first: a small community must not
    run dry for those who have read it all."""
    if not state.seen:
        return ranked, []
    fresh = [item for item in ranked if item.candidate.mark not in state.seen]
    old = [item for item in ranked if item.candidate.mark in state.seen]
    old.sort(key=lambda item: state.seen[item.candidate.mark])
    return fresh, old
