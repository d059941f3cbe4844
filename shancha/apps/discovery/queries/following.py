"""What followed people, topics and stores publish: the rows of the following feed, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from shancha.apps.community.queries.cards import CARD_TEXT, finished_card
from shancha.apps.community.queries.minors import fit_for_viewer_sql, is_ad_sql
from shancha.kit import sql

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
    ), shown as (
        select * from page
        union all
        select x.id, x.published_at, f.follower_id is not null,
            '{{}}'::text[], '{{}}'::text[]
        from community_note x
        left join accounts_follow f on f.follower_id = %(viewer)s::uuid and f.followee_id = x.author_id
        where x.id = any(%(postponed)s::uuid[]) and ({is_ad_sql("x")}) and {fit_for_viewer_sql("x")}
          and case when f.follower_id is null then x.is_recommendable
              else x.state = 'public' and x.visibility <> 'private' and not x.is_author_limited end
          and x.author_id not in (select id from unseen) and x.id not in (select id from refused)
    )
    select p.at, p.id, case when p.is_followed then u.nickname end,
        array_remove(p.topics, null), array_remove(p.stores, null), {is_ad_sql("n")}, {CARD_TEXT}
    from shown p join community_note n on n.id = p.id join accounts_user u on u.id = n.author_id
    order by p.at desc, p.id desc"""


@dataclass(frozen=True, slots=True)
class Followed:
    """A note of the following feed: when it was published, whether it is advertising, its finished card."""

    id: UUID
    at: datetime
    is_ad: bool
    card: orjson.Fragment


def find_followed(
    *, viewer_id: UUID, after: tuple[datetime, UUID] | None, postponed: Sequence[UUID], limit: int
) -> list[Followed]:
    """The next `limit` notes after one (its time and id), with those that were postponed before them: all
    newest first. A note is among them from the moment it is published."""
    at, last = after or (None, None)
    rows = sql.fetch_rows(
        _PAGE,
        {
            "viewer": viewer_id,
            "key": f"u:{viewer_id}",
            "at": at,
            "id": last,
            "postponed": list(postponed),
            "limit": limit,
        },
    )
    return [
        Followed(note_id, published_at, is_ad, finished_card(text, why=_why(author, topics, stores)))
        for published_at, note_id, author, topics, stores, is_ad, text in rows
    ]


def _why(author: str | None, topics: list[str], stores: list[str]) -> list[dict[str, str]]:
    """The person first, then stores and topics; at most three."""
    people = [] if author is None else [author]
    named = {"follow": people, "store": stores, "topic": topics}
    return [{"code": code, "arg": name} for code, names in named.items() for name in names][:3]
