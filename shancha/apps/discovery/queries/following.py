"""The following feed: notes of followed people and topics, newest first, with nothing in between."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.cards import CARD, as_page
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor

MAX_TOPICS = 200

# Each followed member and topic gives its next few by an index; the merge keeps the newest. A note
# found on both ways names the person first.
_PAGE = f"""
    with picked as (
        (select n.id, n.published_at as at, 0 as way, u.nickname as name
         from accounts_follow f
         join accounts_user u on u.id = f.followee_id
         cross join lateral (
            select x.id, x.published_at from community_note x
            where x.author_id = f.followee_id and x.state = 'public' and x.visibility <> 'private'
              and (%(at)s::timestamptz is null or (x.published_at, x.id) < (%(at)s::timestamptz, %(id)s::uuid))
            order by x.published_at desc, x.id desc limit %(limit)s::int) n
         where f.follower_id = %(viewer)s::uuid
         order by n.published_at desc, n.id desc limit %(limit)s::int)
        union all
        (select n.note_id, n.published_at, 1, t.name
         from (select topic_id from community_topicfollow where user_id = %(viewer)s::uuid
               order by created_at desc limit {MAX_TOPICS}) f
         join community_topic t on t.id = f.topic_id and t.state in ('active', 'ended')
         cross join lateral (
            select x.note_id, x.published_at from community_notetopic x
            where x.topic_id = f.topic_id and x.published_at is not null
              and (%(at)s::timestamptz is null or (x.published_at, x.note_id) < (%(at)s::timestamptz, %(id)s::uuid))
            order by x.published_at desc, x.note_id desc limit %(limit)s::int) n
         order by n.published_at desc, n.note_id desc limit %(limit)s::int)
    ), found as (
        select id, at, jsonb_agg(jsonb_build_object(
                'code', case way when 0 then 'follow' else 'topic' end, 'arg', name) order by way, name) as why
        from picked group by id, at
    ), page as materialized (
        select found.* from found join community_note n on n.id = found.id
        where {LISTABLE} and not n.is_author_limited and n.author_id <> %(viewer)s::uuid
          and not exists (select 1 from discovery_feedback b where b.key = 'u:' || %(viewer)s::uuid::text
              and ((b.scope = 'note' and b.target = n.id::text)
                or (b.scope = 'author' and b.target = n.author_id::text)))
        order by found.at desc, found.id desc limit %(limit)s::int
    )
    select (select count(*) from found), (select min(at) from found)::text,
        coalesce((select json_agg(json_build_object('at', page.at, 'why', page.why, 'card', {CARD})
                                  order by page.at desc, page.id desc)
            from page join community_note n on n.id = page.id join accounts_user u on u.id = n.author_id),
            '[]')::text"""


def list_following(*, viewer_id: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of the following feed, `{items, next_cursor}`: a note is in it from the moment it is published.

    Raises CursorInvalidError for junk.
    """
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    _, _, found = sql.fetch_rows(
        _PAGE, {"viewer": viewer_id, "at": after[0], "id": after[1], "limit": limit + 1}
    )[0]
    rows = orjson.loads(found)
    for row in rows:
        row["card"]["why"] = row["why"][:3]
    return as_page(rows, limit)
