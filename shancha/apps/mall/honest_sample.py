"""The honest sample of notes about a store (种草): which notes stand in its tab, and in which order.

Merchants can't touch it. Notes fall into eight kinds, by whether the author bought the thing and by the
stars that the note itself gives (good from 4, middling from 2.5, poor below, none given); each kind has the
share of the sample that it has of all notes, the newest of each kind first. Buyers' notes lead; within
buyers and others the kinds alternate, so that already the first page shows them in their proportions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from shancha.kit.language import bilingual
from shancha.kit.money import split

WINDOW_DAYS = 180
LOOKED_AT = 2_000
SIZE = 60
STARS = ("good", "middling", "poor", "none")
RULE = bilingual(
    f"抽样规则：近 {WINDOW_DAYS} 天内提到本店商品的全部公开笔记（不含员工任职期间发布的笔记和付费合作），"
    "按“是否买过”和“笔记自己的评分”分成八类，"
    f"每类按占比抽取最新的，最多 {SIZE} 篇；买过的排在前面。商家不能删除、置顶或调整。",
    f"How these notes are chosen: all public notes of the last {WINDOW_DAYS} days about goods of this store "
    "(not written by its staff while they worked there, not paid for) fall into eight kinds, by whether the "
    f"author bought the thing and how the note rates it; each kind gets its share, newest first, {SIZE} at "
    "most; buyers lead. The store can neither delete, pin nor move any.",
)
Kind = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Sampled:
    """The notes in their order, with how many of all notes are of which kind."""

    note_ids: list[UUID]
    total: int
    kinds: dict[Kind, int]


def star_kind(stars: float | None) -> str:
    """The kind of a note by its stars."""
    if stars is None:
        return "none"
    return "good" if stars >= 4 else "middling" if stars >= 2.5 else "poor"


def draw(notes: Iterable[tuple[UUID, bool, float | None]], *, size: int = SIZE) -> Sampled:
    """The sample of notes given newest first. The same notes always give the same sample."""
    kinds: dict[Kind, list[UUID]] = {(buyer, stars): [] for buyer in (True, False) for stars in STARS}
    for note_id, is_buyer, stars in notes:
        kinds[is_buyer, star_kind(stars)].append(note_id)
    counts = {kind: len(ids) for kind, ids in kinds.items()}
    total = sum(counts.values())
    shares = split(min(size, total), list(counts.values()))
    chosen = {kind: kinds[kind][:share] for kind, share in zip(counts, shares, strict=True)}
    buyers = {kind: ids for kind, ids in chosen.items() if kind[0]}
    others = {kind: ids for kind, ids in chosen.items() if not kind[0]}
    return Sampled([*_alternating(buyers), *_alternating(others)], total, counts)


def _alternating(chosen: dict[Kind, list[UUID]]) -> Sequence[UUID]:
    """Merges the kinds so that every beginning holds them in about their proportions."""
    placed = [
        (Fraction(2 * place + 1, 2 * len(ids)), kind, note_id)
        for kind, ids in chosen.items()
        for place, note_id in enumerate(ids)
    ]
    return [note_id for _, _, note_id in sorted(placed, key=lambda each: each[:2])]
