"""The following feed: notes of followed people, topics and stores, newest first, with nothing in between."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.community.queries.cards import CARD_TEXT, finished_card
from shancha.apps.community.queries.minors import fit_for_viewer_sql
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

MAX_TOPICS = MAX_STORES = 200
_AFTER = "(%(at)s::timestamptz is null or (x.published_at, {id}) < (%(at)s::timestamptz, %(id)s::uuid))"

# Each followed member, topic and store gives its next few by an index, already without what the viewer may
# not or does not want to meet; the merge keeps the newest. A store's notes are what its merchant writes about
# its goods. A note found several ways names the person first.
_PAGE = f"""
    with unseen as materialized (
        select blocked_id as id from accounts_block where blocker_id = %(viewer)s::uuid
        union select blocker_id from accounts_block where blocked_id = %(viewer)s::uuid
        union select muted_id from accounts_mute where muter_id = %(viewer)s::uuid
        union select target::uuid from discovery_feedback where key = %(key)s and scope = 'author'
    ), refused as materialized (
        select target::uuid as id from discovery_feedback where key = %(key)s and scope = 'note'
    ), picked as (
        (select n.id, n.published_at as at, null as topic, null as store
         from accounts_follow f
         cross join lateral (
            select x.id, x.published_at from community_note x
            where x.author_id = f.followee_id and x.state = 'public' and x.visibility <> 'private'
              and not x.is_author_limited and x.id not in (select id from refused)
              and {fit_for_viewer_sql("x")}
              and {_AFTER.format(id="x.id")}
            order by x.published_at desc, x.id desc limit %(limit)s::int) n
         where f.follower_id = %(viewer)s::uuid and f.followee_id not in (select id from unseen)
         order by n.published_at desc, n.id desc limit %(limit)s::int)
        union all
        (select n.note_id, n.published_at, t.name, null
         from (select topic_id from community_topicfollow where user_id = %(viewer)s::uuid
               order by created_at desc limit {MAX_TOPICS}) f
         join community_topic t on t.id = f.topic_id and t.state in ('active', 'ended')
         cross join lateral (
            select x.note_id, x.published_at
            from community_notetopic x join community_note m on m.id = x.note_id
            where x.topic_id = f.topic_id and x.published_at is not null and m.is_recommendable
              and m.author_id <> %(viewer)s::uuid and m.author_id not in (select id from unseen)
              and x.note_id not in (select id from refused) and {fit_for_viewer_sql("m")}
              and {_AFTER.format(id="x.note_id")}
            order by x.published_at desc, x.note_id desc limit %(limit)s::int) n
         order by n.published_at desc, n.note_id desc limit %(limit)s::int)
        union all
        (select n.id, n.published_at, null, s.name
         from (select store_id from mall_storefollow where user_id = %(viewer)s::uuid
               order by created_at desc limit {MAX_STORES}) f
         join mall_store s on s.id = f.store_id and s.status = 'open'
         join mall_merchant m on m.id = s.merchant_id
         cross join lateral (
            select x.id, x.published_at from community_note x
            where x.author_id = m.owner_id and x.is_recommendable
              and exists (select 1 from mall_noteproduct k join mall_product p on p.id = k.product_id
                  where k.note_id = x.id and p.store_id = s.id)
              and x.id not in (select id from refused) and {fit_for_viewer_sql("x")}
              and {_AFTER.format(id="x.id")}
            order by x.published_at desc, x.id desc limit %(limit)s::int) n
         where m.owner_id <> %(viewer)s::uuid and m.owner_id not in (select id from unseen)
         order by n.published_at desc, n.id desc limit %(limit)s::int)
    ), page as (
        select id, at, bool_or(topic is null and store is null) as is_followed,
            array_agg(topic order by topic) as topics, array_agg(store order by store) as stores
        from picked group by id, at order by at desc, id desc limit %(limit)s::int
    )
    select to_json(page.at)#>>'{{}}', page.id::text, case when page.is_followed then u.nickname end,
        array_remove(page.topics, null), array_remove(page.stores, null), {CARD_TEXT}
    from page join community_note n on n.id = page.id join accounts_user u on u.id = n.author_id
    order by page.at desc, page.id desc"""


def list_following(*, viewer_id: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of the following feed, ready for orjson, `{items, next_cursor}`: a note is in it from the moment
    it is published.

    Raises CursorInvalidError for junk.
    """
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    rows = sql.fetch_rows(
        _PAGE,
        {"viewer": viewer_id, "key": f"u:{viewer_id}", "at": after[0], "id": after[1], "limit": limit + 1},
    )
    page = rows[:limit]
    items = [
        finished_card(text, why=_why(author, topics, stores)) for _, _, author, topics, stores, text in page
    ]
    return {"items": items, "next_cursor": encode_cursor(*page[-1][:2]) if len(rows) > limit else None}


def _why(author: str | None, topics: list[str], stores: list[str]) -> list[dict[str, str]]:
    """The person first, then stores and topics; at most three."""
    people = [] if author is None else [author]
    named = {"follow": people, "store": stores, "topic": topics}
    return [{"code": code, "arg": name} for code, names in named.items() for name in names][:3]
