"""Promotions in the back office: coupons, codes, plans, members, flash sales."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action, display

from shancha.apps.accounts.admin import ReadOnlyAdmin, note_change
from shancha.apps.promotions.models import (
    Coupon,
    CouponClaim,
    FlashClaim,
    FlashItem,
    FlashSale,
    GiftCode,
    Membership,
    MembershipPeriod,
    MembershipPlan,
)
from shancha.apps.promotions.services import claims, coupon_states, coupons, flash
from shancha.kit.errors import ProblemError
from shancha.kit.refusals import RefusalAdminMixin

CODES_IN_ONE_GO = 100
_TERMS = (
    "name_zh",
    "name_en",
    "scope",
    "kind",
    "threshold",
    "value",
    "cap",
    "quantity",
    "per_user",
    "claim_starts_at",
    "claim_ends_at",
    "valid_from",
    "valid_until",
    "valid_days",
    "members_only",
    "code_only",
)


class CouponForm(forms.ModelForm):  # type: ignore[type-arg]
    """The terms; products by their ids."""

    product_ids = forms.CharField(
        label="适用商品", required=False, help_text="范围为“商品”时填写商品编号，逗号分隔"
    )

    class Meta:
        model = Coupon
        fields = (*_TERMS, "store", "category", "brand", "platform_share_bp")
        help_texts = {
            "value": "满减、运费：分；折扣：减去的万分比，1500 即 8.5 折",
            "platform_share_bp": "店铺券由平台承担的部分；平台券固定为 10000",
        }

    def clean_product_ids(self) -> tuple[UUID, ...]:
        """The ids that were written."""
        try:
            return tuple(
                UUID(part.strip()) for part in self.cleaned_data["product_ids"].split(",") if part.strip()
            )
        except ValueError as error:
            raise forms.ValidationError("编号格式不对") from error


@admin.register(Coupon)
class CouponAdmin(RefusalAdminMixin, ModelAdmin):  # type: ignore[misc]
    """Coupons of the platform and of stores. Terms are fixed once made."""

    form = CouponForm
    list_display = (
        "name_zh",
        "state_badge",
        "kind",
        "scope",
        "store",
        "claimed_count",
        "quantity",
        "valid_until",
    )
    list_filter = ("status", "kind", "scope", "members_only")
    search_fields = ("name_zh", "store__name")
    list_select_related = ("store",)
    ordering = ("-created_at", "-id")
    autocomplete_fields = ()
    raw_id_fields = ("store", "category", "brand")
    actions = ("pause", "resume", "end", "codes")
    show_full_result_count = False

    @display(description="状态", label={"active": "success", "paused": "warning", "ended": "info"})
    def state_badge(self, coupon: Coupon) -> tuple[str, str]:
        """The state, coloured."""
        return coupon.status, coupon.get_status_display()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Coupons are ended, never removed."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of a coupon that exists only its name and its quantity can be changed."""
        fixed = (*_TERMS, "store", "category", "brand", "platform_share_bp")
        changeable = {"name_zh", "name_en", "quantity"}
        return tuple(name for name in fixed if name not in changeable) if obj else ()

    def save_model(self, request: HttpRequest, obj: Coupon, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Makes or changes it through the service."""
        values = form.cleaned_data
        if change:
            coupons.change_coupon(
                coupon_id=obj.pk,
                store_id=obj.store_id,
                name_zh=values["name_zh"],
                name_en=values["name_en"],
                quantity=values["quantity"],
            )
            return
        subjects: dict[str, Any] = {
            f"{name}_id": values[name].pk if values[name] else None for name in ("category", "brand")
        }
        terms: dict[str, Any] = {name: values[name] for name in _TERMS}
        obj.pk = coupons.create_coupon(
            actor_id=request.user.pk,
            store_id=values["store"].pk if values["store"] else None,
            platform_share_bp=values["platform_share_bp"] if values["store"] else None,
            terms=coupons.Terms(**terms, **subjects, product_ids=values["product_ids"]),
        )

    @action(description="暂停 pause")
    def pause(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> None:
        """Hands no more out for now."""
        self._set(request, queryset, "paused")

    @action(description="恢复 resume")
    def resume(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> None:
        """Hands them out again."""
        self._set(request, queryset, "active")

    @action(description="结束 end")
    def end(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> None:
        """Hands none out any more; claims stay good."""
        self._set(request, queryset, "ended")

    @action(description=f"生成 {CODES_IN_ONE_GO} 个兑换码（只此一次可见）")
    def codes(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> HttpResponse:
        """A file of fresh codes: they are kept as hashes, so that nobody can read them later."""
        lines = ["coupon,code"]
        for coupon in queryset:
            made = claims.make_codes(coupon_id=coupon.pk, count=CODES_IN_ONE_GO)
            lines += [f"{coupon.pk},{code}" for code in made]
            note_change(request, coupon, f"{CODES_IN_ONE_GO} codes")
        headers = {"Content-Disposition": 'attachment; filename="codes.csv"'}
        return HttpResponse("\n".join(lines), content_type="text/csv", headers=headers)

    def _set(self, request: HttpRequest, queryset: QuerySet[Coupon], status: str) -> None:
        for coupon in queryset:
            try:
                coupons.change_coupon(coupon_id=coupon.pk, store_id=coupon.store_id, status=status)
                note_change(request, coupon, status)
            except ProblemError as error:
                self.message_user(request, f"{coupon.name_zh}: {error.detail}", messages.ERROR)


@admin.register(CouponClaim)
class CouponClaimAdmin(ReadOnlyAdmin):
    """Who has which coupon. Open ones can be taken away."""

    list_display = ("coupon", "user", "status", "source", "valid_until", "used_at")
    list_filter = ("status", "source")
    list_select_related = ("coupon", "user")
    search_fields = ("user__handle",)
    ordering = ("-id",)
    actions = ("void",)
    show_full_result_count = False

    @action(description="作废 void")
    def void(self, request: HttpRequest, queryset: QuerySet[CouponClaim]) -> None:
        """Takes open claims away."""
        for claim in queryset:
            if coupon_states.void_claim(claim_id=claim.pk):
                note_change(request, claim, "void")


@admin.register(GiftCode)
class GiftCodeAdmin(ReadOnlyAdmin):
    """Codes by their last letters."""

    list_display = ("hint", "coupon", "label", "used", "max_uses", "ends_at")
    list_select_related = ("coupon",)
    search_fields = ("hint", "label")
    ordering = ("-id",)


@admin.register(MembershipPlan)
class MembershipPlanAdmin(ModelAdmin):  # type: ignore[misc]
    """Plans. Those on sale are changed by making another one."""

    list_display = ("name_zh", "months", "price", "trial_days", "free_deliveries", "is_active", "position")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Plans are taken off sale, never removed."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What members bought stays what it was."""
        fixed = (
            "slug",
            "months",
            "price",
            "trial_days",
            "free_deliveries",
            "points_multiplier_bp",
            "answer_hours",
            "early_refund_amount",
            "created_at",
        )
        return fixed if obj else ("created_at",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Who has a card."""

    list_display = ("user", "plan", "status", "ends_at", "renews", "saved_amount")
    list_filter = ("status", "plan")
    list_select_related = ("user", "plan")
    search_fields = ("user__handle",)
    ordering = ("-created_at",)


@admin.register(MembershipPeriod)
class MembershipPeriodAdmin(ReadOnlyAdmin):
    """What was bought, tried and refunded."""

    list_display = ("user", "plan", "kind", "status", "amount", "refunded_amount", "starts_at", "ends_at")
    list_filter = ("status", "kind")
    list_select_related = ("user", "plan")
    search_fields = ("user__handle",)
    ordering = ("-created_at", "-id")


class FlashItemInline(TabularInline):  # type: ignore[misc]
    """The goods of a sale."""

    model = FlashItem
    extra = 1
    raw_id_fields = ("variant", "warehouse")
    fields = ("variant", "warehouse", "price", "quantity", "per_user", "position", "sold")
    readonly_fields = ("sold",)

    def _is_draft(self, sale: FlashSale | None) -> bool:
        return sale is None or sale.status == FlashSale.Status.DRAFT

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only while it is a draft."""
        return self._is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only while it is a draft."""
        return self._is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only while it is a draft."""
        return self._is_draft(obj)


@admin.register(FlashSale)
class FlashSaleAdmin(ModelAdmin):  # type: ignore[misc]
    """Flash sales: written as a draft, set (pieces leave the ordinary stock), ended."""

    list_display = ("title_zh", "starts_at", "ends_at", "state_badge")
    list_filter = ("status",)
    ordering = ("-starts_at", "-id")
    inlines = (FlashItemInline,)
    fields = ("title_zh", "title_en", "starts_at", "ends_at", "status")
    actions = ("set_apart", "end_now")

    @display(description="状态", label={"ready": "success", "over": "info"})
    def state_badge(self, sale: FlashSale) -> tuple[str, str]:
        """The state, coloured."""
        return sale.status, sale.get_status_display()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only drafts are removed."""
        return obj is None or obj.status == FlashSale.Status.DRAFT

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A sale that is set keeps its hours."""
        is_draft = obj is None or obj.status == FlashSale.Status.DRAFT
        return ("status",) if is_draft else ("status", "starts_at", "ends_at")

    @action(description="就绪：划出库存 set")
    def set_apart(self, request: HttpRequest, queryset: QuerySet[FlashSale]) -> None:
        """Takes the pieces out of the ordinary stock."""
        for sale in queryset:
            try:
                flash.set_sale(sale_id=sale.pk)
                note_change(request, sale, "set")
            except ProblemError as error:
                self.message_user(request, f"{sale.title_zh}: {error.detail}", messages.ERROR)

    @action(description="立即结束 end")
    def end_now(self, request: HttpRequest, queryset: QuerySet[FlashSale]) -> None:
        """Ends it; what is left goes back."""
        for sale in queryset:
            flash.end_sale(sale_id=sale.pk)
            note_change(request, sale, "end")


@admin.register(FlashClaim)
class FlashClaimAdmin(ReadOnlyAdmin):
    """Who got what."""

    list_display = ("item", "user", "quantity", "status", "created_at")
    list_filter = ("status",)
    list_select_related = ("item", "user")
    search_fields = ("user__handle",)
    ordering = ("-id",)
    show_full_result_count = False
