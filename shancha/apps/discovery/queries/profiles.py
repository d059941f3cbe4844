"""Facts behind what the ranker learns, and the whole of it in words."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.visibility import VISIBLE
from shancha.kit import sql
from shancha.kit.language import is_english

_FACTS = f"""
    select n.author_id::text, n.category_slug, left(coalesce(nullif(n.title, ''), n.body), 20),
        array(select nt.topic_id::text from community_notetopic nt where nt.note_id = n.id
            order by nt.position limit 3)
    from community_note n where n.id = %(note)s::uuid and n.state = 'public' and {VISIBLE}"""


def find_note_facts(note_id: UUID, *, viewer_id: UUID | None) -> dict[str, Any] | None:
    """What is learned from an act on a note: its author, category, title and first three topics; None where
    the viewer may not open it."""
    rows = sql.fetch_rows(_FACTS, {"note": note_id, "viewer": viewer_id})
    if not rows:
        return None
    author, category, title, topics = rows[0]
    return {"author": author, "category": category, "title": title, "topics": list(topics)}


def category_slugs() -> list[str]:
    """The open categories in their order."""
    rows = sql.fetch_rows("select slug from community_category where is_active order by position, slug")
    return [row[0] for row in rows]


_NOTES_OF = {
    "note": """
        select n.id::text from community_note n
        where n.id = %(target)s::uuid and n.id = any(%(ids)s::uuid[])""",
    "author": """
        select n.id::text from community_note n
        where n.author_id = %(target)s::uuid and n.id = any(%(ids)s::uuid[])""",
    "category": """
        select n.id::text from community_note n
        where n.category_slug = %(target)s and n.id = any(%(ids)s::uuid[])""",
    "topic": """
        select nt.note_id::text from community_notetopic nt
        where nt.topic_id = %(target)s::uuid and nt.note_id = any(%(ids)s::uuid[])""",
}


def notes_of(scope: str, target: str, note_ids: list[UUID]) -> set[str]:
    """Which of these notes are of an author, category or topic."""
    return {row[0] for row in sql.fetch_rows(_NOTES_OF[scope], {"target": target, "ids": note_ids})}


_DESCRIBE = f"""
    select json_build_object(
        'interests', case when %(viewer)s::uuid is not null then
            (select coalesce(json_agg(i.category_slug order by i.position), '[]')
             from accounts_interest i where i.user_id = %(viewer)s::uuid)
            else coalesce((select v.interests::json from accounts_visitor v
                where v.key = substr(%(key)s, 3)), '[]') end,
        'place', case when %(viewer)s::uuid is not null then
            (select nullif(u.city_name, '') from accounts_user u where u.id = %(viewer)s::uuid)
            else (select nullif(v.city_name, '') from accounts_visitor v
                where v.key = substr(%(key)s, 3)) end,
        'followed_people_count', (select count(*) from accounts_follow f
            where f.follower_id = %(viewer)s::uuid),
        'followed_topic_count', (select count(*) from community_topicfollow f
            where f.user_id = %(viewer)s::uuid),
        'recent', (select coalesce(json_agg(act order by place), '[]')
            from discovery_profile p
            cross join jsonb_array_elements(p.recent) with ordinality acts(act, place)
            join community_note n on n.id = (act ->> 1)::uuid
            where p.key = %(key)s and {VISIBLE}),
        'affinity', coalesce(
            (select p.affinity::json from discovery_profile p where p.key = %(key)s), '{{}}'),
        'seen_count', coalesce((select octet_length(p.seen) / 8 from discovery_profile p
            where p.key = %(key)s), 0),
        'channels', coalesce((select p.channels::json from discovery_profile p where p.key = %(key)s), '[]'),
        'refused', (select coalesce(json_agg(json_build_object('scope', f.scope, 'target', f.target, 'name',
                coalesce(case f.scope
                    when 'author' then (select u.nickname from accounts_user u where u.id::text = f.target)
                    when 'topic' then (select t.name from community_topic t where t.id::text = f.target)
                    when 'category' then (
                        select case when %(english)s::bool then c.name_en else c.name_zh end
                        from community_category c where c.slug = f.target)
                    else (select coalesce(nullif(n.title, ''), left(n.body, 20)) from community_note n
                          where n.id::text = f.target and {VISIBLE}) end, ''),
                'at', f.created_at) order by f.created_at desc), '[]')
            from (select * from discovery_feedback where key = %(key)s order by created_at desc limit 200) f)
    )::text"""


def describe(*, key: str, viewer_id: UUID | None) -> dict[str, Any]:
    """Everything the ranker may use of a viewer: choices, what was learned, what was refused. Notes that the
    viewer may no longer open are not named."""
    values = {"key": key, "viewer": viewer_id, "english": is_english()}
    shown = orjson.loads(sql.fetch_value(_DESCRIBE, values))
    shown["recent"] = [
        {"kind": kind, "note_id": note_id, "title": title, "category": category, "at": at}
        for kind, note_id, title, category, _, at in shown["recent"]
    ]
    return shown  # type: ignore[no-any-return]


def list_untaught_comments(*, since: datetime) -> list[tuple[UUID, UUID]]:
    """Who lately commented on whose note and has not learned from it: (member, note), oldest first, at most
    5,000. Members without personalisation are left out."""
    rows = sql.fetch_rows(
        """
        select c.author_id, c.note_id from community_comment c
        join accounts_user u on u.id = c.author_id and u.personalised and not u.minor_mode
        join community_note n on n.id = c.note_id and n.author_id <> c.author_id
        left join discovery_profile p on p.key = 'u:' || c.author_id
        where c.created_at > %s and c.state in ('public', 'folded', 'filtered')
          and not exists (
              select 1 from jsonb_array_elements(coalesce(p.recent, '[]')) as act
              where act ->> 0 = 'comment' and act ->> 1 = c.note_id::text)
        group by 1, 2 order by min(c.id::text) limit 5000
        """,
        [since],
    )
    return [(row[0], row[1]) for row in rows]
