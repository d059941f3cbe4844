"""What a buyer brings to a quote: membership and the coupons in the pocket. One statement."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.promotions.pricing import Buyer, HeldCoupon
from shancha.kit import sql
from shancha.kit.clock import now

# Free deliveries are counted anew after this long.
DELIVERY_PERIOD = timedelta(days=30)
# A quote looks at so many open coupons, those that expire first.
POCKET_LIMIT = 200

# The terms of a coupon `c`, as the engine needs them; those without its products are for where it is known
# to cover what is asked about.
TERMS_ALONE = """
    'coupon_id', c.id, 'kind', c.kind, 'value', c.value, 'threshold', c.threshold, 'cap', c.cap,
    'platform_share_bp', c.platform_share_bp, 'store_id', c.store_id, 'category_id', c.category_id,
    'brand_id', c.brand_id, 'members_only', c.members_only, 'name_zh', c.name_zh, 'name_en', c.name_en
"""
TERMS = f"""{TERMS_ALONE},
    'product_ids', case when c.scope = 'product' then (
        select coalesce(json_agg(cp.product_id), '[]')
        from promotions_couponproduct cp where cp.coupon_id = c.id) end
"""

_POCKET = f"""
select m.ends_at, m.deliveries_used, m.deliveries_since, p.free_deliveries, p.points_multiplier_bp, (
    select coalesce(json_agg(t.terms), '[]')::text from (
        select json_build_object('claim_id', k.id, 'valid_from', k.valid_from, 'valid_until', k.valid_until,
            {TERMS}) as terms
        from promotions_couponclaim k join promotions_coupon c on c.id = k.coupon_id
        where k.user_id = %(user)s::uuid and k.status = 'open' and k.valid_until > %(now)s::timestamptz
        order by k.valid_until, k.id limit {POCKET_LIMIT}) t)
from (select 1) nobody
left join promotions_membership m on m.user_id = %(user)s::uuid
left join promotions_membershipplan p on p.id = m.plan_id
"""


def pocket(user_id: UUID, *, points: int = 0, wallet: int = 0) -> tuple[Buyer, tuple[HeldCoupon, ...]]:
    """The buyer as the engine sees them, with the points and balance that the caller knows of, and their
    open coupons, at most 200, those that expire first in front."""
    ends_at, used, since, free, multiplier, coupons = sql.fetch_rows(
        _POCKET, {"user": user_id, "now": now()}
    )[0]
    is_member = ends_at is not None and ends_at > now()
    buyer = Buyer(
        is_member=is_member,
        free_deliveries=free_deliveries_left(free, used, since) if is_member else 0,
        points_multiplier_bp=multiplier if is_member else 10_000,
        points=points,
        wallet=wallet,
    )
    return buyer, tuple(held_coupon(terms) for terms in orjson.loads(coupons))


def free_deliveries_left(per_period: int, used: int, since: datetime) -> int:
    """How many are left now: the count begins anew when its period is over."""
    return per_period if now() >= since + DELIVERY_PERIOD else max(per_period - used, 0)


def held_coupon(terms: dict[str, Any]) -> HeldCoupon:
    """A coupon as the engine sees it, from the JSON of `TERMS` and of a claim."""
    store_id = _uuid(terms["store_id"])
    is_freight = terms["kind"] == "freight"
    return HeldCoupon(
        claim_id=UUID(terms["claim_id"]),
        coupon_id=UUID(terms["coupon_id"]),
        kind=terms["kind"],
        stack_group="freight" if is_freight else "store" if store_id else "platform",
        value=terms["value"],
        threshold=terms["threshold"],
        cap=terms["cap"],
        platform_share_bp=terms["platform_share_bp"],
        store_id=store_id,
        category_ids=frozenset(filter(None, [_uuid(terms["category_id"])])),
        brand_id=_uuid(terms["brand_id"]),
        product_ids=_products(terms.get("product_ids")),
        members_only=terms["members_only"],
        valid_from=_moment(terms["valid_from"]),
        valid_until=_moment(terms["valid_until"]),
        name_zh=terms["name_zh"],
        name_en=terms["name_en"],
    )


def _products(ids: list[str] | None) -> frozenset[UUID]:
    """The products a coupon is limited to. One limited to products of which none is left covers nothing: an
    id that no product has stands for that."""
    if ids is None:
        return frozenset()
    return frozenset(UUID(each) for each in ids) or frozenset([UUID(int=0)])


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
