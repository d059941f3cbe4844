"""Reads of coupons: the claim centre, a member's pocket, a store's own list."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.queries.store_cards import OPEN
from shancha.apps.promotions import wording
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.language import name_sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# The terms of a coupon `c` for people; needs the joins below.
TERMS = f"""
    'id', c.id, 'name', {name_sql("c")}, 'scope', c.scope, 'kind', c.kind, 'threshold', c.threshold,
    'value', c.value, 'cap', c.cap, 'members_only', c.members_only, 'per_user', c.per_user,
    'stack_group', case when c.kind = 'freight' then 'freight' when c.store_id is not null then 'store'
        else 'platform' end,
    'store', case when s.id is not null then json_build_object('id', s.id, 'slug', s.slug, 'name', s.name,
        'logo', s.logo, 'is_self_run', s.is_self_run) end,
    'category', case when g.id is not null then json_build_object('slug', g.slug, 'name',
        case when %(english)s::bool then g.name_en else g.name_zh end) end,
    'brand', case when b.id is not null then json_build_object('slug', b.slug, 'name',
        {name_sql("b")}) end
"""
JOINS = """
    left join mall_store s on s.id = c.store_id
    left join mall_category g on g.id = c.category_id
    left join mall_brand b on b.id = c.brand_id
"""
CLAIMABLE = f"""(c.status = 'active' and not c.code_only and c.claim_starts_at <= %(now)s
    and (c.claim_ends_at is null or c.claim_ends_at > %(now)s)
    and (c.valid_until is null or c.valid_until > %(now)s) and (s.id is null or {OPEN}))"""

# Whether coupon `c` covers product `p` of category `pc`.
COVERS = """((c.store_id is null or c.store_id = p.store_id)
    and (c.category_id is null or c.category_id = any(pc.path))
    and (c.brand_id is null or c.brand_id = p.brand_id)
    and (c.scope <> 'product' or exists (
        select 1 from promotions_couponproduct cp where cp.coupon_id = c.id and cp.product_id = p.id)))"""

_MINE = """(select count(*) from promotions_couponclaim k
    where k.coupon_id = c.id and k.user_id = %(viewer)s::uuid)"""
_OFFER = f"""json_build_object({TERMS},
    'claim_ends_at', c.claim_ends_at, 'valid_from', c.valid_from, 'valid_until', c.valid_until,
    'valid_days', c.valid_days, 'claimed_percent', c.claimed_count::bigint * 100 / c.quantity,
    'claimed_by_me', {_MINE},
    'can_claim', c.claimed_count < c.quantity and {_MINE} < c.per_user)"""

_CENTRE = f"""
select coalesce(json_agg(
    json_build_object('at', t.at, 'id', t.id, 'offer', t.offer) order by t.place), '[]')::text
from (
    select c.claim_starts_at as at, c.id, {_OFFER} as offer,
        row_number() over (order by c.claim_starts_at desc, c.id desc) as place
    from promotions_coupon c {JOINS}
    left join mall_product p on p.id = %(product)s::uuid
    left join mall_category pc on pc.id = p.category_id
    where {CLAIMABLE} and (%(store)s::uuid is null or c.store_id = %(store)s::uuid)
        and (%(product)s::uuid is null or (p.id is not null and {COVERS}))
        and (%(at)s::timestamptz is null
            or (c.claim_starts_at, c.id) < (%(at)s::timestamptz, %(after)s::uuid))
    order by c.claim_starts_at desc, c.id desc limit %(limit)s::int) t
"""

_CLAIM = f"""json_build_object('id', k.id, 'status', k.status, 'valid_from', k.valid_from,
    'valid_until', k.valid_until, 'used_at', k.used_at, 'order_group_id', k.reference_id,
    'is_ending', k.status = 'open' and k.valid_until <= %(now)s::timestamptz + interval '2 days',
    'coupon', json_build_object({TERMS}))"""
# Open ones by their end, the others latest first. Past its time is expired, also before the job has come by.
_STATES = {
    "open": "k.status in ('open', 'held') and (k.status = 'held' or k.valid_until > %(now)s)",
    "used": "k.status = 'used'",
    "expired": "(k.status in ('expired', 'void') or (k.status = 'open' and k.valid_until <= %(now)s))",
}
_POCKET = f"""
select coalesce(json_agg(
    json_build_object('at', t.at, 'id', t.id, 'claim', t.claim) order by t.place), '[]')::text
from (
    select k.valid_until as at, k.id, {_CLAIM} as claim,
        row_number() over (order by k.valid_until {{way}}, k.id {{way}}) as place
    from promotions_couponclaim k join promotions_coupon c on c.id = k.coupon_id {JOINS}
    where k.user_id = %(viewer)s::uuid and {{state}}
        and (%(at)s::timestamptz is null
            or (k.valid_until, k.id) {{beyond}} (%(at)s::timestamptz, %(after)s::uuid))
    order by k.valid_until {{way}}, k.id {{way}} limit %(limit)s::int) t
"""
_ONE = f"""
select {_CLAIM}::text from promotions_couponclaim k join promotions_coupon c on c.id = k.coupon_id {JOINS}
where k.id = %(claim)s::uuid and k.user_id = %(viewer)s::uuid
"""
_COUNTS = f"""
select count(*) filter (where {_STATES["open"]}), count(*) filter (where {_STATES["used"]}),
    count(*) filter (where {_STATES["expired"]}),
    count(*) filter (where k.status = 'open' and k.valid_until > %(now)s
        and k.valid_until <= %(now)s::timestamptz + interval '2 days')
