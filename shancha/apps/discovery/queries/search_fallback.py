"""Searching without the index, while it is built or mended: plain and bounded, but never an error."""

from collections.abc import Collection
from uuid import UUID

from shancha.apps.discovery.search.index import Shelf
from shancha.apps.mall.queries.product_cards import ON_SALE
from shancha.kit import sql

# Looks at the newest notes only, so that no reader waits for a scan of everything.
_LOOKED_AT = 2_000
_MOST = 100
_STATEMENTS: dict[Shelf, str] = {
    "note": f"""
        select n.id from (
            select id, author_id, title, body, category_slug from community_note
            where is_recommendable order by published_at desc, id desc limit {_LOOKED_AT}) n
        where (strpos(lower(n.title), %(text)s) > 0 or strpos(lower(n.body), %(text)s) > 0)
          and (%(category)s = '' or n.category_slug = %(category)s) and n.author_id <> all(%(hidden)s::uuid[])
        limit {_MOST}""",
    "user": f"""
        select u.id from (
            (select id, follower_count, role, badge_category from accounts_user where handle like %(prefix)s
             and status in ('active', 'muted') order by handle limit {_MOST})
            union
            (select id, follower_count, role, badge_category from (
                select id, nickname, follower_count, status, role, badge_category from accounts_user
                order by follower_count desc, id limit {_LOOKED_AT}) known
             where strpos(lower(nickname), %(text)s) > 0 and status in ('active', 'muted'))) u
        where u.id <> all(%(hidden)s::uuid[])
          and (%(category)s = '' or u.badge_category = %(category)s and u.role <> 'member')
        order by u.follower_count desc, u.id limit {_MOST}""",
    "topic": f"""
        select t.id from (
            select id, name, hot from community_topic where state = 'active'
            order by hot desc, id desc limit {_LOOKED_AT}) t
        where strpos(lower(t.name), %(text)s) > 0 order by t.hot desc, t.id limit {_MOST}""",
    "goods": f"""
        select p.id from (
            select id, store_id, status, title, sold_count from mall_product where status = 'on_sale'
            order by heat desc, id desc limit {_LOOKED_AT}) p
        join mall_store s on s.id = p.store_id
        where strpos(lower(p.title), %(text)s) > 0 and {ON_SALE}
        order by p.sold_count desc, p.id limit {_MOST}""",
    "store": f"""
        select s.id from (
            select id, name, follower_count from mall_store where status in ('open', 'closing')
            order by follower_count desc, id desc limit {_LOOKED_AT}) s
        where strpos(lower(s.name), %(text)s) > 0 order by s.follower_count desc, s.id limit {_MOST}""",
}


def find_ids(shelf: Shelf, text: str, *, category: str, hidden: Collection[UUID]) -> list[UUID]:
    """At most a hundred ids of what holds the text as it stands."""
    escaped = text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    parameters = {"text": text, "prefix": f"{escaped}%", "category": category, "hidden": list(hidden)}
    return [row[0] for row in sql.fetch_rows(_STATEMENTS[shelf], parameters)]
