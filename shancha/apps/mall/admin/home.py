"""The mall's home, the ceiling of advertising, and what people want here, in the back office."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin, SingleRowAdmin
from shancha.apps.community.admin.media import thumbnail
from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.mall.admin.block_forms import COMMON, BlockForm, form_for
from shancha.apps.mall.admin.deeds import operator_id
from shancha.apps.mall.models import CommercialDial, CommercialShare, MallBlock, Wanted
from shancha.apps.mall.services import dial
from shancha.kit.clock import now
from shancha.kit.numbers import percent

_TEXTS = {
    "banner": "轮播的图片和文字，点开到站内任意页面",
    "categories": "一级分类的宫格",
    "brands": "开设专栏的品牌",
    "flash": "正在进行和即将开始的秒杀",
    "self_run": "平台自营店铺的热门商品",
    "hot_notes": "笔记里提到最多的商品",
    "member": "会员中心入口",
    "goods": "按分类、品牌和排序选出的商品",
    "guide": "指向一篇攻略或规则",
}


@admin.register(MallBlock)
class MallBlockAdmin(ModelAdmin):  # type: ignore[misc]
    """The blocks of the home in their order."""

    list_display = (
        *("shown_kind", "title_zh", "shown", "audience", "position", "is_active"),
        *("starts_at", "ends_at"),
    )
    list_display_links = ("shown_kind",)
    list_editable = ("position", "is_active")
    list_filter = ("kind", "audience", "is_active")
    ordering = ("position", "id")

    @display(description="类型", ordering="kind")
    def shown_kind(self, block: MallBlock) -> str:
        """What stands in it."""
        return block.get_kind_display()

    @display(description="内容")
    def shown(self, block: MallBlock) -> SafeString | str:
        """The banners' pictures, or what the block is set to."""
        items = block.config.get("items") or []
        if not items:
            settings = [
                str(value) for name in ("category", "brand", "to") if (value := block.config.get(name))
            ]
            return "、".join(settings) or "—"
        ids = [str(item["asset_id"]) for item in items if item.get("asset_id")]
        pictures = [thumbnail(picture_json(asset)) for asset in Asset.objects.filter(id__in=ids)]
        return format_html_join(" ", "{}", ((each,) for each in pictures)) if pictures else f"{len(items)} 条"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Asks for the kind first: each has a form of its own."""
        if request.GET.get("kind") in MallBlock.Kind.values:
            answer: HttpResponse = super().add_view(request, form_url, extra_context)
            return answer
        if not self.has_add_permission(request):
            raise PermissionDenied
        kinds = [
            {"value": kind, "label": label, "text": _TEXTS[kind]} for kind, label in MallBlock.Kind.choices
        ]
        context = {**self.admin_site.each_context(request), "title": "添加板块", "kinds": kinds}
        return TemplateResponse(request, "mall/block_kinds.html", context)

    def get_form(
        self, request: HttpRequest, obj: MallBlock | None = None, change: Any = None, **kwargs: Any
    ) -> Any:
        """That of the block's kind."""
        return super().get_form(request, obj, change, form=_form(request, obj), **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: MallBlock | None = None) -> Any:
        """What every block has, then what its kind has."""
        own = [(title, {"fields": names}) for title, names in _form(request, obj).own]
        return [(None, {"fields": COMMON}), *own]

    def save_model(self, request: HttpRequest, obj: MallBlock, form: Any, change: Any) -> None:
        """Keeps the pictures, and notes when it changed. The list changes place and switch alone."""
        if isinstance(form, BlockForm):
            form.store_pictures(owner_id=operator_id(request))
        obj.updated_at = now()
        super().save_model(request, obj, form, change)


def _form(request: HttpRequest, block: MallBlock | None) -> type[BlockForm]:
    kind = block.kind if block else request.GET.get("kind", MallBlock.Kind.BANNER)
    return form_for(kind, block.config if block else {})


@admin.register(CommercialDial)
class CommercialDialAdmin(SingleRowAdmin):
    """The ceiling; what was measured stands in the list beside it."""

    fields = ("max_share_bp",)

    def save_model(self, request: HttpRequest, obj: CommercialDial, form: Any, change: Any) -> None:
        """Through the service, so that the feed hears of it."""
        dial.set_max_share(max_share_bp=obj.max_share_bp)


@admin.register(CommercialShare)
class CommercialShareAdmin(ReadOnlyAdmin):
    """What the feed showed, day by day."""

    list_display = ("day", "pages", "cards", "commercial", "share", "highest_bp")
    ordering = ("-day",)

    @display(description="占比")
    def share(self, shown: CommercialShare) -> str:
        """Advertising among all cards of the day."""
        return percent(shown.commercial, shown.cards)


@admin.register(Wanted)
class WantedAdmin(ReadOnlyAdmin):
    """What people look for here and can't buy, most wanted first."""

    list_display = ("label", "kind", "people", "first_at", "last_at")
    list_filter = ("kind",)
    search_fields = ("label", "key")
    ordering = ("-people", "key")
    show_full_result_count = False
