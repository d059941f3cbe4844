"""An author is warned of a rush of strangers, once, and can close the door a little with one call."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from shancha.apps.accounts.models import LoginRecord, Session
from shancha.apps.accounts.services import follow_user
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Comment, Note
from shancha.apps.community.services.brigades import warn_of_brigades
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation.services import report_subject
from shancha.kit import clock

pytestmark = pytest.mark.django_db


def settled(**fields: Any) -> Any:
    """A member of long standing."""
    user = make_user(**fields)
    joined_at = clock.now() - timedelta(days=100)
    get_user_model().objects.filter(id=user.id).update(joined_at=joined_at)
    return user


def comment(note: Note, *writers: Any) -> None:
    for writer in writers:
        Comment.objects.create(note=note, author=writer, body="去死吧")


def warnings(note: Note) -> list[Notification]:
    return list(Notification.objects.filter(user_id=note.author_id, kind="strangers_rushed"))


def test_new_accounts_in_numbers_warn_once_a_day(api):
    note = make_public_note()
    comment(note, *[make_user() for _ in range(7)])
    assert warn_of_brigades() == 0
    report_subject(reporter_id=make_user().id, subject_kind="note", subject_id=note.id, reason="abuse")
    assert warn_of_brigades() == 1
    assert warn_of_brigades() == 0
    (warning,) = warnings(note)
    assert warning.payload["people"] == 8
    assert (warning.lane, warning.subject_id) == ("system", note.id)
    shown = api(note.author).get("/notifications", {"lane": "system"}).json()["items"][0]
    assert "8 个" in shown["text"]
    answer = api(note.author).send("PATCH", f"/notes/{note.id}", {"comment_policy": "followers"})
    assert answer.status_code in {200, 204}
    assert api(make_user()).get(f"/notes/{note.id}").json()["note"]["can_comment"] is False


def test_settled_accounts_behind_one_address_warn():
    note = make_public_note()
    ring = [settled() for _ in range(8)]
    for user in ring:
        expires = clock.now() + timedelta(days=1)
        Session.objects.create(session_key=user.id.hex, user=user, address="203.0.113.7", expire_date=expires)
    comment(note, *ring)
    assert warn_of_brigades() == 1


def test_signing_out_hides_no_rush():
    note = make_public_note()
    ring = [settled() for _ in range(8)]
    for user in ring:
        LoginRecord.objects.create(user=user, kind="sign_in", address="203.0.113.7")
        elsewhere = f"198.51.100.{ring.index(user)}"
        LoginRecord.objects.create(user=user, kind="sign_in", address=elsewhere)
    comment(note, *ring)
    assert warn_of_brigades() == 1


def test_followers_settled_members_and_chatter_do_not_warn():
    loved, talked, wanted = make_public_note(), make_public_note(), make_public_note()
    fans = [make_user() for _ in range(10)]
    for fan in fans:
        follow_user(follower_id=fan.id, followee_id=loved.author_id)
    comment(loved, *fans)
    comment(talked, *[settled() for _ in range(12)])
    comment(wanted, *[make_user() for _ in range(8)], *[settled() for _ in range(9)])
    assert warn_of_brigades() == 0


def test_old_comments_and_closed_notes_do_not_warn():
    past, closed = make_public_note(), make_public_note(comment_policy="followers")
    for note in (past, closed):
        comment(note, *[make_user() for _ in range(9)])
    Comment.objects.filter(note=past).update(created_at=clock.now() - timedelta(hours=2))
    assert warn_of_brigades() == 0
