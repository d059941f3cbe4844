"""Topics: names, lists, follows, operations, and a heat that nobody pumps."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.models import LoginRecord, Session
from shancha.apps.accounts.services import record_tie
from shancha.apps.accounts.tests.factories import make_user, make_viewer
from shancha.apps.community.errors import (
    TopicAnnouncementError,
    TopicBannedError,
    TopicHostOnlyError,
    TopicNameTakenError,
)
from shancha.apps.community.models import Comment, NoteTopic, Topic, TopicFollow
from shancha.apps.community.queries import topics as queries
from shancha.apps.community.services import topic_heat, topic_operations, topics
from shancha.apps.community.tests.note_factories import ids, make_public_note
from shancha.kit import clock
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def old_user(days: int = 90) -> Any:
    user = make_user()
    type(user).objects.filter(id=user.id).update(joined_at=clock.now() - timedelta(days=days))
    return user


def signed_in(user: Any, address: str, days: int = 2) -> None:
    at = clock.now() - timedelta(days=days)
    LoginRecord.objects.create(user=user, kind="sign_in", address=address, at=at)


def comment(note: Any, author: Any) -> None:
    Comment.objects.create(note=note, author=author, body="说一句")


def follow_each_other(people: list[Any]) -> None:
    for one in people:
        for other in people:
            if one.id != other.id:
                accounts.follow_user(follower_id=one.id, followee_id=other.id)


def test_minors_meet_no_advertising_in_topics_nor_beside_a_note(api):
    at = clock.now() - timedelta(hours=5)
    good, beside = (make_public_note(topics=("手帐",), published_at=at) for _ in range(2))
    make_public_note(topics=("手帐",), published_at=at, is_ad=True)
    make_public_note(topics=("手帐",), published_at=at, is_paid_cooperation=True)
    make_public_note(topics=("手帐",), published_at=at, quality=0.1)
    make_public_note(topics=("手帐",))
    minor, grown = api(make_user(minor_mode=True)), api(make_user())
    slug = Topic.objects.get().slug
    for order in ("hot", "new"):
        assert set(ids(minor.get(f"/topics/{slug}/notes", {"order": order}))) == {good.id, beside.id}
    assert [card["id"] for card in minor.get(f"/notes/{good.id}/related").json()] == [str(beside.id)]
    assert len(ids(grown.get(f"/topics/{slug}/notes"))) == 6
    assert len(grown.get(f"/notes/{good.id}/related").json()) == 5


def test_hashtags_are_found_and_names_compared_without_case_and_spaces():
    assert topics.find_hashtags("试试#小个子穿搭 和 #OOTD，#ootd！# 不算 ##") == ["小个子穿搭", "OOTD"]
    assert topics.name_key(" OO TD ") == "ootd"
    assert topics.clean_names(["#读书", "读书", " ", "＃OOTD"]) == ["读书", "OOTD"]


def test_notes_make_topics_and_are_counted_while_public():
    at = clock.now()
    note = make_public_note(topics=("小个子穿搭", "OOTD"))
    make_public_note(topics=("ootd",))
    topic = Topic.objects.get(name_key="ootd")
    assert (topic.name, topic.note_count) == ("OOTD", 2)
    assert Topic.objects.get(name="小个子穿搭").slug.replace("-", "") == "xiaogezichuanda"
    for _ in range(2):
        topics.set_note_published(note_id=note.id, published_at=None)
    topic.refresh_from_db()
    assert topic.note_count == 1
    topics.set_note_published(note_id=note.id, published_at=at)
    topics.set_note_topics(note_id=note.id, names=["读书"], published_at=at)
    topic.refresh_from_db()
    assert topic.note_count == 1
    assert list(NoteTopic.objects.filter(note=note).values_list("topic__name", flat=True)) == ["读书"]


def test_following_is_idempotent_and_followed_topics_lead_the_hot_list(api):
    quiet, loud = (topic_operations.create_topic(name=name) for name in ("安静", "热闹"))
    Topic.objects.filter(id=loud.id).update(hot=9)
    viewer = make_user()
    for _ in range(2):
        assert api(viewer).send("PUT", f"/topics/{quiet.id}/follow").status_code == 204
    quiet.refresh_from_db()
    assert quiet.follower_count == 1
    assert [t["name"] for t in api(None).get("/topics/hot").json()["items"]] == ["热闹", "安静"]
    mine = api(viewer).get("/topics/hot").json()["items"]
    assert [(t["name"], t["followed"]) for t in mine] == [("安静", True), ("热闹", False)]
    assert [t["name"] for t in api(viewer).get("/me/topics").json()["items"]] == ["安静"]
    for _ in range(2):
        assert api(viewer).send("DELETE", f"/topics/{quiet.id}/follow").status_code == 204
    quiet.refresh_from_db()
    assert (quiet.follower_count, TopicFollow.objects.count()) == (0, 0)
    assert api(None).send("PUT", f"/topics/{quiet.id}/follow").status_code == 401


def test_topic_page_lists_new_and_hot_without_blocked_authors(api):
    author, foe, viewer = make_user(), make_user(), make_user()
    start = clock.now() - timedelta(days=1)
    notes = [
        make_public_note(author, topics=("露营",), published_at=start + timedelta(minutes=n))
        for n in range(5)
    ]
    hidden = make_public_note(foe, topics=("露营",))
    make_public_note(author, topics=("露营",), visibility="private")
    topics.set_note_heat({notes[2].id: 5.0})
    accounts.block_user(blocker_id=viewer.id, blocked_id=foe.id)
    slug = Topic.objects.get().slug
    first = api(viewer).get(f"/topics/{slug}/notes", {"order": "new", "limit": 3})
    make_public_note(author, topics=("露营",))
    second = api(viewer).get(
        f"/topics/{slug}/notes", {"order": "new", "limit": 3, "cursor": first.json()["next_cursor"]}
    )
    assert ids(first) + ids(second) == [note.id for note in reversed(notes)]
    assert ids(api(viewer).get(f"/topics/{slug}/notes", {"order": "hot"}))[0] == notes[2].id
    assert hidden.id in ids(api(None).get(f"/topics/{slug}/notes", {"order": "new"}))
    people = api(viewer).get(f"/topics/{slug}/participants").json()["items"]
    assert [person["handle"] for person in people] == [author.handle]
    assert api(None).get("/topics/nothing").status_code == 404
    topic_operations.pin_notes(topic_id=Topic.objects.get().id, note_ids=[notes[0].id])
    assert ids(api(None).get(f"/topics/{slug}/notes", {"order": "new"}))[0] == notes[0].id


def test_operators_rename_merge_ban_and_old_addresses_still_lead_there(api):
    make_public_note(topics=("跑步",))
    note = make_public_note(topics=("夜跑",))
    run, night = Topic.objects.get(name="跑步"), Topic.objects.get(name="夜跑")
    follower = make_user()
    topics.follow_topic(actor_id=follower.id, topic_id=night.id)
    old_slug = run.slug
    topic_operations.rename_topic(topic_id=run.id, name="晨跑")
    assert api(None).get(f"/topics/{old_slug}").json()["name"] == "晨跑"
    topic_operations.merge_topics(source_id=night.id, target_id=run.id)
    merged = api(follower).get(f"/topics/{night.slug}").json()
    assert (merged["name"], merged["note_count"], merged["follower_count"], merged["followed"]) == (
        "晨跑",
        2,
        1,
        True,
    )
    assert topics.ensure_topics(["跑步", "夜跑"]) == [run.id]
    with pytest.raises(TopicNameTakenError):
        topic_operations.create_topic(name="跑步")
    topic_operations.set_topic_state(topic_id=run.id, state="banned")
    assert api(None).get(f"/topics/{old_slug}").status_code == 404
    with pytest.raises(TopicBannedError):
        topics.set_note_topics(note_id=note.id, names=["晨跑"], published_at=clock.now())
    assert api(None).get("/topics/hot").json()["items"] == []


def test_dates_pins_and_promotion_rule_the_hot_list(api):
    now = clock.now()
    for name, changes in {
        "还没开始": {"starts_at": now + timedelta(hours=1)},
        "已经结束": {"ends_at": now - timedelta(hours=1)},
        "置顶": {"pinned_until": now + timedelta(hours=1)},
        "普通": {},
    }.items():
        topic_operations.create_topic(name=name, hot=5.0 if name == "普通" else 1.0, **changes)
    assert [t["name"] for t in api(None).get("/topics/hot").json()["items"]] == ["置顶", "普通"]
    assert topic_operations.end_due_topics() == 1


def test_suggestions_by_name_and_pinyin():
    for name in ("小个子穿搭", "小个子女装", "读书"):
        topic_operations.create_topic(name=name)

    def names(text: str) -> set[str]:
        found = queries.suggest_topics(text=text, key=topics.name_key(text), viewer_id=None)
        return {topic["name"] for topic in found}

    assert names("小个") == {"小个子穿搭", "小个子女装"}
    assert names("xiaogezi") == {"小个子穿搭", "小个子女装"}
    assert names("%") == set()
    assert names("") == {"小个子穿搭", "小个子女装", "读书"}


def test_mention_suggestions_put_followed_people_first_and_leave_out_blocked_ones(api):
    viewer, friend, foe = make_user(), make_user(handle="anna_x"), make_user(handle="anna_y")
    accounts.follow_user(follower_id=viewer.id, followee_id=friend.id)
    third = make_user(handle="anna_a")
    accounts.block_user(blocker_id=foe.id, blocked_id=viewer.id)
    found = api(viewer).get("/mention-suggestions", {"q": "@anna"}).json()["items"]
    assert [person["handle"] for person in found] == [friend.handle, third.handle]
    assert [p["handle"] for p in api(viewer).get("/mention-suggestions").json()["items"]] == [friend.handle]


def heat_of(name: str) -> float:
    topic_heat.refresh_heat()
    return Topic.objects.get(name=name).hot


def test_five_independent_people_are_hotter_than_one_who_writes_a_hundred_times():
    lone = old_user()
    for _ in range(20):
        pumped = make_public_note(lone, topics=("刷热度",))
    for _ in range(80):
        comment(pumped, lone)
    honest = make_public_note(old_user(), topics=("大家聊",))
    for _ in range(4):
        comment(honest, old_user())
    assert heat_of("大家聊") > heat_of("刷热度")


def test_a_ring_of_twenty_new_accounts_counts_less_than_one_old_member():
    ring = [make_user() for _ in range(20)]
    for member in ring:
        make_public_note(member, topics=("水军",))
    make_public_note(old_user(), topics=("一个人",))
    assert heat_of("水军") < heat_of("一个人")


def test_a_ring_of_old_accounts_that_follow_each_other_or_share_an_address_counts_as_one():
    friends = [old_user() for _ in range(8)]
    follow_each_other(friends)
    housemates = [old_user() for _ in range(8)]
    household = [old_user() for _ in range(8)]
    for number, (one, other) in enumerate(zip(housemates, household, strict=True)):
        signed_in(one, "10.0.0.7")
        signed_in(other, f"2001:db8:5:{number:x}::{number + 1:x}")
    for name, people in (("互关", friends), ("同一地址", housemates), ("同一户", household)):
        for person in people:
            make_public_note(person, topics=(name,))
    make_public_note(old_user(), topics=("一个人",))
    strangers = make_public_note(old_user(), topics=("两个生人",))
    comment(strangers, old_user())
    one = heat_of("一个人")
    assert heat_of("互关") == pytest.approx(one, rel=0.05)
    assert heat_of("同一地址") == pytest.approx(one, rel=0.05)
    assert heat_of("同一户") == pytest.approx(one, rel=0.05)
    assert heat_of("两个生人") > one * 1.2


def test_an_address_of_long_ago_ties_nobody_together():
    for person in [old_user() for _ in range(4)]:
        signed_in(person, "10.0.0.8", days=40)
        make_public_note(person, topics=("搬走了",))
    make_public_note(old_user(), topics=("一个人",))
    assert heat_of("搬走了") == pytest.approx(4 * heat_of("一个人"), rel=0.05)


def test_sessions_that_live_on_without_a_new_log_tie_people_together():
    for person in [old_user() for _ in range(4)]:
        expires = clock.now() + timedelta(days=20)
        Session.objects.create(
            session_key=person.id.hex, user=person, address="10.0.0.9", expire_date=expires
        )
        signed_in(person, "10.0.0.9", days=40)
        make_public_note(person, topics=("没退出",))
    make_public_note(old_user(), topics=("一个人",))
    assert heat_of("没退出") == pytest.approx(heat_of("一个人"), rel=0.05)


def devices_of(people: list[Any], device: str) -> None:
    for person in people:
        record_tie(user_id=person.id, kind="device", value=device)


def test_one_device_or_one_payer_makes_a_ring_of_old_accounts_one_person():
    for name, kind in (("同一设备", "device"), ("同一付款人", "payer")):
        for person in [old_user() for _ in range(8)]:
            record_tie(user_id=person.id, kind=kind, value="the same")
            make_public_note(person, topics=(name,))
    make_public_note(old_user(), topics=("一个人",))
    one = heat_of("一个人")
    assert heat_of("同一设备") == pytest.approx(one, rel=0.05)
    assert heat_of("同一付款人") == pytest.approx(one, rel=0.05)


@pytest.mark.parametrize("tied", ["devices", "follows"])
def test_a_ring_larger_than_the_sample_weighs_about_one_person_and_takes_nobody_s_place(monkeypatch, tied):
    monkeypatch.setattr(topic_heat, "SAMPLE", 24)
    monkeypatch.setattr(topic_heat, "SMALL", 4)
    ring = [old_user() for _ in range(40)]
    if tied == "devices":
        devices_of(ring, "one phone")
    else:
        follow_each_other(ring)
    for person in ring:
        make_public_note(person, topics=("水军", "混在一起"))
    strangers = [old_user() for _ in range(40)]
    for person in strangers:
        make_public_note(person, topics=("大家聊", "混在一起"))
    make_public_note(old_user(), topics=("一个人",))
    # A fair draw: as many of one kind as of the other. Only the luck of the draw is taken out.
    pairs = enumerate(zip(ring, strangers, strict=True))
    turns = {f"heat:{person.id}": number for number, pair in pairs for person in pair}
    monkeypatch.setattr(topic_heat, "keyed_hash", turns.__getitem__)
    one, honest = heat_of("一个人"), heat_of("大家聊")
    assert honest == pytest.approx(40 * one, rel=0.05)
    assert heat_of("水军") == pytest.approx(one, rel=0.1)
    assert heat_of("混在一起") == pytest.approx(41 * one, rel=0.05)


def test_a_ring_in_a_crowded_topic_moves_it_by_one_person():
    at = clock.now()
    joined = at - timedelta(days=400)

    def people(count: int, points: float, ties: frozenset[str]) -> list[topic_heat.Participant]:
        return [topic_heat.Participant(str(new_id()), points, joined, True, ties) for _ in range(count)]

    honest = people(3000, 1.0, frozenset())
    loud = people(900, topic_heat.PERSON_CAP, frozenset({"device x"}))
    before = topic_heat.heat(honest, {}, at)
    assert before == pytest.approx(3000)
    assert topic_heat.heat(loud, {}, at) == pytest.approx(topic_heat.PERSON_CAP, rel=0.01)
    assert topic_heat.heat([*loud, *honest], {}, at) == pytest.approx(before, rel=0.15)


def test_heat_wears_off_with_time_and_with_the_window():
    note = make_public_note(old_user(), topics=("旧话题",), published_at=clock.now() - timedelta(hours=12))
    half = heat_of("旧话题")
    assert half == pytest.approx(1.5, rel=0.02)
    topics.set_note_published(note_id=note.id, published_at=None)
    topics.set_note_published(note_id=note.id, published_at=clock.now() - timedelta(hours=80))
    assert heat_of("旧话题") == 0


def test_the_host_announces_on_the_topics_page() -> None:
    host, operator = make_user(), make_user(is_operator=True)
    topic = topic_operations.create_topic(name="周末看花", host_id=host.id)
    topic_operations.announce(actor=make_viewer(host), topic_id=topic.id, text=" 周六上午植物园见 ")
    shown = queries.get_topic(slug=topic.slug, viewer_id=None)
    assert shown["announcement"] == "周六上午植物园见"
    assert shown["announced_at"]
    with pytest.raises(TopicHostOnlyError):
        topic_operations.announce(actor=make_viewer(), topic_id=topic.id, text="我也来说")
    with pytest.raises(TopicAnnouncementError):
        topic_operations.announce(actor=make_viewer(host), topic_id=topic.id, text="加薇❤ shancha8866 领福利")
    topic_operations.announce(actor=make_viewer(operator), topic_id=topic.id, text="")
    topic.refresh_from_db()
    assert (topic.announcement, topic.announced_at) == ("", None)


@pytest.mark.parametrize(
    "hidden", [{"visibility": "private"}, {"visibility": "followers"}, {"state": "review"}]
)
def test_topics_of_notes_that_not_everybody_sees_stay_unknown(api, hidden) -> None:
    author = make_user()
    note = make_public_note(author, topics=("我要离婚", "露营"), **hidden)
    make_public_note(topics=("露营",))
    secret = Topic.objects.get(name="我要离婚")
    for viewer in (None, author):
        client = api(viewer)
        for path, query in (("/topics", {}), ("/topics/hot", {}), ("/topic-suggestions", {"q": "我要"})):
            assert secret.name not in client.get(path, query).content.decode(), path
        for end in ("", "/notes", "/participants"):
            assert client.get(f"/topics/{secret.slug}{end}").status_code == 404
    assert api(author).send("PUT", f"/topics/{secret.id}/follow").status_code == 404
    assert queries.load_topics(ids=[secret.id], viewer_id=None) == []
    shown = api(author).get(f"/notes/{note.id}").json()["note"]
    assert [topic["name"] for topic in shown["topics"]] == ["露营"]
    assert [topic["name"] for topic in api().get("/topics").json()["items"]] == ["露营"]

    topics.set_note_published(note_id=note.id, published_at=clock.now())

    assert api().get(f"/topics/{secret.slug}").json()["note_count"] == 1
    assert len(api().get("/topics").json()["items"]) == 2
    topics.set_note_published(note_id=note.id, published_at=None)
    assert api().get(f"/topics/{secret.slug}").json()["note_count"] == 0


def test_a_topic_that_operators_banned_stays_so_when_a_note_is_published() -> None:
    note = make_public_note(topics=("不好的",), visibility="private")
    topic_operations.set_topic_state(topic_id=Topic.objects.get().id, state="banned")
    topics.set_note_published(note_id=note.id, published_at=clock.now())
    assert Topic.objects.get().state == "banned"


def test_a_topic_never_lies_at_an_address_of_ours(api) -> None:
    make_public_note(topics=("Hot", "new"))
    topic_operations.create_topic(name="followed")
    for topic in Topic.objects.all():
        assert topic.slug not in topics.RESERVED_SLUGS
        assert api().get(f"/topics/{topic.slug}").json()["name"] == topic.name


@pytest.mark.parametrize("way", ["blocks", "is blocked", "mutes"])
def test_a_topics_count_leaves_out_whom_the_viewer_does_not_meet(api, way) -> None:
    foe, viewer = make_user(), make_user()
    for author in (foe, foe, make_user()):
        make_public_note(author, topics=("露营",))
    make_public_note(foe, topics=("露营",), visibility="private")
    slug = Topic.objects.get().slug
    assert api(viewer).get(f"/topics/{slug}").json()["note_count"] == 3
    if way == "mutes":
        accounts.mute_user_for(muter_id=viewer.id, muted_id=foe.id)
    else:
        one, other = (viewer, foe) if way == "blocks" else (foe, viewer)
        accounts.block_user(blocker_id=one.id, blocked_id=other.id)
    assert api(viewer).get(f"/topics/{slug}").json()["note_count"] == 1
    assert api().get(f"/topics/{slug}").json()["note_count"] == 3


@pytest.mark.parametrize("way", ["blocks", "is blocked", "mutes"])
def test_a_host_whom_the_viewer_does_not_meet_is_not_named(api, way) -> None:
    host, viewer = make_user(), make_user()
    topic = topic_operations.create_topic(name="周末看花", host_id=host.id)
    assert api(viewer).get(f"/topics/{topic.slug}").json()["host"]["handle"] == host.handle
    if way == "mutes":
        accounts.mute_user_for(muter_id=viewer.id, muted_id=host.id)
    else:
        one, other = (viewer, host) if way == "blocks" else (host, viewer)
        accounts.block_user(blocker_id=one.id, blocked_id=other.id)
    assert api(viewer).get(f"/topics/{topic.slug}").json()["host"] is None
    assert [each["host"] for each in api(viewer).get("/topics/hot").json()["items"]] == [None]
    assert api().get(f"/topics/{topic.slug}").json()["host"]["handle"] == host.handle


def test_old_and_long_addresses_open_page_and_api(api, settings, tmp_path) -> None:
    (tmp_path / "index.html").write_text("<title></title><!--head--><!--noscript--><!--boot-->")
    settings.WEB_DIST = tmp_path
    topic = topic_operations.create_topic(name="周末看花", slug="a" * 80)
    topic_operations.rename_topic(topic_id=topic.id, name="周末赏花")
    present = Topic.objects.get(id=topic.id).slug
    merged = topic_operations.create_topic(name="去赏花")
    topic_operations.merge_topics(source_id=merged.id, target_id=topic.id)
    for slug in (present, "a" * 80, merged.slug):
        assert api().get(f"/topics/{slug}").json()["slug"] == present
        assert api().get(f"/topics/{slug}/notes").status_code == 200
        page = Client().get(f"/t/{slug}")
        assert (page.status_code, "noindex" in page.content.decode()) == (200, False)
        assert f"/t/{present}" in page.content.decode()
    assert Client().get("/t/nowhere").status_code == 404
