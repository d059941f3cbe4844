"""What operators do with topics: introduce, host, promote, pin, rename, merge, ban."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.accounts.viewers import Viewer
from shancha.apps.community.errors import (
    TopicAnnouncementError,
    TopicChangeError,
    TopicHostOnlyError,
    TopicNameInvalidError,
    TopicNameTakenError,
    TopicNotFoundError,
    TopicPinError,
)
from shancha.apps.community.events import TopicChanged
from shancha.apps.community.models import NoteTopic, Topic, TopicAlias, TopicState
from shancha.apps.community.services import topic_notices
from shancha.apps.community.services.topics import MERGING, clean_names, free_slug, name_key
from shancha.apps.moderation.services import screen
from shancha.kit import clock, limits, sql
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.text import clean_text
from shancha.kit.turns import take_turn

MAX_PINNED = 5
_EDITABLE = (
    "introduction", "category_slug", "banner", "host_id", "sponsor_label", "promotion", "pinned_until",
    "starts_at", "ends_at", "announcement",
)  # fmt: skip


def _lock_topic(topic_id: UUID) -> Topic:
    topic = Topic.objects.select_for_update(no_key=True).filter(id=topic_id).first()
    if topic is None:
        raise TopicNotFoundError
    return topic


@transaction.atomic
def create_topic(
    *, name: str, introduction: str = "", category_slug: str = "", slug: str = "", **fields: Any
) -> Topic:
    """Makes a topic with its introduction. Raises TopicNameInvalidError, TopicNameTakenError."""
    names = clean_names([name])
    if not names:
        raise TopicNameInvalidError(fields={"name": TopicNameInvalidError.detail})
    _require_free_name(name_key(names[0]))
    topic = Topic(
        id=new_id(),
        name=names[0],
        name_key=name_key(names[0]),
        slug=slug or free_slug(names[0]),
        introduction=introduction,
        category_slug=category_slug,
        **fields,
    )
    topic.announced_at = clock.now() if topic.announcement else None
    try:
        with transaction.atomic():
            topic.save(force_insert=True)
    except IntegrityError as error:
        raise TopicNameTakenError from error
    publish(TopicChanged(topic_id=topic.id))
    return topic


def _require_free_name(key: str, *, except_topic: UUID | None = None) -> None:
    owners = {
        *Topic.objects.filter(name_key=key).values_list("id", flat=True),
        *TopicAlias.objects.filter(name_key=key).values_list("topic_id", flat=True),
    }
    taken = bool(owners - {except_topic})
    if taken:
        raise TopicNameTakenError(fields={"name": TopicNameTakenError.detail})


@transaction.atomic
def edit_topic(*, topic_id: UUID, **changes: Any) -> Topic:
    """Changes introduction, category, banner, host, sponsor mark, promotion (added to the heat as a
    share: 0.5 is half as much again), time on top of the hot list, and dates. Raises TopicNotFoundError."""
    unknown = set(changes) - set(_EDITABLE)
    if unknown:
        raise TopicChangeError(str(sorted(unknown)))
    topic = _lock_topic(topic_id)
    if changes.get("announcement", topic.announcement) != topic.announcement:
        topic.announced_at = clock.now() if changes["announcement"] else None
    for field, value in changes.items():
        setattr(topic, field, value)
    topic.save(update_fields=[*changes, "announced_at"])
    publish(TopicChanged(topic_id=topic_id))
    return topic


@transaction.atomic
def announce(*, actor: Viewer, topic_id: UUID, text: str) -> Topic:
    """Sets what the topic's page says on top, "" for nothing. Raises TopicNotFoundError, TopicHostOnlyError
    for others than the host and operators, TopicAnnouncementError for words that break a rule,
    RateLimitedError beyond ten an hour."""
    topic = _lock_topic(topic_id)
    if topic.state != TopicState.ACTIVE:
        raise TopicNotFoundError
    if topic.host_id != actor.id and not (actor.is_staff and actor.is_operator):
        raise TopicHostOnlyError
    limits.check("topic_announcement", str(actor.id), limit=10, seconds=3600, durable=True)
    words = clean_text(text)
    if words and screen(kind="topic", author_id=actor.id, text=words).decision != "allow":
        raise TopicAnnouncementError(fields={"text": TopicAnnouncementError.detail})
    topic.announcement, topic.announced_at = words, clock.now() if words else None
    topic.save(update_fields=["announcement", "announced_at"])
    publish(TopicChanged(topic_id=topic_id))
    return topic


@transaction.atomic
def rename_topic(*, topic_id: UUID, name: str) -> Topic:
    """Gives a topic another name and address; the old ones still lead to it.

    Raises TopicNotFoundError, TopicNameInvalidError, TopicNameTakenError, TopicChangeError.
    """
    topic = _lock_topic(topic_id)
    names = clean_names([name])
    if not names:
        raise TopicNameInvalidError(fields={"name": TopicNameInvalidError.detail})
    key = name_key(names[0])
    if topic.state == TopicState.MERGED:
        raise TopicChangeError
    if key == topic.name_key:
        topic.name = names[0]
        topic.save(update_fields=["name"])
    else:
        _require_free_name(key, except_topic=topic.id)
        TopicAlias.objects.filter(name_key=key, topic=topic).delete()
        old_key, old_slug = topic.name_key, topic.slug
        topic.name, topic.name_key, topic.slug = names[0], key, free_slug(names[0])
        topic.save(update_fields=["name", "name_key", "slug"])
        TopicAlias.objects.create(name_key=old_key, slug=old_slug, topic=topic)
    publish(TopicChanged(topic_id=topic_id))
    return topic


@transaction.atomic
def merge_topics(*, source_id: UUID, target_id: UUID) -> None:
    """Moves notes and followers of one topic into another; its name and address lead there from now on. Who
    joins the topic at the same time comes along: mergers wait for them, and they for it.

    Raises TopicNotFoundError, TopicChangeError (into itself, or into one that isn't open).
    """
    if source_id == target_id:
        raise TopicChangeError
    take_turn(MERGING)
    topics = {topic.id: topic for topic in _lock_topics([source_id, target_id])}
    if len(topics) < 2:
        raise TopicNotFoundError
    source, target = topics[source_id], topics[target_id]
    if source.state == TopicState.MERGED or target.state != TopicState.ACTIVE:
        raise TopicChangeError
    ids = {"source": source_id, "target": target_id}
    sql.execute(
        """
        insert into community_notetopic (note_id, topic_id, position, published_at, told_at, hot, pinned_at)
        select note_id, %(target)s, position, published_at, coalesce(told_at, published_at), hot, null
        from community_notetopic where topic_id = %(source)s on conflict do nothing
        """,
        ids,
    )
    sql.execute(
        """
        insert into community_topicfollow (user_id, topic_id, created_at, level)
        select user_id, %(target)s, created_at, level from community_topicfollow where topic_id = %(source)s
        on conflict do nothing
        """,
        ids,
    )
    sql.execute("delete from community_notetopic where topic_id = %(source)s", ids)
    sql.execute("delete from community_topicfollow where topic_id = %(source)s", ids)
    TopicAlias.objects.filter(topic_id=source_id).update(topic_id=target_id)
    Topic.objects.filter(merged_into_id=source_id).update(merged_into_id=target_id)
    Topic.objects.filter(id=source_id).update(
        state=TopicState.MERGED, merged_into_id=target_id, hot=0, note_count=0, follower_count=0
    )
    recount_topics([target_id])
    publish(TopicChanged(topic_id=source_id))
    publish(TopicChanged(topic_id=target_id))


def _lock_topics(ids: Sequence[UUID]) -> list[Topic]:
    return list(Topic.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id"))


@transaction.atomic
def set_topic_state(*, topic_id: UUID, state: str) -> None:
    """Bans, ends or opens a topic again. A banned one can't be used, found or followed; its notes stay.

    Raises TopicNotFoundError, TopicChangeError for a merged one.
    """
    topic = _lock_topic(topic_id)
    if TopicState.MERGED in {topic.state, state}:
        raise TopicChangeError
    if topic.state != state:
        topic.state = state
        topic.hot = 0 if state != TopicState.ACTIVE else topic.hot
        topic.save(update_fields=["state", "hot"])
        publish(TopicChanged(topic_id=topic_id))


@transaction.atomic
def pin_notes(*, topic_id: UUID, note_ids: Sequence[UUID]) -> None:
    """Keeps these notes on top of their topic, in this order, and lets all others go.

    Raises TopicNotFoundError, and TopicPinError for more than five or one that isn't public in the topic.
    """
    _lock_topic(topic_id)
    wanted = list(dict.fromkeys(note_ids))
    listed = NoteTopic.objects.filter(topic_id=topic_id, note_id__in=wanted, published_at__isnull=False)
    if len(wanted) > MAX_PINNED or listed.count() < len(wanted):
        raise TopicPinError(fields={"pinned_notes": TopicPinError.detail})
    pinned = NoteTopic.objects.filter(topic_id=topic_id, pinned_at__isnull=False)
    before = set(pinned.values_list("note_id", flat=True))
    pinned.update(pinned_at=None)
    at = clock.now()
    for place, note_id in enumerate(wanted):
        NoteTopic.objects.filter(topic_id=topic_id, note_id=note_id).update(
            pinned_at=at - timedelta(seconds=place)
        )
        if note_id not in before:
            topic_notices.queue_pinned(topic_id=topic_id, note_id=note_id)


def end_due_topics() -> int:
    """Closes topics whose end has come; returns how many."""
    return Topic.objects.filter(state=TopicState.ACTIVE, ends_at__lte=clock.now()).update(
        state=TopicState.ENDED, hot=0
    )


def recount_topics(topic_ids: Sequence[UUID]) -> None:
    """Counts notes, followers and participants of these topics anew from their rows."""
    sql.execute(
        """
        update community_topic t set
            note_count = (select count(*) from community_notetopic nt
                          where nt.topic_id = t.id and nt.published_at is not null),
            follower_count = (select count(*) from community_topicfollow f where f.topic_id = t.id),
            participant_count = (select count(distinct n.author_id) from community_notetopic nt
                                 join community_note n on n.id = nt.note_id
                                 where nt.topic_id = t.id and nt.published_at is not null)
        where t.id = any(%(ids)s::uuid[])
        """,
        {"ids": list(topic_ids)},
    )
