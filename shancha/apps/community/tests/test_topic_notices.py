"""Followers of a topic are told of its notes, as loudly as they wish, batched, within the limits of all."""

from datetime import timedelta

import orjson
import pytest

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community import tasks
from shancha.apps.community.models import Topic
from shancha.apps.community.services import topic_notices, topic_operations, topics
from shancha.apps.community.tests.factories import publish_note
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


def told(api, user):
    items = api(user).get("/notifications", {"lane": "follows"}).json()["items"]
    return [each for each in items if each["kind"] == "topic_note"]


def follow(api, topic, level=None, **fields):
    user = make_user(**fields)
    assert api(user).send("PUT", f"/topics/{topic.id}/follow").status_code == 204
    if level:
        answer = api(user).send("PUT", f"/topics/{topic.id}/notices", {"level": level})
        assert answer.status_code == 204
    return user


def post(author=None, *, name="露营", **fields):
    note = make_public_note(author, topics=(name,), **fields)
    topic_notices.queue_published(note_id=note.id)
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
    assert told(api, usual)[0]["count"] == 2
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[first.id])
    assert not sql.fetch_rows(_QUEUED, {}), "pinned already"


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
    topic_notices.queue_published(note_id=note.id)
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
    topic_notices.queue_published(note_id=note.id)
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
