"""Tables of the moderation app."""

from shancha.apps.moderation.models.cases import Case, Report
from shancha.apps.moderation.models.decisions import (
    Appeal,
    Decision,
    LedgerEntry,
    Sanction,
    SanctionTrace,
    SecondReading,
    Strike,
)
from shancha.apps.moderation.models.rules import Rule
from shancha.apps.moderation.models.screenings import Screening
from shancha.apps.moderation.models.words import Word, WordChange, WordList

__all__ = [
    "Appeal",
    "Case",
    "Decision",
    "LedgerEntry",
    "Report",
    "Rule",
    "Sanction",
    "SanctionTrace",
    "Screening",
    "SecondReading",
    "Strike",
    "Word",
    "WordChange",
    "WordList",
]
