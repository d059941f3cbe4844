"""Likes, collects, boards, helpful votes, shares: once per person, counted exactly, even all at once."""

import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from shancha.apps.accounts.services import block_user
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.events import ShareArrived
from shancha.apps.community.models import Collect, Like, Note, Share
from shancha.apps.community.services import notes, reactions, shares
from shancha.apps.community.tests.factories import publish_note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.messaging.models import Notification
from shancha.kit import clock, limits


def counts(note_id: Any) -> tuple[int, int, int]:
    """Likes and collects of a note, and what its author received."""
    note = Note.objects.select_related("author").get(id=note_id)
    return note.like_count, note.collect_count, note.author.liked_count


@pytest.mark.django_db
class TestLikes:
    def test_count_once_and_tell_the_author(self, api):
        note = make_public_note()
        reader = make_user()
        client = api(reader)
        for _ in range(2):
            assert client.send("PUT", f"/notes/{note.id}/like").status_code == 204
        assert counts(note.id) == (1, 0, 1)
        assert client.get(f"/notes/{note.id}").json()["note"]["liked"] is True
        notice = Notification.objects.get(user_id=note.author_id, kind="note_liked")
        assert (notice.lane, notice.actor_ids) == ("likes", [reader.id])
        for _ in range(2):
            assert client.send("DELETE", f"/notes/{note.id}/like").status_code == 204
        assert counts(note.id) == (0, 0, 0)
        assert client.get(f"/notes/{note.id}").json()["note"]["liked"] is False

    def test_can_not_be_given_to_oneself(self, api):
        note = make_public_note()
        answer = api(note.author).send("PUT", f"/notes/{note.id}/like")
        assert (answer.status_code, answer.json()["code"]) == (409, "community.own_note")
        assert counts(note.id) == (0, 0, 0)

    def test_need_a_note_that_one_may_see(self, api):
        reader = make_user()
        private = make_public_note(visibility="private")
        hidden = make_public_note(state="hidden")
        blocked = make_public_note()
        block_user(blocker_id=blocked.author_id, blocked_id=reader.id)
        for note in (private, hidden, blocked):
            for action in ("like", "collect", "helpful"):
                answer = api(reader).send("PUT", f"/notes/{note.id}/{action}", {})
                assert (answer.status_code, answer.json()["code"]) == (404, "community.note_not_found")
        assert not Like.objects.exists()
        assert not Collect.objects.exists()

    def test_received_follow_the_notes_state(self, api):
        note = make_public_note()
        readers = [make_user() for _ in range(3)]
        for reader in readers:
            reactions.like_note(actor_id=reader.id, note_id=note.id)
        notes.decide_note(note_id=note.id, action="hide")
        assert counts(note.id) == (3, 0, 0)
        reactions.unlike_note(actor_id=readers[0].id, note_id=note.id)
        assert counts(note.id) == (2, 0, 0)
        notes.decide_note(note_id=note.id, action="restore")
        assert counts(note.id) == (2, 0, 2)

    def test_helpful_votes_count_apart(self, api):
        note = make_public_note()
        client = api(make_user())
        for _ in range(2):
            assert client.send("PUT", f"/notes/{note.id}/helpful").status_code == 204
        shown = client.get(f"/notes/{note.id}").json()["note"]
        assert (shown["helpful_count"], shown["found_helpful"]) == (1, True)
        assert client.send("DELETE", f"/notes/{note.id}/helpful").status_code == 204
        assert client.get(f"/notes/{note.id}").json()["note"]["helpful_count"] == 0


