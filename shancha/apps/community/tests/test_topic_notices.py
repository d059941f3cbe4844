"""Followers of a topic are told of its notes, as loudly as they wish, batched, within the limits of all."""

from datetime import timedelta

import orjson
import pytest
from django.core.cache import cache

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community import tasks
from shancha.apps.community.models import Topic
from shancha.apps.community.services import topic_notices, topic_operations, topics
from shancha.apps.community.tests.factories import edit_note, publish_note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.kit import clock, sql

pytestmark = pytest.mark.django_db
_QUEUED = "select args::text from procrastinate_jobs where task_name = 'community.tell_topic' order by id"


def work() -> None:
    """Runs what is queued, with what that queues in turn."""
    while rows := sql.fetch_rows(_QUEUED, {}):
        sql.execute("delete from procrastinate_jobs where task_name = 'community.tell_topic'", {})
        for (args,) in rows:
            tasks.tell_topic(**orjson.loads(args))


def told(api, user, kind="topic_note"):
    items = api(user).get("/notifications", {"lane": "follows"}).json()["items"]
    return [each for each in items if each["kind"] == kind]


def follow(api, topic, level=None, **fields):
    user = make_user(**fields)
    assert api(user).send("PUT", f"/topics/{topic.id}/follow").status_code == 204
    if level:
        answer = api(user).send("PUT", f"/topics/{topic.id}/notices", {"level": level})
        assert answer.status_code == 204
    return user


def post(author=None, *, name="露营", **fields):
    note = make_public_note(author, topics=(name,), **fields)
    topic_notices.queue_listed(note_id=note.id)
    work()
    return note


def test_each_follower_hears_as_much_as_they_wish(api):
    host, somebody = make_user(), make_user()
    topic = topic_operations.create_topic(name="露营", host_id=host.id)
    every, usual, none = follow(api, topic, "all"), follow(api, topic), follow(api, topic, "none")
    levels = [
        api(user).get(f"/topics/{topic.slug}").json()["notice_level"] for user in (every, usual, none, host)
    ]
    assert levels == ["all", "highlights", "none", None]
    first = post(somebody)
    assert [len(told(api, user)) for user in (every, usual, none)] == [1, 0, 0]
    notice = told(api, every)[0]
    assert (notice["subject"]["id"], "露营" in notice["text"]) == (str(first.id), True)
    post(host)
    assert [len(told(api, user)) for user in (every, usual, none)] == [1, 1, 0]
    assert told(api, every)[0]["count"] == 2
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[first.id])
    work()
    pinned = [len(told(api, user, "topic_pinned")) for user in (every, usual, none)]
    assert (pinned, told(api, usual)[0]["count"]) == ([1, 1, 0], 1)
    assert "置顶" in told(api, usual, "topic_pinned")[0]["title"]
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[first.id])
    assert not sql.fetch_rows(_QUEUED, {}), "pinned already"


def test_a_pin_in_a_topic_that_nobody_follows_queues_nothing():
    topic = topic_operations.create_topic(name="露营")
    note = make_public_note(topics=("露营",))
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[note.id])
    assert not sql.fetch_rows(_QUEUED, {})


def test_each_note_of_an_author_counts_and_one_that_goes_leaves_the_others(api):
    fan = follow(api, topic_operations.create_topic(name="露营"), "all")
    author, other = make_user(), make_user()
    first, second, third = post(author), post(other), post(author)
    [row] = told(api, fan)
    assert (row["count"], row["actor_count"], row["subject"]["id"]) == (3, 2, str(third.id))
    assert not {"by", "earlier"} & set(row["payload"])
    tasks.tell_topic(
        note_id=str(second.id),
        topic_id=str(Topic.objects.get().id),
        is_highlight=False,
        minors=False,
    )
    assert told(api, fan)[0]["count"] == 3, "told once"
    assert api(author).delete(f"/notes/{third.id}").status_code == 204
    [row] = told(api, fan)
    assert (row["count"], row["subject"]["id"]) == (2, str(second.id))
    assert (row["actors"][0]["id"], row["payload"]["note_title"]) == (str(other.id), second.title)
    assert api(author).delete(f"/notes/{first.id}").status_code == 204
    [row] = told(api, fan)
    assert (row["count"], row["actor_count"], row["actors"][0]["id"]) == (1, 1, str(other.id))
    assert api(other).delete(f"/notes/{second.id}").status_code == 204
    assert told(api, fan) == []


def test_whom_the_reader_blocks_leaves_the_row_with_the_notes(api):
    fan = follow(api, topic_operations.create_topic(name="露营"), "all")
    author, other = make_user(), make_user()
    kept = post(other)
    post(author)
    assert api(fan).send("PUT", f"/users/{author.id}/block").status_code == 200
    [row] = told(api, fan)
    assert (row["count"], row["payload"]["note_title"]) == (1, kept.title)


