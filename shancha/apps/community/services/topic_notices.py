"""Those who follow a topic hear of new notes in it: told in portions, one unread row for each topic."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.community.models import Note, NoteTopic, Topic
from shancha.apps.community.models.topics import NoticeLevel
from shancha.apps.community.queries.minors import MINOR_AGE_SECONDS, MINOR_QUALITY
from shancha.apps.community.services.note_notices import note_payload
from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit import clock, jobs, limits, sql

PORTION = 200
# So many notes of a topic in an hour are told to those who want them all; after that highlights alone.
PER_HOUR = 20
_JOB = "community.tell_topic"

_FOLLOWERS = """
    select f.user_id from community_topicfollow f join accounts_user u on u.id = f.user_id
    where f.topic_id = %(topic)s and f.level = any(%(levels)s) and u.minor_mode = %(minors)s
      and u.status in ('active', 'muted')
      and (%(after)s::uuid is null or f.user_id > %(after)s::uuid)
    order by f.user_id limit %(limit)s"""


_NEWLY_LISTED = """
    with told as (
        update community_notetopic set told_at = %(now)s
        where note_id = %(note)s and published_at is not null and told_at is null returning topic_id
    )
    select t.id, coalesce(t.host_id = n.author_id, false)
    from told join community_topic t on t.id = told.topic_id and t.state = 'active'
    join community_note n on n.id = %(note)s
    where t.follower_count > 0 order by t.id"""


@dataclass(frozen=True, slots=True)
class Told:
    """A note of a topic, why it is told (posted, by the host, or pinned), and to whom: minors hear apart, and
    later."""

    note_id: UUID
    topic_id: UUID
    is_highlight: bool
    minors: bool
    is_pin: bool = False


def queue_listed(*, note_id: UUID) -> None:
    """Has topics tell their followers of a note that everybody finds in them for the first time; repeating
    changes nothing. Call it in the transaction that publishes, opens or edits the note."""
    for topic_id, is_hosts in sql.fetch_rows(_NEWLY_LISTED, {"note": note_id, "now": clock.now()}):
        if is_hosts or _is_within_limit(topic_id):
            _queue_both(note_id, topic_id, is_highlight=is_hosts)


def queue_pinned(*, topic_id: UUID, note_id: UUID) -> None:
    """Has a topic tell its followers of a note that was pinned. Call it in the transaction that pins it."""
    if Topic.objects.filter(id=topic_id, state="active", follower_count__gt=0).exists():
        _queue_both(note_id, topic_id, is_highlight=True, is_pin=True)


def _is_within_limit(topic_id: UUID) -> bool:
    try:
        limits.check("topic_notices", str(topic_id), limit=PER_HOUR, seconds=3600, durable=True)
    except limits.RateLimitedError:
        return False
    return True


def _queue_both(note_id: UUID, topic_id: UUID, *, is_highlight: bool, is_pin: bool = False) -> None:
    """Minors are told when the note is old enough for their lists."""
    told = Told(note_id, topic_id, is_highlight=is_highlight, minors=False, is_pin=is_pin)
    _queue(told)
    _queue(replace(told, minors=True), later=timedelta(seconds=MINOR_AGE_SECONDS + 60))


def _queue(told: Told, *, after: UUID | None = None, later: timedelta | None = None) -> None:
    jobs.defer(
        _JOB,
        schedule_at=clock.now() + later if later else None,
        note_id=str(told.note_id),
        topic_id=str(told.topic_id),
        is_highlight=told.is_highlight,
        minors=told.minors,
        is_pin=told.is_pin,
        after=str(after) if after else None,
    )


@transaction.atomic
def tell_portion(told: Told, *, after: UUID | None) -> None:
    """Tells the next 200 of those who wish it, and queues the rest. Silent for a note that left the topic or
    isn't recommended to anybody, and for minors also for what their lists leave out. Running twice tells
    nobody twice: a note counts once in a topic's row. The note is locked, so that who narrows or deletes it
    meanwhile finds all these notices to take back."""
    note, topic = _note_to_tell(told), Topic.objects.filter(id=told.topic_id, state="active").first()
    if note is None or topic is None:
        return
    levels = [NoticeLevel.ALL, *([NoticeLevel.HIGHLIGHTS] if told.is_highlight else [])]
    rows = sql.fetch_rows(
        _FOLLOWERS,
        {
            "topic": told.topic_id,
            "levels": [str(level) for level in levels],
            "minors": told.minors,
            "after": after,
            "limit": PORTION,
        },
    )
    notify_many(_notice(user_id, note, topic, is_pin=told.is_pin) for (user_id,) in rows)
    if len(rows) == PORTION:
        _queue(told, after=rows[-1][0])


def _note_to_tell(told: Told) -> Note | None:
    listed = NoteTopic.objects.filter(
        topic_id=told.topic_id, note_id=told.note_id, published_at__isnull=False
    )
    locked = Note.objects.select_for_update(no_key=True).filter(id=told.note_id, is_recommendable=True)
    note = locked.first() if listed.exists() else None
    if note is None or not told.minors:
        return note
    is_advertising = note.is_ad or note.is_paid_cooperation
    return None if is_advertising or note.quality < MINOR_QUALITY else note


def _notice(user_id: UUID, note: Note, topic: Topic, *, is_pin: bool) -> Notice:
    return Notice(
        user_id=user_id,
        lane="follows",
        kind="topic_pinned" if is_pin else "topic_note",
        actor_id=note.author_id,
        subject_kind="note",
        subject_id=note.id,
        group_key=f"topic_pinned:{topic.id}:{note.id}" if is_pin else f"topic_note:{topic.id}",
        payload={**note_payload(note), "topic": topic.name},
    )
