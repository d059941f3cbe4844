"""Who may be reselling goods from abroad: looked at by operators, with what came of it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action, display

from shancha.apps.mall.admin.deeds import DeedAdmin, operator_id
from shancha.apps.orders.models import ResaleFlag
from shancha.apps.orders.services import resale
from shancha.apps.payments.admin import OperatorReads

_STATUS = {"open": "warning", "reviewed": "info"}


@admin.register(ResaleFlag)
class ResaleFlagAdmin(OperatorReads, DeedAdmin):
    """Open ones first. Names and numbers are masked, as everywhere."""

    list_display = (
        *("product", "status_badge", "person", "pieces", "orders", "accounts", "first_at", "last_at"),
        "conclusion",
    )
    list_filter = ("status",)
    list_select_related = ("product", "identity")
    search_fields = ("product__title", "last_order__number")
    search_help_text = "商品名或最近一单的订单号"
    ordering = ("status", "-last_at")
    fields = (
        *("product", "status", "person", "pieces", "orders", "accounts", "first_at", "last_at"),
        *("last_order", "conclusion", "reviewed_at", "created_at"),
    )
    actions = ("review",)

    @display(description="状态", label=_STATUS)
    def status_badge(self, flag: ResaleFlag) -> tuple[str, str]:
        """Whether somebody has looked at it."""
        return flag.status, flag.get_status_display()

    @display(description="订购人")
    def person(self, flag: ResaleFlag) -> str:
        """The masked identity."""
        identity = flag.identity
        return f"{identity.masked_name} {identity.masked_number}".strip() or "实名已清除"

    @action(description="核查完毕（结论写在理由栏）", permissions=["operator"])
    def review(self, request: HttpRequest, queryset: QuerySet[ResaleFlag]) -> None:
        """Keeps what an operator found; later purchases are counted anew."""
        self.each(
            request,
            queryset,
            "核查完毕",
            lambda flag, reason: resale.review_flag(
                flag_id=flag.id, operator_id=operator_id(request), conclusion=reason
            ),
            needs_reason=True,
        )
