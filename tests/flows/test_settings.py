"""Settings: look, language, personalisation, one's data."""

import io
import re
import zipfile

from playwright.sync_api import Page, expect

from shancha.demo.logins import PASSWORD
from tests.flows.actions import Api, open_feed, stored

# Words of the client's own; names and notes stay in the language they were written in.
HAN = re.compile(r"[一-鿿]")


def test_dark_mode_is_chosen_and_stays(open_page):
    page = open_page(handle="kales", color_scheme="light")
    page.goto("/settings/display")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="深色", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_english_leaves_no_chinese_in_the_client(open_page):
    page = open_page(handle="kales")
    page.goto("/settings/display")
    with stored(page, "/me"):
        page.get_by_role("button", name="English", exact=True).click()
    expect(page.get_by_role("heading", name="Language", exact=True)).to_be_visible()
    for path in ("/", "/me", "/messages", "/settings", "/settings/account", "/settings/data",
                 "/settings/content", "/publish", "/search", "/reports"):  # fmt: skip
        page.goto(path)
        expect(page.get_by_role("heading").first).to_be_attached()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        words = page.locator("button, [role=tab], nav a, legend, h1").all_inner_texts()
        own = [word for word in words if HAN.search(word) and not is_content(page, word)]
        assert not own, f"{path}: {own}"
    Api(page.context).send("PATCH", "/me", {"language": "zh-Hans"})


def is_content(page: Page, word: str) -> bool:
    """Whether a text is what people wrote: topics, searches, names, notes."""
    written = page.locator("main [dir=auto], main li, main article").filter(
        has_text=word.rsplit("\n", maxsplit=1)[-1].strip()
    )
    return written.count() > 0


def test_personalisation_can_be_turned_off(open_page):
    page = open_page(handle="kales")
    page.goto("/settings/content")
    switch = page.get_by_role("switch", name=re.compile("个性化推荐"))
    expect(switch).to_be_checked()
    with stored(page, "/session/consent"):
        switch.click(force=True)
    expect(switch).not_to_be_checked()
    with page.expect_response("**/api/v1/feed?*") as answer:
        open_feed(page)
    personal = {"interest", "follow", "topic", "similar", "place"}
    reasons = {why["code"] for card in answer.value.json()["items"] for why in card["why"]}
    assert not reasons & personal
    page.goto("/settings/content")
    with stored(page, "/session/consent"):
        switch.click(force=True)
    expect(switch).to_be_checked()


def test_an_account_stays_while_orders_are_under_way(open_page):
    page = open_page(handle="anna")
    page.goto("/settings/data")
    page.get_by_role("button", name="注销账号").click()
    sheet = page.get_by_role("dialog", name="注销账号")
    expect(sheet.get_by_text("下面的事项处理完，就可以注销账号")).to_be_visible()
    expect(sheet.locator("a[href^='/orders']")).to_be_visible()
    expect(sheet.get_by_role("button", name="确认注销")).to_have_count(0)


def test_own_data_are_exported_and_an_account_can_come_back(open_page):
    page = open_page(handle="noodle-map")  # who has bought nothing
    page.goto("/settings/data")
    page.get_by_role("button", name="开始导出").click()
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.first.click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert archive.testzip() is None
    names = archive.namelist()
    assert any(name.endswith(".json") for name in names)
    assert any(name.endswith((".webp", ".jpg")) for name in names)

    page.get_by_role("button", name="注销账号").click()
    sheet = page.get_by_role("dialog", name="注销账号")
    sheet.get_by_label("密码", exact=True).fill("wrong-password")
    sheet.get_by_role("button", name="确认注销").click()
    expect(sheet.get_by_role("alert")).to_be_visible()
    sheet.get_by_label("密码", exact=True).fill(PASSWORD)
    sheet.get_by_role("button", name="确认注销").click()
    expect(page.get_by_text("账号正在注销")).to_be_visible()
    page.get_by_role("button", name="撤回注销").click()
    expect(page.get_by_text("已撤回，账号恢复正常")).to_be_visible()
    assert Api(page.context).get("/me")["delete_at"] is None
