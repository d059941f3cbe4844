"""Lists of people: followers, following, blocked, muted, suggested, leaders. One statement for each page,
which PostgreSQL shapes as JSON."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shancha.apps.accounts.queries.people import (
    HIDDEN_USERS_SQL,
    brief_sql,
    shows_city_sql,
    shows_following_sql,
)
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_CARD = f"""
    {brief_sql("u")} || jsonb_build_object(
        'bio', u.bio, 'follower_count', u.follower_count, 'note_count', u.note_count,
        'viewer', jsonb_build_object(
            'follows', exists (select 1 from accounts_follow x
                where x.follower_id = %(viewer_id)s::uuid and x.followee_id = u.id),
            'followed_by', exists (select 1 from accounts_follow x
                where x.follower_id = u.id and x.followee_id = %(viewer_id)s::uuid)))
"""


def _page(rows: list[tuple[Any, ...]], limit: int) -> str:
    shown = rows[:limit]
    return _as_page([row[1] for row in shown], encode_cursor(shown[-1][0]) if len(rows) > limit else None)


def _as_page(items: Sequence[str], cursor: str | None) -> str:
    """The page as JSON, put together from what PostgreSQL already shaped."""
    following = f'"{cursor}"' if cursor else "null"
    return f'{{"items":[{",".join(items)}],"next_cursor":{following}}}'


def _list(
    table: str, *, shown: str, of: str, user_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> str:
    before = decode_cursor(cursor, int)
    hidden = f"and u.id not in ({HIDDEN_USERS_SQL})" if table == "accounts_follow" else ""
    rows = sql.fetch_rows(
        f"""
        select r.id, {_CARD} from {table} r join accounts_user u on u.id = r.{shown}
        where r.{of} = %(user_id)s and u.status <> 'deleted' {hidden}
          and (%(before)s::bigint is null or r.id < %(before)s::bigint)
        order by r.id desc limit %(limit)s
        """,
        {
            "user_id": user_id,
            "viewer_id": viewer_id,
            "before": before[0] if before else None,
            "limit": limit + 1,
        },
    )
    return _page(rows, limit)


def list_followers(user_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int) -> str:
    """Who follows the member, the latest first, without those hidden from the viewer."""
    return _list(
        "accounts_follow", shown="follower_id", of="followee_id", user_id=user_id, viewer_id=viewer_id,
        cursor=cursor, limit=limit,
    )  # fmt: skip


def list_following(user_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int) -> str:
    """Whom the member follows, the latest first, without those hidden from the viewer."""
    return _list(
        "accounts_follow", shown="followee_id", of="follower_id", user_id=user_id, viewer_id=viewer_id,
        cursor=cursor, limit=limit,
    )  # fmt: skip


def list_blocks(user_id: UUID, cursor: str | None, limit: int) -> str:
    """Whom the member blocks, the latest first."""
    return _list(
        "accounts_block", shown="blocked_id", of="blocker_id", user_id=user_id, viewer_id=user_id,
        cursor=cursor, limit=limit,
    )  # fmt: skip


def list_mutes(user_id: UUID, cursor: str | None, limit: int) -> str:
    """Whom the member mutes, the latest first."""
    return _list(
        "accounts_mute", shown="muted_id", of="muter_id", user_id=user_id, viewer_id=user_id,
        cursor=cursor, limit=limit,
    )  # fmt: skip


_LEADERS = f"""
    select u.follower_count + u.liked_count, u.id::text, {_CARD} from accounts_user u
    where u.badge_category = %(category)s and u.badge_category <> '' and u.role in ('creator', 'star')
      and u.status in ('active', 'muted') and u.id not in ({HIDDEN_USERS_SQL})
      and (%(before)s::bigint is null or u.follower_count + u.liked_count < %(before)s::bigint
           or u.follower_count + u.liked_count = %(before)s::bigint and u.id > %(after)s::uuid)
    order by u.follower_count + u.liked_count desc, u.id limit %(limit)s
