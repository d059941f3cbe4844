"""What passes between the steps of the ranker."""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

WEIGHTS: dict[str, Any] = json.loads((Path(__file__).parent / "weights.json").read_text())
VERSION: int = WEIGHTS["version"]
HEAT_UNIT_SECONDS: float = WEIGHTS["heat"]["unit_hours"] * 3600


class Reason(NamedTuple):
    """Why a note is shown: the code of the source that brought it, and a name to fill in; with "follow" the
    author's, which stands with the note. `cause` is the note whose title the name is, if it is one."""

    code: str
    arg: str
    cause: str = ""


class Candidate(NamedTuple):
    """A note that might be shown. `base` is its score before anything is known of the viewer; `mark` the
    eight bytes by which it is remembered as seen. `is_paid` means advertising of any kind. Ids are texts:
    they are compared often."""

    id: str
    author_id: str
    category: str
    base: float
    quality: float
    published: float
    city: str
    is_paid: bool
    mark: int


# Why a note is shown, each with the weight of the source that said so.
Reasons = tuple[tuple[float, Reason], ...]


@dataclass(slots=True)
class Ranked:
    """A candidate on its way through the ranker."""

    candidate: Candidate
    score: float
    reasons: Reasons

    def why(self) -> list[Reason]:
        """The three weightiest reasons, each cause once."""
        if len(self.reasons) == 1:
            return [self.reasons[0][1]]
        ordered = sorted(self.reasons, key=lambda pair: -pair[0])
        return list(dict.fromkeys(reason for _, reason in ordered))[:3]


class Source(NamedTuple):
    """One stream of candidates with the reason it gives."""

    code: str
    arg: str
    pool: "tuple[Candidate, ...] | list[Candidate]"
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something the viewer lately did with a note."""

    kind: str
    note_id: str
    title: str
    category: str
    topics: tuple[str, ...]
    at: float


@dataclass(slots=True)
class ViewerState:
    """All the ranker may know of a viewer. With personalisation off everything but the rules is empty.

    `hidden` are members not to be met; `disliked` maps a scope to its targets; `seen` holds marks,
    oldest first.
    """

    key: str
    user_id: str = ""
    is_personal: bool = True
    is_minor: bool = False
    interests: list[str] = field(default_factory=list)
    city_code: str = ""
    city_name: str = ""
    recent: list[Action] = field(default_factory=list)
    affinity: dict[str, float] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    disliked: dict[str, frozenset[str]] = field(default_factory=dict)
    follow_notes: list[Candidate] = field(default_factory=list)
    followed_topics: list[tuple[str, str]] = field(default_factory=list)

    def dislikes(self, scope: str) -> frozenset[str]:
        """What the viewer said not to be interested in, of one scope."""
        return self.disliked.get(scope, frozenset())


def mark_of(note_id: UUID) -> int:
    """The eight bytes by which a note is remembered as seen."""
    return note_id.int & 0xFFFF_FFFF_FFFF_FFFF


def mark_of_text(note_id: str) -> int:
    """The same from an id as text."""
    return int(note_id[19:23] + note_id[24:], 16)


_QUALITY, _HEAT, _FRESHNESS = (WEIGHTS["base"][name] for name in ("quality", "heat", "freshness"))
_MIDDLE, _WIDTH = WEIGHTS["heat"]["middle"], WEIGHTS["heat"]["width"]
_FRESH_SECONDS = WEIGHTS["freshness_hours"] * 3600


def base_score(*, quality: float, hot: float, published: float, at: float) -> float:
    """A note's score from itself alone: quality, heat by now, freshness."""
    heat = hot - at / HEAT_UNIT_SECONDS
    warmth = 1 / (1 + math.exp(min(50.0, max(-50.0, (_MIDDLE - heat) / _WIDTH))))
    freshness = math.exp(-min(50.0, max(0.0, at - published) / _FRESH_SECONDS))
    return float(_QUALITY * quality + _HEAT * warmth + _FRESHNESS * freshness)
