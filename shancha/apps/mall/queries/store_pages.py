"""A store as its readers see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.queries.store_cards import CARD, OPEN, REACH, reach_parameters
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# The licence stands on the store's own page (电子商务法 15); it was last checked six months before it is due.
_PAGE = f"""
select json_build_object(
    'card', {CARD}, 'banner', s.banner, 'theme', s.theme, {REACH},
    'status', s.status, 'closing_at', s.closing_at, 'opened_at', s.created_at,
    'licence', json_build_object('legal_name', m.legal_name, 'number', m.licence_number,
        'address', m.address, 'expires_at', m.licence_expires_at, 'next_check_at', m.renewal_due_at),
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
    'id', t.id, 'name', t.name,
    'product_count', coalesce((select sum(c.count) from counted c join mall_storecategory x on x.id = c.id
        where x.id = t.id or x.parent_id = t.id), 0)::int,
    'children', (select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name, 'product_count',
            coalesce((select c.count from counted c where c.id = x.id), 0)) order by x.position, x.id), '[]')
        from mall_storecategory x where x.parent_id = t.id)) order by t.position, t.id), '[]')::text
from mall_storecategory t join mall_store s on s.id = t.store_id
where t.store_id = %(store)s::uuid and t.parent_id is null and {OPEN}
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
    """The store's own categories with how many goods are on sale in each, as JSON."""
    return sql.fetch_value(_CATEGORIES, {"store": store_id})  # type: ignore[no-any-return]


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