@pytest.mark.django_db
class TestBoards:
    def make(self, client: Any, name: str, **fields: Any) -> Any:
        return client.send("POST", "/me/boards", {"name": name, **fields}).json()

    def test_keep_notes_by_default_without_naming_one(self, api):
        note, client = make_public_note(), api(make_user())
        for _ in range(2):
            assert client.send("PUT", f"/notes/{note.id}/collect", {}).status_code == 204
        assert counts(note.id) == (0, 1, 1)
        (board,) = client.get("/me/boards").json()
        assert (board["is_default"], board["note_count"], board["cover"]) == (True, 1, note.cover)
        assert client.send("DELETE", f"/boards/{board['id']}").json()["code"] == "community.default_board"

    def test_a_note_can_be_in_several_and_moves_between_them(self, api):
        note, client = make_public_note(), api(make_user())
        one, two = self.make(client, "一"), self.make(client, "二")
        client.send("PUT", f"/notes/{note.id}/collect", {"board_ids": [one["id"], two["id"]]})
        assert [b["has_note"] for b in client.get(f"/me/boards?note_id={note.id}").json()] == [True, True]
        client.send("PUT", f"/notes/{note.id}/collect", {"board_ids": [two["id"]]})
        assert [b["note_count"] for b in client.get("/me/boards").json()] == [0, 1]
        assert counts(note.id) == (0, 1, 1)
        client.send("PUT", f"/boards/{one['id']}/notes/{note.id}")
        client.send("DELETE", f"/boards/{two['id']}/notes/{note.id}")
        assert counts(note.id) == (0, 1, 1)
        client.send("DELETE", f"/boards/{one['id']}/notes/{note.id}")
        assert counts(note.id) == (0, 0, 0)
        assert not Collect.objects.exists()

    def test_deleting_one_ends_what_was_only_there(self, api):
        first, second, client = make_public_note(), make_public_note(), api(make_user())
        one, two = self.make(client, "一"), self.make(client, "二")
        client.send("PUT", f"/notes/{first.id}/collect", {"board_ids": [one["id"]]})
        client.send("PUT", f"/notes/{second.id}/collect", {"board_ids": [one["id"], two["id"]]})
        assert client.send("DELETE", f"/boards/{one['id']}").status_code == 204
        assert counts(first.id) == (0, 0, 0)
        assert counts(second.id) == (0, 1, 1)

    def test_can_be_named_hidden_ordered_and_given_a_cover(self, api):
        owner = make_user()
        client = api(owner)
        one, two = self.make(client, "一"), self.make(client, "二", is_public=False)
        assert (
            client.send("POST", "/me/boards", {"name": "一"}).json()["code"] == "community.board_name_taken"
        )
        assert client.send("POST", "/me/boards", {"name": " "}).json()["code"] == "community.board_invalid"
        client.send("PUT", "/me/boards/order", {"board_ids": [two["id"], one["id"]]})
        assert [board["name"] for board in client.get("/me/boards").json()] == ["二", "一"]
        assert [board["name"] for board in api().get(f"/users/{owner.handle}/boards").json()] == ["一"]
        older, newer = (
            make_public_note(),
            make_public_note(cover={**make_public_note().cover, "color": "#010203"}),
        )
        for note in (older, newer):
            client.send("PUT", f"/boards/{one['id']}/notes/{note.id}")
        assert client.get(f"/boards/{one['id']}").json()["cover"]["color"] == "#010203"
        changed = client.send(
            "PATCH", f"/boards/{one['id']}", {"cover_note_id": str(older.id), "name": "新名"}
        )
        assert (changed.json()["cover"], changed.json()["name"]) == (older.cover, "新名")
        bad = client.send("PATCH", f"/boards/{one['id']}", {"cover_note_id": str(make_public_note().id)})
        assert bad.status_code == 422

    def test_are_private_to_their_owner_where_said(self, api):
        owner, note = make_user(), make_public_note()
        client, other = api(owner), api(make_user())
        board = self.make(client, "秘密", is_public=False)
        client.send("PUT", f"/boards/{board['id']}/notes/{note.id}")
        for asker in (api(), other):
            assert asker.get(f"/boards/{board['id']}").status_code == 404
            assert asker.get(f"/boards/{board['id']}/notes").status_code == 404
        assert other.send("PATCH", f"/boards/{board['id']}", {"name": "x"}).status_code == 404
        assert other.send("DELETE", f"/boards/{board['id']}").status_code == 404
        assert other.send("PUT", f"/boards/{board['id']}/notes/{note.id}").status_code == 404
        assert other.send("DELETE", f"/boards/{board['id']}/notes/{note.id}").status_code == 404
        assert other.send("PUT", "/me/boards/order", {"board_ids": [board["id"]]}).status_code == 404
        assert (
            other.send("PUT", f"/notes/{note.id}/collect", {"board_ids": [board["id"]]}).json()["code"]
            == "community.board_not_found"
        )
        client.send("PATCH", f"/boards/{board['id']}", {"is_public": True})
        assert [item["note_id"] for item in other.get(f"/boards/{board['id']}/notes").json()["items"]] == [
            str(note.id)
        ]
        block_user(blocker_id=owner.id, blocked_id=make_user().id)
        blocked = make_user()
        block_user(blocker_id=owner.id, blocked_id=blocked.id)
        assert api(blocked).get(f"/boards/{board['id']}").status_code == 404

    def test_show_their_owner_where_a_note_is_gone(self, api):
        owner, stays = make_user(), make_public_note()
        client = api(owner)
        author = api(make_user())
        gone = publish_note(author)
        board = self.make(client, "一")
        for note_id in (stays.id, gone["id"]):
            client.send("PUT", f"/boards/{board['id']}/notes/{note_id}")
        author.send("DELETE", f"/notes/{gone['id']}")
        own = client.get(f"/boards/{board['id']}/notes").json()["items"]
        assert [(item["note_id"], item["note"] is None) for item in own] == [
            (gone["id"], True),
            (str(stays.id), False),
        ]
        others = api().get(f"/boards/{board['id']}/notes").json()["items"]
        assert [item["note_id"] for item in others] == [str(stays.id)]
        assert client.send("DELETE", f"/boards/{board['id']}/notes/{gone['id']}").status_code == 204

    def test_ones_own_notes_can_be_kept_but_count_for_nothing(self, api):
        note = make_public_note()
        client = api(note.author)
        client.send("PUT", f"/notes/{note.id}/collect", {})
        assert counts(note.id) == (0, 0, 0)
        assert client.get(f"/notes/{note.id}").json()["note"]["collected"] is True
        client.send("DELETE", f"/notes/{note.id}/collect")
        assert counts(note.id) == (0, 0, 0)
        assert not Collect.objects.exists()


