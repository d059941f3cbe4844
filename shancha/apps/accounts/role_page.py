"""The back office's page on which an operator gives a member a verified role, or takes it back."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from shancha.apps.accounts import hooks
from shancha.apps.accounts.models import User
from shancha.apps.accounts.models.people import Role, Status
from shancha.apps.accounts.services import verification
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import show_refusal


class _RoleForm(forms.Form):
    """A deed on a member's role; `done` is what the log says."""

    deed: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str]
    done: ClassVar[str]

    def save(self, *, user: User, operator_id: UUID) -> None:
        """Does it. Raises what the service raises."""
        raise NotImplementedError


class GrantForm(_RoleForm):
    """The role, its category, and the badge's words."""

    deed, title, button, done = "grant", "授予身份", "授予", "授予认证身份"

    role = forms.ChoiceField(
        label="身份",
        choices=[choice for choice in Role.choices if choice[0] != Role.MEMBER],
        widget=UnfoldAdminSelectWidget,
    )
    category = forms.ChoiceField(label="领域", required=False, widget=UnfoldAdminSelectWidget)
    label = forms.CharField(
        label="认证说明",
        required=False,
        max_length=verification.MAX_LABEL,
        widget=UnfoldAdminTextInputWidget,
        help_text="显示在名字旁；留空则只显示身份与领域",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Offers the categories there are."""
        super().__init__(*arguments, **options)
        known = sorted(hooks.known_categories() or ())
        self.fields["category"].choices = [("", "不限"), *((slug, slug) for slug in known)]  # type: ignore[attr-defined]

    def save(self, *, user: User, operator_id: UUID) -> None:
        """Gives the role."""
        verification.grant_role(user_id=user.id, operator_id=operator_id, **self.cleaned_data)


class RevokeForm(_RoleForm):
    """Why the role is taken back."""

    deed, title, button, done = "revoke", "取消身份", "取消身份", "取消认证"

    reason = forms.CharField(
        label="理由",
        min_length=5,
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="本人会看到这段话；半年内不会再按规则自动获得",
    )

    def save(self, *, user: User, operator_id: UUID) -> None:
        """Takes it back."""
        verification.revoke_role(user_id=user.id, operator_id=operator_id, **self.cleaned_data)


def role_page(request: HttpRequest, user_id: UUID) -> tuple[HttpResponse, str, User]:
    """Shows the member's role with the forms, or does what was sent. Returns the answer, what was done in
    words ("" for nothing), and the member. Raises Http404 for one who is gone."""
    user = User.objects.filter(id=user_id).exclude(status=Status.DELETED).first()
    if user is None:
        raise Http404
    kinds: list[type[_RoleForm]] = [GrantForm, *([RevokeForm] if user.role != Role.MEMBER else [])]
    forms_shown = [form(request.POST if request.POST.get("deed") == form.deed else None) for form in kinds]
    sent = next((form for form in forms_shown if form.is_bound and form.is_valid()), None)
    if sent is not None:
        try:
            sent.save(user=user, operator_id=UUID(str(request.user.pk)))
        except ProblemError as error:
            show_refusal(sent, error)
        else:
            return HttpResponseRedirect(request.get_full_path()), sent.done, user
    context = {
        **admin.site.each_context(request),
        "title": "认证身份",
        "member": str(user),
        "member_url": reverse("admin:accounts_user_change", args=[user.id]),
        "role_now": " · ".join(
            filter(None, (user.get_role_display(), user.badge_category, user.badge_label))
        ),
        "parts": [
            {"form": form, "deed": form.deed, "title": form.title, "button": form.button}
            for form in forms_shown
        ],
    }
    return TemplateResponse(request, "accounts/role.html", context), "", user
