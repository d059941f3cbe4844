"""Rules: what must not be shown, whatever its score."""

from shancha.apps.discovery.ranking.types import Candidate, ViewerState

MINOR_QUALITY = 0.35
MINOR_AGE_SECONDS = 3600


def is_allowed(candidate: Candidate, state: ViewerState, *, at: float) -> bool:
    """Whether a candidate may be shown to this viewer at all.

    Blocks in both directions and mutes, "not interested" in the note or its author, one's own notes, and
    in the minors' mode: no advertising, nothing low in quality, nothing that is younger than an hour.
    """
    if candidate.author_id in state.hidden or candidate.author_id == state.user_id:
        return False
    if str(candidate.id) in state.dislikes("note") or str(candidate.author_id) in state.dislikes("author"):
        return False
    if state.is_minor:
        is_settled = at - candidate.published >= MINOR_AGE_SECONDS
        return not candidate.is_paid and candidate.quality >= MINOR_QUALITY and is_settled
    return True


def has_rules(state: ViewerState) -> bool:
    """Whether any rule can bite; where none can, candidates need no look."""
    return bool(state.hidden or state.disliked or state.is_minor or state.user_id)
