"""Measures against members: those in force, the page on which one is given, and lifting one early."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.accounts.models import User
from shancha.apps.accounts.models.people import Status
from shancha.apps.moderation import services
from shancha.apps.moderation.admin import links, pieces
from shancha.apps.moderation.admin.cases import actor_of
from shancha.apps.moderation.admin.forms import LiftForm, VerdictForm
from shancha.apps.moderation.models import Case, Decision, Sanction
from shancha.apps.moderation.models.decisions import SanctionKind
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import show_refusal


class ForceFilter(admin.SimpleListFilter):
    """All measures, those in force, or those that are over."""

    title = "状态"
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The other parts."""
        return [("force", "生效中"), ("over", "已结束")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The measures of the part."""
        is_over = queryset.filter(ends_at__lte=now()) | queryset.exclude(lifted_at=None)
        if self.value() == "over":
            return is_over
        return queryset.exclude(id__in=is_over.values("id")) if self.value() == "force" else queryset


@admin.register(Sanction)
class SanctionAdmin(ReadOnlyAdmin):
    """Measures against members, newest first. One in force can be lifted on its page, with a reason that the
    member reads."""

    list_display = ("user", "kind", "state_badge", "starts_at", "ends_at", "lifted_by")
    list_filter = (ForceFilter, "kind")
    list_select_related = ("user", "lifted_by")
    search_fields = ("user__handle",)
    ordering = ("-starts_at",)
    show_full_result_count = False
    change_form_outer_after_template = "moderation/decide.html"
    fields = (
        "user", "kind", "state_badge", "starts_at", "ends_at", "decided", "lifted_at", "lifted_by",
        "lift_reason",
    )  # fmt: skip

    @display(description="状态", label={"force": "danger", "lifted": "info", "over": "success"})
    def state_badge(self, sanction: Sanction) -> tuple[str, str]:
        """In force, lifted, or over."""
        if sanction.lifted_at is not None:
            return "lifted", "已解除"
        is_over = sanction.ends_at is not None and sanction.ends_at <= now()
        return ("over", "已到期") if is_over else ("force", "生效中")

    @admin.display(description="依据的决定")
    def decided(self, sanction: Sanction) -> SafeString:
        """The decision with rule, reason and who made it."""
        return pieces.decisions_table([sanction.decision])

    def get_urls(self) -> list[URLPattern]:
        """Adds lifting, and the page on which a member is judged."""
        lift, member = map(self.admin_site.admin_view, (self.lift_view, self.member_view))
        return [
            path("<uuid:sanction_id>/lift/", lift, name="moderation_sanction_lift"),
            path("member/<uuid:user_id>/", member, name="moderation_member"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The measure's page, with the form below it while it is in force."""
        sanction = Sanction.objects.filter(id=object_id).first()
        context = dict(extra_context or {})
        can_lift = sanction is not None and sanction.kind != SanctionKind.WARN
        if sanction is not None and can_lift and self.state_badge(sanction)[0] == "force":
            context.setdefault("decide_form", LiftForm())
        context["decide_url"] = reverse("admin:moderation_sanction_lift", args=[object_id])
        page: HttpResponse = super().change_view(request, object_id, form_url, context)
        return page

    def lift_view(self, request: HttpRequest, sanction_id: UUID) -> HttpResponse:
        """Lifts a measure."""
        sanction = Sanction.objects.filter(id=sanction_id).select_related("user").first()
        listed = reverse("admin:moderation_sanction_changelist")
        if sanction is None or request.method != "POST" or not self.has_view_permission(request, sanction):
            return HttpResponseRedirect(listed)
        form = LiftForm(request.POST)
        if form.is_valid():
            try:
                services.lift_member_sanction(
                    actor=actor_of(request), sanction_id=sanction_id, reason=form.cleaned_data["reason"]
                )
            except ProblemError as error:
                show_refusal(form, error)
            else:
                note_change(request, sanction.user, f"解除{sanction.get_kind_display()}")
                self.message_user(request, "已解除，本人已收到通知", messages.SUCCESS)
                return HttpResponseRedirect(listed)
        request.method = "GET"
        return self.change_view(request, str(sanction_id), extra_context={"decide_form": form})

    def member_view(self, request: HttpRequest, user_id: UUID) -> HttpResponse:
        """What is known of a member to moderators, and the form that sanctions or resets the profile."""
        user = User.objects.filter(id=user_id).exclude(status=Status.DELETED).first()
        if user is None or not self.has_view_permission(request):
            self.message_user(request, "没有这个用户", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:moderation_sanction_changelist"))
        form = VerdictForm(request.POST or None, case=Case(subject_kind="user"))
        if request.method == "POST" and form.is_valid():
            try:
                decision = services.judge_member(
                    actor=actor_of(request), user_id=user_id, verdict=form.verdict()
                )
            except ProblemError as error:
                show_refusal(form, error)
            else:
                done = f"{decision.action} {' '.join(decision.parts)} {form.cleaned_data['sanction']}"
                note_change(request, user, " ".join(f"{done} {decision.clause}".split()))
                self.message_user(request, "已处理，本人已收到通知并可申诉", messages.SUCCESS)
                return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": f"处理用户 {user.nickname} @{user.handle}",
            "opts": self.opts,
            "profile": pieces.profile(user),
            "linked": links.links_table(user.id),
            "measures": pieces.sanctions_table(user.id),
            "history": pieces.decisions_table(
                Decision.objects.filter(author_id=user.id).select_related("moderator").order_by("-id")[:30]
            ),
            "decide_form": form,
            "decide_url": request.get_full_path(),
        }
        return TemplateResponse(request, "moderation/member.html", context)
