"""What people do with topics: notes join them, members follow them."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shancha.apps.community.errors import (
    TopicBannedError,
    TopicNameInvalidError,
    TopicNotFollowedError,
    TopicNotFoundError,
)
from shancha.apps.community.events import TopicFollowed, TopicUnfollowed
from shancha.apps.community.models import Topic, TopicAlias, TopicFollow
from shancha.apps.moderation.services import screen
from shancha.kit import clock, limits, sql
from shancha.kit.events import publish
from shancha.kit.ids import new_id, new_key
from shancha.kit.pinyin import spell
from shancha.kit.text import clean_line, grapheme_length
from shancha.kit.turns import share_turn

MAX_TOPICS = 10
# Whose turn it is while topics become one: nobody joins the one that goes.
MERGING = "topics merge"
MAX_NAME = 30
_HASHTAG = re.compile(r"#([^\s#@,.!?;:()\[\]{}<>\"'`|/\\，。！？、；：（）【】《》「」“”‘’…]{1,40})")
_LETTER = re.compile(r"\w", re.UNICODE)
_SLUG_JUNK = re.compile(r"[^a-z0-9]+")
# What stands, or may come to stand, at /topics/… and /t/… in a topic's place.
RESERVED_SLUGS = frozenset({"followed", "hot", "new"})


def find_hashtags(text: str) -> list[str]:
    """The topic names written as #name in a text, in order, each once."""
    return list({name_key(name): name for name in reversed(_HASHTAG.findall(text))}.values())[::-1]


def name_key(name: str) -> str:
    """How names are compared: casefolded, spaces left out."""
    return clean_line(name).replace(" ", "").casefold()[:40]


def make_slug(name: str) -> str:
    """A readable address part: the name's pinyin or letters; an unguessable one where nothing is left."""
    letters = spell(name).replace(" ", "").lower()
    return _SLUG_JUNK.sub("-", letters).strip("-")[:60].strip("-") or new_key()[:8].lower()


def free_slug(name: str) -> str:
    """The address of a new topic: one that no topic has or had, and that isn't reserved."""
    slug = make_slug(name)
    is_taken = (
        slug in RESERVED_SLUGS
        or Topic.objects.filter(slug=slug).exists()
        or TopicAlias.objects.filter(slug=slug).exists()
    )
    return f"{slug}-{new_id().hex[-6:]}" if is_taken else slug


def clean_names(names: Sequence[str]) -> list[str]:
    """Topic names freed of '#', spaces and repeats. Raises TopicNameInvalidError for one that is no name."""
    result: dict[str, str] = {}
    for raw in names:
        name = clean_line(raw).lstrip("#＃").strip()
        if not name:
            continue
        if grapheme_length(name) > MAX_NAME or not _LETTER.search(name) or len(name) > 40:
            raise TopicNameInvalidError(fields={"topics": TopicNameInvalidError.detail})
        result.setdefault(name_key(name), name)
    return list(result.values())[:MAX_TOPICS]


def ensure_topics(names: Sequence[str], *, category_slug: str = "") -> list[UUID]:
    """The topics of these names, made where they are new; a new one is unused until a note that everybody
    sees joins it. Old names lead to their present topic.

    Raises TopicBannedError when one may not be used: banned, or a new name that screening doesn't pass.
    Runs in the caller's transaction.
    """
    wanted = {name_key(name): name for name in clean_names(names)}
    if not wanted:
        return []
    share_turn(MERGING)
    known = _find_topics(list(wanted))
    missing = [key for key in wanted if key not in known]
    for key in sorted(missing):
        if screen(kind="topic", author_id=None, text=wanted[key]).decision != "allow":
            raise TopicBannedError(fields={"topics": TopicBannedError.detail})
        _insert_topic(key, wanted[key], category_slug)
    if missing:
        known = _find_topics(list(wanted))
    banned = [wanted[key] for key, (_, state) in known.items() if state == "banned"]
    if banned:
        raise TopicBannedError(fields={"topics": TopicBannedError.detail})
    return list(dict.fromkeys(known[key][0] for key in wanted if key in known))


def _find_topics(keys: list[str]) -> dict[str, tuple[UUID, str]]:
    rows = sql.fetch_rows(
        """
        select k.key, coalesce(m.id, t.id), coalesce(m.state, t.state)
        from unnest(%(keys)s::text[]) k(key)
        left join community_topicalias a on a.name_key = k.key
        join community_topic t on t.name_key = k.key or t.id = a.topic_id
        left join community_topic m on m.id = t.merged_into_id
        """,
        {"keys": keys},
    )
    return {key: (topic_id, state) for key, topic_id, state in rows}


def _insert_topic(key: str, name: str, category_slug: str) -> None:
    sql.execute(
        """
        insert into community_topic (id, slug, name, name_key, introduction, category_slug, sponsor_label,
            state, promotion, follower_count, note_count, participant_count, view_count, hot, created_at)
        values (%(id)s, %(slug)s, %(name)s, %(key)s, '', %(category)s, '', 'unused', 0, 0, 0, 0, 0, 0,
            %(now)s)
        on conflict do nothing
        """,
        {
            "id": new_id(),
            "slug": free_slug(name),
            "name": name,
            "key": key,
            "category": category_slug,
            "now": clock.now(),
        },
    )