"""


def list_leaders(category: str, viewer_id: UUID | None, cursor: str | None, limit: int) -> str:
    """Verified creators and stars of a category, by followers and likes and collects received taken together,
    without those hidden from the viewer, as JSON."""
    place = decode_cursor(cursor, int, UUID)
    rows = sql.fetch_rows(
        _LEADERS,
        {
            "category": category,
            "viewer_id": viewer_id,
            "before": place[0] if place else None,
            "after": place[1] if place else None,
            "limit": limit + 1,
        },
    )
    following = encode_cursor(*rows[limit - 1][:2]) if len(rows) > limit else None
    return _as_page([row[2] for row in rows[:limit]], following)


# Candidates come from four bounded places, so that the cost does not grow with the platform: whom
# the followed lately followed, the most followed, the same city, and verified members. Whom somebody follows
# and where they live counts for nothing, and is not said, where they keep it to themselves.
_SUGGESTED = f"""
    with mine as (
        select m.followee_id from (
            select followee_id from accounts_follow
            where follower_id = %(viewer_id)s::uuid and %(is_personal)s order by id desc limit 50
        ) m join accounts_user u on u.id = m.followee_id
        where u.status in ('active', 'muted') and {shows_following_sql("u")}
          and u.id not in ({HIDDEN_USERS_SQL})
    ), friends as (
        select f.followee_id as id, count(*) as ties, (array_agg(f.follower_id))[1] as via
        from mine cross join lateral (
            select followee_id, follower_id from accounts_follow
            where follower_id = mine.followee_id order by id desc limit 50
        ) f group by f.followee_id
    ), popular as (
        select id from accounts_user order by follower_count desc, id limit 300
    ), neighbours as (
        select u.id from accounts_user u
        where u.city_code = %(city_code)s and u.city_code <> '' and {shows_city_sql("u")}
        order by follower_count desc limit 50
    ), candidates as (
        select id from friends union select id from popular union select id from neighbours
    ), rated as (
        select u.id, fr.via, shared.slug, near.is_near,
            coalesce(fr.ties, 0) * 3 + coalesce(shared.many, 0) * 2
            + case when near.is_near then 1 else 0 end
            + case when u.role <> 'member' then 1 else 0 end
            + case when u.note_count > 0 then 2 else 0 end
            + ln(1 + u.follower_count) * 0.3 as score
        from candidates c join accounts_user u on u.id = c.id
        left join friends fr on fr.id = u.id
        left join lateral (
            select count(*) as many, min(i.category_slug) as slug from accounts_interest i
            where i.user_id = u.id and i.category_slug = any(%(interests)s)
        ) shared on true
        cross join lateral (
            select u.city_code = %(city_code)s and u.city_code <> '' and {shows_city_sql("u")} as is_near
        ) near
        where u.status = 'active' and u.id is distinct from %(viewer_id)s::uuid
          and not exists (select 1 from accounts_follow x
              where x.follower_id = %(viewer_id)s::uuid and x.followee_id = u.id)
          and u.id not in ({HIDDEN_USERS_SQL})
        order by score desc, u.id limit %(limit)s
    )
    select {_CARD} || jsonb_build_object('reason', case
        when rated.via is not null then jsonb_build_object('code', 'followed_by', 'arg', v.nickname)
        when rated.slug is not null then jsonb_build_object('code', 'interest', 'arg', rated.slug)
        when rated.is_near then jsonb_build_object('code', 'city', 'arg', u.city_name)
        when u.role <> 'member' then jsonb_build_object('code', 'verified', 'arg', u.badge_label)
        else jsonb_build_object('code', 'popular', 'arg', '') end)
    from rated join accounts_user u on u.id = rated.id left join accounts_user v on v.id = rated.via
    order by rated.score desc, rated.id
"""


def suggest_people(
    *, viewer_id: UUID | None, interests: Sequence[str], city_code: str, is_personal: bool, limit: int
) -> str:
    """People whom the viewer may want to follow, each with the reason, best first, as JSON. Whom the viewer
    follows says something only where `is_personal`."""
    rows = sql.fetch_rows(
        _SUGGESTED,
        {
            "viewer_id": viewer_id,
            "interests": list(interests),
            "city_code": city_code,
            "is_personal": is_personal,
            "limit": limit,
        },
    )
    return f'{{"items":[{",".join(row[0] for row in rows)}]}}'
