"""Rules: what must not be shown, whatever its score."""

from dataclasses import dataclass

from shancha.apps.discovery.ranking.types import Candidate, ViewerState

MINOR_QUALITY = 0.35
MINOR_AGE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one viewer, prepared for many candidates."""

    authors: frozenset[str]
    notes: frozenset[str]
    categories: frozenset[str]
    is_minor: bool
    at: float

    def allow(self, candidate: Candidate) -> bool:
        """Whether a candidate may be shown to this viewer at all."""
        # By position: this runs some hundred times for every page.
        if candidate[1] in self.authors or candidate[0] in self.notes or candidate[2] in self.categories:
            return False
        if self.is_minor:
            is_settled = self.at - candidate.published >= MINOR_AGE_SECONDS
            return not candidate.is_paid and candidate.quality >= MINOR_QUALITY and is_settled
        return True


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
