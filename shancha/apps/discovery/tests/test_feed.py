"""The feed's promises, through the API."""

from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts import services as accounts
from shancha.apps.community.events import NoteCollected, NoteLiked, NoteUnliked
from shancha.apps.community.models import Category, Note, Topic
from shancha.apps.community.services import topic_operations, topics
from shancha.apps.community.tests.note_factories import ids, make_public_note
from shancha.apps.discovery.models import FeedSession
from shancha.apps.discovery.queries import categories, pools
from shancha.apps.discovery.services import commercial, profiles, scores
from shancha.apps.discovery.tests.feed_world import CATEGORIES, choose, codes, make_world, old_user, read_all
from shancha.apps.mall.models import NoteProduct
from shancha.apps.mall.services.store_follows import follow_store
from shancha.apps.mall.tests.factories import make_product, make_store
from shancha.kit import clock, events, limits
from shancha.kit.pagination import encode_cursor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> list[Note]:
    return make_world()


def test_paging_shows_everything_once_while_notes_arrive(api, world):
    client = api(old_user())
    first = client.get("/feed", {"limit": 7}).json()
    arrived = make_public_note(old_user(), category_id="home")
    scores.score_notes([arrived.id])
    seen = [card["id"] for card in first["items"]]
    cursor = first["next_cursor"]
    while cursor:
        page = client.get("/feed", {"limit": 7, "cursor": cursor}).json()
        seen += [card["id"] for card in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen))
    assert {str(note.id) for note in world} <= set(seen)


def test_pools_go_down_their_lists_without_a_gap(db):
    author, now = old_user(), clock.now()
    notes = [make_public_note(author, category_id="home", city_code="310000") for _ in range(45)]
    for note in notes:
        topics.set_note_topics(note_id=note.id, names=["长长的话题"], published_at=now)
    scores.score_notes([note.id for note in notes])
    wanted = sorted(str(note.id) for note in notes)
    for name, key in (("topic", Topic.objects.get().id), ("category", "home"), ("city", "310000")):
        steps = [pools.pools_of(name, [key], depth=depth)[str(key)] for depth in range(4)]
        found = [candidate.id for step in steps for candidate in step]
        assert sorted(set(found)) == wanted, name
        assert name == "category" or len(found) == len(wanted), name


def test_visitors_get_the_same_feed_by_their_chosen_interests(api, world):
    client = api(None)
    first = client.get("/feed", {"limit": 5}).json()
    again = client.get("/feed", {"limit": 5, "cursor": first["next_cursor"]}).json()
    assert not {card["id"] for card in first["items"]} & {card["id"] for card in again["items"]}
    assert all(card["why"] for card in first["items"])


def test_chosen_interests_lead_and_are_the_reason(api, world):
    reader, other = old_user(), old_user()
    choose(reader, "pets", "reading", "travel")
    choose(other, "food", "home", "digital")
    mine = api(reader).get("/feed", {"limit": 20}).json()["items"]
    theirs = api(other).get("/feed", {"limit": 20}).json()["items"]
    by_interest = [card for card in mine if "interest" in codes(card)]
    assert len(by_interest) >= 12
    assert {r["arg"] for c in by_interest for r in c["why"] if r["code"] == "interest"} <= {
        "萌宠",
        "读书影音",
        "旅行",
    }
    assert [c["id"] for c in mine] != [c["id"] for c in theirs]
    choose(reader, "food", "home", "digital")
    after = api(reader).get("/feed", {"limit": 20}).json()["items"]
    names = {r["arg"] for c in after for r in c["why"] if r["code"] == "interest"}
    assert names <= {"美食", "家居", "数码"}


def test_followed_people_and_topics_are_reasons_until_unfollowed(api, world):
    reader = old_user()
    author = world[0].author
    accounts.follow_user(follower_id=reader.id, followee_id=author.id)
    topics.set_note_topics(note_id=world[5].id, names=["猫咪日常"], published_at=world[5].published_at)
    topic = Topic.objects.get()
    topics.follow_topic(actor_id=reader.id, topic_id=topic.id)

    cards = read_all(api(reader).get)
    followed = [card for card in cards if "follow" in codes(card)]
    assert followed
    assert {card["author"]["id"] for card in followed} == {str(author.id)}
    assert {r["arg"] for c in followed for r in c["why"] if r["code"] == "follow"} == {author.nickname}
    assert [card["id"] for card in cards if "topic" in codes(card)] == [str(world[5].id)]

    accounts.unfollow_user(follower_id=reader.id, followee_id=author.id)
    topics.unfollow_topic(actor_id=reader.id, topic_id=topic.id)
    after = {code for card in read_all(api(reader).get) for code in codes(card)}
    assert not after & {"follow", "topic"}


