"""Lists of notes: profile tabs, the author's own by state, related notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.cards import CARD, OWN_CARD, fetch_page, page_sql
from shancha.apps.community.queries.minors import fit_for_viewer_sql
from shancha.apps.community.queries.visibility import LISTABLE, VISIBLE
from shancha.kit import sql

_AFTER = "(%(at)s::timestamptz is null or ({at}, {id}) < (%(at)s::timestamptz, %(id)s::uuid))"

_BY_AUTHOR = page_sql(f"""
    select n.id, n.published_at as at from community_note n
    where n.author_id = %(owner)s::uuid and n.state = 'public' and {VISIBLE}
        and {_AFTER.format(at="n.published_at", id="n.id")}
    order by n.published_at desc, n.id desc limit %(limit)s::int
""")


def _kept(table: str) -> str:
    return page_sql(f"""
        select n.id, k.created_at as at from {table} k join community_note n on n.id = k.note_id
        where k.user_id = %(owner)s::uuid and {LISTABLE}
            and {_AFTER.format(at="k.created_at", id="k.note_id")}
        order by k.created_at desc, k.note_id desc limit %(limit)s::int
    """)


_LIKED, _COLLECTED = _kept("community_like"), _kept("community_collect")

_OWN = page_sql(
    f"""
    select n.id, n.created_at as at from community_note n
    where n.author_id = %(viewer)s::uuid and n.state <> 'deleted'
        and (%(state)s::text is null or n.state = %(state)s::text)
        and {_AFTER.format(at="n.created_at", id="n.id")}
    order by n.created_at desc, n.id desc limit %(limit)s::int
    """,
    card=OWN_CARD,
)

# Notes on the same subject: shared topics weigh most, then category, then place; the better first.
_RELATED = f"""
with me as (
    select n.id, n.category_slug, n.city_code, n.author_id from community_note n where n.id = %(note)s::uuid
), candidate as (
    (select nt.note_id as id, 3.0 as weight
    from community_notetopic mine
    cross join lateral (
        select x.note_id from community_notetopic x
        where x.topic_id = mine.topic_id and x.published_at is not null
        order by x.hot desc, x.note_id desc limit 60) nt
    where mine.note_id = %(note)s::uuid)
    union all
    (select n.id, 1.0 from me join community_note n on n.category_slug = me.category_slug
    where n.is_recommendable order by n.published_at desc, n.id desc limit 80)
    union all
    (select n.id, 1.0 from me join community_note n on n.city_code = me.city_code and me.city_code <> ''
    where n.is_recommendable and n.city_code <> '' order by n.published_at desc, n.id desc limit 40)
), ranked as (
    select n.id, sum(candidate.weight) + n.quality + ln(1 + n.like_count + n.collect_count) / 5 as score,
        row_number() over (
            partition by n.author_id order by sum(candidate.weight) desc, n.hot desc, n.id) as nth
    from candidate join community_note n on n.id = candidate.id
    where n.id <> %(note)s::uuid and n.is_recommendable and {LISTABLE} and {fit_for_viewer_sql()}
    group by n.id
)
select coalesce(json_agg({CARD} order by ranked.score desc, n.id), '[]')::text
from (select * from ranked where nth <= 2 order by score desc, id limit %(limit)s::int) ranked
join community_note n on n.id = ranked.id
join accounts_user u on u.id = n.author_id
"""


def list_notes_of(
    *, author_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """An author's published notes as far as the viewer may see them, newest first."""
    return _page(_BY_AUTHOR, {"owner": author_id, "viewer": viewer_id}, cursor, limit)


def list_liked_by(
    *, owner_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """What a member liked, latest first, as far as the viewer may see it. Whether the list itself may be
    seen is asked before (`find_profile_access`)."""
    return _page(_LIKED, {"owner": owner_id, "viewer": viewer_id}, cursor, limit)


def list_collected_by(
    *, owner_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """What a member keeps, latest first, as far as the viewer may see it."""
    return _page(_COLLECTED, {"owner": owner_id, "viewer": viewer_id}, cursor, limit)


def list_own_notes(*, viewer_id: UUID, state: str | None, cursor: str | None, limit: int) -> dict[str, Any]:
    """The member's own notes in every state but deleted, or in one."""
    return _page(_OWN, {"viewer": viewer_id, "state": state}, cursor, limit)


def list_related(*, note_id: UUID, viewer_id: UUID | None, limit: int) -> list[dict[str, Any]]:
    """Notes on the same topics, category or place, at most two by one author."""
    found = sql.fetch_value(_RELATED, {"note": note_id, "viewer": viewer_id, "limit": limit})
    return orjson.loads(found or "[]")  # type: ignore[no-any-return]


def count_own_notes(*, viewer_id: UUID) -> dict[Any, Any]:
    """How many notes the member has in each state, and how many drafts."""
    rows = sql.fetch_rows(
        """
        select state, count(*) from community_note
        where author_id = %(viewer)s::uuid and state <> 'deleted' group by state
        union all select 'drafts', count(*) from community_draft where owner_id = %(viewer)s::uuid
        """,
        {"viewer": viewer_id},
    )
    return dict(rows)


def _page(statement: str, parameters: dict[str, Any], cursor: str | None, limit: int) -> dict[str, Any]:
    return fetch_page(statement, parameters, cursor=cursor, limit=limit, convert=datetime.fromisoformat)
