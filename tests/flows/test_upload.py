"""What goes wrong on the way up: files that are not what they say, too large ones, a lost network."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.flows.actions import jpeg


def pick(page, *files) -> None:
    """Opens the publisher and chooses files."""
    page.goto("/publish")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="相册").click()
    chooser.value.set_files(list(files))


def file(name: str, data: bytes) -> dict:
    """A file for the chooser."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def bomb() -> bytes:
    """A small PNG of very many pixels."""
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("broken", ["text", "bomb"])
def test_a_bad_file_is_refused_and_the_good_one_stays(open_page, broken):
    page = open_page(handle="kales")
    data = b"only words, no picture" * 40 if broken == "text" else bomb()
    pick(page, file("good.jpg", jpeg("good")), file("bad.jpg", data))
    trouble = page.locator(".tile [role=alert]")
    expect(trouble).to_be_visible(timeout=30_000)
    expect(trouble).to_contain_text(re.compile("图片|格式|支持|像素|尺寸"))
    page.get_by_role("button", name="移除第 2 张图片").click()
    expect(trouble).to_have_count(0)
    expect(page.get_by_role("button", name="查看第 1 张图片")).to_be_visible()
    expect(page.get_by_text("草稿已保存")).to_be_visible()


def test_an_upload_goes_on_when_the_network_is_back(open_page):
    page = open_page(handle="kales")
    page.goto("/publish", wait_until="load")
    expect(page.get_by_role("button", name="相册")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="相册").click()
    chooser.value.set_files([file("photo.jpg", jpeg("offline", (2400, 1800)))])
    expect(page.get_by_text(re.compile("等待网络|上传中|准备中")).first).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(".tile [role=status]")).to_have_count(0, timeout=45_000)
    expect(page.locator(".tile.ready")).to_have_count(1)
    expect(page.get_by_text("草稿已保存")).to_be_visible()
