"""Decisions from a list, with clause and reason: what is done is kept and told as if it had been reported."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action
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


class PatrolAdmin(ReadOnlyAdmin):
    """Read-only but for decisions about subjects of `subject_kind`; which of them, `actions` says."""

    action_form = ReasonForm
    subject_kind = ""

    @action(description="折叠（条款与理由）", permissions=["view"])
    def fold(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Shows them behind a tap."""
        self._decide(request, queryset, "fold", "折叠")

    @action(description="限制推荐（条款与理由）", permissions=["view"])
    def limit(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Keeps them out of recommendation."""
        self._decide(request, queryset, "limit", "限制推荐")

    @action(description="隐藏（条款与理由）", permissions=["view"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Leaves them to their authors."""
        self._decide(request, queryset, "hide", "隐藏")

    @action(description="下架（条款与理由）", permissions=["view"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Takes them away."""
        self._decide(request, queryset, "remove", "下架")

    @action(description="恢复", permissions=["view"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Gives them back."""
        self._decide(request, queryset, "restore", "恢复")

    def _decide(self, request: HttpRequest, queryset: QuerySet[Any], verdict: str, text: str) -> None:
        rule, reason = (request.POST.get(name, "").strip() for name in ("rule", "reason"))
        actor: Any = request.user
        self._each(
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

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Any], text: str, deed: Callable[[Any], None]
    ) -> None:
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