def test_a_like_raises_its_kind_on_the_next_first_page_and_unliking_lowers_it(api, world):
    reader = old_user()
    choose(reader, "home", "food", "travel")
    liked = next(note for note in world if note.category_id == "pets")

    def pets() -> list[dict[str, Any]]:
        page = api(reader).get("/feed", {"limit": 20}).json()["items"]
        return [card for card in page if Note.objects.get(id=card["id"]).category_id == "pets"]

    before = pets()
    event = {"note_id": liked.id, "author_id": liked.author_id, "user_id": reader.id}
    events.publish(NoteLiked(**event))
    events.publish(NoteCollected(**event))
    after = pets()
    assert len(after) > len(before)
    similar = [r for card in after for r in card["why"] if r["code"] == "similar"]
    assert similar
    assert {r["arg"] for r in similar} == {liked.title[:20]}
    events.publish(NoteUnliked(**event))
    profiles.forget_action(key=f"u:{reader.id}", kind="collect", note_id=liked.id)
    assert not [r for card in pets() for r in card["why"] if r["code"] == "similar"]


@pytest.mark.parametrize("way", ["private", "block"])
def test_a_note_that_may_not_be_seen_any_more_is_no_reason(api, world, way):
    reader = old_user()
    liked = next(note for note in world if note.category_id == "pets")
    events.publish(NoteLiked(note_id=liked.id, author_id=liked.author_id, user_id=reader.id))
    client = api(reader)
    first = client.get("/feed", {"limit": 1}).json()

    def named(cards: list[dict[str, Any]]) -> set[str]:
        return {r["arg"] for card in cards for r in card["why"] if r["code"] == "similar" and r["arg"]}

    def rest() -> list[dict[str, Any]]:
        return client.get("/feed", {"limit": 50, "cursor": first["next_cursor"]}).json()["items"]

    assert named(rest()) == named(read_all(client.get)) == {liked.title[:20]}
    if way == "private":
        settings = {"visibility": "private"}
        assert api(liked.author).send("PATCH", f"/notes/{liked.id}", settings).status_code == 200
    else:
        accounts.block_user(blocker_id=liked.author_id, blocked_id=reader.id)
    assert len(rest()) > 10
    assert named(rest()) == named(read_all(client.get)) == set()
    assert client.get("/me/interest-profile").json()["recent"] == []


def test_not_interested_has_effect_at_once_also_on_open_pages(api, world):
    reader = old_user()
    client = api(reader)
    first = client.get("/feed", {"limit": 5}).json()
    rest = read_all(client.get, limit=5)
    target = rest[10]
    answer = client.send("POST", "/feed/feedback", {"note_id": target["id"], "scope": "author"})
    assert answer.status_code == 200
    cursor, seen = first["next_cursor"], []
    while cursor:
        page = client.get("/feed", {"limit": 5, "cursor": cursor}).json()
        seen += page["items"]
        cursor = page["next_cursor"]
    assert target["author"]["id"] not in {card["author"]["id"] for card in seen}
    assert target["author"]["id"] not in {card["author"]["id"] for card in read_all(client.get)}

    note = rest[0]
    category = Note.objects.get(id=note["id"]).category_id
    client.send("POST", "/feed/feedback", {"note_id": note["id"], "scope": "category"})
    shown = {Note.objects.get(id=card["id"]).category_id for card in read_all(client.get)}
    assert category not in shown
    assert client.send("DELETE", f"/feed/feedback?note_id={note['id']}").status_code == 204
    assert category in {Note.objects.get(id=card["id"]).category_id for card in read_all(client.get)}
    assert client.send("POST", "/feed/feedback", {"note_id": str(reader.id)}).status_code == 404


