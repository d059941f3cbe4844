"""Writing: real files from a camera roll, words with topic and mention, and where the note is found after."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.flows.actions import Api, jpeg, mp4, open_feed, tiles

TITLE = "雨后的武康路散步"
BODY = "梧桐叶铺了一地，从街角走到书店正好二十分钟。#雨天散步计划 约了 @kales 下次一起。"


def choose(page: Page, *files: object) -> None:
    """Picks files in the album of the start page."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="相册").click()
    chooser.value.set_files(list(files))


def ready(page: Page, count: int) -> None:
    """Waits until all tiles have been stored."""
    expect(page.get_by_role("button", name=re.compile("^查看"))).to_have_count(count)
    expect(page.locator("[data-tile] [role=status]")).to_have_count(0)


@pytest.fixture
def camera_roll(tmp_path):
    """A plain photo, and one that was taken upright with the place in it."""
    plain, upright = tmp_path / "IMG_0001.jpg", tmp_path / "IMG_0002.jpg"
    plain.write_bytes(jpeg("plain", (1200, 900)))
    upright.write_bytes(jpeg("upright", (1600, 1200), sideways=True))
    return plain, upright


def write_note(page: Page, files) -> str:
    """Goes through both steps of the publisher up to the button; returns the draft's id."""
    page.goto("/publish")
    choose(page, *files)
    ready(page, 2)
    page.get_by_role("button", name="查看第 1 张图片").click()
    page.get_by_label("图片描述").fill("被雨打湿的梧桐路")
    page.get_by_role("button", name="完成").click()
    page.get_by_role("button", name="查看第 2 张图片").click()
    page.get_by_role("dialog").get_by_role("button", name="前移").click()
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_role("button", name="查看第 2 张图片：被雨打湿的梧桐路")).to_be_visible()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("标题", exact=True).fill(TITLE)
    body = page.get_by_label("正文", exact=True)
    body.press_sequentially("梧桐叶铺了一地。约了 @kal")
    page.get_by_role("option", name=re.compile("@kales")).click()
    expect(body).to_have_value(re.compile("@kales "))
    body.fill(BODY)
    page.get_by_role("button", name="旅行", exact=True).click()
    expect(page.get_by_text("草稿已保存")).to_be_visible()
    return page.url.split("/publish/")[1].split("?")[0]


def test_a_note_with_photos_is_written_on_two_devices_and_found_everywhere(open_page, site, camera_roll):
    page = open_page(handle="anna")
    draft = write_note(page, camera_roll)

    desk = open_page(handle="anna", desktop=True)
    desk.goto(f"/publish/{draft}")
    expect(desk.get_by_label("标题", exact=True)).to_have_value(TITLE)
    expect(desk.get_by_label("正文", exact=True)).to_have_value(BODY)
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk).to_have_url(re.compile(r"/n/[0-9a-f-]{36}"))
    expect(desk.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(desk.get_by_text("发布成功")).to_be_visible()
    expect(desk.get_by_text("已存入草稿")).to_have_count(0)
    note_id = desk.url.split("/n/")[1][:36]

    note = Api(desk.context).get(f"/notes/{note_id}")["note"]
    first, second = note["pictures"]
    assert first["height"] > first["width"], "the upright photo stands"
    assert second["alt"] == "被雨打湿的梧桐路"
    largest = desk.context.request.get(f"{first['base']}{first['widths'][-1]}.webp").body()
    assert b"EXIF" not in largest
    assert b"Exif" not in largest

    check_found_by_others(open_page, note_id)
    check_readable_without_javascript(open_page, note_id)


def check_found_by_others(open_page, note_id: str) -> None:
    """A follower's feed, the profile, the topic, the search, and the notice of the one who was mentioned."""
    reader = open_page(handle="kales")
    Api(reader.context).send("PUT", f"/users/{Api(reader.context).get('/users/anna')['id']}/follow")
    note = tiles(reader).filter(has_text=TITLE).first
    for path in ("/u/anna", "/?tab=following"):
        open_feed(reader, path)
        expect(note).to_be_visible()
    note.get_by_role("link", name=TITLE).click()
    reader.get_by_role("link", name="#雨天散步计划").first.click()
    expect(note).to_be_visible()
    expect(reader.get_by_role("heading", name=re.compile("雨天散步计划"))).to_be_visible()

    found = reader.locator("article, a").filter(has_text=TITLE).first
    for _attempt in range(12):  # the index follows within seconds
        reader.goto("/search?q=武康路散步")
        expect(reader.get_by_role("tab", name="全部")).to_be_visible()
        expect(reader.locator(".skeleton, [aria-busy=true]")).to_have_count(0)
        if found.is_visible():
            break
    expect(found).to_be_visible()

    reader.goto("/messages/comments")
    notice = reader.get_by_role("listitem").filter(has_text="Anna在魔都").first
    notice.get_by_role("link").nth(1).click()
    expect(reader).to_have_url(re.compile(note_id))


def check_readable_without_javascript(open_page, note_id: str) -> None:
    """What search engines and previews in chats see."""
    plain = open_page(java_script_enabled=False)
    plain.goto(f"/n/{note_id}")
    assert TITLE in plain.title()
    for name, words in (("og:title", TITLE), ("og:description", "梧桐叶"), ("og:image", ".webp")):
        tag = plain.locator(f'meta[property="{name}"]')
        expect(tag).to_have_attribute("content", re.compile(re.escape(words)))
    image = plain.locator('meta[property="og:image"]').get_attribute("content")
    assert plain.context.request.get(image).ok
    structured = json.loads(plain.locator('script[type="application/ld+json"]').text_content())
    assert structured["headline"] == TITLE
    assert structured["author"]["name"] == "Anna在魔都"
    expect(plain.locator("noscript p").filter(has_text="从街角走到书店正好二十分钟")).to_be_visible()


def test_a_video_is_published_and_plays_after_its_job(open_page, tmp_path):
    page = open_page(handle="kales")
    page.goto("/publish")
    choose(page, mp4(tmp_path))
    expect(page.get_by_role("button", name="查看视频")).to_be_visible()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("标题", exact=True).fill("两秒的彩条")
    page.get_by_role("button", name="数码", exact=True).click()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page).to_have_url(re.compile(r"/n/[0-9a-f-]{36}"), timeout=30_000)
    film = page.locator("article.note video")
    expect(film).to_be_visible(timeout=60_000)
    expect(film).to_have_js_property("videoWidth", 360)
