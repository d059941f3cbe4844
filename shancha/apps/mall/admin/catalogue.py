"""Categories with their lint, brands, products under review, recalls, warehouses and stock."""

from copy import copy
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from shancha.apps.accounts.admin import ReadOnlyAdmin
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.models import Asset
from shancha.apps.mall.admin.deeds import DeedAdmin, OperatorAdminMixin, ReasonForm, operator_id
from shancha.apps.mall.errors import CategoryInvalidError
from shancha.apps.mall.models import (
    BatchPaper,
    Brand,
    Category,
    PriceChange,
    Product,
    Recall,
    StockMovement,
    Variant,
    Warehouse,
)
from shancha.apps.mall.services import brands, categories, product_states, recalls
from shancha.kit.refusals import show_refusal


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """A category, tried out in its place before it is stored."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            with transaction.atomic():
                categories.save_category(copy(self.instance))
                transaction.set_rollback(True)
        except CategoryInvalidError as error:
            show_refusal(self, error)


@admin.register(Category)
class CategoryAdmin(OperatorAdminMixin, ModelAdmin):  # type: ignore[misc]
    """The tree; its flaws are shown above the list."""

    form = CategoryForm
    list_display = (
        *("indented", "slug", "name_en", "return_class", "vat_bp", "consumption_tax", "commission_bp"),
        *("position", "is_active"),
    )
    list_filter = ("is_active", "return_class", "consumption_tax")
    search_fields = ("name_zh", "name_en", "slug")
    autocomplete_fields = ("parent",)
    ordering = ("path",)
    list_per_page = 200
    fields = (
        *("parent", "slug", "name_zh", "name_en", "position", "is_active", "return_class", "vat_bp"),
        *("consumption_tax", "commission_bp", "required_parameters", "required_papers", "note_category_slug"),
    )

    @admin.display(description="分类", ordering="path")
    def indented(self, category: Category) -> str:
        """The name, as deep as it stands."""
        return "　" * (len(category.path) - 1) + category.name_zh

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        """A slug is for ever."""
        return ("slug",) if obj else ()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, and what the lint found."""
        for flaw in categories.lint_categories()[:20]:
            self.message_user(request, f"{flaw.kind}: {flaw.text}", messages.WARNING)
        answer: HttpResponse = super().changelist_view(request, extra_context)
        return answer

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: Any) -> None:
        """Through the service that keeps the tree whole."""
        categories.save_category(obj)


class BrandForm(forms.ModelForm):  # type: ignore[type-arg]
    """A brand; its logo by the id of a picture that was uploaded."""

    logo_id = forms.UUIDField(
        label="标志图片编号",
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="在“图片与视频”里找到的编号；留空不变",
    )

    class Meta:
        model = Brand
        fields = (
            *("slug", "name_zh", "name_en", "country", "intro", "logo_id", "is_column", "position"),
            *("needs_authorisation", "is_active", "official_store"),
        )

    def clean_logo_id(self) -> Asset | None:
        """The picture."""
        asset_id = self.cleaned_data["logo_id"]
        if asset_id is None:
            return None
        asset = Asset.objects.filter(id=asset_id, kind=Asset.Kind.IMAGE, state=Asset.State.READY).first()
        if asset is None:
            raise forms.ValidationError("没有这张图片")
        return asset


@admin.register(Brand)
class BrandAdmin(OperatorAdminMixin, ModelAdmin):  # type: ignore[misc]
    """Brands and which of them have a column."""

    form = BrandForm
    list_display = ("shown", "name_zh", "name_en", "country", "is_column", "position", "product_count")
    list_filter = ("is_column", "is_active", "country")
    search_fields = ("name_zh", "name_en", "slug")
    autocomplete_fields = ("official_store",)
    ordering = ("position", "id")
    show_full_result_count = False

    @display(description="标志")
    def shown(self, brand: Brand) -> Any:
        """The logo."""
        return thumbnail(brand.logo)

    def save_model(self, request: HttpRequest, obj: Brand, form: Any, change: Any) -> None:
        """Through the service, which opens the logo to everybody."""
        brands.save_brand(obj, form.cleaned_data.get("logo_id"))


class ProductForm(ReasonForm):
    """Beside the action: the reason, and for a recall the batch and the advice."""

    batch_no = forms.CharField(
        required=False,
        label="",
        max_length=40,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "召回批号（空为全部）"}),
    )
    advice = forms.CharField(
        required=False,
        label="",
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 1, "placeholder": "召回：给买家的处理建议"}),
    )


