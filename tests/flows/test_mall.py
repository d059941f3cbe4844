"""From the mall to a paid order, and what a buyer finds afterwards; a store's five tabs; goods in a note."""

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.flows.actions import Api, stored

ADDRESS = {
    "receiver": "林小满",
    "phone": "13800138000",
    "region_code": "330106",
    "detail": "文三路 90 号 2 幢 301",
    "is_default": True,
}


def goods(page: Page, **query: Any) -> list[dict[str, Any]]:
    """Goods on sale here."""
    found: list[dict[str, Any]] = Api(page.context).get("/goods", limit=30, **query)["items"]
    return found


def domestic(page: Page) -> dict[str, Any]:
    """A product that ships from inside the country and asks for no consent."""
    api = Api(page.context)
    pages = (
        api.get(f"/products/{card['id']}") for card in goods(page, trade_mode="domestic", in_stock="true")
    )
    return next(product for product in pages if product["returns"]["kind"] == "seven_days")


def choose(page: Page, product: dict[str, Any]) -> None:
    """Chooses, in the sheet that is open, the first variant that is there."""
    sheet = page.get_by_role("dialog")
    variant = next(each for each in product["variants"] if each["available"] > 0)
    for value in variant["options"]:
        button = sheet.get_by_role("button", name=value, exact=True)
        if button.get_attribute("aria-pressed") != "true":
            button.click()


def receive_at_home(page: Page) -> None:
    """Gives an address, and empties the cart."""
    api = Api(page.context)
    api.send("POST", "/me/addresses", ADDRESS)
    cart = api.get("/cart")
    lines = [line["id"] for part in cart["groups"] for line in part["lines"]]
    api.send("POST", "/cart/removals", {"line_ids": lines})


def buy(page: Page, product: dict[str, Any]) -> None:
    """From the product's page through the cart to the paid order."""
    page.get_by_role("button", name="加入购物车").click()
    choose(page, product)
    page.get_by_role("dialog").get_by_role("button", name="加入购物车").click()
    page.get_by_role("button", name="去看看").click()
    expect(page.get_by_role("link", name=product["title"]).first).to_be_visible()

    page.get_by_role("button", name=re.compile("结算")).click()
    expect(page.get_by_text("林小满")).to_be_visible()
    page.get_by_role("button", name="提交订单").click()
    page.get_by_role("button", name="立即支付").click()
    page.wait_for_url("**/sandbox/**")
    page.locator("button[value=pay]").click()
    page.wait_for_url("**/pay/**")
    expect(page.get_by_role("heading", name="支付成功")).to_be_visible(timeout=30_000)


def test_from_the_mall_to_a_paid_order(open_page):
    page = open_page(handle="anna")
    receive_at_home(page)
    product = domestic(page)
    page.goto("/mall")
    bar = page.locator(".mall header a")
    expect(bar.nth(0)).to_have_accessible_name("扫一扫")
    expect(bar.nth(2)).to_have_accessible_name("分类")

    page.goto(f"/product/{product['id']}")
    buy(page, product)

    page.get_by_role("link", name="查看订单").click()
    page.get_by_role("tab", name="待发货").click()
    expect(page.get_by_text(product["title"]).first).to_be_visible()
    orders = Api(page.context).get("/orders", state="to_ship")["items"]
    assert any(line["product_id"] == product["id"] for order in orders for line in order["lines"])


def test_a_visitor_fills_the_cart_and_signs_in_to_check_out(open_page):
    page = open_page()
    product = domestic(page)
    page.goto(f"/product/{product['id']}")
    page.get_by_role("button", name="加入购物车").click()
    choose(page, product)
    with stored(page, "/cart/lines"):
        page.get_by_role("dialog").get_by_role("button", name="加入购物车").click()
    page.goto("/cart")
    expect(page.get_by_role("heading", name="购物车（1）")).to_be_visible()
    page.get_by_role("button", name=re.compile("结算")).click()
    expect(page.get_by_role("dialog").get_by_text("登录后结算")).to_be_visible()


def test_a_store_has_its_five_tabs(open_page):
    page = open_page()
    store = goods(page)[0]["store"]
    page.goto(f"/store/{store['slug']}")
    tabs = page.get_by_role("navigation", name="店铺导航").get_by_role("link")
    expect(tabs).to_have_count(5)
    for name in ("首页", "全部商品", "种草", "分类", "客服"):
        expect(tabs.filter(has_text=name)).to_have_count(1)
    tabs.filter(has_text="种草").click()
    expect(page.get_by_text("如实抽样")).to_be_visible()
    tabs.filter(has_text="客服").click()
    expect(page.get_by_text("统一社会信用代码")).to_be_visible()


def test_a_note_leads_to_its_goods(open_page):
    page = open_page(handle="anna")
    api = Api(page.context)
    product = domestic(page)
    note_id = api.publish("用了三个月的它")
    tag = {"kind": "product", "product_id": product["id"], "picture": 0, "x": 0.3, "y": 0.4}
    api.send("PUT", f"/notes/{note_id}/tags", {"tags": [tag]})
    page.goto(f"/n/{note_id}")
    expect(page.get_by_text("广告").first).to_be_visible()
    page.get_by_role("region", name="笔记里的商品").get_by_role("link", name="去看看").click()
    expect(page).to_have_url(re.compile(f"/product/{product['id']}\\?note={note_id}"))
    expect(page.get_by_role("heading", level=1, name=product["title"])).to_be_visible()