def test_not_interested_in_a_topic_and_in_one_note(api, world):
    for note in world[:3]:
        topics.set_note_topics(note_id=note.id, names=["旧物"], published_at=note.published_at)
    client = api(None)
    client.get("/feed")
    assert (
        client.send("POST", "/feed/feedback", {"note_id": str(world[0].id), "scope": "topic"}).status_code
        == 200
    )
    assert client.send("POST", "/feed/feedback", {"note_id": str(world[9].id)}).status_code == 200
    shown = {UUID(card["id"]) for card in read_all(client.get)}
    assert shown == {note.id for note in world[3:]} - {world[9].id}
    assert (
        client.send("POST", "/feed/feedback", {"note_id": str(world[9].id), "scope": "topic"}).status_code
        == 404
    )


def test_blocked_muted_and_own_notes_never_appear(api, world):
    reader = world[0].author
    foe, bore = world[1].author, world[2].author
    accounts.block_user(blocker_id=foe.id, blocked_id=reader.id)
    accounts.mute_user_for(muter_id=reader.id, muted_id=bore.id)
    for query in ({}, {"category": "food"}):
        authors = {card["author"]["id"] for card in read_all(api(reader).get, **query)}
        assert not authors & {str(reader.id), str(foe.id), str(bore.id)}


def test_hidden_and_deleted_notes_drop_out_of_open_pages(api, world):
    client = api(old_user())
    first = client.get("/feed", {"limit": 5}).json()
    shown = {card["id"] for card in first["items"]}
    rest = [note for note in world if str(note.id) not in shown]
    Note.objects.filter(id__in=[note.id for note in rest[:20]]).update(state="hidden")
    Note.objects.filter(id=rest[20].id).update(visibility="private")
    found, cursor = [], first["next_cursor"]
    while cursor:
        page = client.get("/feed", {"limit": 5, "cursor": cursor}).json()
        assert len(page["items"]) == 5 or page["next_cursor"] is None
        found += page["items"]
        cursor = page["next_cursor"]
    assert len(found) == 60 - 5 - 21


def test_neighbours_differ_in_author_and_category(api):
    loud = old_user()
    for number in range(12):
        make_public_note(loud, category_id="home", like_count=500 + number)
    for number in range(24):
        make_public_note(old_user(), category_id=CATEGORIES[number % 6], like_count=number)
    scores.rebuild_scores()
    cards = api(None).get("/feed", {"limit": 20}).json()["items"]
    authors = [card["author"]["id"] for card in cards]
    assert authors.count(str(loud.id)) <= 4
    assert all(one != other for one, other in pairwise(authors))


def test_category_channels_hold_only_their_category(api, world):
    reader = old_user()
    choose(reader, "food", "home", "pets")
    cards = read_all(api(reader).get, category="food")
    assert {Note.objects.get(id=card["id"]).category_id for card in cards} == {"food"}
    assert len(cards) == 10
    assert api(None).get("/feed", {"category": "nothing"}).status_code == 404


def test_channels_follow_interests_and_own_choice(api):
    reader = old_user()
    choose(reader, "pets", "food", "reading")
    usual = api(reader).get("/feed/channels").json()
    assert usual["is_default"]
    assert all(item["is_mine"] for item in usual["items"])
    assert [item["slug"] for item in usual["items"][:3]] == ["pets", "food", "reading"]
    assert [item["is_chosen"] for item in usual["items"][:4]] == [True, True, True, False]
    changed = api(reader).send("PUT", "/feed/channels", {"order": ["travel", "nothing", "pets", "travel"]})
    items = changed.json()["items"]
    assert [item["slug"] for item in items[:4]] == ["travel", "pets", "food", "reading"]
    assert [item["slug"] for item in items if item["is_mine"]] == ["travel", "pets"]
    assert (len(items), changed.json()["is_default"]) == (12, False)
    Category.objects.create(slug="garden", name_zh="园艺", name_en="Garden", position=99)
    categories._kept["until"] = 0.0
    added = {item["slug"]: item["is_mine"] for item in api(reader).get("/feed/channels").json()["items"]}
    assert added["garden"] is False, "what operators add waits among the others"
    assert api(reader).send("PUT", "/feed/channels", {"order": []}).status_code == 422
    reset = api(reader).send("DELETE", "/feed/channels").json()
    categories._kept["until"] = 0.0
    assert reset["is_default"]
    assert {"slug": "garden", "is_mine": True}.items() <= reset["items"][-1].items()


