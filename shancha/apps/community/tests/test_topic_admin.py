"""Operators arrange topics in the back office; what is refused is said in the form, and nothing is stored."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Topic
from shancha.apps.community.queries.note_export import export_notes
from shancha.apps.community.services import topic_operations
from shancha.apps.community.services.open_pictures import store_open_picture
from shancha.apps.community.tests.factories import picture_bytes
from shancha.apps.community.tests.note_factories import ids, make_public_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(api):
    return api(make_user(is_operator=True))


def fields(name, **more):
    dates = {f"{each}_{part}": "" for each in ("pinned_until", "starts_at", "ends_at") for part in (0, 1)}
    texts = ("introduction", "category_slug", "host", "announcement", "sponsor_label", "merge_into")
    return {"name": name, **dict.fromkeys((*texts, "pinned_notes"), ""), "promotion": "0", **dates, **more}


def change(office, topic, **more):
    return office.post(f"/admin/community/topic/{topic.id}/change/", fields(topic.name, **more))


def picture(content=None):
    return SimpleUploadedFile("横幅.jpg", content or picture_bytes(size=(800, 300)), "image/jpeg")


def test_a_topic_gets_host_and_banner_and_loses_the_banner(office, api):
    host = make_user()
    made = office.post(
        "/admin/community/topic/add/", fields("露营", host=str(host.id), banner_picture=picture())
    )
    assert made.status_code == 302, made.content.decode()
    topic, asset = Topic.objects.get(), Asset.objects.get()
    assert asset.is_open
    shown = api().get(f"/topics/{topic.slug}").json()
    assert (shown["host"]["id"], asset.key in shown["banner"]["base"]) == (str(host.id), True)
    page = office.get(f"/admin/community/topic/{topic.id}/change/").content.decode()
    assert asset.key in page
    assert change(office, topic).status_code == 302
    assert api().get(f"/topics/{topic.slug}").json()["banner"]
    assert change(office, topic, clear_banner="on").status_code == 302
    assert api().get(f"/topics/{topic.slug}").json()["banner"] is None
    assert change(office, topic, banner_picture=picture(b"<html>")).status_code == 200


def test_notes_are_pinned_in_order_and_let_go(office, api):
    first, second, third = (make_public_note(topics=("露营",)) for _ in range(3))
    topic = Topic.objects.get()
    lines = f"https://example.org/n/{first.id}?x=1\n{third.id}"
    assert change(office, topic, pinned_notes=lines).status_code == 302
    assert ids(api().get(f"/topics/{topic.slug}/notes")) == [first.id, third.id, second.id]
    page = office.get(f"/admin/community/topic/{topic.id}/change/").content.decode()
    assert f"/n/{first.id}\n/n/{third.id}" in page
    assert change(office, topic, pinned_notes=str(third.id)).status_code == 302
    assert ids(api().get(f"/topics/{topic.slug}/notes", {"order": "new"})) == [third.id, second.id, first.id]


def test_a_stale_form_leaves_what_the_host_said_since(office):
    topic = topic_operations.create_topic(name="露营", announcement="旧公告")
    page = office.get(f"/admin/community/topic/{topic.id}/change/").content.decode()
    assert 'name="initial-announcement"' in page
    topic_operations.edit_topic(topic_id=topic.id, announcement="主持人刚说的")
    shown = {"announcement": "旧公告", "initial-announcement": "旧公告"}
    assert change(office, topic, introduction="新的简介", **shown).status_code == 302
    topic.refresh_from_db()
    assert (topic.introduction, topic.announcement) == ("新的简介", "主持人刚说的")
    said = {"announcement": "运营说的", "initial-announcement": "主持人刚说的"}
    assert change(office, topic, **said).status_code == 302
    topic.refresh_from_db()
    assert topic.announcement == "运营说的"


def test_a_pinned_note_that_became_private_stops_no_later_change(office, api):
    kept, gone = (make_public_note(topics=("露营",)) for _ in range(2))
    topic = Topic.objects.get()
    topic_operations.pin_notes(topic_id=topic.id, note_ids=[gone.id, kept.id])
    api(gone.author).send("PATCH", f"/notes/{gone.id}", {"visibility": "private"})
    page = office.get(f"/admin/community/topic/{topic.id}/change/").content.decode()
    assert (f"/n/{kept.id}" in page, f"/n/{gone.id}" in page) == (True, False)
    shown = f"/n/{kept.id}"
    assert change(office, topic, pinned_notes=shown, introduction="新的简介").status_code == 302
    topic.refresh_from_db()
    assert topic.introduction == "新的简介"


def test_pictures_for_the_platform_are_not_the_operators_own(office):
    operator = make_user(is_operator=True)
    image = Image.new("RGB", (800, 300))
    asset = store_open_picture(owner_id=operator.id, image=image, alt="横幅")
    exported = dict(export_notes(operator.id))
    assert exported["pictures_and_videos.json"] == []
    assert not [path for path in exported if str(asset.id) in path]


@pytest.mark.parametrize("pinned", ["nonsense", "elsewhere", "private"])
def test_what_may_not_be_pinned_is_said_at_its_field(office, pinned):
    make_public_note(topics=("露营",))
    topic = Topic.objects.get()
    lines = {
        "nonsense": "不是链接",
        "elsewhere": str(make_public_note().id),
        "private": str(make_public_note(topics=("露营",), visibility="private").id),
    }
    answer = change(office, topic, pinned_notes=lines[pinned], introduction="新的简介")
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors.keys() == {"pinned_notes"}
    topic.refresh_from_db()
    assert topic.introduction == ""


def test_refusals_stand_in_the_form_and_nothing_is_stored_or_logged(office):
    topic, other = (topic_operations.create_topic(name=name) for name in ("露营", "徒步"))
    LogEntry.objects.all().delete()
    taken = office.post(
        f"/admin/community/topic/{topic.id}/change/", fields(other.name, introduction="新的简介")
    )
    nowhere = change(office, topic, merge_into="no-such")
    itself = change(office, topic, merge_into=topic.slug)
    twice = office.post("/admin/community/topic/add/", fields("露营"))
    for answer in (taken, nowhere, itself, twice):
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors
    assert "已有同名话题" in taken.content.decode()
    assert nowhere.context["adminform"].form.errors.keys() == {"merge_into"}
    topic.refresh_from_db()
    assert (topic.name, topic.introduction, topic.state) == ("露营", "", "active")
    assert not LogEntry.objects.exists()
