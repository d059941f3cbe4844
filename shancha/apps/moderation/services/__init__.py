"""Every write of the moderation app, and the screening that the apps above call."""

from shancha.apps.moderation.services.appeals import appeal_decision, judge_appeal
from shancha.apps.moderation.services.decisions import (
    Verdict,
    claim_case,
    decide_case,
    decide_cases,
    export_case,
    release_case,
    switch_legal_hold,
)
from shancha.apps.moderation.services.housekeeping import (
    alarm_backlog,
    enter_screening_figures,
    sweep_evidence,
)
from shancha.apps.moderation.services.ledger import LedgerCheck, verify_ledger
from shancha.apps.moderation.services.members import (
    carry_sanctions,
    judge_member,
    keep_traces,
    lift_member_sanction,
)
from shancha.apps.moderation.services.readings import read_again
from shancha.apps.moderation.services.reports import report_subject
from shancha.apps.moderation.services.rules import RuleText, accept_rule, publish_rule
from shancha.apps.moderation.services.sanctions import end_lapsed_limits
from shancha.apps.moderation.services.screenings import needs_review, preview, screen
from shancha.apps.moderation.services.words import delete_word, save_word

__all__ = [
    "LedgerCheck",
    "RuleText",
    "Verdict",
    "accept_rule",
    "alarm_backlog",
    "appeal_decision",
    "carry_sanctions",
    "claim_case",
    "decide_case",
    "decide_cases",
    "delete_word",
    "end_lapsed_limits",
    "enter_screening_figures",
    "export_case",
    "judge_appeal",
    "judge_member",
    "keep_traces",
    "lift_member_sanction",
    "needs_review",
    "preview",
    "publish_rule",
    "read_again",
    "release_case",
    "report_subject",
    "save_word",
    "screen",
    "sweep_evidence",
    "switch_legal_hold",
    "verify_ledger",
]
