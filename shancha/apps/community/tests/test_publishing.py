"""From draft to note: conflict, checks, screening, the hour, edits with history, deletion."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.events import UserDeleted
from shancha.apps.accounts.models import User
from shancha.apps.accounts.services import suspend_user, unsuspend_user
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community import handlers
from shancha.apps.community.events import NotePublished
from shancha.apps.community.models import (
    Asset,
    Comment,
    Draft,
    Mention,
    Note,
    NoteAsset,
    Topic,
    TopicFollow,
)
from shancha.apps.community.services import media, note_states, notes, publishing
from shancha.apps.community.tests.factories import (
    make_draft,
    picture_bytes,
    publish,
    publish_note,
    send_file,
    video_bytes,
)
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation.models import Case
from shancha.apps.moderation.screening import Screening
from shancha.apps.moderation.services.decisions import Verdict
from shancha.apps.moderation.services.holding import hold_subject
from shancha.apps.moderation.tests.factories import decide
from shancha.kit import clock
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(api):
    """A member and their client."""
    user = make_user()
    return user, api(user)


def told(user):
    """What the member was told of notes."""
    return Notification.objects.filter(user=user, kind__startswith="note_")


def save(client, draft, **fields):
    body = {**draft, "asset_ids": [asset["id"] for asset in draft["assets"]], **fields}
    for name in ("assets", "id", "note_id", "updated_at"):
        body.pop(name)
    return client.send("PUT", f"/drafts/{draft['id']}", body)


class TestDrafts:
    def test_a_new_one_begins_with_the_accounts_rule_for_comments(self, author):
        _, client = author
        client.send("PATCH", "/me/settings", {"privacy": {"comment_policy": "followers"}})
        draft = client.send("POST", "/drafts", {"title": "半句"}).json()
        assert draft["comment_policy"] == "followers"
        chosen = save(client, draft, comment_policy="none").json()
        assert save(client, chosen, comment_policy=None).json()["comment_policy"] == "none"

    def test_one_that_is_not_complete_costs_no_turn(self, author):
        _, client = author
        draft = client.send("POST", "/drafts", {"title": "半句"}).json()
        for _ in range(61):
            assert publish(client, draft).status_code == 422

    def test_are_kept_over_devices_and_may_be_incomplete(self, author):
        _, client = author
        draft = client.send("POST", "/drafts", {"title": "半句"}).json()
        assert (draft["version"], draft["title"], draft["assets"]) == (1, "半句", [])
        assert client.get("/drafts").json() == [draft]
        saved = save(client, draft, body="慢慢写", place={"name": "徐家汇", "city_code": "310100"}).json()
        assert (saved["version"], saved["body"], saved["place"]["name"]) == (2, "慢慢写", "徐家汇")
        assert client.get(f"/drafts/{draft['id']}").json() == saved

    def test_a_second_device_gets_the_other_version_and_loses_nothing(self, author):
        _, client = author
        draft = client.send("POST", "/drafts", {}).json()
        mine = save(client, draft, title="手机上写的").json()
        answer = save(client, draft, title="电脑上写的")
        assert (answer.status_code, answer.json()["code"]) == (409, "community.draft_conflict")
        assert answer.json()["theirs"] == mine
        assert client.get(f"/drafts/{draft['id']}").json() == mine

    def test_pictures_keep_their_order(self, author):
        _, client = author
        draft = make_draft(client, pictures=3)
        ids = [asset["id"] for asset in draft["assets"]][::-1]
        saved = save(client, draft, asset_ids=ids).json()
        assert [asset["id"] for asset in saved["assets"]] == ids

    def test_others_pictures_can_not_be_used(self, author, api):
        _, client = author
        foreign = send_file(api(make_user()), picture_bytes()).json()
        draft = client.send("POST", "/drafts", {}).json()
        assert save(client, draft, asset_ids=[foreign["id"]]).json()["code"] == "community.asset_not_found"
        assert client.get(f"/drafts/{draft['id']}").json() == draft

    def test_belong_to_their_owner(self, author, api):
        _, client = author
        draft = client.send("POST", "/drafts", {}).json()
        other = api(make_user())
        for answer in (
            other.get(f"/drafts/{draft['id']}"),
            save(other, draft),
            other.send("DELETE", f"/drafts/{draft['id']}"),
            publish(other, draft),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "community.draft_not_found")
        assert api().get("/drafts").status_code == 401

    def test_can_be_thrown_away(self, author):
        _, client = author
        draft = make_draft(client)
        assert client.send("DELETE", f"/drafts/{draft['id']}").status_code == 204
        assert client.get("/drafts").json() == []
        assert Asset.objects.count() == 1


class TestPublishing:
    def test_makes_a_public_note_and_ends_the_draft(self, author):
        user, client = author
        draft = make_draft(
            client,
            pictures=2,
            body="和 @nobody 一起 #植物园 看花",
            topics=["周末"],
            place={"name": "辰山", "city_code": "310100"},
        )
        note = publish(client, draft).json()
        assert (note["state"], note["visibility"], note["is_mine"]) == ("public", "public", True)
        assert [picture["widths"] for picture in note["pictures"]] == [[360], [360]]
        assert note["cover"] == note["pictures"][0]
        assert [topic["name"] for topic in note["topics"]] == ["周末", "植物园"]
        assert note["place"] == {"name": "辰山", "city": "上海"}
        assert note["category"] == {"slug": "travel", "name": "旅行"}
        assert note["content_class"] == "ugc"
        assert client.get("/drafts").json() == []
        user.refresh_from_db()
        assert user.note_count == 1
        assert set(Topic.objects.values_list("note_count", flat=True)) == {1}

    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({"title": "一" * 21}, "title"),
            ({"title": "👨‍👩‍👧‍👦" * 20}, None),
            ({"body": "字" * 1001}, "body"),
            ({"body": "字" * 1000}, None),
            ({"title": "", "body": "  "}, "title"),
            ({"category": "nothing"}, "category"),
            ({"asset_ids": []}, "assets"),
            ({"kind": "video"}, "assets"),
            ({"place": {"city_code": "999999"}}, "place"),
            ({"evaluation": {"product": "", "scores": [{"name": "肤感", "score": 5}]}}, "evaluation.product"),
            ({"evaluation": {"product": "面霜", "scores": []}}, "evaluation.scores"),
            (
                {
                    "evaluation": {
                        "product": "面霜",
                        "scores": [{"name": "肤感", "score": 5}],
                        "suits": "一" * 61,
                    }
                },
                "evaluation.suits",
            ),
        ],
    )
    def test_names_every_field_at_fault(self, author, fields, named):
        _, client = author
        draft = make_draft(client, **fields)
        answer = publish(client, draft)
        if named is None:
            assert answer.status_code == 201
            return
        assert (answer.status_code, answer.json()["code"]) == (422, "community.note_invalid")
        assert list(answer.json()["fields"]) == [named]
        assert client.get("/drafts").json() == [draft]
        assert not Note.objects.exists()

    def test_at_most_eighteen_pictures(self, author):
        _, client = author
        draft = make_draft(client, pictures=18)
        extra = send_file(client, picture_bytes(seed=99)).json()
        too_many = save(client, draft, asset_ids=[*[a["id"] for a in draft["assets"]], extra["id"]])
        assert too_many.status_code == 422
        assert publish(client, draft).json()["picture_count"] == 18

    def test_an_evaluation_is_shown_without_its_receipt(self, author, api):
        _, client = author
        receipt = send_file(client, picture_bytes(seed=50)).json()
        evaluation = {
            "product": "某某面霜",
            "price_paid_fen": 19900,
            "scores": [{"name": "肤感", "score": 4}, {"name": "性价比", "score": 3}],
            "pros": ["不油"],
            "cons": ["味道重"],
            "suits": "干皮",
            "receipt_asset_id": receipt["id"],
        }
        note = publish_note(client, evaluation=evaluation, category="skincare")
        expected = {**evaluation, "has_receipt": True}
        del expected["receipt_asset_id"]
        assert note["evaluation"] == expected
        address = Asset.objects.get(id=receipt["id"]).key
        assert api().get(f"/media/{address}/360.webp").status_code == 404
        assert client.get(f"/media/{address}/360.webp").status_code == 200

    def test_a_video_may_still_be_in_the_works(self, author, api, tmp_path):
        _, client = author
        asset = send_file(client, video_bytes(tmp_path), kind="video").json()
        note = publish_note(client, kind="video", asset_ids=[asset["id"]])
        assert (note["video"]["state"], note["video"]["src"], note["pictures"]) == ("queued", None, [])
        assert note["cover"] == note["video"]["poster"]
        media.process_asset(asset["id"])
        video = api().get(f"/notes/{note['id']}").json()["note"]["video"]
        assert (video["state"], video["progress"]) == ("ready", 100)
        assert api().get(video["src"]).status_code == 200

    def test_a_video_can_have_a_chosen_cover(self, author, tmp_path):
        _, client = author
        video = send_file(client, video_bytes(tmp_path), kind="video").json()
        cover = send_file(client, picture_bytes(seed=7)).json()
        note = publish_note(client, kind="video", asset_ids=[video["id"], cover["id"]])
        assert note["cover"] == cover["picture"]

    def test_a_failed_or_unfinished_picture_stops_it(self, author):
        _, client = author
        draft = make_draft(client)
        Asset.objects.update(state="queued")
        assert publish(client, draft).json()["code"] == "community.asset_not_ready"

    def test_content_class_follows_the_role(self, api):
        for role, expected in (("creator", "pugc"), ("star", "pugc"), ("official", "pgc")):
            assert publish_note(api(make_user(role=role)))["content_class"] == expected

    def test_screening_may_hold_or_refuse(self, author, api, monkeypatch):
        _, client = author
        real = publishing.screen
        decision = "review"

        def judge(**arguments):
            made = real(**arguments)
            return type(made)(decision=decision, score=0.9)

        monkeypatch.setattr(publishing, "screen", judge)
        held = publish_note(client)
        assert (held["state"], held["published_at"]) == ("review", None)
        assert api().get(f"/notes/{held['id']}").status_code == 404
        assert client.get(f"/notes/{held['id']}").status_code == 200
        decision = "block"
        draft = make_draft(client)
        answer = publish(client, draft)
        assert (answer.status_code, answer.json()["code"]) == (422, "community.note_blocked")
        assert client.get("/drafts").json() == [draft]
        notes.decide_note(note_id=held["id"], action="restore")
        assert api().get(f"/notes/{held['id']}").json()["note"]["published_at"]

    def test_who_may_not_write_may_not_publish(self, author, api):
        user, client = author
        draft = make_draft(client)
        suspend_user(user_id=user.id, reason="test")
        assert publish(api(User.objects.get(id=user.id)), draft).json()["code"] == "accounts.suspended"
        assert publish(api(), draft).status_code in {401, 403}

    def test_tells_the_people_named_once(self, author, api):
        _, client = author
        friend = make_user(handle="a_friend")
        note = publish_note(client, body="谢谢 @a_friend")
        mention = told(friend).get()
        assert (mention.lane, mention.kind, str(mention.subject_id)) == (
            "comments",
            "note_mention",
            note["id"],
        )
        assert note["mentions"] == [{"handle": "a_friend", "nickname": friend.nickname}]
        client.send("PATCH", f"/notes/{note['id']}", {"visibility": "private"})
        assert not told(friend).exists()
        client.send("PATCH", f"/notes/{note['id']}", {"visibility": "public"})
        assert not told(friend).exists()

    def test_announces_itself_once(self, author, monkeypatch):
        _, client = author
        seen = []
        monkeypatch.setattr(note_states, "publish", seen.append)
        note = publish_note(client, visibility="private")
        assert not any(isinstance(event, NotePublished) for event in seen)
        for visibility in ("public", "followers", "public"):
            client.send("PATCH", f"/notes/{note['id']}", {"visibility": visibility})
        assert sum(isinstance(event, NotePublished) for event in seen) == 1


class TestSchedule:
    def test_an_author_who_may_not_post_is_waited_for(self, author):
        user, client = author
        at = now() + timedelta(hours=2)
        publish(client, make_draft(client), scheduled_at=at.isoformat())
        User.objects.filter(id=user.id).update(status="muted")
        with clock.held_at(at + timedelta(seconds=1)):
            publishing.publish_due_notes()
        assert Note.objects.get().state == "draft"
        User.objects.filter(id=user.id).update(status="active")
        with clock.held_at(at + timedelta(hours=7)):
            publishing.publish_due_notes()
        assert Note.objects.get().state == "public"

    def test_what_is_refused_at_its_hour_gets_a_case(self, author, monkeypatch):
        _, client = author
        at = now() + timedelta(hours=2)
        note = publish(
            client,
            make_draft(
                client,
                evaluation={"product": "面霜", "scores": [{"name": "肤感", "score": 4}], "cons": ["太香"]},
            ),
            scheduled_at=at.isoformat(),
        ).json()
        real, texts = publishing.screen, []

        def judge(**arguments):
            texts.append(arguments["text"])
            return type(real(**arguments))(decision="block", score=0.9)

        monkeypatch.setattr(publishing, "screen", judge)
        with clock.held_at(at + timedelta(seconds=1)):
            publishing.publish_due_notes()
        assert Note.objects.get().state == "review"
        assert Case.objects.filter(subject_kind="note", subject_id=note["id"]).count() == 1
        assert "太香" in texts[0]

    @pytest.mark.parametrize("is_released_early", [True, False])
    def test_what_is_held_keeps_its_hour(self, author, monkeypatch, is_released_early):
        _, client = author
        at = now() + timedelta(hours=2)
        real = publishing.screen
        with monkeypatch.context() as patch:
            patch.setattr(
                publishing, "screen", lambda **given: type(real(**given))(decision="review", score=0.6)
            )
            note = publish(client, make_draft(client), scheduled_at=at.isoformat()).json()
        assert (note["state"], note["scheduled_at"][:16]) == ("review", at.isoformat()[:16])
        if is_released_early:
            notes.decide_note(note_id=note["id"], action="none")
            assert Note.objects.get().state == "draft"
        with clock.held_at(at + timedelta(seconds=1)):
            publishing.publish_due_notes()
            if not is_released_early:
                assert Note.objects.get().state == "review"
                notes.decide_note(note_id=note["id"], action="none")
        row = Note.objects.get()
        assert (row.state, row.scheduled_at) == ("public", None)
        assert row.published_at >= at

    def test_a_moderators_word_holds_at_the_hour(self, author, monkeypatch):
        _, client = author

        def doubt(**given):
            screening = Screening(decision="review", score=0.6)
            hold_subject(**given, screening=screening)
            return screening

        monkeypatch.setattr(publishing, "screen", doubt)
        at = now() + timedelta(hours=2)
        note = publish(client, make_draft(client), scheduled_at=at.isoformat()).json()
        assert note["state"] == "review"
        decide(Case.objects.get(subject_id=note["id"]), verdict=Verdict(action="none"))
        assert Note.objects.get().state == "draft"
        with clock.held_at(at + timedelta(seconds=1)):
            publishing.publish_due_notes()
        assert Note.objects.get().state == "public"

    def test_a_note_waits_for_its_hour(self, author, api):
        user, client = author
        at = now() + timedelta(hours=2)
        note = publish(client, make_draft(client, body="#等等"), scheduled_at=at.isoformat()).json()
        assert (note["state"], note["published_at"]) == ("draft", None)
        assert note["scheduled_at"][:16] == at.isoformat()[:16]
        assert api().get(f"/notes/{note['id']}").status_code == 404
        publishing.publish_scheduled(note["id"])
        assert Note.objects.get().state == "draft"
        with clock.held_at(at + timedelta(seconds=1)):
            publishing.publish_due_notes()
            publishing.publish_scheduled(note["id"])
        shown = api().get(f"/notes/{note['id']}").json()["note"]
        assert (shown["state"], shown["scheduled_at"]) == ("public", None)
        user.refresh_from_db()
        assert user.note_count == 1

    def test_the_hour_can_be_moved_or_dropped(self, author):
        _, client = author
        at = now() + timedelta(hours=2)
        note = publish(client, make_draft(client), scheduled_at=at.isoformat()).json()
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        later = at + timedelta(hours=1)
        moved = publish(client, draft, scheduled_at=later.isoformat()).json()
        assert moved["scheduled_at"][:16] == later.isoformat()[:16]
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        assert publish(client, draft).json()["state"] == "public"

    @pytest.mark.parametrize("offset", [timedelta(hours=-1), timedelta(days=31)])
    def test_only_a_sensible_hour(self, author, offset):
        _, client = author
        answer = publish(client, make_draft(client), scheduled_at=(now() + offset).isoformat())
        assert list(answer.json()["fields"]) == ["scheduled_at"]


class TestEditing:
    def test_keeps_history_and_shows_the_edit(self, author, api):
        _, client = author
        note = publish_note(client, body="第一版 #旧话题", pictures=2)
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        assert draft["note_id"] == note["id"]
        assert [asset["picture"] for asset in draft["assets"]] == note["pictures"]
        kept = draft["assets"][:1]
        saved = save(client, {**draft, "assets": kept}, body="第二版 #新话题").json()
        edited = publish(client, saved).json()
        assert (edited["id"], edited["body"], edited["published_at"]) == (
            note["id"],
            "第二版 #新话题",
            note["published_at"],
        )
        assert edited["edited_at"]
        assert edited["picture_count"] == 1
        assert [topic["name"] for topic in edited["topics"]] == ["新话题"]
        assert dict(Topic.objects.values_list("name", "note_count")) == {"旧话题": 0, "新话题": 1}
        history = client.get(f"/notes/{note['id']}/history").json()
        assert [(each["version"], each["body"], each["picture_count"]) for each in history] == [
            (1, "第一版 #旧话题", 2)
        ]
        statuses = [
            api(person).get(f"/notes/{note['id']}/history").status_code
            for person in (make_user(is_moderator=True), make_user(), None)
        ]
        assert statuses == [200, 404, 401]

    def test_is_for_the_author(self, author, api):
        _, client = author
        note = publish_note(client)
        other = api(make_user())
        assert other.send("POST", f"/notes/{note['id']}/edit").status_code == 404
        assert other.send("PATCH", f"/notes/{note['id']}", {"visibility": "private"}).status_code == 404
        assert other.send("DELETE", f"/notes/{note['id']}").status_code == 404

    def test_goes_on_from_another_device(self, author):
        _, client = author
        note = publish_note(client)
        first = client.send("POST", f"/notes/{note['id']}/edit").json()
        assert client.send("POST", f"/notes/{note['id']}/edit").json() == first
        assert Draft.objects.count() == 1

    def test_goes_on_with_settings_that_were_changed_meanwhile(self, author, api):
        _, client = author
        note = publish_note(client)
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        settings = {"visibility": "private", "comment_policy": "none"}
        assert client.send("PATCH", f"/notes/{note['id']}", settings).status_code == 200
        assert save(client, draft, title="旧设备上的标题").status_code == 409
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        assert {name: draft[name] for name in settings} == settings
        saved = save(client, draft, title="新的标题").json()
        edited = publish(client, saved).json()
        assert (edited["title"], edited["visibility"]) == ("新的标题", "private")
        assert api().get(f"/notes/{note['id']}").status_code == 404

    def test_a_declared_cooperation_stays_declared(self, author):
        _, client = author
        note = publish_note(client, is_paid_cooperation=True)
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        answer = publish(client, save(client, draft, is_paid_cooperation=False).json())
        assert list(answer.json()["fields"]) == ["is_paid_cooperation"]
        assert client.get(f"/notes/{note['id']}").json()["note"]["is_paid_cooperation"] is True

    def test_alt_text_reaches_the_note(self, author, api):
        _, client = author
        note = publish_note(client)
        asset = NoteAsset.objects.get()
        client.send("PATCH", f"/assets/{asset.asset_id}", {"alt": "温室里的兰花"})
        assert api().get(f"/notes/{note['id']}").json()["note"]["cover"]["alt"] == "温室里的兰花"

    def test_a_doubtful_edit_waits_for_a_moderator(self, author, api, monkeypatch):
        user, client = author
        note = publish_note(client)
        draft = client.send("POST", f"/notes/{note['id']}/edit").json()
        real = publishing.screen
        monkeypatch.setattr(
            publishing, "screen", lambda **arguments: type(real(**arguments))(decision="review", score=0.9)
        )
        assert publish(client, draft).json()["state"] == "review"
        assert api().get(f"/notes/{note['id']}").status_code == 404
        user.refresh_from_db()
        assert user.note_count == 0
        notes.decide_note(note_id=note["id"], action="none")
        assert api().get(f"/notes/{note['id']}").json()["note"]["published_at"] == note["published_at"]


class TestOriginality:
    TEXT = "早上六点出门，赶上了植物园的第一缕阳光。温室里的兰花开得正好，一定要慢慢走。"

    def test_a_copied_text_is_credited_to_its_first_author(self, api):
        first = publish_note(api(make_user(nickname="原作者")), seed=10, body=self.TEXT)
        copier = api(make_user())
        copy = publish_note(copier, seed=200, body="分享！" + self.TEXT.replace("，", " "))
        assert copy["original"]["id"] == first["id"]
        assert copy["original"]["nickname"] == "原作者"
        originals, copied = Note.objects.get(id=first["id"]), Note.objects.get(id=copy["id"])
        assert copied.quality < originals.quality / 2

    def test_a_copied_picture_too(self, api):
        first = publish_note(api(make_user()), seed=33, body="甲")
        copy = publish_note(api(make_user()), seed=33, body="乙")
        assert copy["original"]["id"] == first["id"]

    def test_repeating_oneself_or_writing_ones_own_is_neither(self, api):
        client = api(make_user())
        publish_note(client, seed=10, body=self.TEXT)
        assert publish_note(client, seed=10, body=self.TEXT)["original"] is None
        assert (
            publish_note(
                api(make_user()), seed=77, body="完全不同的一段话，写的是厨房里的一锅汤和一个下午。"
            )["original"]
            is None
        )


class TestDeletion:
    def test_is_final_for_readers_and_counts(self, author, api):
        user, client = author
        note = publish_note(client, body="#花")
        reader = make_user()
        api(reader).send("PUT", f"/notes/{note['id']}/like")
        address = f"{note['cover']['base']}360.webp"
        assert api().get(address).status_code == 200
        assert client.send("DELETE", f"/notes/{note['id']}").status_code == 204
        assert client.send("DELETE", f"/notes/{note['id']}").status_code == 404
        assert client.get(f"/notes/{note['id']}").status_code == 404
        assert api().get(address).status_code == 404
        assert client.get(address).status_code == 404
        user.refresh_from_db()
        assert (user.note_count, user.liked_count) == (0, 0)
        assert Topic.objects.get().note_count == 0
        assert not told(user).exists()
        assert api(reader).get(f"/users/{reader.handle}/notes?tab=liked").json()["items"] == []

    def test_is_emptied_after_thirty_days(self, author, api):
        _, client = author
        note = publish_note(client, body="私密的话")
        Note.objects.update(place_name="外滩", city_code="310100", city_name="上海", lat=31.24, lng=121.49)
        reader = make_user()
        api(reader).send("PUT", f"/notes/{note['id']}/collect", {})
        client.send("DELETE", f"/notes/{note['id']}")
        notes.purge_deleted_notes()
        assert Note.objects.get().body == "私密的话"
        with clock.held_at(now() + timedelta(days=31)):
            notes.purge_deleted_notes()
            notes.purge_deleted_notes()
        row = Note.objects.get()
        assert (row.title, row.body, row.pictures, row.cover) == ("", "", [], None)
        where = (row.place_name, row.city_code, row.city_name, row.lat, row.lng)
        assert where == ("", "", "", None, None)
        assert not Asset.objects.exists()
        board = api(reader).get("/me/boards").json()[0]
        items = api(reader).get(f"/boards/{board['id']}/notes").json()["items"]
        assert [(item["note_id"], item["note"]) for item in items] == [(note["id"], None)]

    def test_of_a_departed_member_takes_everything(self, author, api):
        user, client = author
        other = make_user()
        mine, theirs = publish_note(client), publish_note(api(other), seed=60, body="#植物园 见")
        make_draft(client)
        client.send("PUT", f"/notes/{theirs['id']}/like")
        client.send("PUT", f"/notes/{theirs['id']}/collect", {})
        client.send("PUT", f"/notes/{theirs['id']}/helpful")
        comments = f"/notes/{theirs['id']}/comments"
        picture = send_file(client, picture_bytes(seed=61)).json()
        said = client.send(
            "POST", comments, {"body": f"@{other.handle} 真好", "asset_id": picture["id"]}
        ).json()
        heard = api(other).send("POST", comments, {"body": "谢谢喜欢"}).json()
        client.send("PUT", f"/comments/{heard['id']}/like")
        client.send("PUT", f"/topics/{Topic.objects.get(name='植物园').id}/follow")
        other.refresh_from_db()
        assert other.liked_count == 2
        for _ in range(2):
            notes.delete_everything_of(user.id)
        other.refresh_from_db()
        assert other.liked_count == 0
        assert Note.objects.get(id=mine["id"]).state == "deleted"
        assert not Draft.objects.exists()
        left = Note.objects.get(id=theirs["id"])
        assert (left.helpful_count, left.comment_count) == (0, 1)
        gone = Comment.objects.get(id=said["id"])
        assert (gone.state, gone.body, gone.picture, gone.asset_id) == ("deleted", "", None, None)
        assert not Mention.objects.exists()
        assert api(other).get(f"{said['picture']['base']}360.webp").status_code == 404
        assert Comment.objects.get(id=heard["id"]).like_count == 0
        assert not TopicFollow.objects.exists()
        assert Topic.objects.get(name="植物园").follower_count == 0


class TestDecisions:
    @pytest.mark.parametrize(("action", "state"), [("hide", "hidden"), ("remove", "removed")])
    def test_take_a_note_from_everybody_but_its_author(self, author, api, action, state):
        user, client = author
        note = publish_note(client)
        address = f"{note['cover']['base']}360.webp"
        for _ in range(2):
            notes.decide_note(note_id=note["id"], action=action)
        assert api().get(f"/notes/{note['id']}").status_code == 404
        assert api(make_user(is_moderator=True)).get(f"/notes/{note['id']}").status_code == 200
        own = client.get(f"/notes/{note['id']}").json()["note"]
        assert own["state"] == state
        assert api().get(address).status_code == 404
        assert client.get(f"{own['cover']['base']}360.webp").status_code == 200
        assert client.send("POST", f"/notes/{note['id']}/edit").status_code == 409
        user.refresh_from_db()
        assert user.note_count == 0
        notes.decide_note(note_id=note["id"], action="restore")
        user.refresh_from_db()
        assert user.note_count == 1
        assert api().get(f"/notes/{note['id']}").status_code == 200

    def test_limiting_only_ends_recommendation(self, author, api):
        _, client = author
        note = publish_note(client)
        notes.decide_note(note_id=note["id"], action="limit")
        assert Note.objects.get().is_recommendable is False
        assert api().get(f"/notes/{note['id']}").json()["note"]["is_limited"] is False
        assert client.get(f"/notes/{note['id']}").json()["note"]["is_limited"] is True

    def test_a_suspended_authors_notes_stay_but_are_not_recommended(self, author, api):
        user, client = author
        note = publish_note(client)
        suspend_user(user_id=user.id, reason="test")
        assert api().get(f"/notes/{note['id']}").status_code == 200
        assert Note.objects.get().is_recommendable is False
        unsuspend_user(user_id=user.id)
        assert Note.objects.get().is_recommendable is True

    def test_featuring_is_for_staff_and_told(self, author, api):
        user, client = author
        note = publish_note(client)
        path, body = f"/notes/{note['id']}/feature", {"reason": "写得清楚"}
        assert client.send("PUT", path, body).status_code == 403
        editor = api(make_user(is_operator=True))
        for _ in range(2):
            assert editor.send("PUT", path, body).status_code == 204
        assert api().get(f"/notes/{note['id']}").json()["note"]["is_featured"] is True
        notice = told(user).get()
        assert (notice.lane, notice.kind, notice.payload["reason"]) == ("system", "note_featured", "写得清楚")
        assert editor.send("DELETE", path).status_code == 204
        assert api().get(f"/notes/{note['id']}").json()["note"]["is_featured"] is False


def test_handlers_bear_being_run_twice(author):
    user, client = author
    publish_note(client)
    for _ in range(2):
        handlers.delete_notes_of_departed(UserDeleted(user_id=user.id))
    assert Note.objects.get().state == "deleted"
