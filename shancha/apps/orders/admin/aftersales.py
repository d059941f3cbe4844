"""Disputes in the back office: the case with all that was said, and the ruling. Reviews are folded with a
reason, never removed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
)

from shancha.apps.accounts.admin import note_change
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.orders.aftersale_acts import is_objected, objection_to
from shancha.apps.orders.models import AfterSale, AfterSaleEvent, ClaimHold, RefundPart, Review
from shancha.apps.orders.services import disputes, objections, reviews
from shancha.apps.payments.admin import OperatorReads, ReadOnlyInline
from shancha.kit.clock import now
from shancha.kit.money import yuan
from shancha.kit.refusals import RefusalAdminMixin

_ON_CASES = [
    ("refund", "支持买家：退款"),
    ("return", "支持买家：先退货再退款"),
    ("reject", "支持商家：关闭售后"),
]
_ON_OBJECTIONS = [
    ("uphold", "支持商家：向买家追回退款"),
    ("overrule", "支持买家：异议不成立"),
]


class RulingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the platform decides."""

    verdict = forms.ChoiceField(
        label="裁定",
        choices=[("", "暂不裁定"), *_ON_CASES, *_ON_OBJECTIONS],
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    fen = forms.IntegerField(
        label="金额（分）",
        required=False,
        min_value=0,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="留空为申请的金额；先退货的，收到退货后按此金额退；追回的，不超过商家主张的金额",
    )
    compensation = forms.IntegerField(
        label="另行赔偿（分）",
        required=False,
        min_value=0,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="支持买家时可填：欺诈为价款三倍、至少 500 元（消费者权益保护法 55），"
        "食品为十倍、至少 1000 元（食品安全法 148）；从店铺货款、保证金中扣，不足的记为店铺欠款",
    )
    words = forms.CharField(
        label="裁定说明（双方可见）",
        required=False,
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )

    class Meta:
        model = AfterSale
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "verdict" in self.fields and self.instance.pk:
            open_now = _ON_OBJECTIONS if is_objected(self.instance) else _ON_CASES
            self.fields["verdict"].choices = [("", "暂不裁定"), *open_now]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A ruling needs its reason."""
        data = super().clean() or {}
        if data.get("verdict") and not data.get("words"):
            self.add_error("words", "请写明裁定理由")
        if data.get("compensation") and data.get("verdict") not in {"refund", "return"}:
            self.add_error("compensation", "只有支持买家时才有赔偿")
        return data


class StoryInline(ReadOnlyInline):
    """What was said and done, with the pictures that were shown."""

    model = AfterSaleEvent
    fields = ("created_at", "kind", "from_status", "to_status", "actor_kind", "text", "evidence")
    readonly_fields = fields
    ordering = ("id",)
    show_change_link = False

    @admin.display(description="凭证")
    def evidence(self, event: AfterSaleEvent) -> SafeString | str:
        """Small pictures, each leading to the large one."""
        shown = [(f"{each['base']}{each['widths'][-1]}.webp", thumbnail(each)) for each in event.pictures]
        links = format_html_join(" ", '<a href="{}" target="_blank" rel="noopener">{}</a>', shown)
        return links if shown else "—"


class PartInline(ReadOnlyInline):
    """What went back."""

    model = RefundPart
    fields = ("amount", "quantity", "to_provider", "to_wallet", "to_points", "platform_back", "arrived_at")
    readonly_fields = fields
    show_change_link = False


@admin.register(AfterSale)
class AfterSaleAdmin(RefusalAdminMixin, OperatorReads):
    """Cases: those that wait for a ruling first, the oldest on top, late ones marked; a disputed one is ruled
    on its page."""

    form = RulingForm
    list_display = ("number", "status", "clock", "kind", "reason", "asked", "store", "buyer", "created_at")
    list_filter = ("status", "kind", "is_fake_claim")
    list_select_related = ("store", "buyer")
    search_fields = ("number", "=order__number", "=id")
    ordering = (F("rule_by").asc(nulls_last=True), "-created_at")
    inlines = (StoryInline, PartInline)
    readonly_fields = (
        "number",
        "status",
        "order",
        "line",
        "buyer",
        "store",
        "kind",
        "reason",
        "description",
        "quantity",
        "asked_amount",
        "agreed_amount",
        "answer",
        "is_fake_claim",
        "return_carrier",
        "return_number",
        "ruling",
        "ruled_for",
        "ruled_amount",
        "ruled_by",
        "kept",
        "objected",
        "due_at",
        "rule_by",
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The ruling stands above where one can be made."""
        case = (None, {"fields": self.readonly_fields})
        if obj is not None and is_objected(obj):
            rest = [name for name in self.readonly_fields if name != "objected"]
            ruling = ("objected", "verdict", "fen", "words")
            return [("退货异议裁定", {"fields": ruling}), (None, {"fields": rest})]
        if obj is None or obj.status != "disputed":
            return [case]
        return [("平台裁定", {"fields": ("verdict", "fen", "compensation", "words")}), case]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only disputed cases, and objections, are ruled."""
        is_open = obj is not None and (obj.status == "disputed" or is_objected(obj))
        return is_open and self.has_operator_permission(request)

    @display(description="裁定时限", ordering="rule_by", label={"已超时": "danger"})
    def clock(self, case: AfterSale) -> str:
        """Until when a ruling is promised, or that it is late."""
        if case.rule_by is None:
            return "—"
        return "已超时" if case.rule_by <= now() else f"{localtime(case.rule_by):%m-%d %H:%M} 前"

    @display(description="暂扣货款（元）")
    def kept(self, case: AfterSale) -> str:
        """What is kept from a store that was paid before, and what the claim is about."""
        hold = ClaimHold.objects.filter(after_sale=case, ended_at=None).first()
        return f"{yuan(hold.held)} / {yuan(hold.wanted)}" if hold else "—"

    @display(description="退货异议")
    def objected(self, case: AfterSale) -> str:
        """What the store objects to in what came back after an early refund, and how that stands."""
        objection = objection_to(case)
        if objection is None:
            return "—"
        parts = [
            f"{objection.get_reason_display()}，主张 {yuan(objection.amount)} 元",
            objection.get_status_display(),
            objection.ruling,
            f"追回 {yuan(objection.granted)} 元，已还 {yuan(objection.paid)} 元" if objection.granted else "",
        ]
        return "；".join(filter(None, parts))

    @display(description="申请金额（元）", ordering="asked_amount")
    def asked(self, case: AfterSale) -> str:
        """What was asked, in yuan."""
        return yuan(case.asked_amount)

    def save_model(self, request: HttpRequest, obj: AfterSale, form: Any, change: Any) -> None:
        """Through the service."""
        verdict = form.cleaned_data.get("verdict")
        if not verdict:
            return
        if verdict in dict(_ON_OBJECTIONS):
            objections.rule(
                case_id=obj.id,
                operator_id=UUID(str(request.user.pk)),
                is_upheld=verdict == "uphold",
                text=form.cleaned_data["words"],
                amount=form.cleaned_data.get("fen"),
            )
            return
        disputes.rule(
            case_id=obj.id,
            operator_id=UUID(str(request.user.pk)),
            verdict=verdict,
            text=form.cleaned_data["words"],
            amount=form.cleaned_data.get("fen"),
            compensation=form.cleaned_data.get("compensation") or 0,
        )


@admin.register(Review)
class ReviewAdmin(OperatorReads):
    """Reviews: folded and unfolded, never removed (电子商务法 39)."""

    list_display = ("product", "rating", "excerpt", "store", "fold_reason", "reply_at", "created_at")
    list_filter = ("rating", "fold_reason")
    list_select_related = ("product", "store")
    search_fields = ("text", "=order__number")
    ordering = ("-created_at",)
    actions = (
        "fold_irrelevant",
        "fold_abuse",
        "fold_advert",
        "fold_privacy",
        "fold_rewarded",
        "fold_illegal",
        "unfold_again",
    )

    @display(description="内容")
    def excerpt(self, review: Review) -> str:
        """Its beginning."""
        return review.text[:40]

    def _fold(self, request: HttpRequest, queryset: QuerySet[Review], reason: str, text: str) -> None:
        for review in queryset:
            reviews.fold_review(review_id=review.id, reason=reason)
            note_change(request, review, text)

    @action(description="折叠：与商品无关", permissions=["operator"])
    def fold_irrelevant(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Not about the goods."""
        self._fold(request, queryset, "irrelevant", "折叠：与商品无关")

    @action(description="折叠：辱骂攻击", permissions=["operator"])
    def fold_abuse(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Abusive."""
        self._fold(request, queryset, "abuse", "折叠：辱骂攻击")

    @action(description="折叠：广告引流", permissions=["operator"])
    def fold_advert(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Advertising."""
        self._fold(request, queryset, "advert", "折叠：广告引流")

    @action(description="关闭：泄露隐私", permissions=["operator"])
    def fold_privacy(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Somebody's private data: its words and pictures are shown to nobody."""
        self._fold(request, queryset, "privacy", "关闭：泄露隐私")

    @action(description="折叠：诱导好评", permissions=["operator"])
    def fold_rewarded(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Praise for a reward."""
        self._fold(request, queryset, "rewarded", "折叠：诱导好评")

    @action(description="关闭：法律禁止的内容", permissions=["operator"])
    def fold_illegal(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Forbidden by law: its words and pictures are shown to nobody."""
        self._fold(request, queryset, "illegal", "关闭：法律禁止的内容")

    @action(description="取消折叠", permissions=["operator"])
    def unfold_again(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        """Shown again."""
        self._fold(request, queryset, "", "取消折叠")
