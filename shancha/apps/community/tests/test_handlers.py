"""What the community does on others' events, and what it tells moderation and the export."""

import pytest

from shancha.apps.accounts import exports
from shancha.apps.accounts.hooks import known_categories
from shancha.apps.accounts.services import block_user
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Category, Note
from shancha.apps.community.services import notes
from shancha.apps.community.tests.factories import make_draft, publish_note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.moderation import subjects

pytestmark = pytest.mark.django_db


def test_moderation_sees_a_note_with_its_words_and_pictures(api):
    evaluation = {"product": "面霜", "scores": [{"name": "肤感", "score": 4}], "cons": ["太香"]}
    note = publish_note(api(make_user()), body="正文在此", evaluation=evaluation)
    snapshot = subjects.describe("note", note["id"])
    assert str(snapshot.author_id) == note["author"]["id"]
    assert (snapshot.title, snapshot.url) == (note["title"], f"/n/{note['id']}")
    for words in ("正文在此", "面霜", "太香"):
        assert words in snapshot.text
    assert snapshot.pictures == [f"{note['cover']['base']}360.webp"]


def test_reports_can_not_probe_what_is_hidden():
    viewer, shown, private = make_user(), make_public_note(), make_public_note(visibility="private")
    kind = subjects.find_kind("note")
    assert kind.is_visible_to(shown.id, viewer.id)
    assert not kind.is_visible_to(private.id, viewer.id)
    block_user(blocker_id=shown.author_id, blocked_id=viewer.id)
    assert not kind.is_visible_to(shown.id, viewer.id)


def test_the_export_holds_everything_of_ones_own(api):
    user = make_user()
    client = api(user)
    note = publish_note(client, body="#花 与我", is_paid_cooperation=True)
    draft = make_draft(client, seed=40)
    other = make_public_note()
    client.send("PUT", f"/notes/{other.id}/like")
    client.send("PUT", f"/notes/{other.id}/collect", {})
    publish_note(api(make_user()), seed=90)
    parts = dict(exports.collect(user.id))
    assert [(str(row["id"]), row["topics"]) for row in parts["community/notes.json"]] == [
        (note["id"], ["花"])
    ]
    assert [(str(row["id"]), row["assets"]) for row in parts["community/drafts.json"]] == [
        (draft["id"], [asset["id"] for asset in draft["assets"]])
    ]
    assert [row["note_id"] for row in parts["community/likes.json"]] == [other.id]
    assert parts["community/boards.json"][0]["notes"] == [str(other.id)]
    pictures = [content for path, content in parts.items() if path.startswith("community/media/")]
    assert len(pictures) == 2
    assert all(content.read(4) == b"RIFF" for content in pictures)


def test_interests_are_checked_against_the_categories():
    assert "food" in known_categories()
    Category.objects.filter(slug="food").update(is_active=False)
    assert "food" not in known_categories()


def test_views_are_added_by_the_event_log():
    note = make_public_note()
    notes.add_views({note.id: 3})
    notes.add_views({note.id: 2})
    assert Note.objects.get(id=note.id).view_count == 5
