"""Reads of comments. The list is one statement that PostgreSQL shapes into JSON."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from shancha.apps.accounts.queries.people import shows_city_sql
from shancha.apps.community.queries.briefs import BRIEF
from shancha.apps.community.queries.naming import may_name_sql
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

Order = Literal["hot", "new"]
FIRST_REPLIES = 2

# People whom the viewer doesn't meet: blocked in either direction, or muted. No viewer, nobody.
UNSEEN = """
    unseen as materialized (
        select blocked_id as id from accounts_block where blocker_id = %(viewer)s::uuid
        union select blocker_id from accounts_block where blocked_id = %(viewer)s::uuid
        union select muted_id from accounts_mute where muter_id = %(viewer)s::uuid
    )"""

# Everybody sees public and folded comments; the writer also those that wait, and the note's author
# those that the own words caught.
_SEEN = """(
    ({c}.state in ('public', 'folded')
     or ({c}.author_id = %(viewer)s::uuid and {c}.state in ('review', 'filtered', 'hidden'))
     or ({c}.state = 'filtered' and n.author_id = %(viewer)s::uuid))
    and {c}.author_id not in (select id from unseen))"""

# A reply goes with its root: below one that is gone or hidden from the viewer, nobody sees it.
_IN_SEEN_THREAD = f"""({{c}}.parent_id is null or exists (
    select 1 from community_comment root where root.id = {{c}}.parent_id and {_SEEN.format(c="root")}))"""


def _comment_json(c: str, *, replies: str) -> str:
    """One comment as JSON, for the row alias `c` with its author as `u` and its note as `n`."""
    return f"""json_build_object(
        'id', {c}.id, 'note_id', {c}.note_id, 'author', {BRIEF.format(u="u")},
        'is_note_author', {c}.author_id = n.author_id, 'body', {c}.body, 'picture', {c}.picture,
        'mentions', {c}.mentions, 'like_count', {c}.like_count,
        'liked', exists (select 1 from community_commentlike l
                         where l.comment_id = {c}.id and l.user_id = %(viewer)s::uuid),
        'reply_count', {c}.reply_count - case when not exists (select 1 from unseen) then 0 else (
            select count(*) from community_comment x where x.parent_id = {c}.id
              and x.state in ('public', 'folded') and x.author_id in (select id from unseen)) end,
        'replies', {replies},
        'reply_to', (select {BRIEF.format(u="ru")} from community_comment rc
                     join accounts_user ru on ru.id = rc.author_id
                     where rc.id = {c}.reply_to_id and rc.author_id not in (select id from unseen)),
        'pinned', {c}.pinned_at is not null, 'folded', {c}.state = 'folded', 'state', {c}.state,
        'created_at', {c}.created_at, 'is_mine', coalesce({c}.author_id = %(viewer)s::uuid, false),
        'can_delete', coalesce(%(viewer)s::uuid in ({c}.author_id, n.author_id), false),
        'can_pin', coalesce(n.author_id = %(viewer)s::uuid, false) and {c}.parent_id is null
                   and {c}.state = 'public',
        'city', case when {shows_city_sql("u")} then {c}.city else '' end)"""


_REPLIES = f"""coalesce((
    select json_agg({_comment_json("r", replies="json_build_array()")} order by r.created_at, r.id)
    from (select r.* from community_comment r
          where r.parent_id = c.id and {_SEEN.format(c="r")}
          order by r.created_at, r.id limit {FIRST_REPLIES}) r
    join accounts_user u on u.id = r.author_id), '[]'::json)"""


def _roots(where: str, order: str) -> str:
    return f"""
        select c.hot, c.created_at, c.id, {_comment_json("c", replies=_REPLIES)} as body
        from (select c.* from community_comment c
              where c.note_id = n.id and c.parent_id is null and {where} and {_SEEN.format(c="c")}
              order by {order} limit %(limit)s::int) c
        join accounts_user u on u.id = c.author_id
        order by {order}"""


# The note's count less what the viewer's blocks and mutes hide: comments of those people, and replies
# by others below their roots. Costs nothing while there are none.
TOTAL = """
    greatest(0, n.comment_count - case when not exists (select 1 from unseen) then 0 else (
        select count(*) from community_comment x
        where x.note_id = n.id and x.author_id in (select id from unseen) and x.state in ('public', 'folded')
          and (x.parent_id is null or exists (
              select 1 from community_comment p where p.id = x.parent_id and p.state in ('public', 'folded')))
    ) + (
        select count(*) from community_comment p join community_comment x on x.parent_id = p.id
        where p.note_id = n.id and p.parent_id is null and p.state in ('public', 'folded')
          and p.author_id in (select id from unseen)
          and x.state in ('public', 'folded') and x.author_id not in (select id from unseen)
    ) end)"""


def _page_sql(where: str, order: str) -> str:
    return f"""
        with {UNSEEN}
        select (
            select coalesce(json_agg(json_build_array(page.hot, page.created_at, page.id, page.body)), '[]')
            from ({_roots(where, order)}) page)::text,
            (select coalesce(json_agg(pin.body), '[]') from (
                {_roots("c.pinned_at is not null", "c.pinned_at desc, c.id")}) pin
             where %(first)s::bool)::text,
            {TOTAL}
        from community_note n where n.id = %(note)s::uuid"""


_PAGES = {
    ("hot", True): _page_sql("c.pinned_at is null", "c.hot desc, c.id desc"),
    ("hot", False): _page_sql(
        "c.pinned_at is null and (c.hot, c.id) < (%(at)s::float8, %(id)s::uuid)", "c.hot desc, c.id desc"
    ),
    ("new", True): _page_sql("c.pinned_at is null", "c.created_at desc, c.id desc"),
    ("new", False): _page_sql(
        "c.pinned_at is null and (c.created_at, c.id) < (%(at)s::timestamptz, %(id)s::uuid)",
        "c.created_at desc, c.id desc",
    ),
}


def list_comments(
    *, note_id: UUID, viewer_id: UUID | None, order: Order = "hot", cursor: str | None = None, limit: int = 20
) -> bytes:
    """A page of root comments with their first two replies, as JSON `{items, next_cursor, total}`.

    The pinned comment leads the first page. `total` counts what this viewer can see. The caller has
    made sure that the viewer may see the note. Raises CursorInvalidError.
    """
    after = decode_cursor(cursor, float if order == "hot" else datetime.fromisoformat, UUID)
    parameters = {
        "note": note_id,
        "viewer": viewer_id,
        "limit": limit + 1,
        "first": after is None,
        "at": after[0] if after else None,
        "id": after[1] if after else None,
    }
    if after is None:
        del parameters["at"], parameters["id"]
    rows = sql.fetch_rows(_PAGES[order, after is None], parameters)
    if not rows:
        return b'{"items":[],"next_cursor":null,"total":0}'
    found, pinned, total = rows[0]
    page = orjson.loads(found)
    next_cursor = None
    if len(page) > limit:
        page = page[:limit]
        hot, created_at, comment_id, _ = page[-1]
        next_cursor = encode_cursor(hot if order == "hot" else created_at, comment_id)
    items = orjson.loads(pinned) + [row[3] for row in page]
    return orjson.dumps({"items": items, "next_cursor": next_cursor, "total": total})


_REPLY_PAGE = f"""
    with {UNSEEN}
    select (select coalesce(json_agg({_comment_json("r", replies="json_build_array()")}
                            order by r.created_at, r.id), '[]')
            from (select r.* from community_comment r
                  where r.parent_id = root.id and {_SEEN.format(c="r")}
                    and (%(at)s::timestamptz is null or (r.created_at, r.id) > (%(at)s::timestamptz,
                        %(id)s::uuid))
                  order by r.created_at, r.id limit %(limit)s::int) r
            join accounts_user u on u.id = r.author_id)::text
    from community_comment root join community_note n on n.id = root.note_id
    where root.id = %(root)s::uuid and {_SEEN.format(c="root")}"""


def list_replies(
    *, comment_id: UUID, viewer_id: UUID | None, cursor: str | None = None, limit: int = 20
) -> dict[str, Any]:
    """A page of replies below a root, oldest first: `{items, next_cursor}`. Raises CursorInvalidError."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    found = sql.fetch_value(
        _REPLY_PAGE,
        {"root": comment_id, "viewer": viewer_id, "at": after[0], "id": after[1], "limit": limit + 1},
    )
    items = orjson.loads(found or "[]")
    next_cursor = None
    if len(items) > limit:
        items = items[:limit]
        next_cursor = encode_cursor(items[-1]["created_at"], items[-1]["id"])
    return {"items": items, "next_cursor": next_cursor}


