"""Reads of topics: pages, lists, suggestions, participants."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from shancha.apps.community.errors import TopicNotFoundError
from shancha.apps.community.queries.briefs import BRIEF
from shancha.apps.community.queries.comments import UNSEEN
from shancha.apps.community.queries.minors import fit_for_viewer_sql
from shancha.apps.community.queries.naming import may_name_sql
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

NoteOrder = Literal["hot", "new"]
FOLLOWED_FIRST = 4

_TOPIC = f"""json_build_object(
    'id', t.id, 'slug', t.slug, 'name', t.name, 'introduction', t.introduction, 'banner', t.banner,
    'host', (select {BRIEF.format(u="h")} from accounts_user h where h.id = t.host_id
             and h.status in ('active', 'muted') and not exists (
                select 1 from accounts_block b where (b.blocker_id, b.blocked_id) in
                    ((h.id, %(viewer)s::uuid), (%(viewer)s::uuid, h.id)))
             and not exists (
                select 1 from accounts_mute m where m.muter_id = %(viewer)s::uuid and m.muted_id = h.id)),
    'category', (select json_build_object('slug', c.slug, 'name', c.name_zh, 'name_en', c.name_en)
                 from community_category c where c.slug = t.category_slug),
    'follower_count', t.follower_count, 'note_count', t.note_count,
    'participant_count', t.participant_count, 'view_count', t.view_count, 'hot', round(t.hot::numeric,
        2)::float8,
    'announcement', t.announcement, 'announced_at', t.announced_at,
    'sponsor_label', t.sponsor_label, 'is_pinned', coalesce(t.pinned_until > now(), false),
    'is_demo', t.is_demo, 'starts_at', t.starts_at, 'ends_at', t.ends_at, 'state', t.state,
    'followed', exists (select 1 from community_topicfollow tf
                        where tf.user_id = %(viewer)s::uuid and tf.topic_id = t.id),
    'notice_level', (select tf.level from community_topicfollow tf
                     where tf.user_id = %(viewer)s::uuid and tf.topic_id = t.id))"""

_LISTED = """t.state = 'active' and (t.starts_at is null or t.starts_at <= now())
    and (t.ends_at is null or t.ends_at > now())"""

_HOT = f"""
    with chosen as (
        (select t.id, 0 as rank, t.hot from community_topicfollow f
            join community_topic t on t.id = f.topic_id
         where f.user_id = %(viewer)s::uuid and {_LISTED}
         order by t.hot desc, t.id desc limit {FOLLOWED_FIRST})
        union all
        (select t.id, 1, t.hot from community_topic t where t.pinned_until > now() and {_LISTED}
         order by t.hot desc limit 10)
        union all
        (select t.id, 2, t.hot from community_topic t where {_LISTED}
         order by t.hot desc, t.id desc limit %(limit)s::int)
    ), best as (
        select id, min(rank) as rank, max(hot) as hot from chosen group by id
        order by 2, 3 desc, 1 desc limit %(limit)s::int
    )
    select coalesce(json_agg({_TOPIC} order by best.rank, best.hot desc, best.id desc), '[]')::text
    from best join community_topic t on t.id = best.id"""


def list_hot_topics(*, viewer_id: UUID | None, limit: int = 10) -> list[dict[str, Any]]:
    """The hot list: up to four followed topics, then pinned ones, then by heat. One statement."""
    return list(orjson.loads(sql.fetch_value(_HOT, {"viewer": viewer_id, "limit": limit})))


_LIST = f"""
    select coalesce(json_agg({_TOPIC} order by t.hot desc, t.id desc), '[]')::text
    from (select t.* from community_topic t
          where {_LISTED} and (%(category)s::text is null or t.category_slug = %(category)s::text)
            and (%(hot)s::float8 is null or (t.hot, t.id) < (%(hot)s::float8, %(id)s::uuid))
          order by t.hot desc, t.id desc limit %(limit)s::int) t"""

_KEYS = "select hot from community_topic where id = %(id)s::uuid"


def list_topics(
    *, viewer_id: UUID | None, category: str | None = None, cursor: str | None = None, limit: int = 20
) -> dict[str, Any]:
    """All open topics, or those of a category, hottest first: `{items, next_cursor}`."""
    after = decode_cursor(cursor, float, UUID) or (None, None)
    found = orjson.loads(
        sql.fetch_value(
            _LIST,
            {"viewer": viewer_id, "category": category, "hot": after[0], "id": after[1], "limit": limit + 1},
        )
    )
    next_cursor = None
    if len(found) > limit:
        found = found[:limit]
        hot = sql.fetch_value(_KEYS, {"id": found[-1]["id"]})
        next_cursor = encode_cursor(hot, found[-1]["id"])
    return {"items": found, "next_cursor": next_cursor}


# The topic `t` at the address %(slug)s, also at one that it or a topic merged into it had before.
IS_AT_ADDRESS_SQL = """t.id = coalesce(
        (select coalesce(s.merged_into_id, s.id) from community_topic s where s.slug = %(slug)s),
        (select a.topic_id from community_topicalias a where a.slug = %(slug)s))
      and t.state in ('active', 'ended')"""

# The count less the notes of whom the viewer doesn't meet, of which a thousand are looked for. Costs nothing
# while there are none.
_NOTE_COUNT = """
    greatest(0, t.note_count - case when not exists (select 1 from unseen) then 0 else (
        select count(*) from (
            select 1 from community_note n join community_notetopic nt on nt.note_id = n.id
            where n.author_id in (select id from unseen) and nt.topic_id = t.id
              and nt.published_at is not null limit 1000) x
    ) end)"""

_ONE = f"""
    with {UNSEEN}
    select {_TOPIC}::text, {_NOTE_COUNT} from community_topic t where {IS_AT_ADDRESS_SQL}"""


def get_topic(*, slug: str, viewer_id: UUID | None) -> dict[str, Any]:
    """The topic at an address, also an old one; `slug` in the answer is the present one, and `note_count`
    leaves out the notes of whom the viewer doesn't meet.

    Raises TopicNotFoundError for banned, unused and unknown ones.
    """
    rows = sql.fetch_rows(_ONE, {"slug": slug, "viewer": viewer_id})
    if not rows:
        raise TopicNotFoundError
    found, note_count = rows[0]
    return {**orjson.loads(found), "note_count": note_count}


_FOLLOWED = f"""
    select f.created_at, {_TOPIC}::text
    from community_topicfollow f join community_topic t on t.id = f.topic_id
    where f.user_id = %(viewer)s::uuid and t.state in ('active', 'ended')
      and (%(at)s::timestamptz is null or (f.created_at, f.topic_id) < (%(at)s::timestamptz, %(id)s::uuid))
    order by f.created_at desc, f.topic_id desc limit %(limit)s::int"""


def list_followed_topics(*, viewer_id: UUID, cursor: str | None = None, limit: int = 20) -> dict[str, Any]:
    """The topics that the viewer follows, latest first: `{items, next_cursor}`."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    rows = sql.fetch_rows(
        _FOLLOWED, {"viewer": viewer_id, "at": after[0], "id": after[1], "limit": limit + 1}
    )
    items = [orjson.loads(row[1]) for row in rows[:limit]]
    next_cursor = encode_cursor(rows[limit - 1][0], items[-1]["id"]) if len(rows) > limit else None
    return {"items": items, "next_cursor": next_cursor}


