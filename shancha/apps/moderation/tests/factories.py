"""Subjects, reports and moderators for tests; the registry is filled with subjects of our own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.moderation import services
from shancha.apps.moderation.models import Case, Decision
from shancha.apps.moderation.services import Verdict
from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot
from shancha.kit.clock import now
from shancha.kit.ids import new_id

REMOVAL = Verdict(action="remove", rule="community-rules 3.1", reason="评论里留了站外联系方式")


@dataclass
class World:
    """Subjects by id, and the kinds that know them."""

    subjects: dict[UUID, SubjectSnapshot] = field(default_factory=dict)

    def add(self, author: User | None = None, text: str = "普通的一句话", **fields: Any) -> UUID:
        """A subject by an author; its id."""
        subject_id = new_id()
        author_id = (author or make_user()).id
        self.subjects[subject_id] = SubjectSnapshot(
            author_id=author_id, title=fields.pop("title", ""), text=text, url=f"/x/{subject_id}", **fields
        )
        return subject_id

    def kinds(self) -> dict[str, SubjectKind]:
        """A comment that folds, a note that loses reach, and the real member."""
        find: Callable[[UUID], SubjectSnapshot | None] = self.subjects.get
        return {
            "comment": SubjectKind("comment", find, machine_action="fold"),
            "note": SubjectKind(
                "note",
                find,
                machine_action="limit",
                is_visible_to=lambda subject, _: subject in self.subjects,
            ),
        }


def make_moderator(**fields: Any) -> User:
    """A moderator."""
    return make_user(is_moderator=True, **fields)


def settled_user(**fields: Any) -> User:
    """A member whose word carries: not new."""
    return make_user(joined_at=now() - timedelta(days=60), **fields)


def report(
    subject_id: UUID, reporter: User | None = None, reason: str = "abuse", kind: str = "comment"
) -> Case:
    """A report; the case it folded into."""
    made, _ = services.report_subject(
        reporter_id=(reporter or settled_user()).id, subject_kind=kind, subject_id=subject_id, reason=reason
    )
    return Case.objects.get(id=made.case_id)


def decide(case: Case, moderator: User | None = None, verdict: Verdict = REMOVAL) -> Decision:
    """A decision on a case."""
    return services.decide_case(actor=moderator or make_moderator(), case_id=case.id, verdict=verdict)