from promotions_couponclaim k where k.user_id = %(viewer)s::uuid
"""

_OWN = f"""json_build_object({TERMS}, 'name_zh', c.name_zh, 'name_en', c.name_en, 'status', c.status,
    'quantity', c.quantity, 'claimed_count', c.claimed_count, 'claim_starts_at', c.claim_starts_at,
    'claim_ends_at', c.claim_ends_at, 'valid_from', c.valid_from, 'valid_until', c.valid_until,
    'valid_days', c.valid_days, 'code_only', c.code_only, 'platform_share_bp', c.platform_share_bp,
    'product_ids', (select coalesce(json_agg(cp.product_id order by cp.product_id), '[]')
        from promotions_couponproduct cp where cp.coupon_id = c.id),
    'used_count', (select count(*) from promotions_couponclaim k
        where k.coupon_id = c.id and k.status = 'used'))"""
_OF_STORE = f"""
select coalesce(json_agg(
    json_build_object('at', t.at, 'id', t.id, 'own', t.own) order by t.place), '[]')::text
from (
    select c.created_at as at, c.id, {_OWN} as own,
        row_number() over (order by c.created_at desc, c.id desc) as place
    from promotions_coupon c {JOINS}
    where c.store_id = %(store)s::uuid and (%(one)s::uuid is null or c.id = %(one)s::uuid)
        and (%(at)s::timestamptz is null or (c.created_at, c.id) < (%(at)s::timestamptz, %(after)s::uuid))
    order by c.created_at desc, c.id desc limit %(limit)s::int) t
"""


def list_offers(
    *,
    viewer_id: UUID | None,
    store_id: UUID | None = None,
    product_id: UUID | None = None,
    cursor: str | None = None,
    limit: int = 20,
    english: bool = False,
) -> dict[str, Any]:
    """A page of coupons that are handed out now, the latest first: all, a store's, or those that cover a
    product."""
    at, after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    found = sql.fetch_value(
        _CENTRE,
        {
            "viewer": viewer_id,
            "store": store_id,
            "product": product_id,
            "at": at,
            "after": after,
            "limit": limit + 1,
            "now": now(),
            "english": english,
        },
    )
    return _page(orjson.loads(found), "offer", limit)


def list_pocket(
    *, user_id: UUID, state: str, cursor: str | None = None, limit: int = 20, english: bool = False
) -> dict[str, Any]:
    """A page of a member's coupons: `open` (held ones too), those that end first in front; `used` or
    `expired`, the latest in front."""
    at, after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    way, beyond = ("asc", ">") if state == "open" else ("desc", "<")
    found = sql.fetch_value(
        _POCKET.format(state=_STATES[state], way=way, beyond=beyond),
        {
            "viewer": user_id,
            "at": at,
            "after": after,
            "limit": limit + 1,
            "now": now(),
            "english": english,
        },
    )
    page = _page(orjson.loads(found), "claim", limit)
    for claim in page["items"]:
        _phrase(claim["coupon"])
    return page


def get_claim(*, user_id: UUID, claim_id: UUID, english: bool = False) -> dict[str, Any]:
    """One of a member's coupons, which is known to exist."""
    found = sql.fetch_value(_ONE, {"viewer": user_id, "claim": claim_id, "now": now(), "english": english})
    claim: dict[str, Any] = orjson.loads(found)
    _phrase(claim["coupon"])
    return claim


def count_pocket(*, user_id: UUID) -> dict[str, int]:
    """How many coupons a member has, by state; `ending` are open and expire within two days."""
    row = sql.fetch_rows(_COUNTS, {"viewer": user_id, "now": now()})[0]
    return dict(zip(("open", "used", "expired", "ending"), row, strict=True))


def list_store_coupons(
    *, store_id: UUID, cursor: str | None = None, limit: int = 20, english: bool = False
) -> dict[str, Any]:
    """A page of a store's own coupons in all states, the latest first."""
    return _of_store(store_id, cursor=cursor, limit=limit, english=english)


def get_store_coupon(*, store_id: UUID, coupon_id: UUID, english: bool = False) -> dict[str, Any]:
    """One coupon of a store, which is known to exist."""
    page = _of_store(store_id, coupon_id=coupon_id, limit=1, english=english)
    return page["items"][0]  # type: ignore[no-any-return]


def _of_store(
    store_id: UUID,
    *,
    coupon_id: UUID | None = None,
    cursor: str | None = None,
    limit: int,
    english: bool,
) -> dict[str, Any]:
    at, after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    values = {"store": store_id, "one": coupon_id, "at": at, "after": after, "limit": limit + 1}
    return _page(orjson.loads(sql.fetch_value(_OF_STORE, {**values, "english": english})), "own", limit)


def _page(rows: list[dict[str, Any]], name: str, limit: int) -> dict[str, Any]:
    items = [row[name] for row in rows[:limit]]
    for item in items:
        if "kind" in item:
            _phrase(item)
    last = rows[limit - 1] if len(rows) > limit else None
    return {"items": items, "next_cursor": encode_cursor(last["at"], last["id"]) if last else None}


def _phrase(coupon: dict[str, Any]) -> None:
    """Adds the terms in words."""
    coupon["gives"] = str(wording.gives(coupon["kind"], coupon["value"], coupon["cap"]))
    coupon["condition"] = str(wording.condition(coupon["threshold"]))
