"""Who has no confirmed phone is asked for one at the first write, which then goes on."""

import re

import psycopg
from playwright.sync_api import expect

from shancha.demo.logins import PASSWORD
from tests.flows.actions import code_from_outbox, skip_interests

HANDLE, PHONE = "small-pear", "13800138033"


def forget_phone(site, handle: str) -> None:
    """Makes a member of the demo world one who signed up without a phone."""
    with psycopg.connect(site.environment["SHANCHA_DATABASE_URL"]) as connection:
        connection.execute(
            "update accounts_user set phone = null, phone_hash = null, phone_verified_at = null "
            "where handle = %s",
            [handle],
        )


def test_a_comment_waits_for_the_phone_and_goes_on(open_page, site):
    forget_phone(site, HANDLE)
    page = open_page(handle=HANDLE)
    skip_interests(page)
    page.goto("/")
    page.locator("article[aria-posinset] a").first.click()
    words = "这家我也去过，下次一起"
    page.get_by_role("button", name="说点什么").first.click()
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("button", name="发送").first.click()
    sheet = page.get_by_role("dialog", name="验证手机号后继续")
    expect(sheet).to_contain_text("接着完成刚才的操作")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox").first).to_have_value(words)
    page.get_by_role("button", name="发送").first.click()
    sheet.get_by_label("密码", exact=True).fill(PASSWORD)
    sheet.get_by_label("手机号", exact=True).fill(PHONE)
    sheet.get_by_role("button", name="获取验证码").click()
    expect(sheet.get_by_text("验证码已发出")).to_be_visible()
    outbox = page.context.new_page()
    code = code_from_outbox(outbox, PHONE)
    outbox.close()
    sheet.get_by_label("验证码", exact=True).fill(code)
    sheet.get_by_role("button", name="验证并继续").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_text(words).first).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile(words)).first).to_be_visible()