@pytest.mark.django_db
class TestShares:
    def test_carry_a_trace_code_and_count_arrivals_once(self, api, monkeypatch, settings):
        seen: list[Any] = []
        monkeypatch.setattr(shares, "publish", seen.append)
        note, sharer = make_public_note(), make_user()
        client = api(sharer)
        first = client.send("POST", f"/notes/{note.id}/share", {"channel": "link"}).json()["url"]
        assert client.send("POST", f"/notes/{note.id}/share", {"channel": "link"}).json()["url"] == first
        assert client.send("POST", f"/notes/{note.id}/share", {"channel": "poster"}).json()["url"] != first
        assert Note.objects.get(id=note.id).share_count == 0
        assert f"/n/{note.id}?s=" in first
        code = first.rsplit("=", 1)[1]
        visitor, other, own = api(), api(make_user()), client
        # A browser without cookies is nobody new, a neighbour's neither.
        for asker in (visitor, visitor, api(), other, other, own):
            assert asker.send("POST", f"/shares/{code}/arrivals").json() == {"note_id": str(note.id)}
        assert Share.objects.get(code=code).arrival_count == 2
        assert [event.sharer_id for event in seen if isinstance(event, ShareArrived)] == [sharer.id] * 2
        tomorrow = clock.now() + timedelta(days=1)
        with clock.held_at(tomorrow):
            visitor.send("POST", f"/shares/{code}/arrivals")
        settings.TRUSTED_PROXIES = 1
        for neighbour in ("203.0.113.9", "203.0.113.77"):
            visitor.send("POST", f"/shares/{code}/arrivals", **{"X-Forwarded-For": neighbour})
        assert Share.objects.get(code=code).arrival_count == 4
        assert api().send("POST", "/shares/nonsense/arrivals").status_code == 404

    def test_count_once_done_for_each_person_note_and_day(self, api, monkeypatch):
        seen: list[Any] = []
        monkeypatch.setattr(shares, "publish", seen.append)
        note, sharer = make_public_note(), make_user()
        client = api(sharer)
        codes = [
            client.send("POST", f"/notes/{note.id}/share", {"channel": channel}).json()["url"][-10:]
            for channel in ("link", "poster")
        ]
        for code in (*codes, *codes):
            assert client.send("POST", f"/shares/{code}/done").status_code == 204
        assert Note.objects.get(id=note.id).share_count == 1
        assert [event.user_id for event in seen] == [sharer.id]
        with clock.held_at(clock.now() + timedelta(days=1)):
            client.send("POST", f"/shares/{codes[1]}/done")
        assert Note.objects.get(id=note.id).share_count == 2
        assert api(make_user()).send("POST", f"/shares/{codes[0]}/done").status_code == 204
        assert Note.objects.get(id=note.id).share_count == 2, "another's code counts nothing"
        assert client.send("POST", "/shares/nonsense/done").status_code == 404

    def test_of_a_network_s_visitors_count_as_one(self, api):
        note = make_public_note()
        urls = [
            visitor.send("POST", f"/notes/{note.id}/share", {"channel": "link"}).json()["url"]
            for visitor in (api(), api())
        ]
        assert urls[0] == urls[1]
        assert Share.objects.count() == 1
        for _ in range(3):
            assert api().send("POST", f"/shares/{urls[0][-10:]}/done").status_code == 204
        assert Note.objects.get(id=note.id).share_count == 1

    def test_arrivals_of_one_address_are_limited(self, api, monkeypatch):
        moment = (time.time() // 60 + 1) * 60  # within one minute, however long it takes
        monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: moment))
        note = make_public_note()
        code = api().send("POST", f"/notes/{note.id}/share", {"channel": "link"}).json()["url"][-10:]
        answers = {api().send("POST", f"/shares/{code}/arrivals").status_code for _ in range(121)}
        assert answers == {200, 429}

    def test_visitors_may_share_too_but_nothing_hidden(self, api):
        note, private = make_public_note(), make_public_note(visibility="private")
        assert api().send("POST", f"/notes/{note.id}/share", {"channel": "wechat"}).status_code == 200
        assert api().send("POST", f"/notes/{private.id}/share", {"channel": "wechat"}).status_code == 404
        assert api().send("POST", f"/notes/{note.id}/share", {"channel": "fax"}).status_code == 422
