"""Who sees what: the note page, lists, boards and the addresses of pictures, for every kind of asker."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts.services import block_user, follow_user, mute_user_for
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Note
from shancha.apps.community.queries.cards import cards
from shancha.apps.community.schemas.cards import NoteCard, OwnNoteCard
from shancha.apps.community.schemas.notes import NotePage
from shancha.apps.community.services import media, notes
from shancha.apps.community.tests.factories import publish_note, send_file, video_bytes
from shancha.apps.community.tests.note_factories import ids, make_public_note
from shancha.apps.moderation.models import Case, Decision
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
ASKERS = ("nobody", "stranger", "follower", "blocked", "blocker", "author", "moderator")


@pytest.fixture
def people(api):
    """One member of each kind, by what they are to the author."""
    author = make_user(handle="the_author")
    members = {name: make_user() for name in ASKERS[1:5]}
    follow_user(follower_id=members["follower"].id, followee_id=author.id)
    block_user(blocker_id=author.id, blocked_id=members["blocked"].id)
    block_user(blocker_id=members["blocker"].id, blocked_id=author.id)
    members |= {"author": author, "moderator": make_user(is_moderator=True)}
    return {"nobody": api(), **{name: api(member) for name, member in members.items()}}


def may(askers: dict[str, Any], path: str) -> set[str]:
    """Who gets an answer there; everybody else gets a plain 404."""
    answers = {name: client.get(path).status_code for name, client in askers.items()}
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


EVERYBODY = {"nobody", "stranger", "follower", "author", "moderator"}


@pytest.mark.parametrize(
    ("visibility", "action", "page", "picture"),
    [
        ("public", None, EVERYBODY, {*EVERYBODY, "blocked", "blocker"}),
        ("followers", None, {"follower", "author", "moderator"}, {"follower", "author", "moderator"}),
        ("private", None, {"author", "moderator"}, {"author", "moderator"}),
        ("public", "hide", {"author", "moderator"}, {"author", "moderator"}),
        ("public", "remove", {"author", "moderator"}, {"author", "moderator"}),
        ("public", "limit", EVERYBODY, {*EVERYBODY, "blocked", "blocker"}),
    ],
)
def test_matrix_of_visibility(people, visibility, action, page, picture):
    """A public picture's address is public to all; what else is around a note follows the note."""
    note = publish_note(people["author"], visibility=visibility)
    if action:
        notes.decide_note(note_id=note["id"], action=action)
    assert may(people, f"/notes/{note['id']}") == page
    for path in ("related", "comments"):
        assert may(people, f"/notes/{note['id']}/{path}") <= page
    history = f"/notes/{note['id']}/history"
    readers = {name for name, client in people.items() if client.get(history).status_code == 200}
    assert readers == {"author", "moderator"}
    key = Asset.objects.get().key
    assert may(people, f"/media/{key}/360.webp") == picture
    profile = "/users/the_author/notes"
    listed = {name for name, client in people.items() if client.get(profile).json().get("items")}
    is_taken = action in {"hide", "remove"}
    assert listed == (set() if is_taken else page if visibility == "public" else page - {"moderator"})


@pytest.mark.parametrize("visibility", ["private", "followers"])
def test_old_addresses_die_when_a_note_closes(people, visibility):
    note = publish_note(people["author"])
    address = f"{note['cover']['base']}360.webp"
    assert may(people, address) == set(ASKERS)
    answer = people["author"].send("PATCH", f"/notes/{note['id']}", {"visibility": visibility})
    assert may(people, address) == set()
    new = f"{answer.json()['cover']['base']}360.webp"
    assert new != address
    assert may(people, new) == {"author", "moderator"} | (
        {"follower"} if visibility == "followers" else set()
    )
    reopened = people["author"].send("PATCH", f"/notes/{note['id']}", {"visibility": "public"}).json()
    assert may(people, f"{reopened['cover']['base']}360.webp") == set(ASKERS)


