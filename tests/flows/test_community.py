"""What members do with a note and with each other: comment, like, keep, report, block, and be told live."""

import random
import re

from playwright.sync_api import Page, expect

from tests.flows.actions import Api, hold, open_feed, stored, tiles


def comments(page: Page):
    """The comments under a note."""
    return page.locator("#comments article.comment")


def say(page: Page, words: str) -> None:
    """Writes in the field that is open and sends it."""
    page.locator("form.composer textarea").fill(words)
    page.get_by_role("button", name="发送").click()
    expect(page.locator("form.composer")).to_have_count(0)


def test_comment_reply_like_and_collect(open_page):
    author, reader = open_page(handle="anna", desktop=True), open_page(handle="kales")
    note_id = Api(author.context).publish("一杯抹茶拿铁的做法")
    reader.goto(f"/n/{note_id}")
    reader.get_by_role("button", name="说点什么…").click()
    say(reader, "照着做了，比店里的还香")
    expect(comments(reader).first).to_contain_text("照着做了，比店里的还香")

    author.goto(f"/n/{note_id}")
    comments(author).first.get_by_role("button", name="回复").click()
    say(author, "少放糖更好喝")
    reply = comments(author).filter(has_text="少放糖更好喝").last
    expect(reply).to_contain_text("作者")

    bar = reader.locator("footer.action-bar")
    with stored(reader, "/like"):
        bar.get_by_role("button", name="赞", exact=True).click()
    expect(bar.get_by_role("button", name="赞 1")).to_have_attribute("aria-pressed", "true")
    author.reload()
    expect(author.locator("footer.action-bar").get_by_role("button", name="赞 1")).to_be_visible()

    bar.get_by_role("button", name="收藏", exact=True).click()
    reader.get_by_role("button", name="放进专辑").click()
    sheet = reader.get_by_role("dialog", name="放进专辑")
    sheet.get_by_label("新专辑的名字").fill("周末自己做")
    sheet.get_by_role("button", name="新建").click()
    expect(sheet.get_by_role("checkbox", name=re.compile("周末自己做"))).to_be_checked()
    sheet.get_by_role("button", name="放进去").click()
    expect(reader.get_by_text("已放进专辑")).to_be_visible()
    board = next(each for each in Api(reader.context).get("/me/boards") if each["name"] == "周末自己做")
    open_feed(reader, f"/board/{board['id']}")
    expect(tiles(reader).filter(has_text="一杯抹茶拿铁的做法")).to_be_visible()

    reader.goto(f"/n/{note_id}")
    with stored(reader, "/like"):
        bar.get_by_role("button", name="赞 1").click()
    expect(bar.get_by_role("button", name="赞", exact=True)).to_have_attribute("aria-pressed", "false")
    assert Api(author.context).get(f"/notes/{note_id}")["note"]["like_count"] == 0


def test_a_reported_comment_is_decided_and_both_sides_are_told(open_page):
    writer, reporter = open_page(handle="kales"), open_page(handle="anna")
    note_id = Api(reporter.context).publish("阳台上的薄荷又活了")
    words = "这条评论要被举报" + "".join(random.choices("春夏秋冬风花雪月山水", k=5))
    Api(writer.context).send("POST", f"/notes/{note_id}/comments", {"body": words})

    reporter.goto(f"/n/{note_id}")
    comments(reporter).filter(has_text=words).last.get_by_role("button", name="举报").click()
    sheet = reporter.get_by_role("dialog", name="举报评论")
    sheet.get_by_role("radio", name=re.compile("不友善")).check(force=True)
    expect(sheet.get_by_text(re.compile("我们会在 \\d+ 小时内处理"))).to_be_visible()
    sheet.get_by_role("button", name="提交举报").click()
    expect(sheet.get_by_text(re.compile("最晚.+前给你答复"))).to_be_visible()

    office = open_page(handle="shancha-editor", desktop=True)
    office.goto("/admin/moderation/case/")
    office.get_by_role("link", name=re.compile(words)).first.click()
    expect(office.get_by_text(words).first).to_be_visible()
    office.locator("select[name=action]").select_option("remove")
    office.locator("select[name=rule]").select_option(index=1)
    office.locator("[name=reason]").fill("言语不友善，影响交流")
    with office.expect_navigation():
        office.locator("form[action*=decide] [type=submit]").first.click()

    reporter.goto("/reports?tab=mine")
    reporter.get_by_role("tab", name="我的举报").click()
    expect(reporter.get_by_text("举报成立").first).to_be_visible()
    writer.goto("/reports")
    expect(writer.get_by_text("言语不友善，影响交流").first).to_be_visible()
    expect(writer.get_by_text("已移除").first).to_be_visible()
    for page in (reporter, writer):
        page.goto("/messages/system")
        expect(page.get_by_role("listitem").first).to_be_visible()
    reporter.goto(f"/n/{note_id}")
    expect(reporter.locator("#comments")).to_be_visible()
    expect(comments(reporter).filter(has_text=words)).to_have_count(0)


