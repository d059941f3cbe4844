"""A stranger's first minutes: interests, a feed that already fits, an account that keeps the choice."""

import re

from playwright.sync_api import expect

from shancha.demo.logins import PASSWORD
from tests.flows.actions import (
    TILES,
    Api,
    code_from_outbox,
    hold,
    open_feed,
    sign_in_by_email,
    skip_interests,
    tiles,
)

CHOSEN = {"美食": "food", "旅行": "travel", "萌宠": "pets"}


def test_interests_shape_the_first_feed_and_survive_sign_up(open_page):
    page = open_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="你喜欢什么？")).to_be_visible()
    go_on = page.get_by_role("button", name=re.compile("再选|选好了"))
    expect(go_on).to_be_disabled()
    for name in CHOSEN:
        page.get_by_role("button", name=name, exact=True).click()
    with page.expect_response("**/api/v1/feed?*") as answer:
        go_on.click()
    expect(tiles(page).nth(3)).to_be_visible()

    cards = answer.value.json()["items"]
    fitting = [card for card in cards if any(why["code"] == "interest" for why in card["why"])]
    assert len(fitting) >= 4, [card["why"] for card in cards]
    card = page.locator(TILES, has_text=fitting[0]["title"])
    hold(card)
    expect(page.get_by_role("dialog")).to_contain_text("为什么推荐给你")
    expect(page.get_by_role("dialog")).to_contain_text(re.compile("你对「(美食|旅行|萌宠)」感兴趣"))
    page.keyboard.press("Escape")

    phone = "13800138001"
    page.goto("/login")
    page.get_by_label("手机号", exact=True).fill(phone)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    outbox = page.context.new_page()
    code = code_from_outbox(outbox, phone)
    outbox.close()
    page.get_by_role("checkbox", name="同意平台规则").check(force=True)
    page.get_by_label("验证码", exact=True).fill(code)
    expect(tiles(page).first).to_be_visible()
    session = Api(page.context).get("/session")
    assert session["viewer"]["phone"]
    assert set(session["viewer"]["interests"]) == set(CHOSEN.values())


def test_a_wrong_code_is_told_beside_the_field(open_page):
    page = open_page()
    skip_interests(page)
    page.goto("/login")
    phone = page.get_by_label("手机号", exact=True)
    phone.fill("138")
    page.get_by_role("button", name="获取验证码").click()
    expect(phone).to_have_accessible_description(re.compile("请输入正确的手机号"))
    phone.fill("13800138002")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    code = page.get_by_label("验证码", exact=True)
    code.fill("000000")
    expect(page.get_by_text("请先阅读并勾选同意")).to_be_visible()
    page.get_by_role("checkbox", name="同意平台规则").check(force=True)
    page.locator("form").get_by_role("button", name="登录", exact=True).click()
    expect(code).to_have_accessible_description(re.compile("验证码"))
    expect(code).to_have_attribute("aria-invalid", "true")
    assert Api(page.context).get("/session")["viewer"] is None


def test_email_sign_in_and_ending_another_device(open_page):
    page = open_page()
    skip_interests(page)
    page.goto("/login")
    sign_in_by_email(page, "kales@demo.shancha.test", "not-the-password")
    password = page.get_by_label("密码", exact=True)
    expect(page.get_by_role("alert").first).to_be_visible()
    password.fill(PASSWORD)
    page.locator("form").get_by_role("button", name="登录", exact=True).click()
    expect(tiles(page).first).to_be_visible()

    other = open_page(handle="kales", desktop=True)
    open_feed(other)
    page.goto("/settings/devices")
    expect(page.get_by_text("本机")).to_have_count(1)
    ends = page.get_by_role("button", name="退出", exact=True)
    expect(ends.first).to_be_visible()
    page.get_by_role("button", name="退出其他所有设备").click()
    page.get_by_role("dialog").get_by_role("button", name="退出其他所有设备").click()
    expect(ends).to_have_count(0)
    assert Api(page.context).get("/session")["viewer"]["handle"] == "kales"
    other.goto("/me")
    expect(other.get_by_role("heading", name="登录", exact=True)).to_be_visible()
    expect(other).to_have_url(re.compile(r"/login\?next=/me$"))
    assert Api(other.context).get("/session")["viewer"] is None