def test_a_note_for_followers_alone_is_taken_back_from_strangers(api):
    topic = topic_operations.create_topic(name="露营")
    author = make_user()
    stranger, follower = follow(api, topic, "all"), follow(api, topic, "all")
    accounts.follow_user(follower_id=follower.id, followee_id=author.id)
    before, note = post(), post(author)
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[note.id])
    work()
    changed = api(author).send("PATCH", f"/notes/{note.id}", {"visibility": "followers"})
    assert changed.status_code in {200, 204}
    assert [told(api, user, "topic_pinned") == [] for user in (stranger, follower)] == [True, False]
    assert [told(api, user)[0]["subject"]["id"] for user in (stranger, follower)] == [
        str(before.id),
        str(note.id),
    ]


def test_a_note_is_told_when_it_is_first_listed_and_only_then(api):
    fan = follow(api, topic_operations.create_topic(name="露营"), "all")
    author = make_user()
    note = make_public_note(author, topics=("露营",), visibility="followers")
    heard = []
    for visibility in ("public", "private", "public"):
        api(author).send("PATCH", f"/notes/{note.id}", {"visibility": visibility})
        work()
        heard.append([each["subject"]["id"] for each in told(api, fan)])
    assert heard == [[str(note.id)], [], []]


def test_a_note_that_joins_a_topic_by_an_edit_is_told(api):
    fan = follow(api, topic_operations.create_topic(name="露营"), "all")
    author = api(make_user())
    note = publish_note(author, topics=["徒步"])
    work()
    assert told(api, fan) == []
    edit_note(author, note, topics=["徒步", "露营"])
    work()
    assert [each["subject"]["id"] for each in told(api, fan)] == [str(note["id"])]


def test_mutes_blocks_the_switch_and_the_author_are_honoured(api):
    author = make_user()
    topic = topic_operations.create_topic(name="露营")
    muting, blocking, quiet = (follow(api, topic, "all") for _ in range(3))
    accounts.mute_user_for(muter_id=muting.id, muted_id=author.id)
    accounts.block_user(blocker_id=blocking.id, blocked_id=author.id)
    assert api(quiet).send("PATCH", "/me/settings", {"notices": {"topics": False}}).status_code == 200
    topics.follow_topic(actor_id=author.id, topic_id=topic.id)
    topics.set_notice_level(actor_id=author.id, topic_id=topic.id, level="all")
    post(author)
    assert [told(api, user) for user in (muting, blocking, quiet, author)] == [[], [], [], []]


def test_minors_hear_later_and_of_nothing_that_their_lists_leave_out(api):
    topic = topic_operations.create_topic(name="露营")
    minor = follow(api, topic, "all", minor_mode=True)
    post(is_ad=True)
    post(quality=0.1)
    assert told(api, minor) == []
    note = make_public_note(topics=("露营",))
    topic_notices.queue_listed(note_id=note.id)
    rows = sql.fetch_rows(
        "select (args ->> 'minors')::bool, scheduled_at from procrastinate_jobs "
        "where task_name = 'community.tell_topic' order by 1",
        {},
    )
    assert [(minors, at is None) for minors, at in rows] == [(False, True), (True, False)]
    assert rows[1][1] > clock.now() + timedelta(minutes=59)
    work()
    assert len(told(api, minor)) == 1


def test_a_note_that_is_gone_or_recommended_to_nobody_is_told_to_nobody(api):
    topic = topic_operations.create_topic(name="露营")
    fan = follow(api, topic, "all")
    note = make_public_note(topics=("露营",))
    topic_notices.queue_listed(note_id=note.id)
    topics.set_note_published(note_id=note.id, published_at=None)
    work()
    assert told(api, fan) == []


def test_portions_reach_all_and_a_flood_is_cut(api, monkeypatch):
    monkeypatch.setattr(topic_notices, "PORTION", 2)
    monkeypatch.setattr(topic_notices, "PER_HOUR", 2)
    topic = topic_operations.create_topic(name="露营")
    fans = [follow(api, topic, "all") for _ in range(5)]
    for _ in range(3):
        post()
        cache.clear()  # another process
    assert [told(api, fan)[0]["count"] for fan in fans] == [2] * 5


def test_only_what_is_followed_can_be_set_and_a_merger_keeps_the_level(api):
    one, other = (topic_operations.create_topic(name=name) for name in ("露营", "徒步"))
    stranger, fan = make_user(), follow(api, one, "all")
    refused = api(stranger).send("PUT", f"/topics/{one.id}/notices", {"level": "all"})
    assert (refused.status_code, refused.json()["code"]) == (409, "community.topic_not_followed")
    assert api(fan).send("PUT", f"/topics/{one.id}/notices", {"level": "loud"}).status_code == 422
    topic_operations.merge_topics(source_id=one.id, target_id=other.id)
    assert api(fan).get(f"/topics/{other.slug}").json()["notice_level"] == "all"


def test_publishing_through_the_api_tells_followers(api):
    topic = topic_operations.create_topic(name="露营")
    fan = follow(api, topic, "all")
    publish_note(api(make_user()), topics=["露营"])
    assert Topic.objects.get().note_count == 1
    work()
    assert len(told(api, fan)) == 1