@admin.register(Product)
class ProductAdmin(DeedAdmin):
    """Products: reviewed, taken down, given back, recalled."""

    action_form = ProductForm
    list_display = (
        *("shown", "title", "store", "category", "status_badge", "min_price", "sold_count", "submitted_at"),
    )
    list_filter = ("status", "trade_mode", "store__is_self_run", "is_demo")
    list_select_related = ("store", "category")
    search_fields = ("title", "variants__barcode")
    ordering = ("-submitted_at", "-id")
    actions = ("approve", "reject", "remove", "restore", "recall")

    @display(description="图片")
    def shown(self, product: Product) -> Any:
        """The cover."""
        return thumbnail(product.cover)

    @display(
        description="状态",
        label={
            "on_sale": "success",
            "review": "warning",
            "removed": "danger",
            "recalled": "danger",
            "draft": "info",
            "off_shelf": "info",
        },
    )
    def status_badge(self, product: Product) -> tuple[str, str]:
        """The status, coloured."""
        return product.status, product.get_status_display()

    @action(description="通过上架", permissions=["operator"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Lets products on sale."""
        self.each(
            request,
            queryset,
            "通过上架",
            lambda product, _reason: product_states.approve(product_id=product.id),
        )

    @action(description="退回修改（理由）", permissions=["operator"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Sends products back."""
        self.each(
            request,
            queryset,
            "退回修改",
            lambda product, reason: product_states.reject(product_id=product.id, reason=reason),
            needs_reason=True,
        )

    @action(description="违规下架（公示理由）", permissions=["operator"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Takes products down and publishes why."""
        self.each(
            request,
            queryset,
            "违规下架",
            lambda product, reason: product_states.remove(product_id=product.id, reason=reason),
            needs_reason=True,
        )

    @action(description="恢复", permissions=["operator"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Lifts removals."""
        self.each(
            request, queryset, "恢复", lambda product, _reason: product_states.restore(product_id=product.id)
        )

    @action(description="召回（理由、批号、建议）", permissions=["operator"])
    def recall(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Calls products back; their buyers are told."""
        self.each(
            request,
            queryset,
            "召回",
            lambda product, reason: recalls.publish_recall(
                product_id=product.id,
                batch_no=request.POST.get("batch_no", ""),
                reason=reason,
                advice=request.POST.get("advice", ""),
                operator_id=operator_id(request),
            ),
            needs_reason=True,
        )


@admin.register(Recall)
class RecallAdmin(ReadOnlyAdmin):
    """Recalls, as they were published; they are made from the list of products."""

    list_display = ("published_at", "product", "batch_no", "reason")
    list_select_related = ("product",)
    ordering = ("-published_at",)


@admin.register(Warehouse)
class WarehouseAdmin(OperatorAdminMixin, ModelAdmin):  # type: ignore[misc]
    """Warehouses; those without a store are the platform's."""

    list_display = ("name", "store", "kind", "country", "city_name", "days_min", "days_max", "is_active")
    list_filter = ("kind", "is_active", ("store", admin.EmptyFieldListFilter))
    list_select_related = ("store",)
    search_fields = ("name", "city_name")
    autocomplete_fields = ("store",)

    def get_readonly_fields(self, request: HttpRequest, obj: Warehouse | None = None) -> tuple[str, ...]:
        """Whose it is and how it trades stay."""
        return ("store", "kind") if obj else ()


@admin.register(Variant)
class VariantAdmin(ReadOnlyAdmin):
    """Variants, found by code or barcode."""

    list_display = ("product", "options", "code", "barcode", "price", "is_active")
    list_select_related = ("product",)
    search_fields = ("code", "barcode")
    show_full_result_count = False


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnlyAdmin):
    """What moved, the latest first."""

    list_display = ("at", "variant", "warehouse", "delta", "on_hand_after", "reason", "actor")
    list_filter = ("reason",)
    list_select_related = ("variant", "warehouse", "actor")
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(PriceChange)
class PriceChangeAdmin(ReadOnlyAdmin):
    """Prices as they were."""

    list_display = ("at", "product", "variant", "price", "list_price", "member_price", "actor")
    list_select_related = ("product", "variant", "actor")
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(BatchPaper)
class BatchPaperAdmin(ReadOnlyAdmin):
    """Papers of batches."""

    list_display = ("created_at", "product", "batch_no", "kind", "issuer", "expires_at", "is_public")
    list_filter = ("kind", "is_public")
    list_select_related = ("product",)
    ordering = ("-created_at",)
    exclude = ("path",)
    show_full_result_count = False
