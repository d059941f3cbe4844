"""A store's owner at work: an order is sent, a case and a review are answered; buyers see it."""

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

from shancha.demo.logins import MERCHANT, MERCHANT_STORE
from tests.flows.actions import Api

HOME = f"/merchant/{MERCHANT_STORE}"


class Desk:
    """What the owner's console asks the API."""

    def __init__(self, page: Page) -> None:
        self.api = Api(page.context)
        stores = self.api.get("/merchant/stores")
        self.path = (
            f"/merchant/stores/{next(each['id'] for each in stores if each['slug'] == MERCHANT_STORE)}"
        )

    def orders(self, state: str) -> list[dict[str, Any]]:
        """The store's orders in a state, latest first."""
        found: list[dict[str, Any]] = self.api.get(f"{self.path}/orders", state=state, limit=50)["items"]
        return found


def test_an_order_is_sent_and_its_buyer_sees_the_parcel(open_page):
    page = open_page(handle=MERCHANT, desktop=True)
    desk = Desk(page)
    order = next(each for each in desk.orders("to_ship") if not each["is_frozen"])
    left = desk.api.get(f"{desk.path}/figures")["waiting"]["to_ship"]
    page.goto(HOME)
    page.get_by_role("link", name=re.compile(f"^{left}\\s*待发货$")).click()
    page.get_by_role("row").filter(has_text=order["number"]).get_by_role("link").click()

    page.get_by_role("button", name="发货", exact=True).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("物流公司").select_option("zto")
    sheet.get_by_label("运单号").fill("不是单号")
    sheet.get_by_role("button", name=re.compile("^发出")).click()
    expect(sheet.get_by_text("快递单号不正确")).to_be_visible()
    number = f"ZT{time.time_ns()}"
    sheet.get_by_label("运单号").fill(number)
    sheet.get_by_role("button", name=re.compile("^发出")).click()
    expect(page.get_by_role("heading", name="待收货")).to_be_visible()
    expect(page.get_by_text(number)).to_be_visible()
    page.get_by_role("navigation", name="店铺管理").get_by_role("link", name="订单").click()
    expect(page.get_by_role("row").filter(has_text=order["number"])).to_contain_text("待收货")

    buyer = open_page(handle=order["buyer"]["handle"])
    buyer.goto(f"/orders/{order['id']}")
    expect(buyer.get_by_text("中通快递")).to_be_visible()
    expect(buyer.get_by_text(number)).to_be_visible()


def test_a_case_is_refused_with_its_reason_and_the_buyer_reads_it(open_page):
    page = open_page(handle=MERCHANT)
    case_id, handle = ask(open_page, Desk(page))
    page.goto(f"{HOME}/after-sales")
    page.locator(f"a[href$='{case_id}']").click()
    expect(page.get_by_role("heading", name="等商家处理")).to_be_visible()
    page.get_by_role("button", name="拒绝").click()
    reason = "出库称重与清单一致，麻烦再补一张外包装的照片。"
    page.get_by_role("dialog").get_by_label("补充说明").fill(reason)
    page.get_by_role("dialog").get_by_role("button", name="拒绝").click()
    expect(page.get_by_role("heading", name="商家已拒绝")).to_be_visible()

    buyer = open_page(handle=handle)
    buyer.goto(f"/aftersales/{case_id}")
    expect(buyer.get_by_text(reason).first).to_be_visible()
    expect(buyer.get_by_role("button", name="申请平台介入")).to_be_visible()


def test_money_instead_of_another_piece_needs_the_buyers_word(open_page):
    page = open_page(handle=MERCHANT)
    case_id, handle = ask(open_page, Desk(page), kind="exchange", reason="wrong_item")
    page.goto(f"{HOME}/after-sales/{case_id}")
    page.get_by_role("button", name="提议改为退款").click()
    why = "这个颜色已经停产，仓库没有可以换的了。"
    page.get_by_role("dialog").get_by_label("为什么不能按申请处理").fill(why)
    page.get_by_role("dialog").get_by_role("button", name="提议改为退款").click()
    expect(page.get_by_text("已提议改为退款，等买家答复")).to_be_visible()

    buyer = open_page(handle=handle)
    buyer.goto(f"/aftersales/{case_id}")
    expect(buyer.get_by_text(why).first).to_be_visible()
    buyer.get_by_role("button", name="同意改为退款").click()
    buyer.get_by_role("dialog").get_by_role("button", name="同意改为退款").click()
    expect(buyer.get_by_role("heading", name="待寄回商品")).to_be_visible()
    expect(buyer.get_by_role("region", name="退货地址")).to_contain_text("示例大道")
    buyer.get_by_role("button", name="填写寄回物流").click()
    buyer.get_by_role("dialog").get_by_label("运单号").fill("SF1234567890")
    buyer.get_by_role("dialog").get_by_role("button", name="提交").click()
    expect(buyer.get_by_role("heading", name="退货途中")).to_be_visible()


def ask(open_page: Any, desk: Desk, *, kind: str = "refund_only", reason: str = "missing") -> tuple[str, str]:
    """A buyer asks about an order of the store; the case, and who asked."""
    for order in desk.orders("to_receive") + desk.orders("to_review"):
        line, handle = order["lines"][0], order["buyer"]["handle"]
        buyer = Api(open_page(handle=handle).context)
        if buyer.get("/after-sales", order_id=order["id"])["items"]:
            continue
        body = {"line_id": line["id"], "kind": kind, "reason": reason, "quantity": 1}
        asked = {**body, "description": "少了一件"}
        made = buyer.send("POST", f"/orders/{order['id']}/after-sales", asked, key=f"asked-{line['id']}")
        return str(made["id"]), handle
    raise AssertionError("no order to ask about")


def test_a_reply_stands_below_the_review(open_page):
    page = open_page(handle=MERCHANT, desktop=True)
    desk = Desk(page)
    review = next(
        each
        for each in desk.api.get(f"{desk.path}/reviews", limit=50)["items"]
        if desk.api.get(f"/products/{each['product_id']}/reviews")["items"][0]["id"] == each["id"]
    )
    said = f"谢谢你的用心反馈，第 {time.time_ns() % 100_000} 次收到这样的好评。"
    page.goto(f"{HOME}/reviews")
    card = page.get_by_role("article").filter(has_text=review["text"]).filter(has_text=review["title"]).first
    card.get_by_role("button", name=re.compile("回复")).click()
    page.get_by_role("dialog").get_by_label("回复内容").fill(said)
    page.get_by_role("dialog").get_by_role("button", name="发布回复").click()
    expect(card.get_by_text(said)).to_be_visible()

    visitor = open_page()
    visitor.goto(f"/product/{review['product_id']}")
    expect(visitor.get_by_text(said)).to_be_visible()
