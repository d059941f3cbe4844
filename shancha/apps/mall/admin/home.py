"""The mall's home, the ceiling of advertising, and what people want here, in the back office."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from shancha.apps.accounts.admin import ReadOnlyAdmin, SingleRowAdmin
from shancha.apps.mall.models import CommercialDial, CommercialShare, MallBlock, Wanted
from shancha.apps.mall.services import dial
from shancha.kit.clock import now


class MallBlockForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses addresses that lead away."""

    class Meta:
        model = MallBlock
        fields = (
            *("kind", "title_zh", "title_en", "config", "audience", "position"),
            *("starts_at", "ends_at", "is_active"),
        )

    def clean_config(self) -> Any:
        """The settings; every address in them is one of ours."""
        config = self.cleaned_data["config"] or {}
        if not isinstance(config, dict):
            raise forms.ValidationError("需要一个 JSON 对象 A JSON object, please")
        items = config.get("items") or []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise forms.ValidationError("items 应为对象的列表 items must be a list of objects")
        for target in (config.get("to"), *(item.get("to") for item in items)):
            if target is not None and (not str(target).startswith("/") or str(target).startswith("//")):
                raise forms.ValidationError("链接须为以 / 开头的站内地址 Addresses must begin with /")
        return config


@admin.register(MallBlock)
class MallBlockAdmin(ModelAdmin):  # type: ignore[misc]
    """The blocks of the home in their order."""

    form = MallBlockForm
    list_display = ("kind", "title_zh", "audience", "position", "is_active", "starts_at", "ends_at")
    list_editable = ("position", "is_active")
    list_filter = ("kind", "audience", "is_active")
    ordering = ("position", "id")

    def save_model(self, request: HttpRequest, obj: MallBlock, form: Any, change: Any) -> None:
        """Notes when it changed."""
        obj.updated_at = now()
        super().save_model(request, obj, form, change)


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
        return f"{shown.commercial / shown.cards:.1%}" if shown.cards else "–"


@admin.register(Wanted)
class WantedAdmin(ReadOnlyAdmin):
    """What people look for here and can't buy, most wanted first."""

    list_display = ("label", "kind", "people", "first_at", "last_at")
    list_filter = ("kind",)
    search_fields = ("label", "key")
    ordering = ("-people", "key")
    show_full_result_count = False
