"""Scoring: what a candidate is worth to this viewer, by transparent weights (weights.json)."""

from collections.abc import Iterable, Iterator

from shancha.apps.discovery.ranking.rules import Rules
from shancha.apps.discovery.ranking.types import (
    WEIGHTS,
    Candidate,
    Ranked,
    Reason,
    Reasons,
    Source,
    ViewerState,
)


class Scored:
    """All candidates, each once, with its score and its reasons, by the note's id. Rules are asked of those
    alone that are looked at: few of some hundreds."""

    __slots__ = ("_rules", "candidates", "reasons", "scores")

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.candidates: dict[str, Candidate] = {}
        self.reasons: dict[str, Reasons] = {}
        self.scores: dict[str, float] = {}

    def unseen(self, state: ViewerState) -> Iterator[Ranked]:
        """What the viewer may see and has not seen yet, best first."""
        candidates, scores, seen, forbids = self.candidates, self.scores, state.seen, self._rules.forbids
        for note_id in sorted(scores, key=scores.__getitem__, reverse=True):
            candidate = candidates[note_id]
            if candidate.mark not in seen and not forbids(candidate):
                yield Ranked(candidate, scores[note_id], self.reasons[note_id])

    def seen(self, state: ViewerState) -> list[Ranked]:
        """What the viewer has seen, the longest unseen first: a small community must not run dry for those
        who have read it all."""
        seen, forbids = state.seen, self._rules.forbids
        if not seen:
            return []
        old = [item for item in self.candidates.values() if item.mark in seen and not forbids(item)]
        old.sort(key=lambda item: seen[item.mark])
        return [Ranked(item, self.scores[item.id], self.reasons[item.id]) for item in old]


def score_sources(sources: Iterable[Source], state: ViewerState, rules: Rules) -> Scored:
    """Scores all candidates of all sources. Every source that brought a candidate leaves its reason; a second
    one of the same kind adds no more to the score. Food elsewhere is worth less."""
    scored = Scored(rules)
    candidates, reasons, scores = scored.candidates, scored.reasons, scored.scores
    weights, again = WEIGHTS["sources"], WEIGHTS["second_reason"]
    taste = _tastes(state)
    home = state.city_code if state.is_personal else ""
    for code, arg, pool, cause in sources:
        weight = weights[code]
        first = ((weight, Reason(code, arg, cause)),)
        for candidate in pool:
            note_id = candidate[0]  # by position: this runs some hundred times for every page
            if note_id in scores:
                known = reasons[note_id]
                if code not in [other[0] for _, other in known]:
                    scores[note_id] += weight * again
                reasons[note_id] = known + first
            else:
                category = candidate[2]
                score = candidate[3] + weight
                if category in taste:
                    score += taste[category]
                if category == "food" and home and candidate.city and candidate.city != home:
                    score += WEIGHTS["other_city"]
                candidates[note_id], reasons[note_id], scores[note_id] = candidate, first, score
    return scored


def _tastes(state: ViewerState) -> dict[str, float]:
    """What each category is worth to this viewer."""
    if not state.is_personal:
        return {}
    share = WEIGHTS["affinity"]
    return {category: share * affinity for category, affinity in state.affinity.items()}
