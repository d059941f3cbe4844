"""Scoring: what a candidate is worth to this viewer, by transparent weights (weights.json)."""

from collections.abc import Iterable

from shancha.apps.discovery.ranking.rules import is_allowed
from shancha.apps.discovery.ranking.types import WEIGHTS, Ranked, Reason, Source, ViewerState


def score_sources(
    sources: Iterable[Source], state: ViewerState, *, at: float, skip_categories: frozenset[str] = frozenset()
) -> list[Ranked]:
    """All candidates of all sources, each once, scored, best first. Every source that brought a
    candidate leaves its reason; further ones add less."""
    found: dict[object, Ranked] = {}
    weights, again = WEIGHTS["sources"], WEIGHTS["second_reason"]
    refused: set[object] = set()
    for source in sources:
        weight = weights[source.code]
        reason = (weight, Reason(source.code, source.arg))
        for candidate in source.pool:
            note_id = candidate.id
            known = found.get(note_id)
            if known is not None:
                if not any(other[1].code == source.code for other in known.reasons):
                    known.score += weight * again
                known.reasons.append(reason)
            elif note_id not in refused:
                if candidate.category in skip_categories or not is_allowed(candidate, state, at=at):
                    refused.add(note_id)
                    continue
                found[note_id] = Ranked(candidate, candidate.base + weight, [reason])
    ranked = list(found.values())
    if state.is_personal:
        _add_personal(ranked, state)
    ranked.sort(key=lambda item: (-item.score, item.candidate.id))
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
