"""Stores' money in the back office: settlements, payouts, and how sales are credited to notes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.decorators import display

from shancha.apps.orders.models import AttributionRule, Credit, Payout, Settlement, Touch
from shancha.apps.orders.services import crediting
from shancha.apps.payments.admin import OperatorReads
from shancha.kit.clock import now
from shancha.kit.money import yuan

MOST_WEIGHT = 1000


@admin.register(Settlement)
class SettlementAdmin(OperatorReads):
    """What stores are due."""

    list_display = (
        "order",
        "store",
        "gross_yuan",
        "refunded_yuan",
        "commission_yuan",
        "net_yuan",
        "status",
        "hold_until",
        "released_at",
    )
    list_filter = ("status",)
    list_select_related = ("order", "store")
    search_fields = ("=order__number", "store__name")
    ordering = ("-created_at",)

    @display(description="实付与补贴（元）", ordering="gross")
    def gross_yuan(self, settlement: Settlement) -> str:
        """What came in."""
        return yuan(settlement.gross + settlement.subsidy)

    @display(description="已退（元）", ordering="refunded")
    def refunded_yuan(self, settlement: Settlement) -> str:
        """What went back."""
        return yuan(settlement.refunded + settlement.subsidy_back)

    @display(description="佣金（元）", ordering="commission")
    def commission_yuan(self, settlement: Settlement) -> str:
        """The platform's."""
        return yuan(settlement.commission)

    @display(description="应结（元）")
    def net_yuan(self, settlement: Settlement) -> str:
        """The store's."""
        return yuan(settlement.net)


@admin.register(Payout)
class PayoutAdmin(OperatorReads):
    """What left for stores' banks; decided with the withdrawals of the wallet."""

    list_display = ("store", "yuan", "status", "reason", "withdrawal", "created_at", "finished_at")
    list_filter = ("status",)
    list_select_related = ("store", "withdrawal")
    search_fields = ("store__name", "=withdrawal__number")
    ordering = ("-created_at",)


class AttributionRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new version, checked before sales are shared by it."""

    class Meta:
        model = AttributionRule
        fields = ("version", "window_days", "weights", "active_from")

    def clean_window_days(self) -> int:
        """Touches are forgotten after the longest window."""
        days: int = self.cleaned_data["window_days"]
        if not 1 <= days <= crediting.KEPT.days:
            message = f"请填 1 至 {crediting.KEPT.days} 天，更早的触达已不保留"
            raise forms.ValidationError(message)
        return days

    def clean_weights(self) -> Any:
        """A whole number for each kind of touch, at least one of them above zero."""
        weights = self.cleaned_data["weights"]
        if not isinstance(weights, dict) or set(weights) != set(Touch.Kind.values):
            message = f"须恰好包含：{'、'.join(Touch.Kind.values)}"
            raise forms.ValidationError(message)
        if any(type(weight) is not int or not 0 <= weight <= MOST_WEIGHT for weight in weights.values()):
            message = f"权重须为 0 至 {MOST_WEIGHT} 的整数"
            raise forms.ValidationError(message)
        if not any(weights.values()):
            message = "至少一项权重大于 0"
            raise forms.ValidationError(message)
        return weights

    def clean_active_from(self) -> Any:
        """The past is shared already: a version begins later than now."""
        moment = self.cleaned_data["active_from"]
        if moment <= now():
            message = "生效时间须晚于现在，已用过的规则不能改动"
            raise forms.ValidationError(message)
        return moment


@admin.register(AttributionRule)
class AttributionRuleAdmin(OperatorReads):
    """Versions of the rule: a new one can be made, an old one never changes."""

    form = AttributionRuleForm
    list_display = ("version", "window_days", "weights", "active_from")
    ordering = ("-version",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators add versions."""
        return self.has_operator_permission(request)


@admin.register(Credit)
class CreditAdmin(OperatorReads):
    """Which notes led to which sales."""

    list_display = ("note", "author", "store", "share_bp", "yuan", "returned", "status", "rule", "created_at")
    list_filter = ("status", "rule")
    list_select_related = ("note", "author", "store", "rule")
    search_fields = ("=note__id", "author__handle", "store__name")
    ordering = ("-created_at",)
