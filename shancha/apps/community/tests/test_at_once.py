"""Likes, collects and boards touched by many at the same moment: counted exactly all the same."""

import contextlib
import threading
import time
from collections.abc import Callable

import pytest
from django.db import transaction

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.errors import NoteNotFoundError
from shancha.apps.community.models import Board, BoardItem, Collect, Like, Note, NoteTopic, TopicFollow
from shancha.apps.community.services import collects, notes, reactions, shares, topic_operations, topics
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.community.tests.test_reactions import counts
from shancha.kit import clock
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_person_clicking_on_many_devices_counts_once():
    note, reader = make_public_note(), make_user()
    assert run_together([lambda: reactions.like_note(actor_id=reader.id, note_id=note.id)] * 8) == []
    assert counts(note.id) == (1, 0, 1)
    assert run_together([lambda: reactions.unlike_note(actor_id=reader.id, note_id=note.id)] * 8) == []
    assert counts(note.id) == (0, 0, 0)


def test_one_person_sharing_in_two_ways_at_once_counts_once():
    note, sharer = make_public_note(), make_user()

    def offer(channel: str) -> str:
        return shares.offer_share(actor_id=sharer.id, address="", note_id=note.id, channel=channel)[-10:]

    codes = [offer("link"), offer("poster")] * 4
    calls = [
        lambda code=code: shares.count_share(actor_id=sharer.id, address="", code=code) for code in codes
    ]
    assert run_together(calls) == []
    assert Note.objects.get(id=note.id).share_count == 1


def test_many_people_are_all_counted():
    note, readers = make_public_note(), [make_user() for _ in range(6)]
    likes = [lambda who=who: reactions.like_note(actor_id=who.id, note_id=note.id) for who in readers]
    keeps = [lambda who=who: collects.collect_note(actor_id=who.id, note_id=note.id) for who in readers]
    assert run_together([*likes, *keeps]) == []
    assert counts(note.id) == (6, 6, 12)


def test_likes_while_the_note_is_hidden_and_restored_leave_no_trace():
    note, readers = make_public_note(), [make_user() for _ in range(5)]

    def like(who: User) -> None:
        with contextlib.suppress(NoteNotFoundError):  # hidden in that moment
            reactions.like_note(actor_id=who.id, note_id=note.id)

    calls = [lambda who=who: like(who) for who in readers]
    switch = [
        lambda: notes.decide_note(note_id=note.id, action="hide"),
        lambda: notes.decide_note(note_id=note.id, action="restore"),
    ]
    assert run_together([*calls, *switch]) == []
    notes.decide_note(note_id=note.id, action="restore")
    stored = Like.objects.filter(note=note).count()
    assert counts(note.id) == (stored, 0, stored)


def test_boards_agree_with_what_is_in_them():
    reader, kept = make_user(), [make_public_note() for _ in range(4)]
    board = Board.objects.create(owner=reader, name="一")
    alone = make_public_note()  # in no board but the one that collecting makes
    calls = [lambda: collects.collect_note(actor_id=reader.id, note_id=alone.id)]
    for note in kept:
        calls += [
            lambda note=note: collects.collect_note(actor_id=reader.id, note_id=note.id),
            lambda note=note: collects.add_to_board(actor_id=reader.id, board_id=board.id, note_id=note.id),
            lambda note=note: collects.uncollect_note(actor_id=reader.id, note_id=note.id),
        ]
    assert run_together(calls) == []
    assert Board.objects.filter(owner=reader, is_default=True).count() == 1
    for each in Board.objects.filter(owner=reader):
        assert each.note_count == BoardItem.objects.filter(board=each).count()
    for note in kept:
        assert counts(note.id)[1] == Collect.objects.filter(note=note).count()


def test_what_joins_a_topic_while_it_is_merged_comes_along():
    """Each time the writers are stopped after they have found the topic, and the merger begins meanwhile."""
    source, target = (topic_operations.create_topic(name=name) for name in ("露营", "徒步"))
    waiting, joined = make_public_note(topics=("露营",)), threading.Event()
    topics.set_note_published(note_id=waiting.id, published_at=None)
    written, fan = make_public_note(), make_user()

    def join(act: Callable[[], object]) -> None:
        with transaction.atomic():
            act()
            joined.set()
            time.sleep(0.4)

    def merge() -> None:
        assert joined.wait(timeout=60)
        topic_operations.merge_topics(source_id=source.id, target_id=target.id)

    at = clock.now()
    acts = [
        lambda: topics.set_note_topics(note_id=written.id, names=["露营"], published_at=at),
        lambda: topics.set_note_published(note_id=waiting.id, published_at=at),
        lambda: topics.follow_topic(actor_id=fan.id, topic_id=source.id),
    ]
    assert run_together([merge, *(lambda act=act: join(act) for act in acts)]) == []
    listed = NoteTopic.objects.filter(topic=target, published_at__isnull=False)
    assert set(listed.values_list("note_id", flat=True)) == {written.id, waiting.id}
    assert not NoteTopic.objects.filter(topic=source).exists()
    assert TopicFollow.objects.filter(topic=target, user=fan).exists()
    target.refresh_from_db()
    assert (target.note_count, target.follower_count) == (2, 1)


def test_what_joins_a_topic_after_a_merger_began_goes_where_it_leads():
    source, target = (topic_operations.create_topic(name=name) for name in ("露营", "徒步"))
    waiting, merged = make_public_note(topics=("露营",)), threading.Event()
    topics.set_note_published(note_id=waiting.id, published_at=None)
    written, at = make_public_note(), clock.now()

    def merge() -> None:
        with transaction.atomic():
            topic_operations.merge_topics(source_id=source.id, target_id=target.id)
            merged.set()
            time.sleep(0.4)

    def join(act: Callable[[], object]) -> None:
        assert merged.wait(timeout=60)
        with transaction.atomic():
            act()

    acts = [
        lambda: topics.set_note_topics(note_id=written.id, names=["露营"], published_at=at),
        lambda: topics.set_note_published(note_id=waiting.id, published_at=at),
    ]
    assert run_together([merge, *(lambda act=act: join(act) for act in acts)]) == []
    listed = NoteTopic.objects.filter(topic=target, published_at__isnull=False)
    assert set(listed.values_list("note_id", flat=True)) == {written.id, waiting.id}
    target.refresh_from_db()
    assert target.note_count == 2
