"""A store as its readers see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.queries.store_cards import CARD, OPEN, REACH, reach_parameters
from shancha.kit import sql
from shancha.kit.language import is_english, name_sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# The licence stands on the store's own page (电子商务法 15); it was last checked six months before it is due.
# The house vouches for itself: its papers are not looked at again.
_PAGE = f"""
select json_build_object(
    'card', {CARD}, 'banner', s.banner, 'theme', s.theme, {REACH},
    'status', s.status, 'closing_at', s.closing_at, 'opened_at', s.created_at,
    'licence', json_build_object('legal_name', m.legal_name, 'number', m.licence_number,
        'address', m.address, 'expires_at', m.licence_expires_at, 'next_check_at',
            case when not s.is_self_run then m.renewal_due_at end),
    'is_staff', exists (select 1 from mall_storestaff w
        where w.store_id = s.id and w.user_id = %(viewer)s::uuid))::text
from mall_store s join mall_merchant m on m.id = s.merchant_id
where (s.id = %(id)s::uuid or s.slug = %(slug)s::text) and {OPEN}
"""

_CATEGORIES = f"""
with counted as (
    select p.store_category_id as id, count(*) as count from mall_product p
    where p.store_id = %(store)s::uuid and p.status = 'on_sale' group by 1
)
select coalesce(json_agg(json_build_object(
    'id', t.id, 'name', t.name, 'category', null,
    'product_count', coalesce((select sum(c.count) from counted c join mall_storecategory x on x.id = c.id
        where x.id = t.id or x.parent_id = t.id), 0)::int,
    'children', (select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name, 'category', null,
            'product_count', coalesce((select c.count from counted c where c.id = x.id), 0))
            order by x.position, x.id), '[]')
        from mall_storecategory x where x.parent_id = t.id)) order by t.position, t.id), '[]')::text
from mall_storecategory t join mall_store s on s.id = t.store_id
where t.store_id = %(store)s::uuid and t.parent_id is null and {OPEN}
"""

# The two upper levels of the mall's tree, as far as the store has goods there.
_MALL_CATEGORIES = f"""
with counted as (
    select c.path[1] as top_id, c.path[2] as part_id, count(*) as count
    from mall_product p join mall_category c on c.id = p.category_id join mall_store s on s.id = p.store_id
    where p.store_id = %(store)s::uuid and p.status = 'on_sale' and {OPEN} group by 1, 2
)
select coalesce(json_agg(json_build_object(
    'id', t.id, 'name', {name_sql("t")}, 'category', t.slug,
    'product_count', (select sum(c.count) from counted c where c.top_id = t.id)::int,
    'children', (select coalesce(json_agg(json_build_object('id', x.id, 'name', {name_sql("x")},
            'category', x.slug, 'product_count', c.count) order by x.position, x.slug), '[]')
        from counted c join mall_category x on x.id = c.part_id and x.is_active where c.top_id = t.id))
    order by t.position, t.slug), '[]')::text
from mall_category t where t.is_active and t.id in (select top_id from counted)
"""

_FOLLOWED = f"""
select coalesce(json_agg(json_build_object('at', f.created_at, 'card', {CARD})
    order by f.created_at desc, f.store_id desc), '[]')::text
from (
    select f.store_id, f.created_at from mall_storefollow f
    join mall_store s on s.id = f.store_id and {OPEN}
    where f.user_id = %(viewer)s::uuid and (%(at)s::timestamptz is null
        or (f.created_at, f.store_id) < (%(at)s::timestamptz, %(id)s::uuid))
    order by f.created_at desc, f.store_id desc limit %(limit)s::int) f
join mall_store s on s.id = f.store_id
"""


def find_store(*, store: str, viewer_id: UUID | None) -> dict[str, Any] | None:
    """A store that readers can enter, by id or name in addresses; None where there is none."""
    try:
        store_id = UUID(store)
    except ValueError:
        store_id = None
    found = sql.fetch_value(_PAGE, {"id": store_id, "slug": store, "viewer": viewer_id, **reach_parameters()})
    if found is None:
        return None
    page = orjson.loads(found)
    return {**page.pop("card"), **page}


def find_store_id(store: str) -> UUID | None:
    """The id of a store that readers can enter."""
    try:
        store_id = UUID(store)
    except ValueError:
        store_id = None
    return sql.fetch_value(  # type: ignore[no-any-return]
        f"select s.id from mall_store s where (s.id = %s::uuid or s.slug = %s) and {OPEN}", [store_id, store]
    )


def list_categories(*, store_id: UUID) -> str:
    """The store's own categories with how many goods are on sale in each, as JSON; where it made none, those
    of the mall that it has goods in."""
    own: str = sql.fetch_value(_CATEGORIES, {"store": store_id})
    if own != "[]":
        return own
    return sql.fetch_value(  # type: ignore[no-any-return]
        _MALL_CATEGORIES, {"store": store_id, "english": is_english()}
    )


def list_followed(*, viewer_id: UUID, cursor: str | None, limit: int) -> dict[str, Any]:
    """The stores that a member follows, latest first."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    found = sql.fetch_value(
        _FOLLOWED, {"viewer": viewer_id, "at": after[0], "id": after[1], "limit": limit + 1}
    )
    rows = orjson.loads(found)
    following = None
    if len(rows) > limit:
        rows = rows[:limit]
        following = encode_cursor(rows[-1]["at"], rows[-1]["card"]["id"])
    return {"items": [row["card"] for row in rows], "next_cursor": following}
