"""The sandbox's cashier: a page of the make-believe provider, apart from the shop, with the house's look."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shancha.apps.payments.models import SandboxTrade
from shancha.apps.payments.providers import provider_named
from shancha.apps.payments.providers.sandbox import cashier
from shancha.kit.language import bilingual
from shancha.kit.money import exact_yuan

_CHOICES = (
    ("delay", bilingual("支付成功，通知晚一分钟", "Pay, notice comes a minute late")),
    ("duplicates", bilingual("支付成功，通知重复五次", "Pay, notice comes five times")),
    ("out_of_order", bilingual("支付成功，失败通知后到", "Pay, a stale failure comes after")),
    ("lost", bilingual("支付成功，通知丢失", "Pay, notice gets lost")),
    ("twice", bilingual("不小心付了两次", "Pay twice by mistake")),
)
_TEXTS = {
    "title": bilingual("模拟收银台", "Sandbox cashier"),
    "lead": bilingual("演示环境，不会扣款", "A demonstration: no money moves"),
    "pay": bilingual("确认支付", "Pay"),
    "fail": bilingual("模拟支付失败", "Let it fail"),
    "more": bilingual("模拟异常情况", "Make something go wrong"),
    "payer": bilingual("付款账号（选填，随便写）", "Paying account (optional, anything)"),
    "back": bilingual("返回商家", "Back to the shop"),
    "number": bilingual("交易号", "Trade"),
    "paid": bilingual("支付成功", "Paid"),
    "failed": bilingual("支付失败", "Payment failed"),
    "closed": bilingual("交易已关闭", "This trade is closed"),
}


@never_cache
@require_http_methods(["GET", "POST"])
def cashier_page(request: HttpRequest, key: str) -> HttpResponse:
    """Shows what is to be paid; a choice settles the trade and leads back to the shop."""
    trade = cashier.find_trade(key) if provider_named("sandbox") else None
    if trade is None:
        raise Http404
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        if choice in cashier.CHOICES:
            cashier.choose(key=key, choice=choice, payer=request.POST.get("payer", ""))
        return HttpResponseRedirect(trade.return_path)
    return _render(request, trade)


def _render(request: HttpRequest, trade: SandboxTrade) -> HttpResponse:
    context = {
        "trade": trade,
        "amount": exact_yuan(trade.amount),
        "is_waiting": trade.status == SandboxTrade.Status.WAITING,
        "state": _TEXTS.get(trade.status, ""),
        "texts": _TEXTS,
        "choices": _CHOICES,
    }
    response = render(request, "payments/cashier.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
