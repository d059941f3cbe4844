"""The back office: who may enter, what its deeds do, what they leave in the log."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Category, Comment, Note
from shancha.apps.community.tests.factories import picture_bytes, publish_note, send_file
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.messaging.models import Notification
from shancha.apps.moderation.models import Case, Decision

pytestmark = pytest.mark.django_db
NOTES, COMMENTS = "/admin/community/note/", "/admin/community/comment/"


def act(client, action, *chosen, where=NOTES, **fields):
    body = {"action": action, "_selected_action": [str(each.id) for each in chosen], **fields}
    return client.post(where, body, follow=True)


def test_is_for_staff(api):
    for user in (None, make_user()):
        assert api(user).get(NOTES).status_code == 302
    for role in ("is_moderator", "is_operator"):
        assert api(make_user(**{role: True})).get(NOTES).status_code == 200


def test_every_page_opens(api):
    client = api(make_user(is_operator=True))
    author = make_user(handle="findme_1")
    note = publish_note(api(author))
    asset = send_file(api(author), picture_bytes(seed=5)).json()
    for path in (
        f"{NOTES}?q=findme_1",
        f"{NOTES}?q={note['id']}",
        f"{NOTES}{note['id']}/change/",
        "/admin/community/asset/",
        f"/admin/community/asset/{asset['id']}/change/",
        "/admin/community/category/",
        "/admin/community/category/food/change/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
    assert note["id"] in client.get(f"{NOTES}?q=findme_1").content.decode()


@pytest.mark.parametrize(("where", "label"), [("topic", "开放"), ("comment", "公开")])
def test_states_are_named_in_the_languages_of_the_office(api, where, label):
    note = make_public_note(topics=("露营",))
    Comment.objects.create(note=note, author=note.author, body="说一句")
    page = api(make_user(is_operator=True)).get(f"/admin/community/{where}/").content.decode()
    assert label in page
    assert not {"Active", "Public", "Folded", "Banned"} & set(re.findall(r"[A-Z][a-z]+", page))


def test_a_note_is_hidden_by_rule_and_reason_and_given_back(api):
    note = make_public_note()
    client = api(make_user(is_moderator=True))
    act(client, "hide", note)
    assert Note.objects.get(id=note.id).state == "public"
    act(client, "hide", note, rule="community-rules 3.1", reason="含有站外联系方式")
    assert Note.objects.get(id=note.id).state == "hidden"
    decision = Decision.objects.get(subject_id=note.id)
    assert (decision.action, decision.reason) == ("hide", "含有站外联系方式")
    assert "含有站外联系方式" in LogEntry.objects.get().change_message
    act(client, "restore", note)
    assert Note.objects.get(id=note.id).state == "public"


def test_a_reported_comment_is_hidden_from_the_list_by_rule_and_reason(api):
    writer, reporter = make_user(), make_user()
    comment = Comment.objects.create(note=make_public_note(), author=writer, body="加我领福利")
    report = {"subject_kind": "comment", "subject_id": str(comment.id), "reason": "abuse"}
    assert api(reporter).send("POST", "/reports", report).status_code == 201
    client = api(make_user(is_moderator=True))

    act(client, "hide", comment, where=COMMENTS)

    assert (Comment.objects.get(id=comment.id).state, Decision.objects.count()) == ("public", 0)
    act(client, "hide", comment, where=COMMENTS, rule="community-rules 3.1", reason="含有站外联系方式")
    assert Comment.objects.get(id=comment.id).state == "hidden"
    decision = Decision.objects.get(subject_id=comment.id)
    assert (decision.action, decision.clause, decision.reason) == ("hide", "3.1", "含有站外联系方式")
    assert Case.objects.get().state == "decided"
    assert api(reporter).get("/me/reports").json()["items"][0]["outcome"] is not None
    for told in (writer, reporter):
        assert Notification.objects.filter(user=told).exclude(kind="welcome").count() == 1
    assert "含有站外联系方式" in LogEntry.objects.get().change_message
    act(client, "restore", comment, where=COMMENTS)
    assert Comment.objects.get(id=comment.id).state == "public"


def test_a_note_is_picked_with_a_reason(api):
    note = make_public_note()
    client = api(make_user(is_operator=True))
    act(client, "feature", note)
    assert Note.objects.get(id=note.id).featured_at is None
    act(client, "feature", note, reason="步骤清楚")
    assert Note.objects.get(id=note.id).featured_reason == "步骤清楚"
    act(client, "unfeature", note)
    assert Note.objects.get(id=note.id).featured_at is None


def test_categories_are_the_operators(api):
    body = {"name_zh": "美味", "name_en": "Tasty", "position": "5", "is_active": "on"}
    moderator = api(make_user(is_moderator=True))
    assert moderator.post("/admin/community/category/food/change/", body).status_code == 403
    assert (
        api(make_user(is_operator=True)).post("/admin/community/category/food/change/", body).status_code
        == 302
    )
    assert Category.objects.get(slug="food").name_zh == "美味"
    assert LogEntry.objects.count() == 1
