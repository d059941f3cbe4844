"""What goes into a screening and what comes out."""

from dataclasses import dataclass, field
from typing import Any, Literal

from shancha.apps.moderation.screening.normalise import View

Decision = Literal["allow", "review", "block"]
Weight = float


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """What is known of an author. `level` is the trust level: 0 newcomer, 1 settled in, 2 trusted, 3 verified
    or long proven. `strikes` are active points; `repeats` the day's earlier texts of the same fingerprint."""

    level: int = 1
    age_hours: float = 24 * 30
    accepted_count: int = 10
    strikes: int = 0
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing a step noticed: `code` names the reason, `weight` (0-1) how sure it makes us that the text
    breaks a rule, `start` and `end` the place in the original text (0, 0: the whole)."""

    code: str
    weight: Weight
    step: str
    start: int = 0
    end: int = 0
    detail: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For the stored screening."""
        return {
            "code": self.code,
            "weight": round(self.weight, 3),
            "step": self.step,
            "start": self.start,
            "end": self.end,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text was stopped, as told to its author: `clause` is "slug number", `text` in their language."""

    code: str
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text about to be published, with its readings and what is known around it."""

    kind: str
    text: str
    view: View
    author: AuthorFacts
    own_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer. `score` is 0-1; `reasons` are empty when all is well; `nudge` is a gentle word to show
    before posting, also where the text is allowed ("" for none)."""

    decision: Decision
    score: float
    reasons: list[Reason] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    nudge: str = ""
    fingerprint: int = 0
    words_version: int = 0
    engine: str = ""
