"""Tax tables in the back office: a new one is added, none is ever changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminFileFieldWidget

from shancha.apps.orders.duty_csv import DutyCsvError, merge_duty
from shancha.apps.orders.models import TaxTable
from shancha.apps.orders.taxes import TaxRules
from shancha.apps.payments.admin import OperatorReads
from shancha.kit.money import FULL_BP
from shancha.kit.numbers import home_date


class TaxTableForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new table, checked before orders reckon by it. It begins as the latest one stands; rates of duty may
    come as a file."""

    duty_file = forms.FileField(
        label="关税税率文件",
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text="CSV，每行为 HS 编码（2 至 10 位）和税率（%），如 4202210090,6；税率留空表示去掉这个编码。"
        "文件里的编码替换下面规则中的，其余保留；来源写明税则年份、公告号和核对日期",
    )

    class Meta:
        model = TaxTable
        fields = ("version", "effective_from", "rules", "source")
        help_texts = {
            "rules": "duty 为关税：HS 编码开头几位对应的税率（万分比），最长的优先；"
            "没有税率的超限单件商品不能下单",
        }

    def clean_rules(self) -> Any:
        """Refuses rules that could not be read, and numbers that can't be meant."""
        rules = self.cleaned_data["rules"]
        try:
            loaded = TaxRules.load("check", rules)
            odd = _odd_numbers(loaded)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            message = f"缺少或写错了：{error}"
            raise forms.ValidationError(message) from error
        if odd:
            message = f"超出范围（税率为 0 至 10000，限额须大于 0）：{'、'.join(odd)}"
            raise forms.ValidationError(message)
        return rules

    def clean(self) -> dict[str, Any]:
        """Puts the file's rates into the rules."""
        data = super().clean() or {}
        file, rules = data.get("duty_file"), data.get("rules")
        if file and rules:
            try:
                data["rules"] = {**rules, "duty": merge_duty(rules.get("duty", {}), file.read())}
            except DutyCsvError as error:
                self.add_error("duty_file", error.faults)
        return data

    def clean_effective_from(self) -> Any:
        """The past is settled: a table begins tomorrow or later."""
        day = self.cleaned_data["effective_from"]
        if day <= home_date():
            message = "生效日须晚于今天，已用过的税率不能改动"
            raise forms.ValidationError(message)
        return day


def _odd_numbers(rules: TaxRules) -> list[str]:
    """Names of rates outside 0 to 100 %, of limits of nothing, and of codes of duty that are none. The
    consumption tax is within the price, so that it can't be all of it."""
    found = {
        "order_limit": rules.order_limit > 0,
        "year_limit": rules.year_limit > 0,
        "share_bp": 0 <= rules.share_bp <= FULL_BP,
        **{f"consumption.{name}": 0 <= each.rate_bp < FULL_BP for name, each in rules.consumption.items()},
        **{
            f"duty.{code}": code.isdecimal() and 2 <= len(code) <= 10 and 0 <= rate <= FULL_BP
            for code, rate in rules.duty.items()
        },
    }
    return [name for name, is_fit in found.items() if not is_fit]


@admin.register(TaxTable)
class TaxTableAdmin(OperatorReads):
    """Rates and limits of cross-border import by day."""

    form = TaxTableForm
    list_display = ("version", "effective_from", "source")
    ordering = ("-effective_from",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A file can be given with a new table only."""
        own = ["version", "effective_from", "rules", "source"]
        return own if obj else [*own[:2], "duty_file", *own[2:]]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new table begins as the latest one stands, so that only what changes is written."""
        latest = TaxTable.objects.order_by("-effective_from").first()
        return {"rules": latest.rules} if latest else {}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators add tables."""
        return self.has_operator_permission(request)