_NOTES = {
    "new": f"""
        select nt.note_id, nt.published_at from community_notetopic nt
        join community_note n on n.id = nt.note_id
        where nt.topic_id = %(topic)s::uuid and nt.published_at is not null and nt.pinned_at is null
          and n.is_recommendable and n.author_id <> all(%(hidden)s::uuid[]) and {fit_for_viewer_sql()}
          and (%(at)s::timestamptz is null or (nt.published_at, nt.note_id) < (%(at)s::timestamptz,
              %(id)s::uuid))
        order by nt.published_at desc, nt.note_id desc limit %(limit)s::int""",
    "hot": f"""
        select nt.note_id, nt.hot from community_notetopic nt
        join community_note n on n.id = nt.note_id
        where nt.topic_id = %(topic)s::uuid and nt.published_at is not null and nt.pinned_at is null
          and n.is_recommendable and n.author_id <> all(%(hidden)s::uuid[]) and {fit_for_viewer_sql()}
          and (%(at)s::float8 is null or (nt.hot, nt.note_id) < (%(at)s::float8, %(id)s::uuid))
        order by nt.hot desc, nt.note_id desc limit %(limit)s::int""",
}

_PINNED = f"""
    select nt.note_id from community_notetopic nt join community_note n on n.id = nt.note_id
    where nt.topic_id = %(topic)s::uuid and nt.published_at is not null and nt.pinned_at is not null
      and n.is_recommendable and n.author_id <> all(%(hidden)s::uuid[]) and {fit_for_viewer_sql()}
    order by nt.pinned_at desc, nt.note_id limit 5"""


def list_topic_notes(
    *,
    topic_id: UUID,
    viewer_id: UUID | None,
    hidden: list[UUID],
    order: NoteOrder,
    cursor: str | None,
    limit: int,
) -> tuple[list[UUID], str | None]:
    """Ids of a topic's notes, pinned ones leading the first page, and the cursor after them.

    `hidden` are the members whom the viewer doesn't meet.
    """
    after = decode_cursor(cursor, float if order == "hot" else datetime.fromisoformat, UUID)
    at, last_id = after or (None, None)
    whose = {"topic": topic_id, "viewer": viewer_id, "hidden": hidden}
    rows = sql.fetch_rows(_NOTES[order], {**whose, "at": at, "id": last_id, "limit": limit + 1})
    ids = [row[0] for row in rows[:limit]]
    next_cursor = encode_cursor(rows[limit - 1][1], ids[-1]) if len(rows) > limit else None
    if after is None:
        pinned = sql.fetch_rows(_PINNED, whose)
        ids = [row[0] for row in pinned] + ids
    return ids, next_cursor


