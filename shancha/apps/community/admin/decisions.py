"""Decisions from a list of the back office: by rule and reason, kept in a case, told to the author."""

from collections.abc import Callable
from typing import Any, ClassVar, Literal

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.community.services.patrol import decide_on_patrol
from shancha.apps.moderation.queries.rules import current_rules, list_clauses
from shancha.kit.errors import ProblemError


def clause_choices() -> list[tuple[str, str]]:
    """The clauses that bind now, to choose from."""
    found = [("", "规则条款…")]
    for rule in current_rules():
        found += [
            (f"{rule.slug} {number}", f"{number} {text[:24]}") for number, text in list_clauses(rule.slug)
        ]
    return found


class ReasonForm(ActionForm):  # type: ignore[misc]
    """Beside the action: the clause that was broken, and the words to the author."""

    rule = forms.ChoiceField(
        required=False,
        label="",
        choices=clause_choices,
        widget=UnfoldAdminSelectWidget(attrs={"class": "w-48"}),
    )
    reason = forms.CharField(
        required=False,
        label="",
        max_length=200,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "理由（会告知作者）"}),
    )


class DecidingAdmin(ReadOnlyAdmin):
    """A list whose actions decide about what is chosen; `subject_kind` is what its rows are."""

    subject_kind: ClassVar[Literal["note", "comment"]]
    action_form = ReasonForm

    def decide(self, request: HttpRequest, queryset: QuerySet[Any], verdict: str, text: str) -> None:
        """Decides about each by the clause and the reason beside the action; `text` names it in the log."""
        rule, reason = (request.POST.get(name, "").strip() for name in ("rule", "reason"))
        actor: Any = request.user
        self.each(
            request,
            queryset,
            " ".join(part for part in (text, rule, reason) if part),
            lambda subject: decide_on_patrol(
                actor=actor,
                kind=self.subject_kind,
                subject_id=subject.id,
                action=verdict,
                rule=rule,
                reason=reason,
            ),
        )

    def each(
        self, request: HttpRequest, queryset: QuerySet[Any], text: str, deed: Callable[[Any], None]
    ) -> None:
        """Does one thing to each of the first hundred, logs it, and says which refused and why."""
        done = 0
        for subject in queryset[:100]:
            try:
                deed(subject)
            except (ProblemError, ValidationError) as error:
                detail = getattr(error, "detail", error)
                self.message_user(request, f"{subject}: {detail}", messages.ERROR)
            else:
                note_change(request, subject, text)
                done += 1
        if done:
            self.message_user(request, f"{text}：{done}")