def test_a_visitor_has_channels_of_their_own(api):
    visitor = api(None)
    visitor.send("PUT", "/feed/channels", {"order": ["home"]})
    assert [i["slug"] for i in visitor.get("/feed/channels").json()["items"] if i["is_mine"]] == ["home"]
    assert api(None).get("/feed/channels").json()["is_default"]


def test_minors_meet_no_advertising_of_those_they_follow(api, monkeypatch):
    minor, author, at = old_user(minor_mode=True), old_user(), clock.now() - timedelta(hours=5)
    good = make_public_note(author, published_at=at)
    make_public_note(author, published_at=at, is_ad=True)
    sold = make_public_note(old_user(), topics=("手帐",), published_at=at, is_ad=True)
    accounts.follow_user(follower_id=minor.id, followee_id=author.id)
    topics.follow_topic(actor_id=minor.id, topic_id=Topic.objects.get().id)
    assert ids(api(minor).get("/feed", {"channel": "following"})) == [good.id]
    type(minor).objects.filter(id=minor.id).update(minor_mode=False)
    monkeypatch.setattr(commercial, "max_share_bp", lambda: 10_000)
    assert sold.id in ids(api(minor).get("/feed", {"channel": "following"}))


def test_what_is_told_to_the_feed_is_limited(api, world, monkeypatch):
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 0.0))  # within one minute
    client, body = api(old_user()), {"note_id": str(world[0].id)}
    assert {client.send("POST", "/feed/feedback", body).status_code for _ in range(61)} == {200, 429}
    orders = {client.send("PUT", "/feed/channels", {"order": ["home"]}).status_code for _ in range(61)}
    assert orders == {200, 429}


def test_following_shows_people_and_topics_newest_first_at_once(api, world):
    reader, foe = old_user(), old_user()
    writer = world[0].author
    accounts.follow_user(follower_id=reader.id, followee_id=writer.id)
    topic = topic_operations.create_topic(name="早餐")
    topics.follow_topic(actor_id=reader.id, topic_id=topic.id)
    fresh = make_public_note(writer, visibility="followers")
    tagged = make_public_note(old_user(), topics=("早餐",))
    both = make_public_note(writer, topics=("早餐",))
    make_public_note(writer, visibility="private")
    gone = make_public_note(foe, topics=("早餐",))
    accounts.block_user(blocker_id=reader.id, blocked_id=foe.id)
    page = api(reader).get("/feed", {"channel": "following", "limit": 4}).json()
    assert [card["id"] for card in page["items"][:3]] == [str(both.id), str(tagged.id), str(fresh.id)]
    assert [r["code"] for r in page["items"][0]["why"]] == ["follow", "topic"]
    assert str(gone.id) not in [
        card["id"] for card in read_all(api(reader).get, channel="following", limit=4)
    ]
    late = make_public_note(writer)
    rest = api(reader).get("/feed", {"channel": "following", "limit": 4, "cursor": page["next_cursor"]})
    shown = ids(rest) + [UUID(card["id"]) for card in page["items"]]
    assert late.id not in shown
    assert len(shown) == len(set(shown))
    assert ids(api(reader).get("/feed", {"channel": "following"}))[0] == late.id
    assert api(None).get("/feed", {"channel": "following"}).status_code == 401


def test_followed_stores_show_what_their_merchant_writes_about_their_goods(api):
    reader, store = old_user(), make_store()
    product, owner = make_product(store), store.merchant.owner
    told, plain, other = make_public_note(owner), make_public_note(owner), make_public_note(old_user())
    for note in (told, other):
        NoteProduct.objects.create(
            note=note, product=product, author_id=note.author_id, published_at=note.published_at
        )
    following = {"channel": "following"}
    assert ids(api(reader).get("/feed", following)) == []
    follow_store(user_id=reader.id, store_id=store.id)
    cards = api(reader).get("/feed", following).json()["items"]
    assert [(card["id"], card["why"]) for card in cards] == [
        (str(told.id), [{"code": "store", "arg": store.name}])
    ]
    accounts.follow_user(follower_id=reader.id, followee_id=owner.id)
    assert set(ids(api(reader).get("/feed", following))) == {told.id, plain.id}
    accounts.unfollow_user(follower_id=reader.id, followee_id=owner.id)
    accounts.mute_user_for(muter_id=reader.id, muted_id=owner.id)
    assert ids(api(reader).get("/feed", following)) == []


