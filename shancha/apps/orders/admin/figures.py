"""What the whole market sells and where people leave it, in the back office."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shancha.apps.mall.models import Store
from shancha.apps.orders.models import Sales
from shancha.apps.orders.queries import funnels
from shancha.apps.orders.sources import Source
from shancha.apps.payments.admin import OperatorReads
from shancha.kit.money import exact_yuan
from shancha.kit.numbers import home_date, percent

SPANS = (7, 30, 90)
_HEADINGS = (
    "看到笔记",
    "打开",
    "查看商品",
    "心愿单",
    "加购",
    "下单",
    "付款",
    "付款率",
    "付款金额",
    "退款",
    "收货",
    "收货净额",
)


@admin.register(Sales)
class SalesAdmin(OperatorReads):
    """Sales, orders, refunds and conversion by day, source and store: one page, nothing to open."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The figures of the last 7, 30 or 90 days."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.get("days", "")
        days = next((span for span in SPANS if str(span) == asked), SPANS[1])
        found = funnels.get_sales(today=home_date(), days=days)
        names = {
            str(store_id): name
            for store_id, name in Store.objects.filter(
                id__in=[each["key"] for each in found["stores"]]
            ).values_list("id", "name")
        }
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name,
            "opts": self.opts,
            "spans": [(span, span == days) for span in SPANS],
            "headings": _HEADINGS,
            "parts": [
                ("合计", [("全部店铺", _cells(found["total"]))]),
                ("按来源", [(Source(each["key"]).label, _cells(each)) for each in found["sources"]]),
                (
                    f"按店铺（付款金额最高的 {funnels.MOST_STORES} 家）",
                    [(names[each["key"]], _cells(each)) for each in found["stores"]],
                ),
                ("逐日", [(each["key"], _cells(each)) for each in found["days"]]),
            ],
        }
        return TemplateResponse(request, "orders/figures.html", context)


def _cells(steps: dict[str, Any]) -> list[str]:
    paid, views = steps["paid_orders"], steps["views"]
    rate = percent(paid, views if views >= paid > 0 else 0)
    return [
        *(f"{steps[name]:,}" for name in (*funnels.TOUCHED, "orders", "paid_orders")),
        rate,
        exact_yuan(steps["paid_amount"]),
        exact_yuan(steps["refunded_amount"]),
        f"{steps['kept_orders']:,}",
        exact_yuan(steps["kept_amount"]),
    ]
