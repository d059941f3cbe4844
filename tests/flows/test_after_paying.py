"""What a buyer does once an order is paid: receive and review, ask for money back; and coupons and wishes."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.flows.actions import Api, jpeg

BUYER = "anna"


def orders_in(page: Page, state: str) -> list[dict[str, Any]]:
    """The buyer's orders in a state, the oldest first."""
    found: list[dict[str, Any]] = Api(page.context).get("/orders", state=state, limit=50)["items"]
    return found[::-1]


def order_in(page: Page, state: str) -> dict[str, Any]:
    """Of the buyer's orders in a state one of a single kind of goods, the oldest."""
    return next(order for order in orders_in(page, state) if len(order["lines"]) == 1)


def order_without_case(page: Page, state: str) -> dict[str, Any] | None:
    """Of the buyer's orders in a state the oldest of which nothing was asked back yet."""
    asked = {case["order_id"] for case in Api(page.context).get("/after-sales", limit=50)["items"]}
    return next((order for order in orders_in(page, state) if order["id"] not in asked), None)


def confirm(page: Page, act: str) -> None:
    """Says yes to the question that is asked."""
    page.get_by_role("dialog").get_by_role("button", name=act).click()


def test_a_parcel_is_received_and_reviewed_with_a_picture(open_page):
    page = open_page(handle=BUYER)
    order = order_in(page, "to_receive")
    page.goto("/orders?state=to_receive")
    card = page.get_by_role("article").filter(has=page.locator(f"a[href='/orders/{order['id']}']"))
    card.get_by_role("button", name="确认收货").click()
    confirm(page, "确认收货")
    expect(card).to_have_count(0)
    page.goto(f"/orders/{order['id']}")
    expect(page.get_by_role("heading", name="待评价")).to_be_visible()

    page.get_by_role("button", name="去评价").click()
    expect(page.get_by_role("button", name="发布评价")).to_be_disabled()
    page.get_by_role("radio", name="4").check(force=True)
    page.get_by_label("说说用后感受").fill("用了一周，肤感清爽，泵头偶尔会卡。")
    picture = {"name": "after.jpg", "mimeType": "image/jpeg", "buffer": jpeg("用后")}
    page.get_by_label("评价图片").locator("input").set_input_files(picture)
    expect(page.get_by_role("button", name=re.compile("移除"))).to_be_visible()
    page.get_by_role("button", name="发布评价").click()
    expect(page.get_by_text("都评价过了")).to_be_visible()

    page.get_by_role("link", name="我的评价").click()
    review = page.get_by_role("article").filter(has_text="泵头偶尔会卡").first
    expect(review.get_by_role("link", name=order["lines"][0]["title"])).to_be_visible()
    expect(review.locator("img").first).to_be_visible()


def test_an_after_sale_is_asked_for_and_withdrawn(open_page):
    pages = (open_page(handle=handle) for handle in (BUYER, "kales"))
    page, order = next((page, order) for page in pages if (order := order_without_case(page, "to_review")))
    page.goto(f"/orders/{order['id']}")
    page.get_by_role("link", name="申请售后").first.click()
    page.get_by_role("button", name=re.compile("不想要")).click()
    page.get_by_label("补充说明").fill("拍重了，抱歉。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="等商家处理")).to_be_visible()
    expect(page.get_by_text("拍重了，抱歉。")).to_be_visible()

    page.get_by_role("button", name="撤销申请").click()
    confirm(page, "撤销申请")
    expect(page.get_by_role("heading", name="已撤销")).to_be_visible()
    page.goto("/aftersales")
    expect(page.get_by_role("link").filter(has_text="已撤销").first).to_be_visible()


def test_a_claimed_coupon_waits_in_my_coupons(open_page):
    page = open_page(handle=BUYER)
    offers = Api(page.context).get("/coupons", limit=50)["items"]
    offer = next(each for each in offers if each["can_claim"])
    page.goto("/coupons")
    card = page.get_by_role("article").filter(has_text=offer["name"]).first
    card.get_by_role("button", name=re.compile("领")).click()
    expect(card.get_by_text(re.compile("已领取|再领一张"))).to_be_visible()
    page.goto("/me/coupons")
    use = page.get_by_role("link", name="去使用")
    mine = page.get_by_role("article").filter(has_text=offer["name"]).filter(has=use).first
    mine.get_by_role("link", name="去使用").click()
    expect(page).to_have_url(re.compile("/(goods|store|brand)"))


def test_a_wish_is_made_and_given_up(open_page):
    page = open_page(handle=BUYER)
    api = Api(page.context)
    product = api.get("/goods", in_stock="true", limit=1)["items"][0]
    if api.get(f"/products/{product['id']}")["is_wished"]:
        api.send("DELETE", f"/me/wishes/{product['id']}")
    page.goto(f"/product/{product['id']}")
    page.get_by_role("button", name="心愿单").click()
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("heading", level=1, name="心愿单")).to_be_visible()
    wish = page.get_by_role("article").filter(has_text=product["title"])
    wish.get_by_role("button", name="移出心愿单").click()
    expect(wish).to_have_count(0)


@pytest.mark.parametrize("path", ["/orders/00000000-0000-7000-8000-000000000000", "/aftersales/junk"])
def test_what_is_not_ones_own_is_not_found(open_page, path):
    page = open_page(handle=BUYER)
    page.goto(path)
    expect(page.get_by_role("alert")).to_be_visible()