def set_note_topics(
    *, note_id: UUID, names: Sequence[str], category_slug: str = "", published_at: datetime | None
) -> list[UUID]:
    """Makes a note's topics those of these names, and counts it in them when it is public.

    `published_at` is null while the note isn't public to everyone. Call it inside the transaction that
    writes the note. Raises TopicBannedError or TopicNameInvalidError.
    """
    topic_ids = ensure_topics(names, category_slug=category_slug)
    sql.execute(
        """
        with old as (
            delete from community_notetopic where note_id = %(note)s and topic_id <> all(%(topics)s::uuid[])
            returning topic_id, published_at
        ), locked as materialized (
            select t.id from community_topic t
            where t.id in (select topic_id from old where published_at is not null)
            order by t.id for no key update
        )
        update community_topic t set note_count = greatest(t.note_count - 1, 0) from locked
            where t.id = locked.id
        """,
        {"note": note_id, "topics": topic_ids},
    )
    sql.execute(
        """
        insert into community_notetopic (note_id, topic_id, position, hot)
        select %(note)s, t.id, t.position, 0 from unnest(%(topics)s::uuid[]) with ordinality t(id, position)
        on conflict (note_id, topic_id) do update set position = excluded.position
        """,
        {"note": note_id, "topics": topic_ids},
    )
    set_note_published(note_id=note_id, published_at=published_at)
    return topic_ids


def set_note_published(*, note_id: UUID, published_at: datetime | None) -> None:
    """Lists a note in its topics from this time on, or takes it out (null). A topic that was unused opens
    with it, for good. Repeating changes nothing.

    Call it whenever a note becomes public to everyone or ceases to be, in the same transaction.
    """
    share_turn(MERGING)
    sql.execute(
        """
        with locked as materialized (
            select t.id, nt.published_at is not null as was_listed
            from community_notetopic nt join community_topic t on t.id = nt.topic_id
            where nt.note_id = %(note)s
              and (nt.published_at is null) is distinct from (%(at)s::timestamptz is null)
            order by t.id for no key update of t
        ), listed as (
            update community_notetopic nt set published_at = %(at)s::timestamptz
            from locked where nt.note_id = %(note)s and nt.topic_id = locked.id
        )
        update community_topic t
        set note_count = greatest(t.note_count + case when locked.was_listed then -1 else 1 end, 0),
            state = case when t.state = 'unused' and not locked.was_listed then 'active' else t.state end
        from locked where t.id = locked.id
        """,
        {"note": note_id, "at": published_at},
    )


@transaction.atomic
def follow_topic(*, actor_id: UUID, topic_id: UUID) -> None:
    """Follows a topic; doing it again changes nothing. Raises TopicNotFoundError, RateLimitedError."""
    limits.check("topic_follow", str(actor_id), limit=300, seconds=3600)
    share_turn(MERGING)
    row = sql.fetch_rows(
        """
        with topic as (select id from community_topic where id = %(topic)s and state in ('active', 'ended')),
        made as (
            insert into community_topicfollow (user_id, topic_id, created_at)
            select %(user)s, id, %(now)s from topic on conflict do nothing returning topic_id
        ), counted as (
            update community_topic t set follower_count = follower_count + 1 from made
                where t.id = made.topic_id
        )
        select (select count(*) from topic), (select count(*) from made)
        """,
        {"user": actor_id, "topic": topic_id, "now": clock.now()},
    )[0]
    if not row[0]:
        raise TopicNotFoundError
    if row[1]:
        publish(TopicFollowed(topic_id=topic_id, user_id=actor_id))


@transaction.atomic
def unfollow_topic(*, actor_id: UUID, topic_id: UUID) -> None:
    """Stops following a topic; silent where it wasn't followed."""
    gone = sql.execute(
        """
        with gone as (
            delete from community_topicfollow where user_id = %(user)s and topic_id = %(topic)s
                returning topic_id
        )
        update community_topic t set follower_count = greatest(follower_count - 1, 0)
        from gone where t.id = gone.topic_id
        """,
        {"user": actor_id, "topic": topic_id},
    )
    if gone:
        publish(TopicUnfollowed(topic_id=topic_id, user_id=actor_id))


def set_notice_level(*, actor_id: UUID, topic_id: UUID, level: str) -> None:
    """Says of which new notes of a followed topic the member is told. Raises TopicNotFollowedError."""
    if not TopicFollow.objects.filter(user_id=actor_id, topic_id=topic_id).update(level=level):
        raise TopicNotFollowedError


def add_views(views: dict[UUID, int]) -> None:
    """Adds to topics' view counts; counts come from the event log, already bounded per person."""
    sql.execute(
        """
        with v as materialized (
            select t.id, x.count from unnest(%(ids)s::uuid[], %(counts)s::bigint[]) x(id, count)
            join community_topic t on t.id = x.id order by t.id for no key update of t
        )
        update community_topic t set view_count = view_count + v.count from v where t.id = v.id
        """,
        {"ids": list(views), "counts": list(views.values())},
    )


def set_note_heat(heat: dict[UUID, float]) -> None:
    """Takes over notes' heat from the ranking, by which topic pages and related notes are ordered. Call it
    with the notes' rows held and a share of the turn MERGING."""
    parameters = {"ids": list(heat), "hots": list(heat.values())}
    sql.execute(
        """
        update community_notetopic nt set hot = v.hot
        from unnest(%(ids)s::uuid[], %(hots)s::float8[]) v(id, hot)
        where nt.note_id = v.id and abs(nt.hot - v.hot) > 0.01
        """,
        parameters,
    )
    sql.execute(
        """
        update community_note n set hot = v.hot
        from unnest(%(ids)s::uuid[], %(hots)s::float8[]) v(id, hot)
        where n.id = v.id and abs(n.hot - v.hot) > 0.05
        """,
        parameters,
    )
