"""The stream's tidiness and the classes of what is read, measured by the day."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.insights import tasks
from shancha.apps.insights.models import FeedDay, FeedTabDay
from shancha.apps.insights.services.feed_days import measure_day
from shancha.kit.clock import held_at, now
from shancha.kit.numbers import home_date

pytestmark = pytest.mark.django_db
FEED = {"surface": "feed", "channel": "discover"}


def send(client, *batch):
    return client.send("POST", "/events", {"events": list(batch)})


def seen(note, kind="impression", **context):
    return {"kind": kind, "note_id": str(note.id), "context": {**FEED, **context}}


def test_a_day_is_measured_from_what_clients_saw_and_shown_to_operators(api):
    food = make_public_note(category_id="food")
    stray = make_public_note(category_id="pets", content_class="pugc")
    guide = make_public_note(category_id="food", content_class="pgc")
    reader, other = api(make_user()), api(make_user())
    send(reader, seen(food), seen(food), seen(guide, category="food"), seen(stray, category="food"))
    send(other, seen(food), seen(food, surface="profile"), seen(food, "open"), seen(stray, "open"))
    send(reader, seen(food, "open"), seen(guide, "open"))
    reader.send("POST", "/feed/feedback", {"note_id": str(stray.id), "scope": "note"})
    for _ in range(2):
        measure_day(home_date())
    day = FeedDay.objects.get()
    assert (day.cards, day.repeats, day.refusals) == (5, 1, 1)
    assert list(FeedTabDay.objects.values_list("category", "cards", "strays")) == [("food", 2, 1)]
    assert (day.ugc_views, day.pugc_views, day.pgc_views) == (2, 1, 1)
    page = api(make_user(is_operator=True)).get("/admin/insights/feedday/").content.decode()
    for figure in ("food 50.0%", "10.0", "20.0%", "25.0%"):
        assert figure in page
    assert api(make_user(is_moderator=True)).get("/admin/insights/feedday/").status_code == 403


def test_the_job_measures_yesterday_also_where_nothing_happened(api):
    with held_at(now() - timedelta(days=1)):
        send(api(), seen(make_public_note()))
    tasks.measure_yesterday()
    day = FeedDay.objects.get()
    assert (day.day, day.cards) == (home_date() - timedelta(days=1), 1)
    assert api(make_user(is_operator=True)).get("/admin/insights/feedday/").status_code == 200


def test_a_refusal_that_was_taken_back_counts_no_more(api):
    note = make_public_note(category_id="food")
    reader = api(make_user())
    send(reader, seen(note, category="food"))
    answer = reader.send("POST", "/feed/feedback", {"note_id": str(note.id), "scope": "note"})
    assert answer.status_code in {200, 204}
    undone = reader.delete(f"/feed/feedback?note_id={note.id}")
    assert undone.status_code == 204
    measure_day(home_date())
    assert (FeedDay.objects.get().refusals, FeedTabDay.objects.get().strays) == (0, 0)


def test_days_on_which_no_worker_ran_are_measured_later():
    yesterday = home_date() - timedelta(days=1)
    FeedDay.objects.create(day=yesterday - timedelta(days=3))
    tasks.measure_yesterday()
    assert FeedDay.objects.count() == 4
    FeedDay.objects.all().delete()
    FeedDay.objects.create(day=yesterday - timedelta(days=90))
    tasks.measure_yesterday()
    assert FeedDay.objects.count() == 1 + 15, "two weeks at most"