def test_following_ends_only_when_everything_was_shown(api):
    reader, writer = old_user(), old_user()
    accounts.follow_user(follower_id=reader.id, followee_id=writer.id)
    start = clock.now() - timedelta(days=1)
    notes = [make_public_note(writer, published_at=start + timedelta(minutes=n)) for n in range(12)]
    hidden = [note.id for note in notes[6:10]]
    Note.objects.filter(id__in=hidden).update(is_author_limited=True)
    shown = [UUID(card["id"]) for card in read_all(api(reader).get, channel="following", limit=3)]
    assert shown == [note.id for note in reversed(notes) if note.id not in hidden]


def test_followed_advertising_waits_for_room_and_is_seen_once(api, monkeypatch):
    monkeypatch.setattr(commercial, "max_share_bp", lambda: 2_500)
    reader, writer, seller = old_user(), old_user(), old_user()
    accounts.follow_user(follower_id=reader.id, followee_id=writer.id)
    accounts.follow_user(follower_id=reader.id, followee_id=seller.id)
    start = clock.now() - timedelta(days=1)
    plain = [make_public_note(writer, published_at=start + timedelta(minutes=n)) for n in range(12)]
    later = start + timedelta(hours=1)
    sold = [make_public_note(seller, published_at=later + timedelta(minutes=n), is_ad=True) for n in range(4)]
    pages, cursor = [], None
    while cursor or not pages:
        asked = {"channel": "following", "limit": 4} | ({"cursor": cursor} if cursor else {})
        answer = api(reader).get("/feed", asked).json()
        pages.append(answer["items"])
        cursor = answer["next_cursor"]
    assert all(4 * sum(card["is_ad"] for card in page) <= len(page) for page in pages)
    shown = [UUID(card["id"]) for page in pages for card in page]
    assert [each for each in shown if each not in {note.id for note in sold}] == [
        note.id for note in reversed(plain)
    ]
    assert [each for each in shown if each in {note.id for note in sold}] == [
        note.id for note in reversed(sold)
    ]
    assert pages[0][0]["why"] == pages[1][0]["why"] == [{"code": "follow", "arg": seller.nickname}]


def test_what_finds_no_room_below_the_ceiling_is_counted(api, monkeypatch):
    monkeypatch.setattr(commercial, "max_share_bp", lambda: 2_000)
    reader, seller = old_user(), old_user()
    accounts.follow_user(follower_id=reader.id, followee_id=seller.id)
    for _ in range(30):
        make_public_note(seller, is_ad=True)
    shown, held_back, cursor = 0, [], None
    while cursor or not held_back:
        asked = {"channel": "following", "limit": 4} | ({"cursor": cursor} if cursor else {})
        page = api(reader).get("/feed", asked).json()
        shown, cursor = shown + len(page["items"]), page["next_cursor"]
        held_back.append(page["held_back"])
    assert (shown, held_back[-1], sum(held_back)) == (0, 30, 30)


def test_what_waits_is_shown_to_nobody_who_may_not_see_it(api, monkeypatch):
    monkeypatch.setattr(commercial, "max_share_bp", lambda: 10_000)
    reader, seller = old_user(), old_user()
    at = clock.now() - timedelta(hours=1)
    hidden = [
        make_public_note(seller, published_at=at, is_ad=True, visibility="followers"),
        make_public_note(seller, published_at=at, is_ad=True, visibility="private"),
        make_public_note(seller, published_at=at),
    ]
    for note in hidden:
        cursor = encode_cursor(clock.now(), note.id, note.id.hex, 0)
        asked = {"channel": "following", "cursor": cursor}
        assert api(reader).get("/feed", asked).json()["items"] == []
    for junk in ("zz" * 16, "00" * 5, 7):
        cursor = encode_cursor(clock.now(), hidden[0].id, junk, 0)
        assert api(reader).get("/feed", {"channel": "following", "cursor": cursor}).status_code == 422


