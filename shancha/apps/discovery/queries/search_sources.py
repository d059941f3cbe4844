"""What goes into the index: rows of notes, members, topics, goods and stores that everybody may find."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from shancha.apps.discovery.search.index import Shelf
from shancha.apps.mall.queries.product_cards import IN_STOCK, ON_SALE
from shancha.kit import sql

_NOTE = """
    select n.id, n.author_id, n.title, n.body, n.category_slug, n.place_name, n.city_name, n.published_at,
        n.like_count, n.collect_count, n.comment_count, n.quality, n.hot, n.featured_at,
        (select array_agg(t.name) from community_notetopic nt join community_topic t on t.id = nt.topic_id
         where nt.note_id = n.id and t.state = 'active') as topics
    from community_note n join accounts_user u on u.id = n.author_id
    where n.is_recommendable and u.status in ('active', 'muted')"""
_USER = """
    select n.id, n.handle, n.nickname, n.badge_label, n.badge_category, n.role, n.follower_count,
        n.note_count, n.joined_at
    from accounts_user n where n.status in ('active', 'muted')"""
_TOPIC = """
    select n.id, n.name, n.introduction, n.category_slug, n.hot, n.note_count, n.follower_count, n.created_at,
        (select array_agg(a.name_key) from community_topicalias a where a.topic_id = n.id) as aliases
    from community_topic n where n.state = 'active'"""
_GOODS = f"""
    select n.*, s.name as store_name, b.name_zh as brand_zh, b.name_en as brand_en, c.path as category_path,
        (select array_agg(k.name_zh || ' ' || k.name_en) from mall_category k where k.id = any(c.path))
            as category_names,
        (select array_agg(x.id) from mall_storecategory mine join mall_storecategory x
            on x.id in (mine.id, mine.parent_id) where mine.id = n.store_category_id) as store_categories,
        (select array_agg(v.barcode) from mall_variant v
         where v.product_id = n.id and v.is_active and v.barcode <> '') as barcodes,
        concat_ws(' ', n.origin,
            (select string_agg(pair ->> 1, ' ') from jsonb_array_elements(n.parameters) pair),
            (select string_agg(distinct choice, ' ') from mall_variant v,
                jsonb_array_elements_text(v.options) choice
             where v.product_id = n.id and v.is_active)) as details
    from (
        select p.id, p.store_id, p.brand_id, p.category_id, p.store_category_id, p.title, p.title_en,
            p.subtitle, p.parameters, p.origin, p.trade_mode, p.min_price, p.sold_count, p.rating_sum,
            p.rating_count, p.note_count, p.heat, p.published_at, {IN_STOCK} as is_in_stock
        from mall_product p join mall_store s on s.id = p.store_id where {ON_SALE}) n
    join mall_store s on s.id = n.store_id
    join mall_category c on c.id = n.category_id
    left join mall_brand b on b.id = n.brand_id
    where true"""
_STORE = """
    select n.id, n.slug, n.name, n.intro, n.city_name, n.follower_count, n.product_count, n.created_at
    from mall_store n where n.status in ('open', 'closing')"""
_SOURCES: dict[Shelf, str] = {
    "note": _NOTE,
    "user": _USER,
    "topic": _TOPIC,
    "goods": _GOODS,
    "store": _STORE,
}
_FIRST = UUID(int=0)


def find_rows(shelf: Shelf, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Rows by id; those that nobody may find are left out."""
    rows = sql.fetch_all(f"{_SOURCES[shelf]} and n.id = any(%s::uuid[])", [list(ids)])
    return {row["id"]: row for row in rows}


def stream_rows(shelf: Shelf, *, batch: int) -> Iterator[list[dict[str, Any]]]:
    """All rows in the order of their ids, in batches, each read by a statement of its own. The batch stands
    in the statement as a number: the plan for an unknown limit would sort the whole table each time."""
    statement = f"{_SOURCES[shelf]} and n.id > %s::uuid order by n.id limit {int(batch)}"
    after = _FIRST
    while True:
        rows = sql.fetch_all(statement, [after])
        if rows:
            after = rows[-1]["id"]
            yield rows
        if len(rows) < batch:
            return


def take_changes(limit: int) -> list[tuple[int, Shelf, UUID]]:
    """The oldest changes that the index hasn't followed yet: (number, shelf, id)."""
    rows = sql.fetch_rows(
        "select id, kind, subject_id from discovery_indexchange order by id limit %s", [limit]
    )
    return [(row[0], row[1], row[2]) for row in rows]


def drop_changes(numbers: Sequence[int]) -> None:
    """These changes are in the index now."""
    sql.execute("delete from discovery_indexchange where id = any(%s::bigint[])", [list(numbers)])
