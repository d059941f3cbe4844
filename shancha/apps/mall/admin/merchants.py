"""Merchants and stores: reviewed with the facts at hand, admitted, warned, shut, opened, renewed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from shancha.apps.accounts import vault
from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.mall.admin.deeds import DeedAdmin, ReasonForm, operator_id
from shancha.apps.mall.admin.house import FACTS, REACHED, HouseForm
from shancha.apps.mall.models import (
    CatalogueImport,
    Merchant,
    MerchantDeposit,
    MerchantMeasure,
    MerchantPaper,
    StaffInvitation,
    StaffTenure,
    Store,
    StoreStaff,
)
from shancha.apps.mall.queries.admissions import brand_esteem
from shancha.apps.mall.services import (
    contracts,
    deposit_returns,
    deposits,
    house,
    measures,
    merchants,
    paper_reviews,
)
from shancha.kit.money import yuan
from shancha.kit.refusals import RefusalAdminMixin

STATUS = {
    "draft": "info",
    "submitted": "warning",
    "approved": "success",
    "rejected": "danger",
    "suspended": "danger",
    "exiting": "warning",
    "closed": "info",
}


class AdmissionForm(ReasonForm):
    """Beside the action: the reason, and for an admission what is agreed."""

    commission_bp = forms.IntegerField(
        required=False,
        label="",
        min_value=0,
        max_value=5000,
        widget=UnfoldAdminIntegerFieldWidget(attrs={"placeholder": "佣金（万分比，默认 500）"}),
    )
    deposit_yuan = forms.IntegerField(
        required=False,
        label="",
        min_value=0,
        max_value=10_000_000,
        widget=UnfoldAdminIntegerFieldWidget(attrs={"placeholder": "保证金（元）"}),
    )


def _number(request: HttpRequest, name: str, default: int, most: int) -> int:
    given = request.POST.get(name, "").strip()
    if not given:
        return default
    if not given.isdigit() or int(given) > most:
        raise ValueError(f"{name}: 0-{most}")
    return int(given)


def _return_of(part: MerchantDeposit) -> str:
    if part.return_began_at is None:
        return "在押"
    taken = f"，抵扣欠款 {yuan(part.offset)} 元" if part.offset else ""
    return ("已退还" if part.returned_at else "退还中") + taken


@admin.register(Merchant)
class MerchantAdmin(RefusalAdminMixin, DeedAdmin):
    """Merchants' files. The page of one shows its papers and what notes say of its brands; the house's own is
    made here, all others apply in the client."""

    action_form = AdmissionForm
    list_display = (
        "legal_name",
        "kind",
        "status_badge",
        "store_name",
        "esteem_score",
        "deposit_paid",
        "renewal_due_at",
        "submitted_at",
    )
    list_filter = ("status", "kind")
    search_fields = ("legal_name", "licence_number", "store_name", "owner__handle")
    ordering = ("-submitted_at", "-id")
    fields = (
        *("legal_name", "kind", "status", "owner", "licence_number", "licence_expires_at", "address"),
        *("contact_name", "contact_phone", "store_name", "introduction", "esteem", "shown_papers"),
        *(
            "deposit_due",
            "deposit_paid",
            "deposit_parts",
            "renewal_due_at",
            "reason",
            "reviewed_by",
            "reviewed_at",
        ),
    )
    actions = (
        *("approve", "reject", "renew", "warn", "suspend", "restore", "record_deposit"),
        *("record_return", "propose", "open_another_store"),
    )

    @display(description="状态", label=STATUS)
    def status_badge(self, merchant: Merchant) -> tuple[str, str]:
        """The status, coloured."""
        return merchant.status, merchant.get_status_display()

    @admin.display(description="口碑分")
    def esteem_score(self, merchant: Merchant) -> str:
        """The best score among its brands, while it waits for review."""
        if merchant.status != Merchant.Status.SUBMITTED:
            return "—"
        scores = [each.score for each in brand_esteem(merchant.brand_names[:3]) if each.score is not None]
        return str(max(scores)) if scores else "无笔记"

    @admin.display(description="品牌口碑（近半年笔记）")
    def esteem(self, merchant: Merchant) -> SafeString | str:
        """What notes say of its brands."""
        rows = [
            (
                each.name,
                each.score if each.score is not None else "无笔记",
                each.notes,
                each.authors,
                f"{each.stars:.1f}（{each.rated} 篇）" if each.stars is not None else "—",
                each.collects,
                each.paid,
            )
            for each in brand_esteem(merchant.brand_names)
        ]
        if not rows:
            return "—"
        lines = format_html_join(
            "",
            "<li>{}：口碑分 {}；笔记 {} 篇、作者 {} 人；评分 {}；被收藏 {} 次；付费合作 {} 篇</li>",
            rows,
        )
        return format_html("<ul>{}</ul>", lines)

    @admin.display(description="资质文件")
    def shown_papers(self, merchant: Merchant) -> SafeString | str:
        """Links to the private papers."""
        papers = (
            MerchantPaper.objects.filter(merchant=merchant).select_related("brand").order_by("created_at")
        )
        links = [
            (
                reverse("admin:mall_merchant_paper", args=[paper.pk]),
                f"{paper.get_kind_display()} {paper.brand or ''}".strip(),
                paper.get_status_display(),
                paper.expires_at or "长期",
            )
            for paper in papers
        ]
        shown = format_html_join(
            " · ", '<a href="{}" target="_blank" rel="noopener">{}</a>（{}，至 {}）', links
        )
        return shown if links else "—"

    @admin.display(description="保证金明细")
    def deposit_parts(self, merchant: Merchant) -> SafeString | str:
        """Each part: how it came, and how far it is on its way back."""
        rows = [
            (
                yuan(part.amount),
                "线上支付" if part.payment_id else "线下转账",
                _return_of(part),
            )
            for part in MerchantDeposit.objects.filter(merchant=merchant, paid_at__isnull=False).order_by(
                "id"
            )
        ]
        return format_html_join("", "<div>{} 元，{}，{}</div>", rows) if rows else "—"

    def get_urls(self) -> list[URLPattern]:
        """Adds the private papers."""
        view = self.admin_site.admin_view(self.show_paper)
        return [path("paper/<uuid:paper_id>/", view, name="mall_merchant_paper"), *super().get_urls()]

    def show_paper(self, request: HttpRequest, paper_id: Any) -> HttpResponse | FileResponse:
        """One private paper, to operators only."""
        paper = MerchantPaper.objects.filter(id=paper_id).first()
        if paper is None or not self.has_operator_permission(request):
            raise Http404
        try:
            file = vault.open_kept(paper.path)
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(
            file,
            as_attachment=paper.content_type != "image/webp",
            filename=paper.filename,
            content_type=paper.content_type,
        )
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators make the house's."""
        return self.has_operator_permission(request)

    def get_fields(self, request: HttpRequest, obj: Merchant | None = None) -> tuple[str, ...]:
        """What the house needs, or the whole file of a merchant."""
        return self.fields if obj else ("owner", *FACTS, *REACHED, "licence", "commission_bp")

    def get_form(
        self,
        request: HttpRequest,
        obj: Merchant | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's
        **kwargs: Any,
    ) -> Any:
        """The house's form where one is made."""
        chosen = {} if obj else {"form": HouseForm, "fields": FACTS}
        return super().get_form(request, obj, change=change, **{**kwargs, **chosen})

    def save_model(self, request: HttpRequest, obj: Merchant, form: Any, change: Any) -> None:
        """Makes the house's merchant and its store through the service."""
        values = form.cleaned_data
        owner = values["owner"]
        store = house.open_house(
            operator_id=operator_id(request),
            owner_id=owner.id if owner else operator_id(request),
            facts={name: values[name] for name in FACTS},
            licence=values["licence"],
            filename=values["licence"].name,
            reached={name: values[name] for name in REACHED},
            commission_bp=values["commission_bp"],
        )
        obj.pk = store.merchant_id

    @action(description="通过入驻（佣金、保证金）", permissions=["operator"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Admits merchants on the terms beside the action."""
        self.each(
            request,
            queryset,
            "通过入驻",
            lambda merchant, _reason: merchants.approve_merchant(
                merchant_id=merchant.id,
                operator_id=operator_id(request),
                commission_bp=_number(request, "commission_bp", 500, 5000),
                deposit_due=_number(request, "deposit_yuan", 0, 10_000_000) * 100,
            ),
        )

    @action(description="退回申请（理由）", permissions=["operator"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Sends applications back."""
        self.each(
            request,
            queryset,
            "退回申请",
            lambda merchant, reason: merchants.reject_merchant(
                merchant_id=merchant.id, operator_id=operator_id(request), reason=reason
            ),
            needs_reason=True,
        )

    @action(description="资质核验通过（续六个月）", permissions=["operator"])
    def renew(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """The papers were looked at again."""
        self.each(
            request,
            queryset,
            "资质核验",
            lambda merchant, _reason: merchants.renew_merchant(
                merchant_id=merchant.id, operator_id=operator_id(request)
            ),
        )

    @action(description="警示（公示理由）", permissions=["operator"])
    def warn(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Publishes a warning."""
        self.each(
            request,
            queryset,
            "警示",
            lambda merchant, reason: measures.warn_merchant(merchant_id=merchant.id, reason=reason),
            needs_reason=True,
        )

    @action(description="暂停（公示理由）", permissions=["operator"])
    def suspend(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Shuts all stores of the merchants."""
        self.each(
            request,
            queryset,
            "暂停",
            lambda merchant, reason: measures.suspend_merchant(
                merchant_id=merchant.id, reason=reason, operator_id=operator_id(request)
            ),
            needs_reason=True,
        )

    @action(description="恢复营业", permissions=["operator"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Opens their stores again."""
        self.each(
            request,
            queryset,
            "恢复营业",
            lambda merchant, reason: measures.restore_merchant(
                merchant_id=merchant.id, operator_id=operator_id(request), reason=reason
            ),
        )

    @action(description="登记线下保证金（元）", permissions=["operator"])
    def record_deposit(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Enters a deposit that came by bank."""
        self.each(
            request,
            queryset,
            "登记保证金",
            lambda merchant, reason: deposits.record_bank_deposit(
                merchant_id=merchant.id,
                amount=_number(request, "deposit_yuan", 0, 10_000_000) * 100,
                note=reason,
            ),
            needs_reason=True,
        )

    @action(description="登记线下保证金已退还", permissions=["operator"])
    def record_return(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Notes that what came by bank went back by bank."""
        self.each(
            request,
            queryset,
            "登记保证金退还",
            lambda merchant, _reason: deposit_returns.record_bank_return(merchant_id=merchant.id),
        )

    @action(description="提出新合同（佣金）", permissions=["operator"])
    def propose(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Lays the next version of the contract before them."""
        self.each(
            request,
            queryset,
            "提出新合同",
            lambda merchant, _reason: contracts.propose_contract(
                merchant_id=merchant.id, commission_bp=_number(request, "commission_bp", 500, 5000)
            ),
        )

    @action(description="再开一家店（店名填在理由栏）", permissions=["operator"])
    def open_another_store(self, request: HttpRequest, queryset: QuerySet[Merchant]) -> None:
        """Makes one more store of an admitted merchant, open once it has signed and paid; one of the house is
        self-run."""
        self.each(
            request,
            queryset.filter(status=Merchant.Status.APPROVED),
            "新店",
            lambda merchant, name: contracts.make_another_store(merchant_id=merchant.id, name=name),
            needs_reason=True,
        )


class PaperForm(ReasonForm):
    """Beside the action: why, and which brand an authorisation is for that names none."""

    brand_slug = forms.CharField(
        required=False,
        label="",
        max_length=60,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "品牌标识（授权未选品牌时填写）"}),
    )


@admin.register(MerchantPaper)
class MerchantPaperAdmin(DeedAdmin):
    """Papers that wait for a look, when merchants apply or renew them."""

    action_form = PaperForm
    list_display = (
        "whose",
        "kind",
        "brand",
        "shown",
        "expires_at",
        "status_badge",
        "reason",
        "sent_at",
    )
    list_filter = ("status", "kind")
    list_select_related = ("merchant", "brand")
    search_fields = ("merchant__legal_name", "filename")
    ordering = ("-created_at", "-id")
    exclude = ("path",)
    actions = ("accept", "refuse")

    @display(
        description="状态",
        label={"submitted": "warning", "approved": "success", "rejected": "danger", "expired": "danger"},
    )
    def status_badge(self, paper: MerchantPaper) -> tuple[str, str]:
        """The status, coloured."""
        return paper.status, paper.get_status_display()

    @admin.display(description="商家", ordering="merchant__legal_name")
    def whose(self, paper: MerchantPaper) -> str:
        """The merchant."""
        return paper.merchant.legal_name

    @admin.display(description="提交于", ordering="created_at")
    def sent_at(self, paper: MerchantPaper) -> Any:
        """When it was sent in."""
        return paper.created_at

    @admin.display(description="文件")
    def shown(self, paper: MerchantPaper) -> SafeString:
        """The private file."""
        address = reverse("admin:mall_merchant_paper", args=[paper.pk])
        return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', address, paper.filename)

    @action(description="通过", permissions=["operator"])
    def accept(self, request: HttpRequest, queryset: QuerySet[MerchantPaper]) -> None:
        """The papers are good."""
        brand_slug = request.POST.get("brand_slug", "").strip()
        self.each(
            request,
            queryset,
            "资质通过",
            lambda paper, _reason: paper_reviews.accept_paper(paper_id=paper.id, brand_slug=brand_slug),
        )

    @action(description="退回（理由）", permissions=["operator"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[MerchantPaper]) -> None:
        """The papers are not good."""
        self.each(
            request,
            queryset,
            "资质退回",
            lambda paper, reason: paper_reviews.refuse_paper(paper_id=paper.id, reason=reason),
            needs_reason=True,
        )


@admin.register(Store)
class StoreAdmin(ReadOnlyAdmin):
    """Stores, looked up; their merchants are where deeds are done."""

    list_display = ("name", "slug", "merchant", "status", "is_self_run", "product_count", "follower_count")
    list_filter = ("status", "is_self_run", "is_demo")
    list_select_related = ("merchant",)
    search_fields = ("name", "slug")
    ordering = ("-created_at",)
    show_full_result_count = False


@admin.register(StoreStaff)
class StoreStaffAdmin(ReadOnlyAdmin):
    """Who works where."""

    list_display = ("store", "user", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("store", "user")
    search_fields = ("user__handle", "store__name")
    show_full_result_count = False


@admin.register(StaffTenure)
class StaffTenureAdmin(ReadOnlyAdmin):
    """Who worked where until when."""

    list_display = ("store", "user", "role", "joined_at", "left_at")
    list_filter = ("role",)
    list_select_related = ("store", "user")
    search_fields = ("user__handle", "store__name")
    show_full_result_count = False


@admin.register(StaffInvitation)
class StaffInvitationAdmin(ReadOnlyAdmin):
    """Who was asked to work where, and who declined."""

    list_display = ("store", "user", "role", "invited_by", "created_at", "declined_at")
    list_filter = ("role",)
    list_select_related = ("store", "user", "invited_by")
    search_fields = ("user__handle", "store__name")
    show_full_result_count = False


@admin.register(MerchantMeasure)
class MerchantMeasureAdmin(ReadOnlyAdmin):
    """What the public list shows."""

    list_display = ("published_at", "store_name", "kind", "reason")
    list_filter = ("kind",)
    ordering = ("-published_at",)
    show_full_result_count = False


@admin.register(CatalogueImport)
class CatalogueImportAdmin(ReadOnlyAdmin):
    """Files of goods and how far they have come."""

    list_display = ("created_at", "store", "filename", "status", "is_trial", "done", "total", "failed")
    list_filter = ("status", "is_trial")
    list_select_related = ("store",)
    ordering = ("-created_at",)
    exclude = ("path",)
    show_full_result_count = False
