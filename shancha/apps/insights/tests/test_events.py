"""The event log: what is taken, what is not, and what follows from it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.dateparse import parse_datetime

from shancha.apps.accounts import exports
from shancha.apps.accounts.events import UserDeleted
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community import events as community
from shancha.apps.community.models import Note, Topic
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.models import Exposure, Profile
from shancha.apps.discovery.services.exposure import promise_views
from shancha.apps.insights.handlers import anonymise_departed
from shancha.apps.insights.models import Event
from shancha.apps.insights.services.partitions import _months, ensure_month, tend_partitions
from shancha.apps.mall.models import NoteProduct
from shancha.apps.orders.models import Touch
from shancha.apps.orders.tests.factories import make_goods
from shancha.kit import clock, events

pytestmark = pytest.mark.django_db


def send(client: Any, *batch: dict[str, Any]) -> Any:
    return client.send("POST", "/events", {"events": list(batch)})


def event(kind: str, note: Note, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "note_id": str(note.id), "at": clock.now().isoformat(), **fields}


def kinds() -> list[str]:
    return sorted(Event.objects.exclude(kind="sign_up").values_list("kind", flat=True))


def test_a_batch_is_kept_with_its_context(api):
    reader, note = make_user(), make_public_note()
    context = {"surface": "feed", "channel": "discover", "position": 3}
    answer = send(api(reader), event("impression", note, context=context), event("open", note))
    assert (answer.status_code, answer.json()) == (202, {"accepted": 2})
    kept = Event.objects.get(kind="impression")
    assert (kept.person, kept.note_id, kept.context) == (f"u:{reader.id}", note.id, context)


def test_visitors_are_kept_under_a_hash_and_need_no_account(api):
    client = api()
    assert send(client, event("open", make_public_note())).json() == {"accepted": 1}
    assert Event.objects.get(kind="open").person.startswith("v:")


def test_dwell_needs_consent_and_counts_ten_minutes_at_most(api):
    note = make_public_note()
    agreed, silent = make_user(dwell_consent=True), make_user()
    assert send(api(silent), event("dwell", note, ms=5000)).json() == {"accepted": 0}
    assert send(api(), event("dwell", note, ms=5000)).json() == {"accepted": 0}
    assert send(api(agreed), event("dwell", note, ms=99_000_000)).json() == {"accepted": 1}
    assert Event.objects.get(kind="dwell").ms == 600_000
    profile = Profile.objects.get(key=f"u:{agreed.id}")
    assert profile.recent[0][0] == "dwell"


def test_a_visitor_s_dwell_is_kept_once_they_agreed(api):
    note, client = make_public_note(), api()
    client.send("PUT", "/session/consent", {"dwell": True})
    assert send(client, event("dwell", note, ms=20_000)).json() == {"accepted": 1}
    assert Event.objects.get(kind="dwell").person.startswith("v:")
    client.send("PUT", "/session/consent", {"dwell": False})
    assert send(client, event("dwell", note, ms=20_000)).json() == {"accepted": 0}


def test_unknown_and_unseen_notes_are_passed_over(api):
    reader = make_user()
    hidden = [
        make_public_note(visibility="private"),
        make_public_note(state="removed"),
        make_public_note(state="review"),
    ]
    unknown = {"kind": "open", "note_id": str(uuid4())}
    batch = [*(event("open", note) for note in hidden), unknown]
    assert send(api(reader), *batch).json() == {"accepted": 0}
    assert kinds() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hack", "note_id": str(uuid4())},
        {"kind": "open"},
        {"kind": "open", "note_id": "x"},
        {"kind": "topic_open", "note_id": str(uuid4())},
        {"kind": "dwell", "note_id": str(uuid4())},
        {"kind": "dwell", "note_id": str(uuid4()), "ms": -1},
        {"kind": "open", "note_id": str(uuid4()), "at": "2026-01-01T00:00:00"},
        {"kind": "open", "note_id": str(uuid4()), "context": {"surface": "x" * 21}},
    ],
)
def test_what_is_malformed_is_refused(api, wrong):
    assert send(api(), wrong).status_code == 422


def test_no_more_than_fifty_at_once(api):
    note = make_public_note()
    assert send(api(), *[event("impression", note)] * 51).status_code == 422
    assert send(api()).json() == {"accepted": 0}


def test_times_beyond_belief_count_as_now(api):
    note = make_public_note()
    sent = [
        event("impression", note, at="1999-01-01T00:00:00Z"),
        event("impression", note, at=(clock.now() + timedelta(days=2)).isoformat()),
        event("impression", note, at=(clock.now() - timedelta(minutes=20)).isoformat()),
    ]
    assert send(api(), *sent).json() == {"accepted": 3}
    times = list(Event.objects.filter(kind="impression").order_by("at").values_list("at", flat=True))
    assert abs(times[0] - parse_datetime(sent[2]["at"])) < timedelta(seconds=1)
    assert all(abs(clock.now() - time) < timedelta(minutes=1) for time in times[1:])


def test_opening_counts_a_view_once_in_half_an_hour_and_not_one_s_own(api):
    author, reader = make_user(), make_user()
    note = make_public_note(author, topics=("露营",))
    client, topic = api(reader), Topic.objects.get(name="露营")
    send(client, event("open", note), event("open", note))
    send(client, event("open", note), {"kind": "topic_open", "topic_id": str(topic.id)})
    send(api(author), event("open", note))
    send(api(), event("open", note))
    note.refresh_from_db()
    topic.refresh_from_db()
    assert (note.view_count, topic.view_count) == (2, 1)
    with clock.held_at(clock.now() + timedelta(minutes=31)):
        send(client, event("open", note))
    note.refresh_from_db()
    assert note.view_count == 3


def test_impressions_teach_the_ranker_and_count_for_newcomers(api):
    note = make_public_note(make_user())
    promise_views(note.id)
    reader = make_user()
    for _ in range(2):
        send(api(reader), event("impression", note))
    send(api(make_user()), event("impression", note))
    assert Exposure.objects.get(note=note).delivered == 2


def test_with_personalisation_off_nothing_is_learned_and_days_cannot_be_strung_together(api):
    reader, note = make_user(personalised=False), make_public_note()
    send(api(reader), event("impression", note), event("open", note))
    persons = set(Event.objects.filter(note_id=note.id).values_list("person", flat=True))
    assert len(persons) == 1
    assert persons.pop().startswith("d:")
    assert not Profile.objects.filter(key=f"u:{reader.id}").exists()


def touches_of(reader: Any) -> list[str]:
    return sorted(Touch.objects.filter(user=reader).values_list("kind", flat=True))


def test_what_is_seen_of_notes_with_goods_may_lead_to_a_sale(api):
    reader, plain, note = make_user(), make_public_note(), make_public_note()
    product = make_goods().product
    NoteProduct.objects.create(note=note, product=product, author_id=note.author_id, published_at=clock.now())
    send(api(reader), event("impression", note), event("open", note), event("open", note))
    send(api(reader), event("open", plain), event("dwell", note, ms=5000))
    assert touches_of(reader) == ["impression", "open"]
    send(api(note.author), event("open", note))
    unnamed = make_user(personalised=False)
    send(api(unnamed), event("open", note))
    assert touches_of(note.author) == touches_of(unnamed) == []


def test_deeds_are_logged_in_their_transaction(api):
    author, reader = make_user(), make_user()
    note = make_public_note(author)
    events.publish(community.NotePublished(note.id, author.id, "public"))
    events.publish(community.NoteLiked(note.id, author.id, reader.id))
    events.publish(community.NoteCollected(note.id, author.id, reader.id))
    events.publish(community.CommentPublished(uuid4(), note.id, reader.id))
    assert kinds() == ["collect", "comment", "like", "publish"]
    assert Event.objects.get(kind="like").person == f"u:{reader.id}"
    assert Event.objects.filter(kind="sign_up").count() == 2


def test_searches_are_logged_without_a_name(api):
    assert api(make_user()).get("/search", {"q": "山茶"}).status_code == 200
    kept = Event.objects.get(kind="search")
    assert (kept.person, kept.context["query"]) == ("", "山茶")


def test_departed_members_leave_no_name_and_others_keep_theirs(api):
    gone, stays = make_user(), make_user()
    note = make_public_note()
    for each in (gone, stays):
        send(api(each), event("open", note))
    for _ in range(2):
        anonymise_departed(UserDeleted(gone.id))
    persons = sorted(Event.objects.filter(kind="open").values_list("person", flat=True))
    assert persons == ["", f"u:{stays.id}"]


def test_the_export_holds_one_s_own_events(api):
    reader, note = make_user(), make_public_note()
    send(api(reader), event("open", note))
    files = dict(exports.collect(reader.id))
    assert [row["kind"] for row in files["insights/events-1.json"]] == ["open", "sign_up"]


def test_months_are_made_on_demand_and_dropped_after_the_retention():
    past = datetime(2023, 5, 17, tzinfo=UTC)
    with clock.held_at(past):
        make_user()
    assert "insights_event_2023_05" in _months()
    assert Event.objects.filter(at__year=2023).count() == 1
    ensure_month(past)
    assert tend_partitions() == ["insights_event_2023_05"]
    assert Event.objects.filter(at__year=2023).count() == 0
    kept = clock.now() - timedelta(days=179)
    ensure_month(kept)
    assert tend_partitions() == []
    assert f"insights_event_{kept:%Y_%m}" in _months()


def test_operators_look_but_never_touch(api):
    operator = make_user(is_operator=True)
    client = api(operator)
    page = client.get("/admin/insights/event/")
    assert page.status_code == 200
    assert client.get("/admin/insights/event/add/").status_code == 403
    assert api(make_user(is_moderator=True)).get("/admin/insights/event/").status_code == 403


def test_a_refusal_and_its_undo_both_stay_in_the_log(api):
    reader, note = make_user(), make_public_note()
    client = api(reader)
    body = {"note_id": str(note.id), "scope": "category"}
    assert client.send("POST", "/feed/feedback", body).status_code == 200
    assert client.send("DELETE", f"/feed/feedback?note_id={note.id}").status_code == 204
    log = Event.objects.filter(person=f"u:{reader.id}", note_id=note.id).order_by("at")
    assert [(each.kind, each.context["scope"]) for each in log] == [
        ("not_interested", "category"),
        ("not_interested_undo", "category"),
    ]
