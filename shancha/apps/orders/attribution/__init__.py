"""How a sale is shared among the notes that led to it: pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shancha.kit.money import split

MOST_COUNTED = 3
MOST_NOTES = 20


@dataclass(frozen=True, slots=True)
class Share:
    """A note's part: basis points of the sale, and fen."""

    note_id: UUID
    share_bp: int
    amount: int


def share_sale(
    pool: int, touches: Mapping[UUID, Mapping[str, int]], weights: Mapping[str, int]
) -> list[Share]:
    """Shares `pool` fen among notes by their weighed touches; a kind of touch counts at most three times
    (three days). The twenty strongest notes take part; equal ones by their id. Amounts sum to the pool
    exactly, or there is no share at all. The same input always gives the same answer."""
    scores = {note_id: _score(kinds, weights) for note_id, kinds in touches.items()}
    ranked = sorted(scores.items(), key=lambda each: (-each[1], each[0]))[:MOST_NOTES]
    taking = [(note_id, score) for note_id, score in ranked if score > 0]
    if not taking:
        return []
    points = split(10_000, [score for _, score in taking])
    amounts = split(pool, [score for _, score in taking])
    return [
        Share(note_id, max(bp, 1), amount)
        for (note_id, _), bp, amount in zip(taking, points, amounts, strict=True)
    ]


def _score(kinds: Mapping[str, int], weights: Mapping[str, int]) -> int:
    return sum(weights.get(kind, 0) * min(count, MOST_COUNTED) for kind, count in kinds.items())
