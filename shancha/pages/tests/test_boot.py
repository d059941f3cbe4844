"""The home page brings a visitor's first feed page with it, and a note's page the note."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from shancha.apps.community.models import Comment
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


@pytest.mark.usefixtures("shell")
def test_a_notes_page_brings_the_note_to_visitors_alone():
    author = old_user()
    note = make_public_note(author, title="</script><img src=x>")
    Comment.objects.create(note=note, author=old_user(), body="同意")
    browser, address = Client(), f"/api/v1/notes/{note.id}"
    page = browser.get(f"/n/{note.id}")
    html = page.content.decode()
    assert "<img" not in html
    assert boot_of(html)[address] == browser.get(address).json()
    assert boot_of(html)[address]["comments"]["items"][0]["body"] == "同意"
    assert page["Cache-Control"] == "private, no-cache"
    hidden = make_public_note(author, title="只给自己", visibility="private")
    missing = browser.get(f"/n/{hidden.id}")
    assert (missing.status_code, "只给自己" in missing.content.decode()) == (404, False)
    browser.force_login(old_user())
    assert not boot_of(browser.get(f"/n/{note.id}").content.decode())
