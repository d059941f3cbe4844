"""The home page brings a visitor's first feed page with it."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.services import scores
from shancha.apps.discovery.tests.feed_world import make_world, old_user

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/feed?channel=discover"


@pytest.fixture
def shell(tmp_path, settings) -> None:
    (tmp_path / "index.html").write_text("<title></title><!--head--><!--noscript--><!--boot-->")
    settings.WEB_DIST = tmp_path


def boot_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', html)
    return json.loads(found.group(1)) if found else {}


@pytest.mark.usefixtures("shell")
def test_visitor_gets_the_first_page_and_goes_on_from_it():
    make_world()
    browser = Client()
    page = browser.get("/")
    first = boot_of(page.content.decode())[ADDRESS]
    assert len(first["items"]) == 20
    assert page["Cache-Control"] == "private, no-cache"
    more = browser.get("/api/v1/feed", {"channel": "discover", "cursor": first["next_cursor"]}).json()
    assert not {card["id"] for card in first["items"]} & {card["id"] for card in more["items"]}


@pytest.mark.usefixtures("shell")
def test_no_title_can_leave_the_block():
    note = make_public_note(old_user(), title="</script><img src=x>")
    scores.score_notes([note.id])
    html = Client().get("/").content.decode()
    assert "<img" not in html
    assert boot_of(html)[ADDRESS]["items"][0]["title"] == note.title


@pytest.mark.usefixtures("shell")
def test_members_and_other_addresses_get_the_plain_shell():
    browser = Client()
    assert not boot_of(browser.get("/?category=food").content.decode())
    assert not boot_of(browser.get("/mall").content.decode())
    browser.force_login(old_user())
    assert not boot_of(browser.get("/").content.decode())
