"""A checkout as its buyer sees it: the landed price and the promised day of every parcel, before paying."""

from typing import Any
from uuid import UUID

from shancha.apps.orders.models import BuyerIdentity, Checkout
from shancha.apps.orders.queries.addresses import list_identities
from shancha.apps.orders.queries.limits import used_in_year
from shancha.apps.orders.services.checkouts import CROSS_BORDER_NOTICE, reckon_checkout
from shancha.apps.orders.services.placing import AMOUNTS, confirmed_only
from shancha.apps.orders.services.quoting import Reckoning
from shancha.apps.promotions.pricing import LineQuote, ParcelQuote, Verdict
from shancha.kit.language import bilingual
from shancha.kit.numbers import home_date


def describe(checkout: Checkout) -> dict[str, Any]:
    """Everything on the three screens: address, parcels with their lines and amounts, coupons with reasons,
    points and balance, what must be ticked, what stands in the way, and the digest to place it by."""
    reckoning = reckon_checkout(checkout)
    identities = list_identities(checkout.user_id) if reckoning.is_cross_border else []
    identity = _chosen_identity(checkout, identities)
    quote = reckoning.quote
    return {
        "id": checkout.id,
        "source": checkout.source,
        "expires_at": checkout.expires_at,
        "address": _address(checkout),
        "parcels": [_parcel(parcel, reckoning) for parcel in quote.parcels],
        "amounts": {name: getattr(quote, name) for name in AMOUNTS},
        "steps": [
            {
                "kind": step.kind,
                "amount": step.amount,
                "name": str(bilingual(step.name_zh, step.name_en)) if step.name_zh else "",
            }
            for step in quote.steps
        ],
        "coupons": _coupons(reckoning),
        "points": {
            "balance": reckoning.buyer.points,
            "usable": quote.points_usable,
            "used": quote.points_amount,
            "reward": quote.points_reward,
        },
        "wallet": {"balance": reckoning.buyer.wallet, "used": quote.wallet_amount},
        "membership": {
            "is_member": reckoning.buyer.is_member,
            "saving": quote.member_saving,
            "would_save": quote.member_would_save,
        },
        "identity": _identity(identity),
        "identities": [_identity(each) for each in identities],
        "choices": checkout.choices,
        "required": _required(reckoning),
        "obstacles": [*_obstacles(reckoning), *_year_obstacle(reckoning, identity)],
        "digest": reckoning.digest,
    }


def _address(checkout: Checkout) -> dict[str, Any] | None:
    address = checkout.address
    if address is None:
        return None
    names = ("id", "region_code", "province", "city", "district", "tag", "is_default")
    return {**address.open_contact(), **{name: getattr(address, name) for name in names}}


def _identity(identity: BuyerIdentity | None) -> dict[str, Any] | None:
    if identity is None:
        return None
    names = ("id", "masked_name", "masked_number", "is_default", "consent_at", "purge_at")
    return {name: getattr(identity, name) for name in names}


def _chosen_identity(checkout: Checkout, identities: list[BuyerIdentity]) -> BuyerIdentity | None:
    chosen = checkout.choices.get("identity_id")
    for identity in identities:
        if str(identity.id) == chosen or (not chosen and identity.is_default):
            return identity
    return None


def _parcel(parcel: ParcelQuote, reckoning: Reckoning) -> dict[str, Any]:
    goods = reckoning.goods_of(parcel.key)
    return {
        "store": {
            "id": goods.store_id,
            "slug": goods.store_slug,
            "name": goods.store_name,
            "is_self_run": goods.is_self_run,
        },
        "trade_mode": parcel.key.trade_mode,
        "ships_from": {
            "name": goods.warehouse_name or "",
            "country": goods.country or "",
            "city": goods.city_name or "",
            "days_min": goods.days_min or 0,
            "days_max": goods.days_max or 0,
        },
        "arrive_by": reckoning.arrives_by(parcel.key) if goods.warehouse_id else None,
        "free_over_gap": parcel.free_over_gap,
        "lines": [_line(line, reckoning) for line in reckoning.quote.lines if line.parcel == parcel.key],
        "amounts": {name: getattr(parcel, name) for name in AMOUNTS},
    }


def _line(line: LineQuote, reckoning: Reckoning) -> dict[str, Any]:
    goods, tax = reckoning.goods[line.variant_id], reckoning.taxes.get(line.key)
    return {
        "variant_id": line.variant_id,
        "product_id": line.product_id,
        "title": goods.name,
        "options": goods.options,
        "picture": goods.picture,
        "quantity": line.quantity,
        "available": max(goods.free, 0),
        "normal_price": line.normal_price,
        "unit_price": line.unit_price,
        "price_kind": line.price_kind,
        "return_class": goods.return_class,
        "tax": None
        if tax is None
        else {
            "base": line.tax_base,
            "duty": tax.duty,
            "consumption": tax.consumption,
            "vat": tax.vat,
            "payable": tax.payable,
            "is_full": tax.is_full,
        },
        "amounts": {name: getattr(line, name) for name in AMOUNTS},
    }


def _coupons(reckoning: Reckoning) -> dict[str, Any]:
    quote = reckoning.quote
    names = {coupon.claim_id: (coupon.name_zh, coupon.name_en) for coupon in reckoning.coupons}
    verdicts = [_verdict(verdict, names[verdict.claim_id]) for verdict in quote.verdicts]
    return {
        "used": quote.used_coupons,
        "best": quote.best_coupons,
        "saving": quote.coupon_saving,
        "best_saving": quote.best_saving,
        "usable": [verdict for verdict in verdicts if verdict["is_usable"]],
        "unusable": [verdict for verdict in verdicts if not verdict["is_usable"]],
    }


def _verdict(verdict: Verdict, names: tuple[str, str]) -> dict[str, Any]:
    return {
        "claim_id": verdict.claim_id,
        "name": str(bilingual(*names)),
        "stack_group": verdict.stack_group,
        "is_usable": verdict.is_usable,
        "is_used": verdict.is_used,
        "saving": verdict.saving,
        "reason": verdict.reason,
        "missing": verdict.missing,
    }


def _required(reckoning: Reckoning) -> dict[str, Any]:
    """What must be ticked, each by hand: nothing is ticked beforehand (电子商务法 19)."""
    return {
        "identity": reckoning.is_cross_border,
        "cross_border_notice": CROSS_BORDER_NOTICE if reckoning.is_cross_border else None,
        "confirmed_only": confirmed_only(reckoning),
    }


def _obstacles(reckoning: Reckoning) -> list[dict[str, Any]]:
    return [
        {
            "code": obstacle.code,
            "variant_id": obstacle.variant_id,
            "title": _title(reckoning, obstacle.variant_id),
            "store_id": obstacle.parcel.store_id if obstacle.parcel else None,
            "value": obstacle.value,
        }
        for obstacle in reckoning.obstacles
    ]


def _title(reckoning: Reckoning, variant_id: UUID | None) -> str:
    goods = reckoning.goods.get(variant_id) if variant_id else None
    return goods.name if goods else ""


def _year_obstacle(reckoning: Reckoning, identity: BuyerIdentity | None) -> list[dict[str, Any]]:
    if identity is None:
        return []
    used = used_in_year(identity.number_hash, home_date(reckoning.at).year)
    left = max(reckoning.rules.year_limit - used, 0)
    if reckoning.tax_value <= left:
        return []
    return [{"code": "year_limit", "variant_id": None, "title": "", "store_id": None, "value": left}]
