"""Shapes of the moderation app's HTTP operations."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from shancha.kit.pagination import CursorText, Limit

SubjectKindName = Literal["note", "comment", "user", "topic", "board", "product", "store", "review"]


class ReportReason(Schema):
    """A reason to report; `answer_hours` is the promise."""

    code: str
    label: str
    hint: str
    answer_hours: int
    needs_text: bool


class ReportCreate(Schema):
    """A report."""

    subject_kind: SubjectKindName
    subject_id: UUID
    reason: Annotated[str, Field(max_length=20)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


class Report(Schema):
    """A report as its reporter sees it. `outcome` is null until it is answered, then upheld, rejected or
    overturned."""

    id: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    reason: str
    reason_label: str
    text: str
    outcome: str | None
    created_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None


class Sanction(Schema):
    """A measure against the account: warn, mute or suspend; without an end it holds until lifted."""

    kind: str
    ends_at: datetime | None
    lifted_at: datetime | None


class Appeal(Schema):
    """An appeal: open, upheld (the decision stands) or overturned."""

    id: UUID
    text: str
    state: str
    answer: str
    created_at: datetime
    due_at: datetime
    judged_at: datetime | None


class Decision(Schema):
    """The statement of reasons for a decision about one's content or account."""

    id: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    action: str
    sanction: Sanction | None
    rule: str | None
    rule_title: str | None
    rule_text: str | None
    reason: str
    is_automatic: bool
    created_at: datetime
    is_appealable: bool
    appealable_until: datetime | None
    overturned_at: datetime | None
    appeal: Appeal | None


class AppealCreate(Schema):
    """Why the decision is wrong."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=1000)]


class TextPreview(Schema):
    """A text about to be posted."""

    text: Annotated[str, Field(max_length=12_000)]
    kind: Literal["note", "comment"] = "comment"


class TextAdvice(Schema):
    """A gentle word before posting, or null."""

    warn: str | None


class RuleBrief(Schema):
    """A rule that binds now. `upcoming_version` is announced and binds from `upcoming_at`."""

    slug: str
    version: int
    title: str
    effective_at: datetime
    must_accept: bool
    upcoming_version: int | None
    upcoming_at: datetime | None


class RuleVersion(Schema):
    """One version in a rule's history."""

    version: int
    announced_at: datetime
    effective_at: datetime
    change: str
    is_current: bool


class Rule(Schema):
    """A rule's text (Markdown) in one version, with all its versions."""

    slug: str
    version: int
    title: str
    body: str
    change: str
    effective_at: datetime
    announced_at: datetime
    must_accept: bool
    versions: list[RuleVersion]


class Operator(Schema):
    """Who runs this installation and how to reach them; empty where it wasn't set up."""

    name: str
    address: str
    email: str
    phone: str
    hours: str


class RuleAccept(Schema):
    """The version that is accepted."""

    version: Annotated[int, Field(ge=1, le=10_000)]


class TransparencyMonth(Schema):
    """One month. Shares are 0-1 and null where there is nothing to share; hours from opening to decision."""

    month: str
    reports: int
    decisions: int
    automatic_share: float | None
    in_time_share: float | None
    median_hours: float | None
    actions: dict[str, int]
    sanctions: dict[str, int]
    reasons: dict[str, int]
    appeals: int
    overturned: int
    overturned_share: float | None
    second_readings: int
    reversed_share: float | None
    screened: int
    held: int
    blocked: int
    newcomers_held_share: float | None
    machine_overruled_share: float | None


class Transparency(Schema):
    """Public figures of moderation, newest month first, and the seal of the ledger they come from."""

    months: list[TransparencyMonth]
    ledger_entries: int
    ledger_head: str


class LedgerLine(Schema):
    """One line of the ledger, with the seals that chain it to the one before."""

    sequence: int
    at: datetime
    kind: str
    body: dict[str, str | int | bool]
    previous_hash: str
    hash: str


class LedgerPage(Schema):
    """A stretch of the ledger, oldest first."""

    items: list[LedgerLine]
    next_cursor: str | None


class ListQuery(Schema):
    """Where in a list, and how much."""

    cursor: CursorText | None = None
    limit: Limit = 20
