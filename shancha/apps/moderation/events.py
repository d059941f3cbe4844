"""Facts the moderation app announces to the apps above."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

ActionName = Literal["none", "fold", "limit", "hide", "remove", "restore", "reset"]


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A subject's state must change to `action`; the app that owns the subject does it in this transaction.

    `fold` shows it behind a tap, `limit` keeps it out of recommendation, `hide` leaves it to its author,
    `remove` takes it away, `restore` gives back what an earlier step took (also publishes what was held for
    review), `reset` took back parts of a profile already, `none` changes nothing. `rule` is the
    clause, such as "community-rules 3.2".
    """

    decision_id: UUID
    case_id: UUID
    subject_kind: str
    subject_id: UUID
    author_id: UUID | None
    action: ActionName
    is_automatic: bool
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuthorInformed:
    """An author is owed a statement of reasons for a decision on their content or account.

    `sanction` is "", "warn", "limit", "mute" or "suspend", `sanction_ends_at` empty where it has no end.
    """

    decision_id: UUID
    author_id: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    action: ActionName
    sanction: str
    sanction_ends_at: datetime | None
    rule: str
    reason: str
    is_automatic: bool
    appealable_until: datetime | None


@dataclass(frozen=True, slots=True)
class ReachChanged:
    """A member's notes shall be recommended to nobody, or again."""

    user_id: UUID
    is_limited: bool


@dataclass(frozen=True, slots=True)
class SanctionLifted:
    """A moderator ended a measure early; the member is owed the reason."""

    decision_id: UUID
    user_id: UUID
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportAnswered:
    """A reporter is owed the outcome: "upheld", "rejected", or "overturned" after an appeal."""

    report_id: UUID
    reporter_id: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    reason: str
    outcome: str
    action: ActionName


@dataclass(frozen=True, slots=True)
class AppealJudged:
    """An author is owed the answer to an appeal."""

    appeal_id: UUID
    decision_id: UUID
    author_id: UUID
    subject_kind: str
    subject_id: UUID
    is_overturned: bool
    answer: str


@dataclass(frozen=True, slots=True)
class RuleAnnounced:
    """A new version of a rule was published and will bind from `effective_at`."""

    slug: str
    version: int
    title_zh: str
    title_en: str
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class BacklogGrew:
    """Cases or appeals have passed the time promised for them."""

    overdue_count: int
    oldest_due_at: datetime
