"""What a page brings with it: a visitor's first answers, and links to the files it will need."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from shancha.apps.community.models import Comment
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.search import index
from shancha.apps.discovery.services import rebuild_search_index, scores
from shancha.apps.discovery.tests.feed_world import make_world, old_user
from shancha.pages import views

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


@pytest.mark.usefixtures("shell")
def test_a_visitor_s_search_brings_its_first_page(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    index.forget_reader()
    author = old_user()
    note = make_public_note(author, title="早餐 & 豆浆")
    rebuild_search_index()
    browser = Client()
    page = browser.get("/search", {"q": " 早餐 & 豆浆 "})
    address = "/api/v1/search?q=%E6%97%A9%E9%A4%90%20%26%20%E8%B1%86%E6%B5%86&type=all&order=relevance"
    assert boot_of(page.content.decode())[address] == browser.get(address).json()
    assert boot_of(page.content.decode())[address]["items"][0]["id"] == str(note.id)
    assert f'imagesrcset="{note.cover["base"]}' in page.content.decode()
    for narrowed in ({"q": "早餐", "type": "goods"}, {"q": " "}, {"q": "长" * 500}, {}):
        assert not boot_of(browser.get("/search", narrowed).content.decode())
    browser.force_login(old_user())
    assert not boot_of(browser.get("/search", {"q": "早餐"}).content.decode())


@pytest.mark.usefixtures("shell")
def test_a_search_beyond_the_limit_still_gets_its_page(monkeypatch):
    monkeypatch.setattr(views, "SEARCHES_A_MINUTE", 0)
    page = Client().get("/search", {"q": "早餐"})
    assert (page.status_code, boot_of(page.content.decode())) == (200, {})


MANIFEST = {
    "index.html": {"file": "assets/index.js", "imports": ["_first.js"]},
    "_first.js": {"file": "assets/first.js", "css": ["assets/first.css"]},
    "_shared.js": {"file": "assets/shared.js", "imports": ["_first.js"], "css": ["assets/shared.css"]},
    "src/features/note/NotePage.vue": {"file": "assets/NotePage.js", "imports": ["_first.js", "_shared.js"]},
    "src/i18n/en/note.json": {"file": "assets/note-en.js"},
    "src/i18n/zh-CN/note.json": {"file": "assets/note-zh.js"},
}


@pytest.mark.usefixtures("shell")
def test_a_page_names_the_files_it_needs_besides_the_shell(settings):
    (settings.WEB_DIST / ".vite").mkdir()
    (settings.WEB_DIST / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    note = make_public_note(old_user())
    html = Client().get(f"/n/{note.id}", headers={"Accept-Language": "en"}).content.decode()
    assert re.findall(r'rel="modulepreload" crossorigin href="([^"]+)"', html) == [
        "/assets/NotePage.js",
        "/assets/shared.js",
        "/assets/note-en.js",
    ]
    assert re.findall(r'as="style" crossorigin href="([^"]+)"', html) == ["/assets/shared.css"]
    assert f'imagesrcset="{note.cover["base"]}' in html
    chinese = Client().get(f"/n/{note.id}", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "note-zh.js" in chinese