def test_minors_have_no_nearby_feed(api):
    here = {"channel": "nearby", "lat": 31, "lng": 121}
    answer = api(old_user(minor_mode=True)).get("/feed", here, headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (403, "discovery.nearby_off")
    assert answer.json()["detail"] == "There is no nearby feed in the minors' mode"
    assert api(old_user()).get("/feed", here).status_code == 200


def test_nearby_orders_by_distance_and_age_and_tells_the_distance(api):
    at = clock.now()
    near = make_public_note(old_user(), lat=31.23, lng=121.47, place_name="人民广场", published_at=at)
    far = make_public_note(old_user(), lat=31.40, lng=121.60, published_at=at)
    stale = make_public_note(old_user(), lat=31.23, lng=121.47, published_at=at - timedelta(days=20))
    beyond = make_public_note(old_user(), lat=39.9, lng=116.4, published_at=at)
    make_public_note(old_user(), published_at=at)
    scores.rebuild_scores()
    cards = read_all(api(None).get, channel="nearby", lat=31.231, lng=121.472)
    assert [card["id"] for card in cards] == [str(near.id), str(far.id), str(stale.id)]
    assert cards[0]["distance_km"] < 3 < cards[1]["distance_km"] < 30
    assert {code for card in cards for code in codes(card)} == {"place"}
    assert [c["id"] for c in read_all(api(None).get, channel="nearby", city_code="110100")] == [
        str(beyond.id)
    ]
    assert api(None).get("/feed", {"channel": "nearby"}).status_code == 422
    assert api(None).get("/feed", {"channel": "nearby", "lat": 91, "lng": 0}).status_code == 422


def test_the_page_costs_the_same_for_one_and_for_sixty(api):
    reader = old_user()

    def count() -> int:
        client = api(reader)
        client.get("/feed/channels")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/feed", {"limit": 20}).status_code == 200
        return len(captured)

    note = make_public_note(old_user())
    scores.rebuild_scores()
    count()
    one = count()
    assert one <= 20
    for number in range(40):
        make_public_note(old_user(), category_id=CATEGORIES[number % 6])
    scores.rebuild_scores()
    assert count() <= one
    assert note.id


def test_a_lost_session_or_a_strange_cursor_is_no_error(api, world):
    client = api(old_user())
    first = client.get("/feed", {"limit": 5}).json()
    FeedSession.objects.all().delete()
    assert client.get("/feed", {"limit": 5, "cursor": first["next_cursor"]}).status_code == 200
    assert client.get("/feed", {"cursor": "junk"}).status_code == 422
    other = api(old_user()).get("/feed", {"limit": 5, "cursor": first["next_cursor"]})
    assert len(other.json()["items"]) == 5


def test_what_is_refused_leaves_the_loaded_lists_and_comes_back(api, world):
    reader = old_user()
    client = api(reader)
    food = [note for note in world if note.category_id == "food"]
    tagged = make_public_note(old_user(), category_id="pets", topics=("下雨天", "周末"))
    scores.score_notes([tagged.id])
    shown = [str(note.id) for note in [*world[:20], tagged]]

    def refuse(note: Note, **body: object) -> set[str]:
        answer = client.send("POST", "/feed/feedback", {"note_id": str(note.id), "shown": shown, **body})
        assert answer.status_code == 200
        return set(answer.json()["note_ids"])

    names = client.get("/feed/refusable", {"note_id": str(tagged.id)}).json()
    assert names["category"]["slug"] == "pets"
    assert [topic["name"] for topic in names["topics"]] == ["下雨天", "周末"]
    assert refuse(food[0], scope="category") == {str(note.id) for note in food if str(note.id) in shown}
    author = {str(note.id) for note in world[:20] if note.author_id == world[2].author_id}
    assert refuse(world[2], scope="author") == author
    assert refuse(tagged, scope="topic", topic_id=names["topics"][1]["id"]) == {str(tagged.id)}
    assert refuse(world[3]) == {str(world[3].id)}
    assert client.get("/feed/refusable", {"note_id": str(reader.id)}).status_code == 404
    body = {"note_id": str(tagged.id), "shown": [str(tagged.id)] * 601}
    assert client.send("POST", "/feed/feedback", body).status_code == 422
