"""Notices: grouped, silent where people wish it, counted exactly on every device."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.events import UserMuted
from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.messaging import services
from shancha.apps.messaging.models import Notification, StreamEvent
from shancha.apps.messaging.tests.factories import give_like
from shancha.apps.moderation.events import AuthorInformed
from shancha.kit import events
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def counts(api, user):
    answer = api(user).get("/notifications/counts")
    assert answer.status_code == 200
    return answer.json()


def listed(api, user, lane=""):
    answer = api(user).get("/notifications", {"lane": lane} if lane else {})
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


@pytest.fixture
def author():
    user = make_user()
    Notification.objects.all().delete()
    StreamEvent.objects.all().delete()
    return user


def test_likes_of_one_note_collapse_with_count_and_latest_actors(api, author):
    note_id = new_id()
    fans = [make_user(nickname=f"喜欢者{index}") for index in range(5)]
    for fan in fans:
        give_like(author.id, fan.id, note_id=note_id)
    items = listed(api, author, "likes")
    assert len(items) == 1
    assert items[0]["count"] == 5
    assert [actor["nickname"] for actor in items[0]["actors"]] == ["喜欢者4", "喜欢者3", "喜欢者2"]
    assert items[0]["title"] == "赞了你的笔记"
    assert items[0]["subject"] == {"kind": "note", "id": str(note_id)}
    assert counts(api, author) == {
        "likes": 1,
        "follows": 0,
        "comments": 0,
        "system": 0,
        "process": 0,
        "total": 1,
    }


def test_liking_again_and_again_counts_once(api, author):
    fan, note_id = make_user(), new_id()
    for _ in range(3):
        give_like(author.id, fan.id, note_id=note_id)
        services.withdraw_notice(user_id=author.id, group_key=f"note_liked:{note_id}", actor_id=fan.id)
    assert listed(api, author, "likes") == []
    give_like(author.id, fan.id, note_id=note_id)
    api(author).send("POST", "/notifications/read", {"lane": "likes"})
    services.withdraw_notice(user_id=author.id, group_key=f"note_liked:{note_id}", actor_id=fan.id)
    give_like(author.id, fan.id, note_id=note_id)
    assert counts(api, author)["likes"] == 0
    assert listed(api, author, "likes")[0]["count"] == 1


def test_withdrawing_one_of_two_keeps_the_other(api, author):
    first, second, note_id = make_user(), make_user(), new_id()
    give_like(author.id, first.id, note_id=note_id)
    give_like(author.id, second.id, note_id=note_id)
    services.withdraw_notice(user_id=author.id, group_key=f"note_liked:{note_id}", actor_id=second.id)
    item = listed(api, author, "likes")[0]
    assert item["count"] == 1
    assert [actor["id"] for actor in item["actors"]] == [str(first.id)]


def test_a_new_like_after_reading_makes_a_new_unread_row(api, author):
    note_id = new_id()
    give_like(author.id, make_user().id, note_id=note_id)
    api(author).send("POST", "/notifications/read", {"lane": "likes"})
    give_like(author.id, make_user().id, note_id=note_id)
    assert [item["is_read"] for item in listed(api, author, "likes")] == [False, True]
    assert counts(api, author)["likes"] == 1


def test_comments_of_one_group_all_count(api, author):
    actor = make_user()
    for _ in range(2):
        services.notify(
            user_id=author.id, lane="comments", kind="note_commented", actor_id=actor.id, group_key="thread"
        )
    assert listed(api, author, "comments")[0]["count"] == 2


@pytest.mark.parametrize("direction", ["blocked by", "blocks", "mutes", "self", "switched off", "gone"])
def test_silence_where_it_is_wished(api, author, direction):
    actor = make_user()
    if direction == "blocked by":
        accounts.block_user(blocker_id=actor.id, blocked_id=author.id)
    elif direction == "blocks":
        accounts.block_user(blocker_id=author.id, blocked_id=actor.id)
    elif direction == "mutes":
        accounts.mute_user_for(muter_id=author.id, muted_id=actor.id)
    elif direction == "switched off":
        User.objects.filter(id=author.id).update(notices={"likes": False})
    elif direction == "gone":
        User.objects.filter(id=author.id).update(status="deleted")
    give_like(author.id, author.id if direction == "self" else actor.id)
    assert not Notification.objects.filter(user_id=author.id, lane="likes").exists()
    assert not StreamEvent.objects.filter(user_id=author.id, kind="notification").exists()


def test_switches_are_by_kind(author):
    User.objects.filter(id=author.id).update(notices={"mentions": False})
    actor = make_user()
    services.notify(user_id=author.id, lane="comments", kind="note_mention", actor_id=actor.id)
    services.notify(user_id=author.id, lane="comments", kind="note_commented", actor_id=actor.id)
    services.notify(user_id=author.id, lane="system", kind="decision_hide", payload={"title": "x"})
    kinds = set(Notification.objects.filter(user_id=author.id).values_list("kind", flat=True))
    assert kinds == {"note_commented", "decision_hide"}


def test_blocking_and_muting_take_old_notices_away(api, author):
    loud, nice = make_user(), make_user()
    note_id = new_id()
    give_like(author.id, loud.id, note_id=note_id)
    give_like(author.id, nice.id, note_id=note_id)
    give_like(author.id, loud.id)
    accounts.mute_user_for(muter_id=author.id, muted_id=loud.id)
    assert counts(api, author)["likes"] == 1
    assert [actor["id"] for actor in listed(api, author)[0]["actors"]] == [str(nice.id)]
    accounts.block_user(blocker_id=author.id, blocked_id=loud.id)
    assert [item["count"] for item in listed(api, author)] == [1]


def test_following_tells_and_unfollowing_takes_back(api, author):
    fan = make_user()
    accounts.follow_user(follower_id=fan.id, followee_id=author.id)
    item = listed(api, author, "follows")[0]
    assert (item["kind"], item["actors"][0]["id"]) == ("followed", str(fan.id))
    accounts.unfollow_user(follower_id=fan.id, followee_id=author.id)
    assert listed(api, author, "follows") == []


def test_reading_stops_at_what_was_seen(api, author):
    give_like(author.id, make_user().id)
    seen_at = listed(api, author, "likes")[0]["updated_at"]
    give_like(author.id, make_user().id)
    answer = api(author).send("POST", "/notifications/read", {"lane": "likes", "up_to": seen_at})
    assert answer.json()["likes"] == 1
    ids = [item["id"] for item in listed(api, author, "likes") if not item["is_read"]]
    assert api(author).send("POST", "/notifications/read", {"ids": ids}).json()["total"] == 0


def test_nobody_reads_anothers_notices(api, author):
    give_like(author.id, make_user().id)
    notice_id = listed(api, author)[0]["id"]
    other = make_user()
    assert listed(api, other, "likes") == []
    api(other).send("POST", "/notifications/read", {"ids": [notice_id]})
    assert counts(api, author)["likes"] == 1
    assert api().get("/notifications").status_code == 401
    assert api().get("/notifications/counts").status_code == 401
    assert api().send("POST", "/notifications/read", {}).status_code in {401, 403}
    assert api().get("/stream/ticket").status_code == 401


def test_pages_neither_repeat_nor_miss(api, author):
    for _ in range(45):
        give_like(author.id, make_user().id)
    seen, cursor = [], None
    while True:
        page = (
            api(author).get("/notifications", {"limit": 20, **({"cursor": cursor} if cursor else {})}).json()
        )
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 45
    assert api(author).get("/notifications", {"cursor": "junk"}).status_code == 422


def test_list_costs_the_same_for_one_and_for_twenty(api, author, django_assert_num_queries):
    client = api(author)
    give_like(author.id, make_user().id)
    with django_assert_num_queries(2):
        client.get("/notifications")
    for _ in range(20):
        give_like(author.id, make_user().id)
    with django_assert_num_queries(2):
        assert len(client.get("/notifications").json()["items"]) == 20


def test_withdrawn_subjects_leave_no_trace(api, author):
    comment_id, actor = new_id(), make_user()
    services.notify(
        user_id=author.id,
        lane="comments",
        kind="note_commented",
        actor_id=actor.id,
        subject_kind="comment",
        subject_id=comment_id,
        payload={"excerpt": "删掉的话"},
    )
    services.withdraw_subject(subject_kind="comment", subject_id=comment_id)
    assert listed(api, author) == []
    assert StreamEvent.objects.filter(user_id=author.id, kind="withdrawn").count() == 1


def test_a_notice_vanishes_with_its_transaction(author):
    actor = make_user()
    with transaction.atomic():
        give_like(author.id, actor.id)
        assert Notification.objects.filter(user_id=author.id).count() == 1
        transaction.set_rollback(True)
    assert not Notification.objects.filter(user_id=author.id).exists()
    assert not StreamEvent.objects.filter(user_id=author.id).exists()


def test_sweeps_keep_what_is_young_or_unread(author):
    give_like(author.id, make_user().id)
    give_like(author.id, make_user().id)
    old = Notification.objects.filter(user_id=author.id).first()
    Notification.objects.filter(id=old.id).update(updated_at=now() - timedelta(days=181))
    StreamEvent.objects.filter(user_id=author.id).update(created_at=now() - timedelta(days=4))
    assert services.sweep_notifications() == 1
    assert services.sweep_stream() >= 2
    assert Notification.objects.filter(user_id=author.id).count() == 1


def test_everybody_is_told_once(author):
    make_user()
    payload = {"title_zh": "社区公约", "title_en": "Rules", "date": "2027-01-01"}
    for _ in range(2):
        last = services.notify_everybody(
            kind="rule_announced", group_key="rule:x:2", payload=payload, after=None
        )
        assert (
            services.notify_everybody(
                kind="rule_announced", group_key="rule:x:2", payload=payload, after=last
            )
            is None
        )
    assert (
        Notification.objects.filter(kind="rule_announced").count()
        == User.objects.exclude(status="deleted").count()
    )
    (event,) = StreamEvent.objects.filter(user_id=author.id)
    assert (event.kind, event.payload) == ("notification", {"lane": "system", "kind": "rule_announced"})


def test_muting_and_unmuting_make_the_devices_count_anew(api, author):
    loud = make_user()
    services.notify(user_id=author.id, lane="comments", kind="note_commented", actor_id=loud.id)
    for method, unread in (("PUT", 0), ("PUT", 0), ("DELETE", 1), ("DELETE", 1)):
        assert api(author).send(method, f"/users/{loud.id}/mute").status_code in {200, 204}
        assert api(author).get("/notifications/counts").json()["total"] == unread
    assert list(StreamEvent.objects.filter(user_id=author.id, kind="withdrawn").values_list("payload")) == [
        ({},),
        ({},),
    ]


def test_texts_speak_the_readers_language(api, author):
    services.notify(user_id=author.id, lane="system", kind="report_upheld", payload={"title": "加薇聊"})
    client = api(author)
    assert "加薇聊" in client.get("/notifications").json()["items"][0]["text"]
    english = client.get("/notifications", headers={"accept-language": "en"}).json()["items"][0]
    assert english["title"] == "Your report was upheld"


def test_people_are_counted_not_events(api, author):
    talker, other, muted = make_user(), make_user(), make_user()
    for actor in (talker, talker, talker, muted, other):
        services.notify(
            user_id=author.id, lane="comments", kind="note_commented", actor_id=actor.id, group_key="same"
        )
    accounts.mute_user_for(muter_id=author.id, muted_id=muted.id)
    (item,) = listed(api, author, "comments")
    assert item["count"] >= 4
    assert item["actor_count"] == 2
    assert {actor["id"] for actor in item["actors"]} == {str(talker.id), str(other.id)}


def test_more_likers_than_are_named_are_all_counted(api, author):
    note_id = new_id()
    for _ in range(53):
        give_like(author.id, make_user().id, note_id=note_id)
    assert listed(api, author, "likes")[0]["actor_count"] == 53


def test_times_follow_the_clock(author):
    moment = now() - timedelta(days=40)
    with held_at(moment):
        services.notify(user_id=author.id, lane="system", kind="welcome")
    notice = Notification.objects.get(user_id=author.id)
    assert (notice.created_at, notice.updated_at) == (moment, moment)
    assert StreamEvent.objects.get(user_id=author.id).created_at == moment


def said(api, user):
    notice = api(user).get("/notifications", headers={"accept-language": "en"}).json()["items"][0]
    return listed(api, user)[0]["text"], notice["text"]


@pytest.mark.parametrize(
    ("action", "sanction", "days", "texts"),
    [
        (
            "none",
            "mute",
            7,
            ("账号到 2026-12-01 20:00 为止禁言。依据2.1：", "You can't post until 2026-12-01 20:00"),
        ),
        ("none", "suspend", None, ("账号永久封停。依据2.1：", "Your account is suspended for good. By 2.1:")),
        (
            "hide",
            "warn",
            None,
            ("账号受到警告。“一篇笔记” 依据2.1：", "Your account gets a warning. “一篇笔记”"),
        ),
        (
            "hide",
            "limit",
            3,
            ("账号的内容到 2026-11-27 20:00 为止限制推荐。“一篇笔记”", "kept out of recommendation"),
        ),
        ("hide", "", None, ("“一篇笔记” 依据2.1：", "“一篇笔记”, by 2.1:")),
    ],
)
def test_a_decision_names_every_measure_and_its_end(api, author, action, sanction, *, days, texts):
    ends_at = datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(days=days) if days else None
    with transaction.atomic():
        events.publish(
            AuthorInformed(
                decision_id=new_id(),
                author_id=author.id,
                subject_kind="note",
                subject_id=new_id(),
                title="一篇笔记",
                action=action,
                sanction=sanction,
                sanction_ends_at=ends_at,
                rule="community-rules 2.1",
                reason="多次骚扰别人",
                is_automatic=False,
                appealable_until=None,
            )
        )
    chinese, english = said(api, author)
    assert chinese.startswith(texts[0])
    assert texts[1] in english
    assert "多次骚扰别人" in chinese


def test_a_measure_without_a_case_tells_its_end_too(api, author):
    until = datetime(2026, 12, 1, 12, tzinfo=UTC)
    with transaction.atomic():
        events.publish(UserMuted(author.id, until, "多次骚扰别人"))
    assert said(api, author) == (
        "账号到 2026-12-01 20:00 为止禁言。多次骚扰别人",
        "You can't post until 2026-12-01 20:00 (Beijing time). 多次骚扰别人",
    )
