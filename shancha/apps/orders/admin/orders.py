"""Orders in the back office: read, and cancelled with a full refund where something went wrong."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action, display

from shancha.apps.accounts.admin import note_change
from shancha.apps.orders.models import Invoice, Order, OrderEvent, OrderGroup, OrderLine, Parcel
from shancha.apps.orders.services import cancelling
from shancha.apps.orders.services.expiring import LAST_RUN
from shancha.apps.payments.admin import OperatorReads, ReadOnlyInline
from shancha.kit.errors import ProblemError
from shancha.kit.models import Fact
from shancha.kit.money import yuan

COLORS = {
    "to_pay": "warning",
    "to_ship": "info",
    "to_receive": "info",
    "to_review": "success",
    "completed": "success",
    "cancelled": "danger",
    "closed": "danger",
}


class LineInline(ReadOnlyInline):
    """What was bought."""

    model = OrderLine
    fields = (
        "title",
        "options",
        "quantity",
        "unit_price",
        "payable_amount",
        "wallet_amount",
        "points_amount",
        "tax_amount",
        "shipped_quantity",
        "refunded_quantity",
        "refunded_amount",
    )
    readonly_fields = fields
    ordering = ("position",)


class EventInline(ReadOnlyInline):
    """The timeline."""

    model = OrderEvent
    fields = ("created_at", "kind", "from_status", "to_status", "actor_kind", "reason", "data")
    readonly_fields = fields
    ordering = ("id",)


class ParcelInline(ReadOnlyInline):
    """What was sent."""

    model = Parcel
    fields = ("carrier", "tracking_number", "status", "shipped_at", "delivered_at")
    readonly_fields = fields
    ordering = ("shipped_at",)


class InvoiceInline(ReadOnlyInline):
    """The invoice."""

    model = Invoice
    fields = ("kind", "title", "status", "number", "amount", "requested_at", "issued_at")
    readonly_fields = fields


@admin.register(Order)
class OrderAdmin(OperatorReads):
    """Orders, found by their number. Addresses are not shown: nobody here needs them."""

    list_display = ("number", "state", "store", "trade_mode", "yuan", "created_at", "paid_at")
    list_filter = ("status", "trade_mode", "is_frozen")
    search_fields = ("number", "group__number")
    search_help_text = "订单号或订单组号"
    list_select_related = ("store",)
    ordering = ("-created_at", "-id")
    exclude = ("receiver", "identity", "region_code")
    inlines = (LineInline, EventInline, ParcelInline, InvoiceInline)
    actions = ("cancel_orders",)

    @display(description="状态", label=COLORS)
    def state(self, order: Order) -> tuple[str, str]:
        """Coloured."""
        return order.status, order.get_status_display()

    @display(description="应付（元）", ordering="payable_amount")
    def yuan(self, thing: Order) -> str:
        """What goes through a provider."""
        return yuan(thing.payable_amount)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Says when unpaid orders were last looked through."""
        if request.method == "GET":
            fact = Fact.objects.filter(name=LAST_RUN).first()
            told = "尚未运行"
            if fact:
                told = f"{fact.value['at'][:19]} UTC，新到期 {fact.value['due']} 组"
                told += f"，仍在处理 {fact.value.get('waiting', 0)} 组"
            self.message_user(request, f"超时取消任务上次运行：{told}")
        return super().changelist_view(request, extra_context)

    @action(description="取消并全额退款（未发货）", permissions=["operator"])
    def cancel_orders(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """Cancels paid orders of which nothing was sent."""
        for order in orders.order_by("id")[:50]:
            try:
                cancelling.cancel_paid(order_id=order.id, actor="platform", reason="other")
            except ProblemError as error:
                messages.error(request, f"{order.number}：{error.detail}")
            else:
                note_change(request, order, "取消并全额退款")
                messages.success(request, f"{order.number}：已取消并退款")


@admin.register(OrderGroup)
class OrderGroupAdmin(OperatorReads):
    """What was placed and paid at once."""

    list_display = ("number", "status", "yuan", "pay_by", "paid_at", "created_at")
    list_filter = ("status",)
    search_fields = ("number",)
    ordering = ("-created_at", "-id")

    @display(description="应付（元）", ordering="payable_amount")
    def yuan(self, thing: OrderGroup) -> str:
        """What goes through a provider."""
        return yuan(thing.payable_amount)
