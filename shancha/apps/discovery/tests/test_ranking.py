"""What the ranker knows of people and notes: profile, switches, scores, first exposure, back office."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.db import transaction

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.authentication import VISITOR_COOKIE, VISITOR_SALT
from shancha.apps.accounts.events import VisitorAdopted
from shancha.apps.accounts.models import Visitor
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.events import CommentDeleted, NoteLiked
from shancha.apps.community.models import Comment, Like, Note, Topic
from shancha.apps.community.services import topics
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.models import IndexChange, NoteScore, Profile
from shancha.apps.discovery.ranking.types import WEIGHTS
from shancha.apps.discovery.services import exposure, lifts, profiles, scores
from shancha.apps.discovery.tests.feed_world import choose, codes, make_world, old_user, read_all
from shancha.kit import clock, events
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> list[Note]:
    return make_world()


def test_personalisation_off_gives_everybody_the_same_order(api, world):
    one, other = old_user(personalised=False), old_user(personalised=False)
    choose(one, "pets", "food", "home")
    choose(other, "travel", "reading", "digital")
    accounts.follow_user(follower_id=one.id, followee_id=world[0].author_id)
    profiles.learn_seen(key=f"u:{one.id}", note_ids=[note.id for note in world[:30]])
    event = {"note_id": world[3].id, "author_id": world[3].author_id, "user_id": one.id}
    events.publish(NoteLiked(**event))
    first = read_all(api(one).get)
    assert [card["id"] for card in first] == [card["id"] for card in read_all(api(other).get)]
    assert {code for card in first for code in codes(card)} <= {"hot", "fresh", "featured", "newcomer"}
    assert api(one).get("/me/interest-profile").json()["personalised"] is False
    assert api(one).get("/me/interest-profile").json()["recent"] == []


def test_seen_notes_come_last_and_the_longest_unseen_first(api, world):
    reader = old_user()
    seen = [note.id for note in world[10:50]]
    profiles.learn_seen(key=f"u:{reader.id}", note_ids=seen)
    assert profiles.learn_seen(key=f"u:{reader.id}", note_ids=[*seen, world[0].id]) == [world[0].id]
    order = [UUID(card["id"]) for card in read_all(api(reader).get)]
    assert set(order[:19]) == {n.id for n in world} - set(seen) - {world[0].id}
    assert order[19:] == [*seen, world[0].id]


def test_newcomers_get_their_places_until_the_promise_is_kept(api, world):
    newcomer = make_user()
    note = make_public_note(newcomer, category_id="home", body="短")
    scores.score_notes([note.id])
    assert exposure.promise_views(note.id) is True
    assert exposure.promise_views(note.id) is False
    assert exposure.promise_views(world[0].id) is False
    page = api(None).get("/feed", {"limit": 20}).json()["items"]
    assert page[4]["id"] == str(note.id)
    assert codes(page[4]) == {"newcomer"}
    for _ in range(exposure.PROMISED_VIEWS):
        exposure.count_views([note.id, world[0].id])
    after = api(None).get("/feed", {"limit": 20}).json()["items"]
    assert all("newcomer" not in codes(card) for card in after)
    assert exposure.fairness() == {"notes": 1, "kept": 1, "promised": 50, "delivered": 50, "gini": 0.0}


def test_minors_see_no_advertising_and_nothing_unsettled(api, world):
    minor = old_user(minor_mode=True)
    paid = make_public_note(
        old_user(), is_paid_cooperation=True, published_at=clock.now() - timedelta(hours=5)
    )
    fresh = make_public_note(old_user())
    scores.rebuild_scores()
    shown = {card["id"] for card in read_all(api(minor).get)}
    assert not shown & {str(paid.id), str(fresh.id)}
    assert shown


def test_the_profile_is_readable_editable_and_resettable(api, world):
    reader, fresh = old_user(), old_user()
    choose(reader, "pets", "food", "home")
    choose(fresh, "pets", "food", "home")
    client = api(reader)
    events.publish(NoteLiked(note_id=world[3].id, author_id=world[3].author_id, user_id=reader.id))
    profiles.learn_seen(key=f"u:{reader.id}", note_ids=[world[7].id])
    client.send("POST", "/feed/feedback", {"note_id": str(world[8].id), "scope": "author"})
    shown = client.get("/me/interest-profile").json()
    assert shown["interests"] == ["pets", "food", "home"]
    assert [(action["kind"], action["note_id"]) for action in shown["recent"]] == [("like", str(world[3].id))]
    assert shown["affinities"][0]["category"] == world[3].category_id
    assert (shown["seen_count"], shown["refused"][0]["name"]) == (1, world[8].author.nickname)
    changed = client.send("PUT", "/me/interest-profile/affinities/travel", {"weight": 0.8}).json()
    assert {"category": "travel", "weight": 0.8} in changed["affinities"]
    refused = shown["refused"][0]
    path = f"/me/interest-profile/refused/{refused['scope']}/{refused['target']}"
    assert client.send("DELETE", path).status_code == 204
    assert client.get("/me/interest-profile").json()["refused"] == []
    assert client.send("DELETE", "/me/interest-profile").status_code == 204
    mine, theirs = read_all(client.get), read_all(api(fresh).get)
    assert [card["id"] for card in mine] == [card["id"] for card in theirs]


@pytest.mark.parametrize("visibility", ["private", "followers"])
def test_feedback_tells_nothing_of_notes_that_one_may_not_open(api, visibility):
    author, stranger, friend = old_user(), old_user(), old_user()
    note = make_public_note(author, title="只给自己看的标题", visibility=visibility)
    for client in (api(stranger), api()):
        client.get("/feed")
        assert client.get("/feed/refusable", {"note_id": note.id}).status_code == 404
        for scope in ("note", "author", "category"):
            told = client.send("POST", "/feed/feedback", {"note_id": str(note.id), "scope": scope})
            assert told.status_code == 404
        assert client.get("/me/interest-profile").json()["refused"] == []
    profiles.learn_action(key=f"u:{stranger.id}", kind="open", note_id=note.id)
    assert api(stranger).get("/me/interest-profile").json()["recent"] == []
    accounts.follow_user(follower_id=friend.id, followee_id=author.id)
    expected = 200 if visibility == "followers" else 404
    assert api(friend).get("/feed/refusable", {"note_id": note.id}).status_code == expected


def test_the_profile_names_no_note_that_was_made_private(api):
    author, reader = old_user(), old_user()
    note = make_public_note(author, title="后来收起来的笔记")
    client = api(reader)
    assert client.send("POST", "/feed/feedback", {"note_id": str(note.id)}).status_code == 200
    assert client.get("/me/interest-profile").json()["refused"][0]["name"] == note.title
    assert api(author).send("PATCH", f"/notes/{note.id}", {"visibility": "private"}).status_code == 200
    assert client.get("/me/interest-profile").json()["refused"][0]["name"] == ""


def test_refused_categories_are_named_in_the_readers_language(api, world):
    client = api(old_user())
    payload = {"note_id": str(world[0].id), "scope": "category"}
    assert client.send("POST", "/feed/feedback", payload).status_code == 200
    chinese = client.get("/me/interest-profile", headers={"Accept-Language": "zh-CN"}).json()
    english = client.get("/me/interest-profile", headers={"Accept-Language": "en"}).json()
    category = world[0].category
    assert [shown["refused"][0]["name"] for shown in (chinese, english)] == [
        category.name_zh,
        category.name_en,
    ]


def test_scores_follow_engagement_but_not_new_accounts(world):
    honest, pumped = world[0], world[6]
    for _ in range(5):
        Like.objects.create(user=old_user(), note=honest)
    for _ in range(20):
        Like.objects.create(user=make_user(), note=pumped)
    Note.objects.filter(id=honest.id).update(like_count=5, published_at=world[6].published_at)
    Note.objects.filter(id=pumped.id).update(like_count=20)
    for note in (honest, pumped):
        scores.touch(note.id)
        scores.touch(note.id)
    assert scores.score_touched() == 2
    assert scores.score_touched() == 0
    values = dict(NoteScore.objects.values_list("note_id", "hot"))
    assert values[honest.id] > values[pumped.id]
    Note.objects.filter(id=honest.id).update(is_limited=True)
    scores.score_notes([honest.id])
    assert not NoteScore.objects.filter(note_id=honest.id).exists()


@pytest.mark.django_db(transaction=True)
def test_scoring_neither_waits_for_who_acts_on_a_note_nor_they_for_it():
    note = make_public_note()
    scores.touch(note.id)
    held, passed_over = threading.Event(), threading.Event()

    def act() -> None:
        with transaction.atomic():
            Note.objects.filter(id=note.id).update(like_count=1)
            held.set()
            assert passed_over.wait(30)
            scores.touch(note.id)

    def score() -> None:
        assert held.wait(30)
        assert scores.score_touched() == 0
        passed_over.set()

    assert run_together([act, score]) == []
    IndexChange.objects.all().delete()
    assert scores.score_touched() == 1
    assert list(IndexChange.objects.values_list("kind", "subject_id")) == [("note", note.id)]


def test_shares_count_when_done_and_each_member_once(api):
    note = make_public_note()

    def heat() -> float:
        scores.score_notes([note.id])
        return NoteScore.objects.get(note_id=note.id).hot

    def share(client, channel: str, *, is_done: bool = True) -> None:
        code = client.send("POST", f"/notes/{note.id}/share", {"channel": channel}).json()["url"][-10:]
        if is_done:
            client.send("POST", f"/shares/{code}/done")

    at_first, member = heat(), api(make_user())
    share(member, "link", is_done=False)
    share(api(), "link")
    share(api(), "poster")
    assert heat() == at_first
    share(member, "poster")
    once = heat()
    assert once > at_first
    share(member, "link")
    assert heat() == once


def test_a_visitors_switch_and_the_way_from_visitor_to_member(api, world):
    client = api(None)
    client.get("/feed")
    key = signing.Signer(salt=VISITOR_SALT).unsign(client.cookies[VISITOR_COOKIE].value)
    profiles.learn_action(key=f"v:{key}", kind="open", note_id=world[2].id)
    profiles.learn_seen(key=f"v:{key}", note_ids=[world[3].id])
    assert client.get("/me/interest-profile").json()["seen_count"] == 1
    member = old_user()
    events.publish(VisitorAdopted(user_id=member.id, visitor_key=key))
    mine = api(member).get("/me/interest-profile").json()
    assert (mine["seen_count"], mine["recent"][0]["note_id"]) == (1, str(world[2].id))
    assert client.get("/me/interest-profile").json()["seen_count"] == 0

    Visitor.objects.update_or_create(key=key, defaults={"personalised": False, "interests": ["pets"]})
    profiles.learn_action(key=f"v:{key}", kind="open", note_id=world[2].id)
    assert profiles.learn_seen(key=f"v:{key}", note_ids=[world[3].id]) == []
    shown = client.get("/me/interest-profile").json()
    assert (shown["personalised"], shown["seen_count"], shown["recent"]) == (False, 0, [])
    assert not {code for card in read_all(client.get) for code in codes(card)} & {"interest", "similar"}


@pytest.mark.parametrize("path", ["community/topic", "community/comment", "discovery/exposure"])
def test_the_back_office_lists_what_operators_look_after(client, world, path):
    operator = old_user(is_operator=True)
    topics.ensure_topics(["早餐"])
    exposure.promise_views(make_public_note(make_user()).id)
    Comment.objects.create(note=world[0], author=operator, body="看看")
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/admin/{path}/").status_code == 200


def test_an_operator_renames_and_bans_a_topic_in_the_back_office(client):
    operator = old_user(is_operator=True)
    topics.ensure_topics(["早餐"])
    topic = Topic.objects.get()
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    form = {
        "name": "早饭",
        "introduction": "吃什么",
        "promotion": "0.5",
        "category_slug": "food",
        "merge_into": "",
    }
    page = f"/admin/community/topic/{topic.id}/change/"
    assert client.get(page).status_code == 200
    answer = client.post(page, form)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    topic.refresh_from_db()
    assert (topic.name, topic.introduction, topic.promotion) == ("早饭", "吃什么", 0.5)
    action = {"action": "ban", "_selected_action": [str(topic.id)]}
    assert client.post("/admin/community/topic/", action).status_code == 302
    topic.refresh_from_db()
    assert topic.state == "banned"


def test_a_comment_counts_as_an_act_once_and_not_without_personalisation(world):
    note = next(note for note in world if note.category_id == "pets")
    talker, private = old_user(), old_user(personalised=False)
    for writer in (talker, talker, private, note.author):
        Comment.objects.create(note=note, author=writer, body="好可爱呀")
    assert profiles.learn_comments() == 1
    assert profiles.learn_comments() == 0
    known = Profile.objects.get(key=f"u:{talker.id}")
    assert [act[:2] for act in known.recent] == [["comment", str(note.id)]]
    assert known.affinity["pets"][0] == pytest.approx(WEIGHTS["actions"]["comment"], abs=0.01)
    assert not Profile.objects.filter(key__in=[f"u:{private.id}", f"u:{note.author_id}"]).exists()
    events.publish(CommentDeleted(new_id(), note.id, talker.id))
    known.refresh_from_db()
    assert known.recent == []


def test_authors_learn_that_their_note_came_to_the_home_page(api, world):
    author, reader = old_user(), old_user()
    good = make_public_note(author, category_id="home", like_count=30, view_count=60)
    quiet = make_public_note(author, category_id="home", like_count=3)
    paid = make_public_note(author, category_id="home", like_count=30, is_paid_cooperation=True)
    scores.score_notes([good.id, quiet.id, paid.id])
    assert lifts.lift_notes() == 1
    assert lifts.lift_notes() == 0
    notices = api(author).get("/notifications", {"lane": "system"}).json()["items"]
    assert [each["payload"]["note_id"] for each in notices if each["kind"] == "note_lifted"] == [str(good.id)]
    own = api(author).get(f"/notes/{good.id}").json()["note"]
    assert own["lifted_at"] is not None
    assert own["view_count"] == 60
    cards = {card["id"]: card for card in api(author).get("/me/notes").json()["items"]}
    assert cards[str(good.id)]["view_count"] == 60
    assert cards[str(good.id)]["lifted_at"] is not None
    assert cards[str(quiet.id)]["lifted_at"] is None
    for stranger in (reader, None, make_user(is_operator=True)):
        page = api(stranger).get(f"/notes/{good.id}").json()["note"]
        assert (page["view_count"], page["lifted_at"]) == (None, None)
        card = api(stranger).get(f"/users/{author.handle}/notes").json()["items"][0]
        assert "view_count" not in card