def test_an_author_sees_what_a_note_led_to(open_page):
    author, buyer = open_page(handle="anna"), open_page(handle="kales")
    product = domestic(author)
    note_id = Api(author.context).publish("它陪我过了一个冬天")
    tag = {"kind": "product", "product_id": product["id"], "picture": 0, "x": 0.3, "y": 0.4}
    Api(author.context).send("PUT", f"/notes/{note_id}/tags", {"tags": [tag]})

    receive_at_home(buyer)
    buyer.goto(f"/n/{note_id}")
    buyer.get_by_role("region", name="笔记里的商品").get_by_role("link", name="去看看").click()
    expect(buyer.get_by_role("heading", level=1, name=product["title"])).to_be_visible()
    buy(buyer, product)

    credit = wait_for_credit(Api(author.context), note_id)
    assert credit["touches"]["tag"] == credit["touches"]["cart"] == 1
    author.goto("/me")
    author.get_by_role("link", name="种草成交").click()
    expect(author.get_by_role("row").filter(has_text=product["title"]).first).to_contain_text("待确认")


def wait_for_credit(api: Api, note_id: str) -> dict[str, Any]:
    """The author's part in the sale; a job works it out once the order is paid."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for credit in api.get("/me/credits")["items"]:
            if credit["note_id"] == note_id:
                return dict(credit)
        time.sleep(0.5)
    raise AssertionError("the note was never credited")


def test_a_flash_sale_is_bought_at_its_price(open_page):
    page = open_page(handle="kales")
    api = Api(page.context)
    items = [
        item for sale in api.get("/flash-sales")["sales"] if sale["is_running"] for item in sale["items"]
    ]
    item = next(item for item in items if item["left"] and item["price"] < item["product"]["min_price"])
    api.send("POST", "/me/addresses", ADDRESS)
    page.goto(f"/product/{item['product']['id']}")
    page.get_by_role("button", name="立即购买").click()
    sheet = page.get_by_role("dialog")
    for value in item["options"]:
        button = sheet.get_by_role("button", name=value, exact=True)
        if button.get_attribute("aria-pressed") != "true":
            button.click()
    sheet.get_by_role("button", name="立即抢购").click()
    last = page.get_by_role("dialog", name="确认抢购")
    expect(last).to_contain_text("林小满")
    last.get_by_role("button", name="立即抢购").click()
    page.wait_for_url("**/pay/**")
    order = api.get("/orders", state="to_pay")["items"][0]
    assert order["lines"][0]["unit_price"] == item["price"]
    assert order["lines"][0]["price_kind"] == "flash"


def test_buying_at_once_after_choosing_leads_to_the_checkout(open_page):
    page = open_page(handle="kales")
    api = Api(page.context)
    api.send("POST", "/me/addresses", ADDRESS)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    product = product_with_pictures_of_its_choices(api)
    page.goto(f"/product/{product['id']}")
    page.get_by_role("button", name="立即购买").click()
    sheet = page.get_by_role("dialog")
    for value in product["variants"][-1]["options"]:
        button = sheet.get_by_role("button", name=value, exact=True)
        if button.get_attribute("aria-pressed") != "true":
            button.click()
    # The gallery is still on its way to the picture of that choice when its page is left.
    sheet.get_by_role("button", name="立即购买").click()
    page.wait_for_url("**/checkout/**")
    expect(page.get_by_role("button", name="提交订单")).to_be_visible()
    assert not errors


def product_with_pictures_of_its_choices(api: Api) -> dict[str, Any]:
    """One with stock, whose choices have different pictures."""
    for item in api.get("/goods", sort="newest", in_stock="true", limit="40")["items"]:
        product = api.get(f"/products/{item['id']}")
        shown = {each["picture_position"] for each in product["variants"]} - {None}
        if len(shown) > 1 and all(each["available"] for each in product["variants"]):
            return dict(product)
    raise AssertionError("no choice has a picture of its own")


def test_coupons_of_ones_own_are_shown(open_page):
    page = open_page(handle="kales")
    count = Api(page.context).get("/me/coupons/counts")["open"]
    assert count
    asked = []
    page.on("request", lambda request: "/me/coupons?" in request.url and asked.append(request.url))
    page.goto("/me/coupons")
    expect(page.get_by_role("tabpanel").get_by_role("link", name="去使用").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 1, asked


def test_search_finds_goods_and_stores(open_page):
    page = open_page()
    product = goods(page)[0]
    page.goto(f"/search?q={product['title'].split()[0]}")
    page.get_by_role("tab", name="商品").click()
    found = page.get_by_role("tabpanel").get_by_role("article")
    expect(found.first).to_be_visible()
    page.get_by_role("button", name="销量").click()
    page.wait_for_url("**sort=sales**")
    expect(found.first).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("最低价").fill("999999")
    page.get_by_role("button", name="查看商品").click()
    expect(page.get_by_text("没有找到合适的商品")).to_be_visible()

    page.get_by_role("tab", name="店铺").click()
    page.get_by_role("searchbox").fill(product["store"]["name"])
    suggestion = page.locator(".suggestions button").filter(has_text=product["store"]["name"])
    expect(suggestion.first).to_be_visible()
    page.get_by_role("button", name="搜索", exact=True).click()
    page.get_by_role("tabpanel").get_by_role("link", name=product["store"]["name"]).first.click()
    expect(page).to_have_url(re.compile(f"/store/{product['store']['slug']}"))
