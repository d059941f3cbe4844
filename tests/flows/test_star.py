"""The star who endorses: a note with a declared cooperation, and what readers make of it."""

import re

from playwright.sync_api import expect

from tests.flows.actions import Api, stored

STAR, READER = "shen-yutang", "kales"
TITLE = "拍戏间隙一直在用的护手霜"


def test_a_star_endorses_and_readers_know_who_speaks_and_for_whom(open_page):
    star, reader = open_page(handle=STAR), open_page(handle=READER)
    note_id = Api(star.context).publish(
        TITLE, "片场干燥，这支是品牌送来合作的，好用在不黏。", category="skincare", is_paid_cooperation=True
    )
    star.goto(f"/n/{note_id}")
    expect(star.get_by_role("heading", name=TITLE, level=1)).to_be_visible()

    reader.goto(f"/n/{note_id}")
    page = reader.locator("main")
    expect(page.get_by_text("合作", exact=False).first).to_be_visible()
    expect(page.get_by_title("PUGC：认证达人或明星的笔记")).to_be_visible()
    note = Api(reader.context).get(f"/notes/{note_id}")["note"]
    assert (note["content_class"], note["is_paid_cooperation"], note["is_ad"]) == ("pugc", True, True)
    assert note["author"]["badge"]["kind"] == "star"

    # Other tests let this reader follow whom the site suggests.
    Api(reader.context).send("DELETE", f"/users/{note['author']['id']}/follow")
    reader.goto(f"/u/{STAR}")
    expect(reader.get_by_text("演员").first).to_be_visible()
    before = Api(reader.context).get(f"/users/{STAR}")["counts"]["followers"]
    with stored(reader, "/follow"):
        reader.get_by_role("button", name=re.compile("^关注 沈雨棠")).first.click()
    expect(reader.get_by_role("button", name=re.compile("^已关注 沈雨棠")).first).to_be_visible()
    assert Api(reader.context).get(f"/users/{STAR}")["counts"]["followers"] == before + 1

    star.goto("/messages/follows")
    expect(star.get_by_text("kales_").first).to_be_visible()
