"""The back office in a browser: its pages open, and run no script that the policy refuses."""

import pytest
from playwright.sync_api import expect

from tests.flows.actions import Api

EDITOR = "shancha-editor"


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/accounts/user/",
        "/admin/admin/logentry/",
        "/admin/moderation/case/",
        "/admin/moderation/sanction/",
        "/admin/moderation/rule/add/",
        "/admin/community/note/",
    ],
)
def test_no_page_is_refused_a_script(open_page, path):
    page = open_page(handle=EDITOR, desktop=True)
    refusals: list[str] = []
    page.on(
        "console",
        lambda message: refusals.append(message.text) if "Content Security" in message.text else None,
    )
    answer = page.goto(path)
    assert answer.status == 200
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("script-src")[1]
    page.wait_for_load_state("networkidle")
    assert not refusals


def test_an_operator_sanctions_a_member_and_finds_it_in_the_log(open_page):
    page = open_page(handle=EDITOR, desktop=True)
    member = Api(page.context).get("/users/room-38")
    page.goto(f"/admin/accounts/user/{member['id']}/change/")
    page.get_by_role("link", name="处罚、重置资料").click()
    expect(page.get_by_text("此前的处理")).to_be_visible()
    page.locator("select[name=sanction]").select_option("warn")
    page.locator("select[name=rule]").select_option("community-rules 3.2")
    page.locator("textarea[name=reason]").fill("多次发布引流内容，先提醒一次")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已处理，本人已收到通知并可申诉")).to_be_visible()
    page.goto("/admin/admin/logentry/")
    expect(page.get_by_text("none warn 3.2").first).to_be_visible()