_ONE = f"""
    with {UNSEEN}
    select {_comment_json("c", replies="json_build_array()")}::text
    from community_comment c join community_note n on n.id = c.note_id
        join accounts_user u on u.id = c.author_id
    where c.id = %(id)s::uuid and {_SEEN.format(c="c")} and {_IN_SEEN_THREAD.format(c="c")}"""


def find_comment(*, comment_id: UUID, viewer_id: UUID | None) -> dict[str, Any] | None:
    """One comment as the viewer sees it, without its replies; None where the viewer doesn't see it."""
    found = sql.fetch_value(_ONE, {"id": comment_id, "viewer": viewer_id})
    return orjson.loads(found) if found else None


_CONTEXT = f"""
    select json_build_object(
        'note_author', n.author_id, 'title', n.title, 'policy', n.comment_policy, 'cover', n.cover,
        'visibility', n.visibility,
        'is_open', n.state = 'public' and author.status in ('active', 'muted'),
        'is_seen', n.author_id = me.id or n.visibility = 'public'
            or (n.visibility = 'followers' and follow.id is not null),
        'follows', follow.id is not null,
        'is_blocked', exists (select 1 from accounts_block b
            where (b.blocker_id = me.id and b.blocked_id = n.author_id)
               or (b.blocker_id = n.author_id and b.blocked_id = me.id)),
        'me', {BRIEF.format(u="me")}, 'joined_at', me.joined_at,
        'city', case when {shows_city_sql("me")} then me.city_name else '' end,
        'words', coalesce((select f.words from community_commentfilter f
            where f.user_id = n.author_id), '{{}}'),
        'last', (select json_build_object('id', l.id, 'body', l.body, 'note', l.note_id, 'parent',
            l.parent_id, 'reply_to', l.reply_to_id, 'asset', l.asset_id,
                     'at', l.created_at, 'state', l.state)
                 from community_comment l where l.author_id = me.id order by l.created_at desc limit 1),
        'parent', (select json_build_object('id', p.id, 'root', coalesce(p.parent_id, p.id), 'note',
            p.note_id,
                       'author', p.author_id, 'brief', {BRIEF.format(u="pu")},
                       'is_open', p.state in ('public', 'folded')
                           and (root.id is null or root.state in ('public', 'folded')) and not exists (
                           select 1 from accounts_block b
                           where (b.blocker_id = me.id and b.blocked_id = p.author_id)
                              or (b.blocker_id = p.author_id and b.blocked_id = me.id)))
                   from community_comment p join accounts_user pu on pu.id = p.author_id
                   left join community_comment root on root.id = p.parent_id
                   where p.id = %(target)s::uuid),
        'mentions', (select coalesce(json_agg(json_build_object('id', u.id, 'handle', u.handle,
                         'nickname', u.nickname)), '[]')
                     from accounts_user u
                     where u.handle = any(%(handles)s::text[]) and u.id <> me.id
                       and u.status in ('active', 'muted') and {may_name_sql("me.id")}
                       and (n.visibility = 'public' or u.id = n.author_id or n.visibility = 'followers'
                           and exists (select 1 from accounts_follow f
                               where f.follower_id = u.id and f.followee_id = n.author_id))
                       and not exists (select 1 from accounts_block b
                           where (b.blocker_id = u.id and b.blocked_id in (me.id))
                              or (b.blocker_id = me.id and b.blocked_id = u.id))))::text
    from community_note n
    join accounts_user author on author.id = n.author_id
    join accounts_user me on me.id = %(viewer)s::uuid
    left join accounts_follow follow on follow.follower_id = me.id and follow.followee_id = n.author_id
    where n.id = %(note)s::uuid"""


def find_context(
    *, note_id: UUID, viewer_id: UUID, target_id: UUID | None, handles: list[str]
) -> dict[str, Any] | None:
    """All that decides about a new comment, in one read: the note, who may, the comment answered, the
    people named, the author's words and the writer's last comment. None where there is no such note."""
    found = sql.fetch_value(
        _CONTEXT, {"note": note_id, "viewer": viewer_id, "target": target_id, "handles": handles}
    )
    return orjson.loads(found) if found else None


def list_comment_ids(*, note_id: UUID) -> list[UUID]:
    """Ids of all comments below a note, in every state, by its roots."""
    rows = sql.fetch_rows(
        """
        with root as (
            select id from community_comment where note_id = %s and parent_id is null
        )
        select id from root
        union all
        select c.id from community_comment c join root on c.parent_id = root.id
        """,
        [note_id],
    )
    return [row[0] for row in rows]
