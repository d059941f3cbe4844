"""Deeds of the back office: each through a service, with a reason, into the log."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminTextInputWidget

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.kit.errors import ProblemError


def operator_id(request: HttpRequest) -> UUID:
    """Who is acting."""
    return UUID(str(request.user.pk))


def explain(error: ProblemError) -> str:
    """A refusal with every input at fault."""
    named = "；".join(f"{name}：{message}" for name, message in error.fields.items())
    return f"{error.detail}（{named}）" if named else str(error.detail)


class ReasonForm(ActionForm):  # type: ignore[misc]
    """Beside the action: why, as the merchant and the public read it."""

    reason = forms.CharField(
        required=False,
        label="",
        max_length=500,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "理由（会告知商家，部分会公示）"}),
    )


class DeedAdmin(ReadOnlyAdmin):
    """Shows, and acts on what is chosen."""

    action_form = ReasonForm
    list_per_page = 30
    show_full_result_count = False

    def each(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        text: str,
        deed: Callable[[Any, str], object],
        *,
        needs_reason: bool = False,
    ) -> None:
        """Does a deed on each thing chosen, 100 at most; refusals are shown, what was done is logged."""
        reason = request.POST.get("reason", "").strip()
        if needs_reason and not reason:
            self.message_user(request, "请填写理由", messages.ERROR)
            return
        done = 0
        for thing in queryset[:100]:
            done += self._one(request, thing, f"{text} {reason}".strip(), lambda each: deed(each, reason))
        if done:
            self.message_user(request, f"{text}：{done}")

    def _one(self, request: HttpRequest, thing: Model, text: str, deed: Callable[[Any], object]) -> bool:
        try:
            deed(thing)
        except ProblemError as error:
            self.message_user(request, f"{thing}: {explain(error)}", messages.ERROR)
            return False
        except (ValidationError, ValueError) as error:
            self.message_user(request, f"{thing}: {error}", messages.ERROR)
            return False
        note_change(request, thing, text)
        return True


class OperatorAdminMixin:
    """Made and changed by operators alone, never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators alone."""
        return bool(getattr(request.user, "is_operator", False))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators alone."""
        return bool(getattr(request.user, "is_operator", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Switched off instead."""
        return False