_PARTICIPANTS = f"""
    with writers as (
        select n.author_id, count(*) as notes, max(nt.published_at) as latest
        from (select nt.note_id, nt.published_at from community_notetopic nt
              where nt.topic_id = %(topic)s::uuid and nt.published_at is not null
              order by nt.published_at desc limit 500) nt
        join community_note n on n.id = nt.note_id
        where n.is_recommendable and n.author_id <> all(%(hidden)s::uuid[])
        group by n.author_id order by notes desc, latest desc limit %(limit)s::int
    )
    select coalesce(json_agg({BRIEF.format(u="u")} order by w.notes desc, w.latest desc), '[]')::text
    from writers w join accounts_user u on u.id = w.author_id"""


def list_participants(*, topic_id: UUID, hidden: list[UUID], limit: int = 20) -> list[dict[str, Any]]:
    """Who wrote most of a topic's latest five hundred notes."""
    found = sql.fetch_value(_PARTICIPANTS, {"topic": topic_id, "hidden": hidden, "limit": limit})
    return list(orjson.loads(found))


_SUGGEST_TOPICS = f"""
    with found as (
        (select t.id, 0 as rank, t.note_count from community_topic t
         where t.name_key = %(key)s and t.state = 'active')
        union all
        (select t.id, 1, t.note_count from community_topic t
         where t.name_key like %(prefix)s and t.state = 'active' order by t.note_count desc limit 20)
        union all
        (select t.id, 2, t.note_count from community_topic t
         where t.slug like %(slug)s and t.state = 'active' order by t.note_count desc limit 20)
        union all
        (select a.topic_id, 3, 0 from community_topicalias a where a.name_key like %(prefix)s limit 5)
    ), best as (
        select id, min(rank) as rank, max(note_count) as note_count from found group by id
        order by 2, 3 desc, 1 limit %(limit)s::int
    )
    select coalesce(json_agg({_TOPIC} order by best.rank, best.note_count desc, best.id), '[]')::text
    from best join community_topic t on t.id = best.id and t.state = 'active'"""


def suggest_topics(*, text: str, key: str, viewer_id: UUID | None, limit: int = 10) -> list[dict[str, Any]]:
    """Topics whose name or pinyin begins with what was typed; for nothing typed, the hot list."""
    if not key:
        return list_hot_topics(viewer_id=viewer_id, limit=limit)
    found = sql.fetch_value(
        _SUGGEST_TOPICS,
        {
            "key": key,
            "prefix": _like(key),
            "slug": _like(text.lower().replace(" ", "-")),
            "viewer": viewer_id,
            "limit": limit,
        },
    )
    return list(orjson.loads(found))


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"{escaped}%"


_SUGGEST_PEOPLE = f"""
    with unseen as materialized (
        select blocked_id as id from accounts_block where blocker_id = %(viewer)s::uuid
        union select blocker_id from accounts_block where blocked_id = %(viewer)s::uuid
        union select muted_id from accounts_mute where muter_id = %(viewer)s::uuid
    ), found as (
        (select u.id, 0 as rank, u.follower_count from accounts_follow f
            join accounts_user u on u.id = f.followee_id
         where f.follower_id = %(viewer)s::uuid
           and (u.handle like %(handle)s or u.nickname_key like %(name)s or %(handle)s = '%%')
         order by f.id desc limit 10)
        union all
        (select u.id, 1, u.follower_count from accounts_user u
         where u.handle like %(handle)s and %(handle)s <> '%%' order by u.handle limit 20)
        union all
        (select u.id, 1, u.follower_count from accounts_user u
         where u.nickname_key like %(name)s and u.role <> 'member' and %(handle)s <> '%%' limit 20)
    ), best as (
        select found.id, min(rank) as rank, max(found.follower_count) as followers
        from found join accounts_user u on u.id = found.id
        where u.status in ('active', 'muted') and u.id <> %(viewer)s::uuid
            and u.id not in (select id from unseen) and {may_name_sql("%(viewer)s::uuid")}
        group by found.id order by 2, 3 desc, 1 limit %(limit)s::int
    )
    select coalesce(json_agg({BRIEF.format(u="u")}
        order by best.rank, best.followers desc, best.id), '[]')::text
    from best join accounts_user u on u.id = best.id"""


def suggest_people(*, text: str, name_key: str, viewer_id: UUID, limit: int = 8) -> list[dict[str, Any]]:
    """Members to name by @: those whom the viewer follows first, then by handle and verified names."""
    found = sql.fetch_value(
        _SUGGEST_PEOPLE,
        {
            "viewer": viewer_id,
            "handle": _like(text.lower()),
            "name": _like(name_key) if name_key else "",
            "limit": limit,
        },
    )
    return list(orjson.loads(found))


_LOAD = f"""
    select coalesce(json_agg({_TOPIC} order by wanted.place), '[]')::text
    from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
    join community_topic t on t.id = wanted.id and t.state in ('active', 'ended')"""


def load_topics(*, ids: list[UUID], viewer_id: UUID | None) -> list[dict[str, Any]]:
    """These topics in the order given; those that are banned or gone are left out."""
    return list(orjson.loads(sql.fetch_value(_LOAD, {"ids": ids, "viewer": viewer_id})))
