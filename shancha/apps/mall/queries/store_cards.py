"""Store cards: the shape in which stores stand in lists."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings

from shancha.kit import sql

# A store that readers can enter: open, or in the thirty days before it closes.
OPEN = "s.status in ('open', 'closing')"

# Whole percent of orders that came by the promised day, rounded down; null while there are too few to say.
KEPT_PROMISE = """case when s.promise_due_count >= 10
    then (s.promise_kept_count * 100 / s.promise_due_count)::int end"""
# For a row of mall_store named `s`; %(viewer)s is null for a visitor.
CARD = f"""json_build_object(
    'id', s.id, 'slug', s.slug, 'name', s.name, 'intro', s.intro, 'logo', s.logo,
    'is_self_run', s.is_self_run, 'city', s.city_name, 'follower_count', s.follower_count,
    'product_count', s.product_count,
    'rating', case when s.rating_count > 0 then round(s.rating_sum::numeric / s.rating_count, 1) end,
    'kept_promise', {KEPT_PROMISE},
    'is_followed', exists (select 1 from mall_storefollow f
        where f.user_id = %(viewer)s::uuid and f.store_id = s.id))"""

# How buyers reach a store: as it said itself, or the platform while it has not. With `reach_parameters`.
REACH = """'phone', case when s.phone = '' then %(service_phone)s::text else s.phone end,
    'hours', case when s.phone = '' and %(service_phone)s::text <> '' then %(service_hours)s::text
        else s.hours end,
    'is_platform_reached', s.phone = '' and %(service_phone)s::text <> ''"""

# A merchant seldom has more; the profile has room for as many.
MOST_OF_OWNER = 3

_OF_OWNER = f"""
    select coalesce(json_agg({CARD} order by s.created_at, s.id), '[]')::text
    from (select s.* from mall_merchant m join mall_store s on s.merchant_id = m.id
          where m.owner_id = %(owner)s::uuid and {OPEN}
          order by s.created_at, s.id limit {MOST_OF_OWNER}) s"""

_CARDS = f"""
    select coalesce(json_agg({CARD} order by wanted.place), '[]')::text
    from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place)
    join mall_store s on s.id = wanted.id where {OPEN}"""


def store_cards(ids: Sequence[UUID], *, viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Cards of these stores in the order given, only of those that readers can enter."""
    if not ids:
        return []
    found = sql.fetch_value(_CARDS, {"ids": list(ids), "viewer": viewer_id})
    return orjson.loads(found)  # type: ignore[no-any-return]


def reach_parameters() -> dict[str, str]:
    """The platform's own phone and hours, for `REACH`."""
    return {"service_phone": settings.SERVICE_PHONE, "service_hours": settings.SERVICE_HOURS}


def stores_of_owner(*, owner_id: UUID, viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Cards of the stores of a member that readers can enter, oldest first, three at most."""
    found = sql.fetch_value(_OF_OWNER, {"owner": owner_id, "viewer": viewer_id})
    return orjson.loads(found)  # type: ignore[no-any-return]
