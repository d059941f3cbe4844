"""The queue of cases, and the page on which one is decided."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson
from django.contrib import admin, messages
from django.db.models import F, FloatField, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.accounts.models import User
from shancha.apps.moderation import services
from shancha.apps.moderation.admin import links, pieces
from shancha.apps.moderation.admin.forms import VerdictForm
from shancha.apps.moderation.models import Case, Decision, Strike
from shancha.apps.moderation.models.cases import CaseState
from shancha.apps.moderation.reasons import REASONS
from shancha.apps.moderation.subjects import kind_name, known_kinds
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import show_refusal

# Harm, reach and probability, growing while the promised time runs out.
_URGENCY = """
    priority * (1 + extract(epoch from now() - opened_at)
                / greatest(extract(epoch from due_at - opened_at), 60))
"""


_BY_MACHINE = {"hold": "先审后发", "fold": "折叠", "limit": "限制推荐"}
# So many cases at most get one verdict at once.
TOGETHER = 50


class QueueFilter(admin.SimpleListFilter):
    """Which part of the queue; open cases unless another is chosen."""

    title = "队列"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The parts."""
        return [
            ("overdue", "超时"),
            ("mine", "我领取的"),
            ("held", "机器待审"),
            ("decided", "已处理"),
            ("all", "全部"),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Names the default part."""
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": "待处理"} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of the part."""
        is_open = queryset.filter(state=CaseState.OPEN)
        parts = {
            "overdue": is_open.filter(due_at__lt=now()),
            "mine": is_open.filter(claimed_by=request.user.pk),
            "held": is_open.filter(machine_action="hold"),
            "decided": queryset.filter(state=CaseState.DECIDED),
            "all": queryset,
        }
        return parts.get(self.value() or "", is_open)


class ReasonFilter(admin.SimpleListFilter):
    """Cases by their gravest reason."""

    title = "原因"
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All reasons."""
        return [(code, str(reason.label)) for code, reason in REASONS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of the reason."""
        return queryset.filter(reason=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    """Cases by what they are about."""

    title = "对象"
    parameter_name = "subject_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All kinds."""
        return [(kind, kind_name(kind)) for kind in known_kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases about the kind."""
        return queryset.filter(subject_kind=self.value()) if self.value() else queryset


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    """Cases, most urgent first. Opening one shows the evidence, the reports and the history; the form below
    decides, and the next case follows."""

    list_display = (
        "subject", "reason_badge", "report_count", "due_badge", "by_machine", "claimed_by", "opened_at",
    )  # fmt: skip
    list_filter = (QueueFilter, ReasonFilter, KindFilter, "source")
    list_select_related = ("claimed_by",)
    list_per_page = 30
    show_full_result_count = False
    actions = ("decide_together",)
    actions_list = ("show_rings",)
    actions_detail = ("claim", "release", "hold", "export")
    change_form_outer_after_template = "moderation/decide.html"
    fieldsets = (
        (None, {"fields": ("evidence", "signals_table")}),
        ("案件", {"fields": ("reason_badge", "source", "due_badge", "report_count", "report_weight", "reach",
                          "probability", "by_machine", "claimed_by", "is_on_legal_hold", "note")}),
        ("举报", {"fields": ("reports_table",)}),
        ("作者", {"fields": ("author", "strikes", "linked")}),
        ("此前的处理", {"fields": ("subject_history", "author_history", "alike")}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """With urgency, for the order."""
        cases: QuerySet[Case] = super().get_queryset(request)
        return cases.annotate(urgency=RawSQL(_URGENCY, [], output_field=FloatField()))  # noqa: S611 - constant

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Most urgent first."""
        return (F("urgency").desc(), "opened_at")

    @display(description="对象", header=True)
    def subject(self, case: Case) -> list[str]:
        """Kind and a few words."""
        snapshot = case.snapshot
        words = str(snapshot.get("text") or snapshot.get("title") or "（已清除）")
        return [words[:36], kind_name(case.subject_kind)]

    @display(
        description="原因",
        # The badge shows the bare code of what is not named here.
        label=dict.fromkeys(REASONS, "info")
        | {"illegal": "danger", "minors": "danger", "doxxing": "warning", "abuse": "warning"},
    )
    def reason_badge(self, case: Case) -> tuple[str, str]:
        """The gravest reason."""
        return case.reason, str(REASONS[case.reason].label) if case.reason in REASONS else case.reason

    @admin.display(description="机器先行")
    def by_machine(self, case: Case) -> str:
        """What was done before a person looks."""
        return {"": "—", **_BY_MACHINE}.get(case.machine_action, case.machine_action)

    @display(
        description="时限", label={"late": "danger", "soon": "warning", "fine": "success", "done": "info"}
    )
    def due_badge(self, case: Case) -> tuple[str, str]:
        """Time left of what was promised."""
        if case.state == CaseState.DECIDED:
            return "done", "已处理"
        hours = (case.due_at - now()).total_seconds() / 3600
        if hours < 0:
            return "late", f"超时 {-hours:.0f} 小时" if hours < -1 else f"超时 {-hours * 60:.0f} 分钟"
        left = f"剩 {hours:.0f} 小时" if hours >= 1 else f"剩 {hours * 60:.0f} 分钟"
        return ("soon" if hours < 2 else "fine"), left

    @admin.display(description="证据")
    def evidence(self, case: Case) -> SafeString:
        """The subject as it stood."""
        return pieces.evidence(case)

    @admin.display(description="机器所见")
    def signals_table(self, case: Case) -> SafeString:
        """What the machine noticed."""
        return pieces.signals_table(case.signals)

    @admin.display(description="举报")
    def reports_table(self, case: Case) -> SafeString:
        """The reports."""
        return pieces.reports_table(case)

    @admin.display(description="有效记点")
    def strikes(self, case: Case) -> int:
        """The author's active strikes."""
        active = Strike.objects.filter(user=case.author, removed_at=None, expires_at__gt=now())
        return sum(active.values_list("points", flat=True))

    @admin.display(description="关联账号")
    def linked(self, case: Case) -> SafeString:
        """Accounts that look like the same hand as the author's, and why."""
        return links.links_table(case.author_id)

    @admin.display(description="同一对象")
    def subject_history(self, case: Case) -> SafeString:
        """Earlier decisions on the subject."""
        same = Decision.objects.filter(subject_kind=case.subject_kind, subject_id=case.subject_id)
        return pieces.decisions_table(same.select_related("moderator").order_by("-id")[:20])

    @admin.display(description="同一作者")
    def author_history(self, case: Case) -> SafeString:
        """Earlier decisions on other things of the author."""
        other = Decision.objects.filter(author_id=case.author_id).exclude(subject_id=case.subject_id)
        return pieces.decisions_table(other.select_related("moderator").order_by("-id")[:20])

    @admin.display(description="相同内容")
    def alike(self, case: Case) -> SafeString:
        """Cases about the same words, and a way to decide the open ones together."""
        return pieces.alike_table(case)

    def get_urls(self) -> list[URLPattern]:
        """Adds the decision, on one case and on several, and the rings."""
        view, together, rings = map(
            self.admin_site.admin_view, (self.decide, self.together_view, self.rings_view)
        )
        return [
            path("<uuid:case_id>/decide/", view, name="moderation_case_decide"),
            path("together/", together, name="moderation_case_together"),
            path("rings/", rings, name="moderation_case_rings"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The case's page with the form below it while it is open."""
        case = Case.objects.filter(id=object_id).first()
        context = dict(extra_context or {})
        if case is not None and case.state == CaseState.OPEN and "decide_form" not in context:
            context["decide_form"] = VerdictForm(case=case)
        context["decide_url"] = reverse("admin:moderation_case_decide", args=[object_id])
        page: HttpResponse = super().change_view(request, object_id, form_url, context)
        return page

    def decide(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        """Takes the verdict and goes on to the next case."""
        case = Case.objects.filter(id=case_id).first()
        if case is None or request.method != "POST" or not self.has_view_permission(request, case):
            return HttpResponseRedirect(reverse("admin:moderation_case_changelist"))
        form = VerdictForm(request.POST, case=case)
        if form.is_valid():
            try:
                decision = services.decide_case(
                    actor=actor_of(request), case_id=case_id, verdict=form.verdict()
                )
            except ProblemError as error:
                show_refusal(form, error)
            else:
                note_change(
                    request, case, f"{decision.action} {decision.clause} {form.cleaned_data['sanction']}"
                )
                self.message_user(request, "已处理，结果已通知相关的人", messages.SUCCESS)
                return HttpResponseRedirect(self._next_address(request))
        request.method = "GET"
        return self.change_view(request, str(case_id), extra_context={"decide_form": form})

    @action(description="一并处理所选案件")
    def decide_together(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse:
        """Leads to the page on which the chosen cases get one verdict."""
        chosen = ",".join(str(case_id) for case_id in queryset.values_list("id", flat=True)[:TOGETHER])
        return HttpResponseRedirect(f"{reverse('admin:moderation_case_together')}?cases={chosen}")

    def together_view(self, request: HttpRequest) -> HttpResponse:
        """Shows the open cases among those named, and takes one verdict for them all."""
        cases = _open_cases(request.GET.get("cases", ""))
        listed = reverse("admin:moderation_case_changelist")
        if not self.has_view_permission(request) or not cases:
            self.message_user(request, "没有待处理的案件", messages.WARNING)
            return HttpResponseRedirect(listed)
        if len({case.subject_kind for case in cases}) > 1:
            self.message_user(request, "一并处理的案件须是同一类内容", messages.ERROR)
            return HttpResponseRedirect(listed)
        form = VerdictForm(request.POST or None, case=cases[0])
        if request.method == "POST" and form.is_valid():
            return self._decide_all(request, cases, form)
        context = {
            **self.admin_site.each_context(request),
            "title": f"一并处理 {len(cases)} 个案件",
            "opts": self.opts,
            "cases": pieces.cases_table(cases),
            "decide_form": form,
            "decide_url": request.get_full_path(),
        }
        return TemplateResponse(request, "moderation/together.html", context)

    def rings_view(self, request: HttpRequest) -> HttpResponse:
        """Accounts around the open cases that look like one hand."""
        if not self.has_view_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        return links.rings_page(request, self.admin_site, self.opts)

    @action(description="团伙线索", url_path="rings-of-cases", permissions=["view"])
    def show_rings(self, request: HttpRequest) -> HttpResponse:
        """Leads to the rings."""
        return HttpResponseRedirect(reverse("admin:moderation_case_rings"))

    def _decide_all(self, request: HttpRequest, cases: list[Case], form: VerdictForm) -> HttpResponse:
        decisions, refusals = services.decide_cases(
            actor=actor_of(request), case_ids=[case.id for case in cases], verdict=form.verdict()
        )
        by_id = {case.id: case for case in cases}
        for decision in decisions:
            note_change(request, by_id[decision.case_id], f"一并处理 {decision.action} {decision.clause}")
        if decisions:
            self.message_user(request, f"已处理 {len(decisions)} 个，结果已通知相关的人", messages.SUCCESS)
        for text in sorted({str(error.detail) for error in refusals}):
            count = sum(str(error.detail) == text for error in refusals)
            self.message_user(request, f"{count} 个没有处理：{text}", messages.ERROR)
        return HttpResponseRedirect(reverse("admin:moderation_case_changelist"))

    def _next_address(self, request: HttpRequest) -> str:
        waiting = self.get_queryset(request).filter(state=CaseState.OPEN, claimed_by=None)
        following = waiting.order_by(*self.get_ordering(request)).first()
        if following is None:
            return reverse("admin:moderation_case_changelist")
        return reverse("admin:moderation_case_change", args=[following.pk])

    @action(description="领取", url_path="claim", permissions=["view"])
    def claim(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes the case for half an hour."""
        return self._do(request, object_id, "领取", services.claim_case)

    @action(description="放回", url_path="release", permissions=["view"])
    def release(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Gives the case back."""
        return self._do(request, object_id, "放回", services.release_case)

    @action(description="保全 / 解除保全", url_path="hold", permissions=["operator"])
    def hold(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keeps the evidence beyond its time, or no longer."""
        return self._do(request, object_id, "保全切换", services.switch_legal_hold)

    @action(description="导出证据", url_path="export", permissions=["view"])
    def export(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The case with evidence, reports and decisions as one JSON file, for the authorities."""
        case = Case.objects.get(id=object_id)
        note_change(request, case, "导出证据")
        body = orjson.dumps(services.export_case(case), option=orjson.OPT_INDENT_2, default=str)
        response = HttpResponse(body, content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="case-{case.id}.json"'
        return response

    def _do(self, request: HttpRequest, object_id: str, text: str, service: Any) -> HttpResponse:
        try:
            case = service(actor=actor_of(request), case_id=UUID(object_id))
        except ProblemError as error:
            self.message_user(request, str(error.detail), messages.ERROR)
        else:
            note_change(request, case, text)
        return HttpResponseRedirect(reverse("admin:moderation_case_change", args=[object_id]))


def _open_cases(names: str) -> list[Case]:
    """The open cases among these ids, which somebody may have typed."""
    try:
        ids = [UUID(name) for name in names.split(",")[:TOGETHER]]
    except ValueError:
        return []
    return list(Case.objects.filter(id__in=ids, state=CaseState.OPEN).order_by("opened_at"))


def actor_of(request: HttpRequest) -> User:
    """The moderator or operator at work."""
    user = request.user
    assert isinstance(user, User)
    return user
