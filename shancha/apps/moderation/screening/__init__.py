"""Screening: a text goes through named steps, each adding signals; a policy turns them into an answer.

Pure: no database, no clock. `services.screen` gathers the facts, calls `judge` and stores the answer.
"""

from shancha.apps.moderation.screening.pipeline import ENGINE, judge
from shancha.apps.moderation.screening.types import AuthorFacts, Draft, Reason, Screening, Signal

__all__ = ["ENGINE", "AuthorFacts", "Draft", "Reason", "Screening", "Signal", "judge"]