def test_a_like_reaches_every_open_page_and_reading_clears_them_all(open_page):
    phone, desk = open_page(handle="anna"), open_page(handle="anna", desktop=True)
    api = Api(phone.context)
    note_id = api.publish("今天的晚霞是粉色的")
    api.send("POST", "/notifications/read", {})
    for page in (phone, desk):
        open_feed(page)
    badges = [page.get_by_role("link", name=re.compile("消息 ?1 条未读")) for page in (phone, desk)]
    liker = open_page(handle="kales")
    Api(liker.context).send("PUT", f"/notes/{note_id}/like")
    for badge in badges:
        expect(badge).to_be_visible()
    phone.get_by_role("link", name=re.compile("^消息")).click()
    phone.get_by_role("link", name=re.compile("赞和收藏")).click()
    expect(phone.get_by_role("listitem").first).to_contain_text("kales_")
    for badge in badges:
        expect(badge).to_have_count(0)


def test_a_blocked_member_is_gone_from_every_list(open_page):
    page = open_page(handle="kales")
    api = Api(page.context)
    card = next(
        each for each in api.get("/feed", channel="discover", limit=50)["items"]
        if each["author"]["handle"] not in {"anna", "kales", "shancha-editor"}
    )  # fmt: skip
    other, title = card["author"], card["title"]
    page.goto(f"/u/{other['handle']}")
    page.get_by_role("button", name="更多操作", exact=True).click()
    page.get_by_role("button", name=re.compile("^拉黑")).click()
    page.get_by_role("dialog").get_by_role("button", name="拉黑", exact=True).click()
    expect(page.get_by_text("你已拉黑 TA")).to_be_visible()

    open_feed(page)
    expect(page.get_by_role("link", name=re.compile(re.escape(other["nickname"])))).to_have_count(0)
    page.goto(f"/search?q={title}")
    expect(page.get_by_role("tab", name="全部")).to_be_visible()
    expect(page.get_by_role("link", name=title)).to_have_count(0)
    found = api.get("/search", q=title, type="notes")
    assert all(each["author"]["id"] != other["id"] for each in found["items"])
    page.goto(f"/n/{card['id']}")
    expect(page.get_by_text("找不到这个内容")).to_be_visible()

    page.goto("/settings/blocks")
    with stored(page, "/block"):
        page.get_by_role("button", name="解除").first.click()
    page.goto(f"/n/{card['id']}")
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_what_one_is_not_interested_in_goes_and_stays_away(open_page):
    page = open_page(handle="kales")
    open_feed(page)
    card = tiles(page).first
    title = card.get_by_role("heading").inner_text()
    hold(card)
    page.get_by_role("dialog").get_by_role("button", name="不感兴趣", exact=True).click()
    gone = tiles(page).filter(has_text=title)
    expect(gone).to_have_count(0)
    expect(page.get_by_text("好的，会少推荐这样的内容")).to_be_visible()
    open_feed(page)
    expect(gone).to_have_count(0)


def test_a_retold_note_names_whoever_wrote_it_first(open_page):
    page = open_page(handle="kales")
    found = Api(page.context).get("/search", q="看到一篇很实用的，搬来给大家", type="notes")["items"]
    retold = next(each for each in found if each["title"] == "看到一篇很实用的，搬来给大家")
    original = Api(page.context).get(f"/notes/{retold['id']}")["note"]["original"]
    assert original["nickname"] != retold["author"]["nickname"]
    page.goto(f"/n/{retold['id']}")
    page.get_by_role("link", name=re.compile(f"内容与 {re.escape(original['nickname'])} 更早发布")).click()
    expect(page).to_have_url(re.compile(original["id"]))
