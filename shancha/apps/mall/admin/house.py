"""The form by which an operator makes the house's merchant and its self-run store."""

from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
)

from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries.profiles import find_user
from shancha.apps.mall.models import Merchant

FACTS = (
    "legal_name",
    "licence_number",
    "licence_expires_at",
    "address",
    "contact_name",
    "contact_phone",
    "store_name",
)
REACHED = ("phone", "hours")


class HouseForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who the house is before the law, its licence, and its first store."""

    owner = forms.CharField(
        label="负责人山茶号",
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="留空为你自己，合同随之签署、店铺即可开业；填他人时由其在商家后台签约",
    )
    contact_name = forms.CharField(label="联系人", max_length=40, widget=UnfoldAdminTextInputWidget)
    contact_phone = forms.CharField(label="联系电话", max_length=30, widget=UnfoldAdminTextInputWidget)
    licence_expires_at = forms.DateField(
        label="执照有效期至", required=False, widget=UnfoldAdminDateWidget, help_text="长期有效的留空"
    )
    licence = forms.FileField(
        label="营业执照", widget=UnfoldAdminFileFieldWidget, help_text="图片或 PDF，最大 10 MB"
    )
    phone = forms.CharField(label="客服电话", max_length=30, widget=UnfoldAdminTextInputWidget)
    hours = forms.CharField(
        label="客服时间", max_length=60, initial="每日 9:00-21:00", widget=UnfoldAdminTextInputWidget
    )
    commission_bp = forms.IntegerField(
        label="佣金（万分比）",
        initial=0,
        min_value=0,
        max_value=5000,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="平台自营一般为 0",
    )

    class Meta:
        model = Merchant
        fields = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["store_name"].required = True

    def clean_owner(self) -> User | None:
        """The member who answers for the house; None for who fills this in."""
        handle = self.cleaned_data["owner"].strip()
        if not handle:
            return None
        owner = find_user(handle)
        if owner is None:
            raise forms.ValidationError("没有找到这位成员")
        if owner.status not in {"active", "muted"}:
            raise forms.ValidationError("这位成员已被停用，不能作为负责人")
        return owner
