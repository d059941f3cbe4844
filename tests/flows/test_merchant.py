"""A store's owner in the console: a price is changed, a product made and sold; strangers see nothing."""

import re
import time

from playwright.sync_api import FilePayload, expect

from tests.flows.actions import Api, jpeg

OWNER, STORE = "shancha-editor", "fuli-home"
HOME = f"/merchant/{STORE}"


def picture(name: str) -> FilePayload:
    """A picture for the chooser."""
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(name)}


def wait_until_found(api: Api, title: str) -> None:
    """The search's index follows a change by a job."""
    deadline = time.monotonic() + 30
    while not api.get("/goods", q=title, store=STORE)["items"]:
        assert time.monotonic() < deadline, "the new product never came into the index"
        time.sleep(0.5)


def test_a_price_is_changed_and_buyers_see_it(open_page):
    page = open_page(handle=OWNER)
    page.goto(f"{HOME}/products?status=on_sale")
    row = page.get_by_role("row").filter(has=page.get_by_role("link")).first
    title = row.locator("strong").inner_text()
    row.get_by_role("button", name=re.compile("^更多操作")).click()
    page.get_by_role("dialog").get_by_role("button", name="改价").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text(re.compile("近 30 天最低价"))).to_be_visible()
    field = sheet.get_by_label("售价（元）").first
    field.fill("一百")
    sheet.get_by_role("button", name="保存").click()
    expect(sheet.get_by_text("请填写正确的数字").first).to_be_visible()
    field.fill("0.97")
    for name in ("划线价（元）", "会员价（元）"):
        sheet.get_by_label(name).first.fill("")
    sheet.get_by_role("button", name="保存").click()
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text=title).first).to_contain_text("¥0.97")

    reader = open_page()
    found = Api(reader.context).get("/goods", q=title, limit=5)["items"]
    reader.goto(f"/product/{found[0]['id']}")
    expect(reader.get_by_text("¥0.97").first).to_be_attached()


def test_a_product_is_made_with_a_picture_and_found_in_the_store(open_page):
    page = open_page(handle=OWNER, desktop=True)
    title = f"手作陶杯 {time.time_ns() % 10**8}"
    page.goto(f"{HOME}/products")
    page.get_by_role("link", name="新建商品").click()
    page.get_by_role("button", name="上架").click()
    expect(page.get_by_text("请填写标题").first).to_be_visible()

    page.get_by_label("商品标题").fill(title)
    category = page.get_by_label("商品分类")
    expect(category.locator("option").nth(1)).to_be_attached()
    category.select_option(index=1)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("^添加图片")).click()
    chooser.value.set_files([picture("cup")])
    expect(page.get_by_text("封面", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_label("售价（元）").fill("39.9")
    for field in page.get_by_placeholder("必填").all():
        field.fill("手作")
    page.get_by_role("link", name="订单").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    page.get_by_role("button", name="上架").click()
    expect(page.get_by_text("买家可以看到并购买")).to_be_visible()

    page.get_by_role("button", name="调整库存").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("实际数量").fill("12")
    sheet.get_by_role("button", name="保存").click()
    expect(page.get_by_role("row").filter(has_text="单规格")).to_contain_text("12")

    reader = open_page()
    wait_until_found(Api(reader.context), title)
    reader.goto(f"/store/{STORE}/goods?sort=newest")
    expect(reader.get_by_text(title).first).to_be_visible()


def test_a_stranger_finds_no_console(open_page):
    page = open_page(handle="kales")
    page.goto(HOME)
    expect(page.get_by_text("找不到这个内容")).to_be_visible()
    page.goto("/merchant")
    expect(page.locator('a[href^="/merchant/apply"]').first).to_be_visible()
