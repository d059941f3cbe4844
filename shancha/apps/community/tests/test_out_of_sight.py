"""What is out of sight is so by every door: by its own address, in counts, beside others' things."""

from typing import Any

import pytest

from shancha.apps.accounts.models import Block, Follow, User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import BoardItem, Comment, Note, Topic
from shancha.apps.community.services.boards import ensure_default_board
from shancha.apps.community.services.comment_decisions import decide_comment
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def comment_on(note: Note, author: Any, **fields: Any) -> Comment:
    return Comment.objects.create(note=note, author=author, body="很好用", **fields)


def test_a_reply_is_gone_with_its_root(api: Any) -> None:
    note, reader = make_public_note(), make_user()
    root = comment_on(note, make_user())
    reply = comment_on(note, make_user(), parent=root)
    assert api().get(f"/comments/{reply.id}").status_code == 200
    decide_comment(comment_id=root.id, action="hide")
    assert api().get(f"/comments/{reply.id}").status_code == 404
    assert api().get(f"/comments/{root.id}/replies").status_code == 404
    assert api(reader).send("PUT", f"/comments/{reply.id}/like").status_code == 404


def test_who_hides_the_city_hides_it_on_old_comments_too(api: Any) -> None:
    note, author = make_public_note(), make_user()
    comment_on(note, author, city="上海")
    path = f"/notes/{note.id}/comments"
    assert api().get(path).json()["items"][0]["city"] == "上海"
    User.objects.filter(id=author.id).update(privacy={"show_city": False})
    assert api().get(path).json()["items"][0]["city"] == ""


def test_blocked_people_are_in_no_count_and_named_nowhere(api: Any) -> None:
    reader, blocked = make_user(), make_user()
    note = make_public_note(original_note=make_public_note(blocked))
    topic = Topic.objects.create(host=blocked, slug=new_id().hex, name="话题", name_key=new_id().hex)
    comment_on(note, blocked)
    Note.objects.filter(id=note.id).update(comment_count=1)
    assert api(reader).get(f"/notes/{note.id}").json()["note"]["original"] is not None
    Block.objects.create(blocker=reader, blocked=blocked)
    seen = api(reader).get(f"/notes/{note.id}").json()["note"]
    assert (seen["comment_count"], seen["original"]) == (0, None)
    assert api(reader).get(f"/topics/{topic.slug}").json()["host"] is None


def test_a_board_counts_for_others_what_they_may_see(api: Any) -> None:
    owner = make_user()
    board = ensure_default_board(owner.id)
    type(board).objects.filter(id=board.id).update(note_count=2, is_public=True)
    for note in (make_public_note(), make_public_note(visibility="private")):
        BoardItem.objects.create(board=board, note=note)
    assert api(make_user()).get(f"/boards/{board.id}").json()["note_count"] == 1
    assert api(owner).get(f"/boards/{board.id}").json()["note_count"] == 2


def test_whom_somebody_follows_is_not_told_by_a_suggestion(api: Any) -> None:
    reader, followed, suggested = make_user(), make_user(), make_user()
    for follower, followee in ((reader, followed), (followed, suggested)):
        Follow.objects.create(follower=follower, followee=followee)

    def reason() -> str:
        items = api(reader).get("/users/suggested").json()["items"]
        return next(each["reason"]["code"] for each in items if each["handle"] == suggested.handle)

    assert reason() == "followed_by"
    User.objects.filter(id=followed.id).update(privacy={"show_following": False})
    assert reason() != "followed_by"