class TestMediaAnswers:
    def test_public_ones_may_be_cached_an_hour(self, api):
        note = publish_note(api(make_user()))
        answer = api().get(f"{note['cover']['base']}360.webp")
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/webp", "public, max-age=3600")
        assert answer["X-Content-Type-Options"] == "nosniff"
        again = api().get(f"{note['cover']['base']}360.webp", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_private_ones_never(self, api):
        author = api(make_user())
        note = publish_note(author, visibility="private")
        answer = author.get(f"{note['cover']['base']}360.webp")
        assert answer["Cache-Control"] == "private, no-store"
        assert "Cookie" in answer["Vary"]
        stale = api().get(f"{note['cover']['base']}360.webp", headers={"If-None-Match": answer["ETag"]})
        assert stale.status_code == 404

    def test_nothing_can_be_guessed_or_climbed(self, api):
        note = publish_note(api(make_user()))
        base = note["cover"]["base"]
        for path in (
            f"{base}1080.webp",
            f"{base}361.webp",
            f"{base}../../source",
            f"{base}video.mp4",
            "/media/../../etc/passwd",
            "/media/sources/x",
            f"/media/{note['id']}/360.webp",
            "/media/avatars/unknown-key-00/256.webp",
            "/media/",
        ):
            assert api().get(path).status_code == 404, path

    def test_videos_answer_ranges(self, api, tmp_path):
        author = api(make_user())
        asset = send_file(author, video_bytes(tmp_path), kind="video").json()
        media.process_asset(asset["id"])
        src = publish_note(author, kind="video", asset_ids=[asset["id"]])["video"]["src"]
        whole = api().get(src)
        assert (whole.status_code, whole["Accept-Ranges"], whole["Content-Type"]) == (
            200,
            "bytes",
            "video/mp4",
        )
        size = len(whole.content)
        part = api().get(src, headers={"Range": "bytes=10-19"})
        assert (part.status_code, part["Content-Range"]) == (206, f"bytes 10-19/{size}")
        assert part.content == whole.content[10:20]
        assert api().get(src, headers={"Range": "bytes=-5"}).content == whole.content[-5:]
        assert api().get(src, headers={"Range": f"bytes={size - 3}-"}).content == whole.content[-3:]
        for bad in (f"bytes={size}-", "bytes=9-3", "bytes=-", "rows=1-2", "bytes=1-2,5-6"):
            refused = api().get(src, headers={"Range": bad})
            assert (refused.status_code, refused["Content-Range"]) == (416, f"bytes */{size}")


class TestNotePage:
    def test_has_the_shape_it_declares(self, people):
        note = publish_note(people["author"], body="看 #花 @the_author", place={"city_code": "310100"})
        for client in people.values():
            answer = client.get(f"/notes/{note['id']}")
            if answer.status_code == 200:
                declared = set(NotePage.model_fields["note"].annotation.model_fields)
                NotePage.model_validate_json(answer.content)
                assert set(answer.json()["note"]) == declared

    def test_costs_three_statements_however_many_comments(self, api):
        note = make_public_note()
        client, reader = api(make_user()), make_user()

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"/notes/{note.id}").status_code == 200
            return len(captured)

        first = cost()
        for number in range(5):
            api(reader).send("POST", f"/notes/{note.id}/comments", {"body": f"第 {number} 条，各不相同"})
        assert cost() == first <= 3

    def test_says_who_may_comment(self, people):
        for policy, expected in (
            ("everyone", {"nobody": "sign_in", "stranger": None, "follower": None, "author": None}),
            ("followers", {"nobody": "sign_in", "stranger": "followers", "follower": None, "author": None}),
            ("none", {"nobody": "sign_in", "stranger": "closed", "follower": "closed", "author": None}),
        ):
            path = f"/notes/{publish_note(people['author'], comment_policy=policy, body=policy)['id']}"
            for name, reason in expected.items():
                note = people[name].get(path).json()["note"]
                assert (note["comment_block_reason"], note["can_comment"]) == (reason, reason is None), (
                    policy,
                    name,
                )

    def test_names_categories_in_the_readers_language(self, api):
        note = make_public_note()
        english = api().get(f"/notes/{note.id}", headers={"Accept-Language": "en"}).json()["note"]
        assert english["category"] == {"slug": "home", "name": "Home"}
        assert api().get("/categories").json()[1] == {"slug": "makeup", "name": "彩妆"}

    def test_tells_its_author_alone_why_it_is_hidden(self, api):
        note = make_public_note()
        case = Case.objects.create(
            subject_kind="note",
            subject_id=note.id,
            author=note.author,
            state="closed",
            due_at=now(),
            reason="spam",
        )
        decision = Decision.objects.create(
            case=case,
            subject_kind="note",
            subject_id=note.id,
            author=note.author,
            action="hide",
            rule_slug="community",
            clause="3.2",
            reason="广告",
        )
        notes.decide_note(note_id=note.id, action="hide")
        shown = api(note.author).get(f"/notes/{note.id}").json()["note"]["decision"]
        assert shown == {
            "id": str(decision.id),
            "rule": "community 3.2",
            "reason": "广告",
            "appealable": False,
        }


