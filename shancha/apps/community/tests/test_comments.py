"""Comments: two levels, who sees what, counts, pace, notices."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts import services as accounts
from shancha.apps.accounts.models import Follow
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Comment, CommentLike, Mention, Note
from shancha.apps.community.services import comments as service
from shancha.apps.community.services import notes
from shancha.apps.community.services.comment_decisions import decide_comment
from shancha.apps.community.services.comments import set_state
from shancha.apps.community.tests.factories import picture_bytes, publish_note, send_file
from shancha.apps.community.tests.note_factories import ids, make_public_note
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation.screening import Screening
from shancha.kit import clock, sql
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def note() -> Note:
    return make_public_note()


def post(api: Any, user: Any, note: Note, body: str = "很好用", **fields: Any) -> Any:
    return api(user).send("POST", f"/notes/{note.id}/comments", {"body": body, **fields})


def listed(api: Any, user: Any, note: Note, **query: Any) -> Any:
    return api(user).get(f"/notes/{note.id}/comments", query)


def old_user(**fields: Any) -> Any:
    user = make_user(**fields)
    type(user).objects.filter(id=user.id).update(joined_at=clock.now() - timedelta(days=60))
    return user


def test_a_comment_and_its_replies_appear_in_two_levels(api, note):
    writer, other = old_user(), old_user()
    root = post(api, writer, note).json()
    first = post(api, other, note, "同感", parent_id=root["id"]).json()
    second = post(api, writer, note, "谢谢", parent_id=root["id"], reply_to_id=first["id"]).json()
    third = post(api, other, note, "不客气", reply_to_id=second["id"])
    assert third.status_code == 201

    page = listed(api, None, note).json()

    assert [item["id"] for item in page["items"]] == [root["id"]]
    shown = page["items"][0]
    assert shown["reply_count"] == 3
    assert [reply["id"] for reply in shown["replies"]] == [first["id"], second["id"]]
    assert shown["replies"][1]["reply_to"]["handle"] == other.handle
    assert shown["replies"][0]["reply_to"] is None
    assert page["total"] == 4
    note.refresh_from_db()
    assert note.comment_count == 4
    replies = api(None).get(f"/comments/{root['id']}/replies").json()
    assert [reply["body"] for reply in replies["items"]] == ["同感", "谢谢", "不客气"]


def test_hot_and_new_orders_page_without_repeats_while_comments_arrive(api, note):
    users = [old_user() for _ in range(3)]
    start = clock.now() - timedelta(hours=1)
    for number in range(25):
        with clock.held_at(start + timedelta(minutes=number)):
            Comment.objects.create(
                note=note,
                author=users[number % 3],
                body=f"第{number}条",
                hot=(start + timedelta(minutes=number)).timestamp() / 259200,
                created_at=start + timedelta(minutes=number),
            )
    liked = Comment.objects.get(body="第3条")
    api(users[0]).send("PUT", f"/comments/{liked.id}/like")
    api(users[2]).send("PUT", f"/comments/{liked.id}/like")
    for order in ("hot", "new"):
        first = listed(api, None, note, order=order, limit=10).json()
        if order == "hot":
            assert first["items"][0]["id"] == str(liked.id)
        else:
            assert first["items"][0]["body"] == "插队 hot"
        post(api, users[1], note, f"插队 {order}")
        seen = [item["id"] for item in first["items"]]
        cursor = first["next_cursor"]
        while cursor:
            page = listed(api, None, note, order=order, limit=10, cursor=cursor).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert len(seen) == len(set(seen)) >= 25


def test_the_list_costs_the_same_for_one_and_for_twenty(api, note):
    users = [old_user() for _ in range(4)]
    viewer = old_user()

    def count() -> int:
        client = api(viewer)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(f"/notes/{note.id}/comments").status_code == 200
        return len(captured)

    post(api, users[0], note, "一")
    count()
    one = count()
    for number in range(20):
        root = post(api, users[number % 4], note, f"评论{number}").json()
        post(api, users[(number + 1) % 4], note, f"回复{number}", parent_id=root["id"])
    assert count() == one


def test_blocked_and_muted_people_vanish_from_list_and_counts(api, note):
    viewer, friend, foe, bore = old_user(), old_user(), old_user(), old_user()
    kept = post(api, friend, note, "留下").json()
    gone = post(api, foe, note, "拉黑的人").json()
    post(api, friend, note, "在他楼下", parent_id=gone["id"])
    post(api, foe, note, "回复友人", parent_id=kept["id"])
    post(api, bore, note, "屏蔽的人", parent_id=kept["id"])
    assert listed(api, viewer, note).json()["total"] == 5
    accounts.block_user(blocker_id=foe.id, blocked_id=viewer.id)
    accounts.mute_user_for(muter_id=viewer.id, muted_id=bore.id)

    page = listed(api, viewer, note).json()

    assert [item["id"] for item in page["items"]] == [kept["id"]]
    assert page["items"][0]["replies"] == []
    assert page["items"][0]["reply_count"] == 0
    assert page["total"] == 1
    assert api(viewer).get(f"/comments/{kept['id']}/replies").json()["items"] == []
    assert api(viewer).get(f"/comments/{gone['id']}").status_code == 404
    assert listed(api, friend, note).json()["total"] == 5


def test_nobody_comments_where_they_may_not(api, note):
    stranger, follower = old_user(), old_user()
    accounts.follow_user(follower_id=follower.id, followee_id=note.author_id)
    Note.objects.filter(id=note.id).update(comment_policy="followers")
    assert post(api, stranger, note).json()["code"] == "community.comments_followers_only"
    assert post(api, follower, note).status_code == 201
    Note.objects.filter(id=note.id).update(comment_policy="none")
    assert post(api, follower, note, "还想说").json()["code"] == "community.comments_closed"
    assert post(api, note.author, note, "作者自己可以").status_code == 201
    Note.objects.filter(id=note.id).update(comment_policy="everyone", visibility="followers")
    assert post(api, stranger, note).status_code == 404
    Note.objects.filter(id=note.id).update(visibility="public")
    accounts.block_user(blocker_id=note.author_id, blocked_id=stranger.id)
    assert post(api, stranger, note).status_code == 404
    assert post(api, None, note).status_code == 401
    accounts.block_user(blocker_id=follower.id, blocked_id=stranger.id)
    root = post(api, note.author, note, "问大家").json()
    reply = post(api, follower, note, "我来答", parent_id=root["id"]).json()
    other = make_public_note()
    assert post(api, stranger, other, parent_id=root["id"]).json()["code"] == "community.comment_gone"
    assert post(api, old_user(), note, parent_id=str(new_id())).status_code == 409
    assert reply["reply_to"] is None


def test_the_body_is_checked_and_nothing_is_stored_when_refused(api, note):
    writer = old_user()
    assert post(api, writer, note, "  \n ").json()["code"] == "community.comment_empty"
    assert post(api, writer, note, "长" * 1001).json()["code"] == "community.comment_too_long"
    assert post(api, writer, note, "长" * 5000).status_code == 422
    assert Comment.objects.count() == 0


def test_sending_twice_makes_one_comment_and_repeats_are_stopped(api, note):
    writer = old_user()
    first, again = (
        post(api, writer, note, "一样的话说一遍").json(),
        post(api, writer, note, "一样的话说一遍").json(),
    )
    assert first["id"] == again["id"]
    for _ in range(2):
        assert post(api, writer, make_public_note(), "一样的话说一遍").status_code == 201
    refused = post(api, writer, make_public_note(), "一样的话说一遍")
    assert refused.json()["code"] == "community.comment_repeated"


def test_other_pictures_and_other_people_answered_are_no_repeats(api, note):
    writer, one, other = old_user(), old_user(), old_user()
    pictures = [send_file(api(writer), picture_bytes(seed=seed)).json()["id"] for seed in range(2)]
    first, second = (post(api, writer, note, "", asset_id=each).json() for each in pictures)
    assert first["id"] != second["id"]
    again = post(api, writer, note, "", asset_id=pictures[1]).json()
    assert again["id"] == second["id"]

    root = post(api, one, note, "怎么样").json()
    answers = [post(api, each, note, "好奇", parent_id=root["id"]).json() for each in (one, other)]
    thanks = [post(api, writer, note, "谢谢", reply_to_id=each["id"]).json() for each in (*answers, root)]
    assert len({each["id"] for each in thanks}) == 3
    assert post(api, writer, note, "谢谢", reply_to_id=root["id"]).json()["id"] == thanks[2]["id"]


def test_new_accounts_pass_a_narrower_gate(api, note):
    newcomer = make_user()
    answers = [post(api, newcomer, note, f"话{number}").status_code for number in range(7)]
    assert answers == [201] * 6 + [429]
    veteran = old_user()
    assert {post(api, veteran, note, f"话{number}").status_code for number in range(8)} == {201}


def test_each_person_hears_once_of_a_comment(api, note):
    answered, named, writer = old_user(), old_user(), old_user()
    root = post(api, answered, note, "有人试过吗").json()
    Notification.objects.all().delete()
    post(
        api,
        writer,
        note,
        f"@{named.handle} 你试过吧 @{note.author.handle} @nobody_here",
        parent_id=root["id"],
    )
    kinds = dict(Notification.objects.filter(lane="comments").values_list("user_id", "kind"))
    assert kinds == {
        answered.id: "comment_replied",
        note.author_id: "note_commented",
        named.id: "comment_mention",
    }
    assert set(Mention.objects.values_list("user_id", flat=True)) == {named.id, note.author_id}


def test_who_may_not_see_a_note_is_not_named_under_it(api, note):
    follower, stranger = old_user(), old_user()
    Follow.objects.create(follower=follower, followee_id=note.author_id)
    Note.objects.filter(id=note.id).update(visibility="followers")
    post(api, follower, note, f"@{stranger.handle} @{note.author.handle} 快来看")
    post(api, note.author, note, f"@{follower.handle} 谢谢")
    assert set(Mention.objects.values_list("user_id", flat=True)) == {note.author_id, follower.id}
    assert not Notification.objects.filter(user_id=stranger.id, lane="comments").exists()
    Note.objects.filter(id=note.id).update(visibility="private")
    post(api, note.author, note, f"@{follower.handle} 这篇先收起来了")
    assert Notification.objects.filter(user_id=follower.id, kind="comment_mention").count() == 1


def test_members_are_named_only_by_those_whom_they_let(api, note):
    writer = old_user()
    follower_only, nobody = (
        old_user(privacy={"mention_policy": policy}, handle=f"named_{policy}")
        for policy in ("followers", "none")
    )
    words = f"@{follower_only.handle} @{nobody.handle} 看看"
    post(api, writer, note, words)
    assert not Mention.objects.exists()
    assert api(writer).get("/mention-suggestions", {"q": "named_"}).json()["items"] == []
    Follow.objects.create(follower=writer, followee=follower_only)
    Follow.objects.create(follower=writer, followee=nobody)
    post(api, writer, note, f"{words}呀")
    assert list(Mention.objects.values_list("user_id", flat=True)) == [follower_only.id]
    suggested = api(writer).get("/mention-suggestions", {"q": "named_"}).json()["items"]
    assert [person["handle"] for person in suggested] == [follower_only.handle]
    named = publish_note(api(writer), body=words)
    assert list(Mention.objects.filter(note_id=named["id"]).values_list("user_id", flat=True)) == [
        follower_only.id
    ]


def test_what_quotes_a_note_goes_with_it(api, note):
    writer, answered = old_user(), old_user()
    root = post(api, answered, note, "有人试过吗").json()
    post(api, writer, note, "试过", parent_id=root["id"])
    api(writer).send("PUT", f"/comments/{root['id']}/like")
    told = Notification.objects.filter(subject_kind="comment")
    assert set(told.filter(user=answered).values_list("kind", flat=True)) == {
        "comment_replied",
        "comment_liked",
    }
    notes.decide_note(note_id=note.id, action="hide")
    assert set(told.values_list("user_id", "kind")) == {(note.author_id, "note_commented")}
    notes.decide_note(note_id=note.id, action="restore")
    notes.delete_note(actor_id=note.author_id, note_id=note.id)
    assert not told.exists()


def test_a_note_that_closed_meanwhile_tells_nobody_of_a_comment_that_waited(api, note, monkeypatch):
    writer, answered, named = old_user(), old_user(), old_user()
    root = post(api, answered, note, "有人试过吗").json()
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="review", score=0.6))
    held = post(api, writer, note, f"@{named.handle} 你试过吧", parent_id=root["id"]).json()
    Notification.objects.all().delete()
    Note.objects.filter(id=note.id).update(visibility="private")
    decide_comment(comment_id=UUID(held["id"]), action="none")
    assert set(Notification.objects.values_list("user_id", "kind")) == {(note.author_id, "note_commented")}


def test_likes_are_counted_once_and_can_be_taken_back(api, note):
    writer, reader = old_user(), old_user()
    comment = post(api, writer, note).json()
    for _ in range(2):
        assert api(reader).send("PUT", f"/comments/{comment['id']}/like").status_code == 204
    shown = listed(api, reader, note).json()["items"][0]
    assert (shown["like_count"], shown["liked"]) == (1, True)
    assert Notification.objects.filter(user_id=writer.id, kind="comment_liked").count() == 1
    for _ in range(2):
        assert api(reader).send("DELETE", f"/comments/{comment['id']}/like").status_code == 204
    assert CommentLike.objects.count() == 0
    assert listed(api, reader, note).json()["items"][0]["like_count"] == 0
    assert api(reader).send("PUT", f"/comments/{new_id()}/like").status_code == 404
    accounts.block_user(blocker_id=writer.id, blocked_id=reader.id)
    assert api(reader).send("PUT", f"/comments/{comment['id']}/like").status_code == 404


def test_the_note_author_pins_one_root_and_it_leads(api, note):
    writer = old_user()
    older, newer = post(api, writer, note, "先").json(), post(api, writer, note, "后").json()
    reply = post(api, writer, note, "回", parent_id=older["id"]).json()
    author = api(note.author)
    assert api(writer).send("PUT", f"/comments/{older['id']}/pin").status_code == 403
    assert author.send("PUT", f"/comments/{reply['id']}/pin").status_code == 409
    assert author.send("PUT", f"/comments/{newer['id']}/pin").status_code == 204
    assert author.send("PUT", f"/comments/{older['id']}/pin").status_code == 204
    for order in ("hot", "new"):
        items = listed(api, None, note, order=order).json()["items"]
        assert [(item["id"], item["pinned"]) for item in items] == [(older["id"], True), (newer["id"], False)]
    assert author.send("DELETE", f"/comments/{older['id']}/pin").status_code == 204
    assert ids(listed(api, None, note, order="new"))[0] == UUID(newer["id"])


def test_deleting_a_root_takes_its_replies_out_of_list_and_count(api, note):
    writer, other = old_user(), old_user()
    root = post(api, writer, note).json()
    reply = post(api, other, note, "楼下", parent_id=root["id"]).json()
    stays = post(api, other, note, "另一条").json()
    assert api(old_user()).send("DELETE", f"/comments/{root['id']}").status_code == 403
    assert api(other).send("DELETE", f"/comments/{root['id']}").status_code == 403
    assert api(writer).send("DELETE", f"/comments/{root['id']}").status_code == 204
    assert api(writer).send("DELETE", f"/comments/{root['id']}").status_code == 404
    page = listed(api, writer, note).json()
    assert [item["id"] for item in page["items"]] == [stays["id"]]
    note.refresh_from_db()
    assert page["total"] == note.comment_count == 1
    assert post(api, other, note, "还回", parent_id=reply["id"]).status_code == 409
    assert api(note.author).send("DELETE", f"/comments/{stays['id']}").status_code == 204
    note.refresh_from_db()
    assert note.comment_count == 0


@pytest.mark.parametrize("way", ["writer", "host", "moderator"])
def test_notices_of_replies_go_with_their_root(api, note, way):
    writer, other = old_user(), old_user()
    root = post(api, writer, note, "怎么样").json()
    reply = post(api, other, note, "还不错呀", parent_id=root["id"]).json()
    post(api, writer, note, "那我也买", reply_to_id=reply["id"])
    kept = post(api, other, note, "另起一条").json()
    told = Notification.objects.filter(subject_kind="comment").exclude(lane__in=("process", "system"))
    assert set(told.values_list("user_id", flat=True)) == {writer.id, other.id, note.author_id}
    if way == "moderator":
        decide_comment(comment_id=UUID(root["id"]), action="hide")
    else:
        actor = writer if way == "writer" else note.author
        assert api(actor).send("DELETE", f"/comments/{root['id']}").status_code == 204
    assert list(told.values_list("subject_id", flat=True)) == [UUID(kept["id"])]


def test_folding_hiding_and_restoring_keep_the_counts_exact(api, note):
    writer = old_user()
    root = UUID(post(api, writer, note).json()["id"])
    reply = UUID(post(api, old_user(), note, "楼下", parent_id=str(root)).json()["id"])
    for action, count in (
        ("fold", 2),
        ("hide", 0),
        ("hide", 0),
        ("restore", 2),
        ("remove", 0),
        ("restore", 2),
    ):
        decide_comment(comment_id=root, action=action)
        note.refresh_from_db()
        assert note.comment_count == count, action
    decide_comment(comment_id=reply, action="hide")
    assert listed(api, None, note).json()["items"][0]["reply_count"] == 0
    decide_comment(comment_id=root, action="fold")
    assert listed(api, None, note).json()["items"][0]["folded"] is True
    set_state(comment_id=root, state="hidden")
    assert listed(api, None, note).json()["items"] == []
    assert listed(api, writer, note).json()["items"][0]["state"] == "hidden"


def test_a_comment_in_review_is_seen_by_its_writer_alone_until_decided(api, note):
    writer, named = old_user(), old_user()
    comment_id = UUID(post(api, writer, note, f"@{named.handle} 看").json()["id"])
    sql.execute("update community_comment set state = 'review' where id = %s", [comment_id])
    sql.execute("update community_note set comment_count = 0 where id = %s", [note.id])
    Notification.objects.all().delete()
    assert listed(api, writer, note).json()["items"][0]["state"] == "review"
    assert listed(api, note.author, note).json()["items"] == []
    assert api(note.author).get(f"/comments/{comment_id}").status_code == 404
    for _ in range(2):
        decide_comment(comment_id=comment_id, action="restore")
    assert listed(api, note.author, note).json()["total"] == 1
    assert Notification.objects.filter(subject_id=comment_id).count() == 2


def test_the_words_of_a_picture_are_screened_with_the_comments(api, note):
    writer = old_user()
    picture = send_file(api(writer), picture_bytes()).json()["id"]
    Asset.objects.filter(id=picture).update(alt="加微信 wxid88888 便宜代购")
    refused = post(api, writer, note, "看图", asset_id=picture)
    assert refused.status_code == 422 or refused.json()["state"] == "review"
    assert listed(api, note.author, note).json()["total"] == 0


def test_screening_refuses_abuse_and_keeps_the_words_with_the_writer(api, note, monkeypatch):
    writer = old_user()
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="block", score=1.0))
    refused = post(api, writer, note, "坏话")
    assert (refused.status_code, refused.json()["code"]) == (422, "community.comment_blocked")
    assert Comment.objects.count() == 0
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="review", score=0.6))
    held = post(api, writer, note, "疑似广告").json()
    assert held["state"] == "review"
    assert listed(api, None, note).json()["items"] == []


def test_the_authors_words_hide_comments_until_released(api, note):
    writer, author = old_user(), api(note.author)
    assert author.send("PUT", "/me/comment-filter", {"words": ["代购", "  Dai  "]}).json() == {
        "words": ["代购", "Dai"]
    }
    assert author.get("/me/comment-filter").json() == {"words": ["代购", "Dai"]}
    caught = post(api, writer, note, "需要代 购的看这里").json()
    assert caught["state"] == "filtered"
    assert post(api, writer, note, "ｄａｉ一下").json()["state"] == "filtered"
    assert listed(api, None, note).json()["total"] == 0
    assert len(listed(api, writer, note).json()["items"]) == 2
    assert len(author.get(f"/notes/{note.id}/comments").json()["items"]) == 2
    assert api(writer).send("PUT", f"/comments/{caught['id']}/release").status_code == 403
    assert author.send("PUT", f"/comments/{caught['id']}/release").status_code == 204
    assert listed(api, None, note).json()["total"] == 1
    assert author.send("PUT", "/me/comment-filter", {"words": ["!"]}).status_code == 422


def test_a_released_comment_is_told_to_those_answered_and_named(api, note):
    writer, answered, named, author = old_user(), old_user(), old_user(), api(note.author)
    author.send("PUT", "/me/comment-filter", {"words": ["代购"]})
    root = post(api, answered, note, "有人买过吗").json()
    Notification.objects.all().delete()
    caught = post(api, writer, note, f"找过代购 @{named.handle}", parent_id=root["id"]).json()
    assert caught["state"] == "filtered"
    assert not Notification.objects.exists()
    for _ in range(2):
        assert author.send("PUT", f"/comments/{caught['id']}/release").status_code == 204
    told = dict(Notification.objects.values_list("user_id", "kind"))
    assert told == {answered.id: "comment_replied", named.id: "comment_mention"}


def test_restoring_leaves_unwanted_words_to_the_notes_author(api, note, monkeypatch):
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="review", score=0.6))
    writer, author = old_user(), api(note.author)
    held, own = (
        post(api, writer, note, "需要代购的看这里").json(),
        post(api, note.author, note, "代购勿扰").json(),
    )
    author.send("PUT", "/me/comment-filter", {"words": ["代购"]})
    for comment_id, action, state in (
        (held["id"], "none", "filtered"),
        (held["id"], "fold", "filtered"),
        (held["id"], "remove", "removed"),
        (held["id"], "restore", "filtered"),
        (own["id"], "restore", "public"),
    ):
        decide_comment(comment_id=UUID(comment_id), action=action)
        assert Comment.objects.get(id=comment_id).state == state, action
    assert not Notification.objects.filter(user=note.author, lane="comments").exists()
    assert author.send("PUT", f"/comments/{held['id']}/release").status_code == 204
    for action in ("fold", "restore"):
        decide_comment(comment_id=UUID(held["id"]), action=action)
    assert Comment.objects.get(id=held["id"]).state == "public", "it was shown, and stays so"


def test_folding_what_waited_leaves_unwanted_words_to_the_notes_author(api, note, monkeypatch):
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="review", score=0.6))
    held = post(api, old_user(), note, "需要代购的看这里").json()
    api(note.author).send("PUT", "/me/comment-filter", {"words": ["代购"]})
    decide_comment(comment_id=UUID(held["id"]), action="fold")
    assert Comment.objects.get(id=held["id"]).state == "filtered"
    assert listed(api, None, note).json()["items"] == []


def test_what_was_folded_while_it_waited_is_announced_once_when_it_is_restored(api, note, monkeypatch):
    answered, named, writer = old_user(), old_user(), old_user()
    root = post(api, answered, note, "有人试过吗").json()
    Notification.objects.all().delete()
    monkeypatch.setattr(service, "screen", lambda **_: Screening(decision="review", score=0.6))
    held = post(api, writer, note, f"@{named.handle} 试过", parent_id=root["id"]).json()
    for action in ("fold", "hide"):
        decide_comment(comment_id=UUID(held["id"]), action=action)
    assert not Notification.objects.exists()
    for action in ("restore", "fold", "restore"):
        decide_comment(comment_id=UUID(held["id"]), action=action)
        told = sorted(Notification.objects.values_list("kind", flat=True))
        assert told == ["comment_mention", "comment_replied", "note_commented"], action


def test_junk_cursors_are_refused(api, note):
    assert listed(api, None, note, cursor="nonsense").status_code == 422
    assert listed(api, None, note, order="old").status_code == 422


class TestNothingBelowAGoneRoot:
    """A reply goes with its root, wherever somebody asks for it."""

    @pytest.fixture
    def thread(self, api, note, send_file):
        """A root, and a reply with a picture below it."""
        rooter, replier = old_user(), old_user()
        root = post(api, rooter, note, "楼主说").json()
        picture = send_file(replier, picture_bytes(size=(400, 500))).json()
        reply = post(api, replier, note, "在楼下", parent_id=root["id"], asset_id=picture["id"]).json()
        return rooter, replier, root, reply

    @pytest.mark.parametrize("way", ["deleted", "removed", "hidden"])
    def test_its_address_its_picture_and_its_likes_lead_nowhere(self, api, note, thread, way):
        _rooter, replier, root, reply = thread
        picture = f"{reply['picture']['base']}{reply['picture']['widths'][0]}.webp"
        stranger = old_user()
        assert api().get(f"/comments/{reply['id']}").status_code == 200
        assert api().get(picture).status_code == 200

        set_state(comment_id=UUID(root["id"]), state=way)

        for asker in (None, stranger, replier):
            assert api(asker).get(f"/comments/{reply['id']}").status_code == 404
            assert api(asker).get(f"/comments/{root['id']}/replies").status_code == 404
        for asker in (None, stranger):
            assert api(asker).get(picture).status_code == 404
        assert api(replier).get(picture).status_code == 200  # the own file
        assert api(stranger).send("PUT", f"/comments/{reply['id']}/like").status_code == 404
        assert not CommentLike.objects.exists()

    def test_it_comes_back_with_its_root(self, api, note, thread):
        _, _, root, reply = thread
        for state in ("hidden", "public"):
            set_state(comment_id=UUID(root["id"]), state=state)
        assert api().get(f"/comments/{reply['id']}").status_code == 200
        assert api(old_user()).send("PUT", f"/comments/{reply['id']}/like").status_code == 204

    def test_below_somebody_blocked_too(self, api, note, thread):
        rooter, _, root, reply = thread
        viewer = old_user()
        accounts.block_user(blocker_id=rooter.id, blocked_id=viewer.id)
        assert api(viewer).get(f"/comments/{reply['id']}").status_code == 404
        assert api(viewer).get(f"/comments/{root['id']}/replies").status_code == 404
        assert api(viewer).send("PUT", f"/comments/{reply['id']}/like").status_code == 404


def test_the_notes_own_count_leaves_out_whom_the_viewer_does_not_meet(api, note):
    viewer, friend, foe = old_user(), old_user(), old_user()
    post(api, friend, note, "留下")
    gone = post(api, foe, note, "拉黑的人").json()
    post(api, friend, note, "在他楼下", parent_id=gone["id"])
    accounts.block_user(blocker_id=viewer.id, blocked_id=foe.id)
    for asker, count in ((viewer, 1), (friend, 3), (None, 3)):
        page = api(asker).get(f"/notes/{note.id}").json()
        assert (page["note"]["comment_count"], page["comments"]["total"]) == (count, count)


def test_a_city_kept_private_is_not_under_comments(api, note):
    writer = old_user(city_code="530100")
    first = post(api, writer, note, "在昆明").json()
    assert first["city"] == "昆明"
    api(writer).send("PATCH", "/me/settings", {"privacy": {"show_city": False}})
    second = post(api, writer, note, "还在昆明").json()
    post(api, writer, note, "楼下也在", parent_id=second["id"])
    assert second["city"] == ""
    page = listed(api, None, note).json()
    replies = [reply for item in page["items"] for reply in item["replies"]]
    assert {item["city"] for item in [*page["items"], *replies]} == {""}
    assert api().get(f"/comments/{first['id']}").json()["city"] == ""
    api(writer).send("PATCH", "/me/settings", {"privacy": {"show_city": True}})
    assert api().get(f"/comments/{first['id']}").json()["city"] == "昆明"
