"""The back office of moderation: the case queue, appeals, word list, rules, and what was decided."""

from shancha.apps.moderation.admin.appeals import AppealAdmin
from shancha.apps.moderation.admin.cases import CaseAdmin
from shancha.apps.moderation.admin.members import SanctionAdmin
from shancha.apps.moderation.admin.readings import SecondReadingAdmin
from shancha.apps.moderation.admin.records import DecisionAdmin, LedgerEntryAdmin, ScreeningAdmin
from shancha.apps.moderation.admin.rules import RuleAdmin
from shancha.apps.moderation.admin.words import WordAdmin, WordChangeAdmin

__all__ = [
    "AppealAdmin",
    "CaseAdmin",
    "DecisionAdmin",
    "LedgerEntryAdmin",
    "RuleAdmin",
    "SanctionAdmin",
    "ScreeningAdmin",
    "SecondReadingAdmin",
    "WordAdmin",
    "WordChangeAdmin",
]
