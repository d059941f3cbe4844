"""The silent saver who buys elsewhere: she keeps what others wrote, wants what the mall lacks, waits for a
lower price, and says nothing."""

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.flows.actions import Api, open_feed, tiles

SAVER, AUTHOR, OWNER, STORE = "kales", "anna", "shancha-editor", "fuli-home"
LACKING = "表参道手工香薰蜡烛"
BOARD = "下次出境"


def counters(api: Api) -> tuple[int, int]:
    """How much she has said so far: notes and drafts."""
    return api.get(f"/users/{SAVER}")["counts"]["notes"], len(api.get("/drafts"))


def product_of_the_store(api: Api) -> dict[str, Any]:
    """Something of the store's that is there."""
    card = api.get("/goods", store=STORE, in_stock="true", limit=1)["items"][0]
    return dict(api.get(f"/products/{card['id']}"))


def lower_prices(owner: Api, product: dict[str, Any]) -> None:
    """The store sells every variant for three quarters."""
    stores = owner.get("/merchant/stores")
    store_id = next(each["id"] for each in stores if each["slug"] == STORE)
    for variant in product["variants"]:
        price = {"price": variant["price"] * 3 // 4}
        owner.send("PATCH", f"/merchant/stores/{store_id}/variants/{variant['id']}/price", price)


def keep_in_a_new_board(page: Page, name: str) -> None:
    """Collects the open note, and puts it into a board of its own."""
    page.locator("footer.action-bar").get_by_role("button", name="收藏", exact=True).click()
    page.get_by_role("button", name="放进专辑").click()
    sheet = page.get_by_role("dialog", name="放进专辑")
    sheet.get_by_label("新专辑的名字").fill(name)
    sheet.get_by_role("button", name="新建").click()
    expect(sheet.get_by_role("checkbox", name=re.compile(name))).to_be_checked()
    sheet.get_by_role("button", name="放进去").click()
    expect(page.get_by_text("已放进专辑")).to_be_visible()


def test_she_keeps_notes_in_a_board_and_wants_what_the_mall_lacks(open_page):
    author, page, office = open_page(handle=AUTHOR), open_page(handle=SAVER), open_page(handle=OWNER)
    saver, writer = Api(page.context), Api(author.context)
    said = counters(saver)
    title, lacking, board_name = (
        f"{words} {time.time_ns() % 10**6}" for words in ("东京三天，值得背回来的香薰", LACKING, BOARD)
    )
    note_id = writer.publish(title, "店不大，蜡烛是店主自己浇的。", category="travel")
    tag = {"kind": "words", "label": lacking, "picture": 0, "x": 0.4, "y": 0.5}
    writer.send("PUT", f"/notes/{note_id}/tags", {"tags": [tag]})

    page.goto(f"/n/{note_id}")
    keep_in_a_new_board(page, board_name)
    goods = page.get_by_role("region", name="笔记里的商品")
    expect(goods.get_by_text(lacking)).to_be_visible()
    goods.get_by_role("button", name="想在这里买").click()
    expect(goods.get_by_text("已记下，1 人想在这里买")).to_be_visible()

    page.goto(f"/search?q={lacking}&type=goods")
    page.get_by_role("button", name="想在这里买").click()
    expect(page.get_by_text("已记下，1 人想在这里买")).to_be_visible()

    board = next(each for each in saver.get("/me/boards") if each["name"] == board_name)
    open_feed(page, f"/board/{board['id']}")
    expect(tiles(page).filter(has_text=title)).to_be_visible()
    open_feed(page, "/me?tab=collected")
    expect(tiles(page).filter(has_text=title)).to_be_visible()
    office.goto("/admin/mall/wanted/")
    expect(office.get_by_text(lacking).first).to_be_visible()
    assert counters(saver) == said


def test_she_waits_for_a_lower_price_and_is_told(open_page):
    page, owner = open_page(handle=SAVER), open_page(handle=OWNER)
    saver = Api(page.context)
    said = counters(saver)
    product = product_of_the_store(saver)
    if product["is_wished"]:
        saver.send("DELETE", f"/me/wishes/{product['id']}")
    saver.send("POST", "/notifications/read", {})

    page.goto(f"/product/{product['id']}")
    page.get_by_role("button", name="心愿单").click()
    expect(page.get_by_text("已加入心愿单")).to_be_visible()
    lower_prices(Api(owner.context), product)

    wait_for_the_notice(saver, product["title"])
    page.goto("/messages/process")
    told = page.get_by_role("listitem").filter(has_text="心愿单里的商品降价了").first
    expect(told).to_contain_text(product["title"])
    told.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/product/{product['id']}"))

    page.goto("/me/wishes")
    wish = page.get_by_role("article").filter(has_text=product["title"])
    expect(wish.get_by_text(re.compile("比加入时便宜"))).to_be_visible()
    assert counters(saver) == said


def wait_for_the_notice(api: Api, title: str) -> None:
    """A job tells those who wait."""
    deadline = time.monotonic() + 30
    while not any(title in str(each) for each in api.get("/notifications", lane="process")["items"]):
        assert time.monotonic() < deadline, "she was never told"
        time.sleep(0.5)