class TestLists:
    def test_cards_keep_the_order_asked_for_and_leave_out_the_unseen(self):
        viewer = make_user()
        shown = [make_public_note() for _ in range(3)]
        muted, blocked, private = (
            make_public_note(),
            make_public_note(),
            make_public_note(visibility="private"),
        )
        mute_user_for(muter_id=viewer.id, muted_id=muted.author_id)
        block_user(blocker_id=blocked.author_id, blocked_id=viewer.id)
        wanted = [shown[2].id, private.id, shown[0].id, muted.id, blocked.id, shown[1].id]
        found = cards(wanted, viewer.id)
        assert [card["id"] for card in found] == [str(shown[2].id), str(shown[0].id), str(shown[1].id)]
        assert len(cards(wanted, None)) == 5
        for card in found:
            NoteCard.model_validate(card)
            assert set(card) == set(NoteCard.model_fields)

    def test_profile_tabs_page_without_gaps_or_repeats(self, api):
        author = make_user()
        expected = [make_public_note(author).id for _ in range(7)][::-1]
        seen, cursor = [], ""
        while cursor is not None:
            page = api().get(f"/users/{author.handle}/notes?limit=3&cursor={cursor}").json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if len(seen) == 3:
                make_public_note(author)
        assert seen == [str(each) for each in expected]
        assert api().get(f"/users/{author.handle}/notes?cursor=junk").status_code == 422

    def test_liked_and_collected_tabs_follow_their_owners_wish(self, api):
        owner, note = make_user(), make_public_note()
        client = api(owner)
        client.send("PUT", f"/notes/{note.id}/like")
        client.send("PUT", f"/notes/{note.id}/collect", {})
        path = f"/users/{owner.handle}/notes?tab="
        assert ids(client.get(path + "liked")) == ids(client.get(path + "collected")) == [note.id]
        for liked, collected in ((True, False), (False, True)):
            owner.privacy = {"show_liked": liked, "show_collected": collected}
            owner.save(update_fields=["privacy"])
            assert (api().get(path + "liked").status_code == 200) is liked
            assert (api().get(path + "collected").status_code == 200) is collected

    def test_the_default_board_follows_its_owners_wish_too(self, api):
        owner, note = make_user(), make_public_note()
        client, stranger = api(owner), api(make_user())
        client.send("PUT", f"/notes/{note.id}/collect", {})
        own = client.send("POST", "/me/boards", {"name": "给大家看的"}).json()
        default = next(each for each in client.get("/me/boards").json() if each["is_default"])
        shown = {True: [default["id"], own["id"]], False: [own["id"]]}
        for is_shown in (True, False):
            owner.privacy = {"show_collected": is_shown}
            owner.save(update_fields=["privacy"])
            expected = 200 if is_shown else 404
            for reader in (stranger, api()):
                found = reader.get(f"/users/{owner.handle}/boards").json()
                assert sorted(each["id"] for each in found) == sorted(shown[is_shown])
                assert reader.get(f"/boards/{default['id']}").status_code == expected
                assert reader.get(f"/boards/{default['id']}/notes").status_code == expected
            assert len(client.get("/me/boards").json()) == 2
            assert client.get(f"/boards/{default['id']}/notes").status_code == 200

    def test_ones_own_notes_by_state(self, api):
        author = make_user()
        made = {
            state: make_public_note(author, state=state)
            for state in ("public", "review", "hidden", "deleted")
        }
        client = api(author)
        assert len(ids(client.get("/me/notes"))) == 3
        for state in ("public", "review", "hidden"):
            page = client.get(f"/me/notes?state={state}")
            assert ids(page) == [made[state].id]
            OwnNoteCard.model_validate(page.json()["items"][0])
        assert client.get("/me/notes?state=deleted").status_code == 422
        assert client.get("/me/notes/counts").json() == {
            "drafts": 0, "draft": 0, "review": 1, "public": 1, "hidden": 1, "removed": 0,
        }  # fmt: skip
        assert api().get("/me/notes").status_code == 401

    def test_related_notes_share_topics_first(self, api):
        note = make_public_note(topics=("露营",), category_id="travel")
        same_topic = make_public_note(topics=("露营",), category_id="digital")
        same_category = make_public_note(category_id="travel")
        make_public_note(category_id="pets")
        make_public_note(category_id="travel", visibility="followers")
        found = api().get(f"/notes/{note.id}/related").json()
        assert [item["id"] for item in found] == [str(same_topic.id), str(same_category.id)]

    @pytest.mark.parametrize(
        "path", ["/users/{handle}/notes", "/me/notes", "/users/{handle}/notes?tab=liked"]
    )
    def test_cost_the_same_for_one_and_for_twenty(self, api, path):
        owner, other = make_user(), make_user()
        client = api(owner)
        client.get("/categories")

        def add() -> None:
            make_public_note(owner)
            client.send("PUT", f"/notes/{make_public_note(other).id}/like")

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path.format(handle=owner.handle)).json()["items"]
            return len(captured)

        add()
        one = cost()
        for _ in range(19):
            add()
        assert cost() == one

    def test_boards_cost_the_same_for_one_and_for_twenty(self, api):
        client = api(make_user())

        def add(number: int) -> Any:
            board = client.send("POST", "/me/boards", {"name": f"第{number}个"}).json()
            client.send("PUT", f"/boards/{board['id']}/notes/{make_public_note().id}")
            client.send("PUT", f"/notes/{make_public_note().id}/collect", {})

        def cost(path: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            return len(captured)

        add(0)
        board = client.get("/me/boards").json()[0]
        paths = ("/me/boards", f"/boards/{board['id']}/notes", "/drafts")
        first = [cost(path) for path in paths]
        for number in range(1, 12):
            add(number)
        assert [cost(path) for path in paths] == first


def test_every_change_that_search_must_see_moves_the_version(api):
    client = api(make_user())
    note = publish_note(client)
    versions = [Note.objects.get().search_version]

    def moved() -> bool:
        versions.append(Note.objects.get().search_version)
        return versions[-1] > versions[-2]

    client.send("PATCH", f"/notes/{note['id']}", {"visibility": "private"})
    assert moved()
    api(make_user()).send("PUT", f"/notes/{note['id']}/like")
    Note.objects.update(like_count=5)
    assert not moved()
    client.send("DELETE", f"/notes/{note['id']}")
    assert moved()


def test_a_public_board_counts_only_what_its_visitor_may_see(api):
    owner, foe, viewer = make_user(), make_user(), make_user()
    seen = make_public_note()
    closed = make_public_note(visibility="private", author=owner)
    theirs = make_public_note(foe)
    board = api(owner).send("POST", "/me/boards", {"name": "收着"}).json()
    for note in (seen, closed, theirs):
        api(owner).send("PUT", f"/notes/{note.id}/collect", {"board_ids": [board["id"]]})
    block_user(blocker_id=foe.id, blocked_id=viewer.id)
    for asker, count in ((owner, 3), (None, 2), (viewer, 1)):
        client = api(asker)
        assert client.get(f"/boards/{board['id']}").json()["note_count"] == count
        assert len(client.get(f"/boards/{board['id']}/notes").json()["items"]) == count
        listed = client.get(f"/users/{owner.handle}/boards").json()
        assert [each["note_count"] for each in listed if each["id"] == board["id"]] == [count]


def test_a_copy_does_not_name_an_author_whom_the_viewer_does_not_meet(api):
    first, viewer = make_public_note(), make_user()
    copy = make_public_note(original_note=first)
    assert api(viewer).get(f"/notes/{copy.id}").json()["note"]["original"]["id"] == str(first.id)
    block_user(blocker_id=first.author_id, blocked_id=viewer.id)
    assert api(viewer).get(f"/notes/{copy.id}").json()["note"]["original"] is None
    assert api().get(f"/notes/{copy.id}").json()["note"]["original"]["id"] == str(first.id)
