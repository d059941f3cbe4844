"""What a product costs now, choice by choice: member price, flash price, price after coupons."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.errors import ProductNotFoundError
from shancha.apps.mall.queries.product_cards import CARD_TEXT, JOINS, ON_SALE
from shancha.apps.promotions.pricing import Basket, Buyer, Choice, HeldCoupon, Line, Parcel, TaxedLine, quote
from shancha.apps.promotions.queries.coupons import CLAIMABLE, COVERS, list_offers
from shancha.apps.promotions.queries.pocket import TERMS, TERMS_ALONE, held_coupon, pocket
from shancha.kit import sql
from shancha.kit.clock import now

COUPONS_SHOWN = 20

_PRODUCT = f"""
select p.store_id, p.brand_id, pc.path, (
    select coalesce(json_agg(json_build_object('id', v.id, 'price', v.price, 'member_price', v.member_price,
        'flash', (
            select json_build_object('item_id', i.id, 'price', i.price, 'left', i.quantity - i.sold,
                'per_user', i.per_user, 'starts_at', f.starts_at, 'ends_at', f.ends_at,
                'is_running', f.starts_at <= %(now)s)
            from promotions_flashitem i join promotions_flashsale f on f.id = i.sale_id
            where i.variant_id = v.id and f.status = 'ready' and f.ends_at > %(now)s
            order by f.starts_at, f.id limit 1)) order by v.position, v.id), '[]')::text
    from mall_variant v where v.product_id = p.id and v.is_active)
from mall_product p join mall_store s on s.id = p.store_id join mall_category pc on pc.id = p.category_id
where p.id = %(product)s::uuid and {ON_SALE}
"""
# Coupons that the viewer could still claim and use at once; the claim's id is the coupon's.
_CLAIMABLE = f"""
select coalesce(json_agg(json_build_object('claim_id', c.id, 'valid_from', null, 'valid_until', c.valid_until,
    {TERMS})), '[]')::text
from promotions_coupon c left join mall_store s on s.id = c.store_id
join mall_product p on p.id = %(product)s::uuid join mall_category pc on pc.id = p.category_id
where {CLAIMABLE} and {COVERS} and c.claimed_count < c.quantity
    and (c.valid_from is null or c.valid_from <= %(now)s)
    and (select count(*) from promotions_couponclaim k
        where k.coupon_id = c.id and k.user_id = %(viewer)s::uuid) < c.per_user
"""

# Coupons that everybody could claim and use at once on one piece of these products, at most so many each.
_COUPONS_WEIGHED = 50
_SHELF = f"""
select {CARD_TEXT}, x.coupons, p.id, p.store_id, p.brand_id, pc.path, p.min_price
from unnest(%(ids)s::uuid[]) with ordinality wanted(id, place) join mall_product p on p.id = wanted.id
{JOINS} join mall_category pc on pc.id = p.category_id
cross join lateral (
    select json_agg(t.terms)::text as coupons from (
        select json_build_object('claim_id', c.id, 'valid_from', null, 'valid_until', c.valid_until,
            {TERMS_ALONE}) as terms
        from promotions_coupon c left join mall_store s on s.id = c.store_id
        where {CLAIMABLE} and {COVERS} and c.claimed_count < c.quantity and not c.members_only
            and c.kind <> 'freight' and c.threshold <= p.min_price
            and (c.valid_from is null or c.valid_from <= %(now)s)
        order by c.claim_starts_at desc, c.id desc limit {_COUPONS_WEIGHED}) t) x
where {ON_SALE} order by wanted.place
"""


def shelf_cards(ids: Sequence[UUID], *, english: bool) -> list[orjson.Fragment]:
    """Cards of those of these products that are on sale, in the order given, ready to be sent. Each also has
    its `coupon_price`: what one piece of the cheapest choice costs with the best coupons that anybody may
    claim now, in fen; null where there are none."""
    if not ids:
        return []
    found = sql.fetch_rows(_SHELF, {"ids": sql.array(ids), "english": english, "now": now()})
    return [
        orjson.Fragment(f'{card[:-1]}, "coupon_price": {_coupon_price(_line(*product), terms) or "null"}}}')
        for card, terms, *product in found
    ]


def _coupon_price(line: Line, terms: str | None) -> int | None:
    if terms is None:
        return None
    coupons = tuple(held_coupon(each) for each in orjson.loads(terms))
    best = quote(Basket((line,), (Parcel(line.parcel),), coupons, at=now()), Buyer(), Choice(), tax=_no_tax)
    return best.payable_amount if best.coupon_saving else None


def product_offers(*, product_id: UUID, viewer_id: UUID | None, english: bool = False) -> dict[str, Any]:
    """Prices of a product's choices for this viewer, and the coupons that cover it. Raises
    ProductNotFoundError where it isn't on sale."""
    rows = sql.fetch_rows(_PRODUCT, {"product": product_id, "now": now()})
    if not rows:
        raise ProductNotFoundError
    store_id, brand_id, path, found = rows[0]
    variants = orjson.loads(found)
    buyer, coupons = pocket(viewer_id) if viewer_id else (Buyer(), ())
    claimable = sql.fetch_value(_CLAIMABLE, {"product": product_id, "viewer": viewer_id, "now": now()})
    coupons = (*coupons, *(held_coupon(terms) for terms in orjson.loads(claimable)))
    coupons = tuple(coupon for coupon in coupons if coupon.kind != "freight")
    line = _line(product_id, store_id, brand_id, path, 0)
    offers = list_offers(viewer_id=viewer_id, product_id=product_id, limit=COUPONS_SHOWN, english=english)
    return {
        "is_member": buyer.is_member,
        "variants": [_variant(variant, line, coupons, buyer) for variant in variants],
        "coupons": offers["items"],
    }


def _line(product_id: UUID, store_id: UUID, brand_id: UUID | None, path: Sequence[UUID], price: int) -> Line:
    """One piece, on its own."""
    return Line(
        key="",
        variant_id=product_id,
        product_id=product_id,
        store_id=store_id,
        warehouse_id=store_id,
        category_ids=tuple(path),
        brand_id=brand_id,
        price=price,
        quantity=1,
    )


def _variant(
    variant: dict[str, Any], line: Line, coupons: tuple[HeldCoupon, ...], buyer: Buyer
) -> dict[str, Any]:
    """One piece of a choice at its normal price; a flash price stands beside it and takes no coupons."""
    one = replace(line, price=variant["price"], member_price=variant["member_price"])
    basket = Basket((one,), (Parcel(one.parcel),), coupons, at=now())
    best = quote(basket, buyer, Choice(), tax=_no_tax)
    return {
        "variant_id": variant["id"],
        "price": variant["price"],
        "member_price": variant["member_price"],
        "coupon_price": best.payable_amount if best.coupon_saving else None,
        "flash": variant["flash"],
    }


def _no_tax(lines: Sequence[TaxedLine]) -> Sequence[int]:
    return [0] * len(lines)
