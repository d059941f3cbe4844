"""Coupons, plans and flash sales for tests."""

import itertools
from datetime import timedelta
from typing import Any

from shancha.apps.mall.models import Stock
from shancha.apps.mall.tests.factories import first_variant, make_product
from shancha.apps.promotions.models import Coupon, FlashItem, FlashSale, Membership, MembershipPlan
from shancha.apps.promotions.services import flash
from shancha.kit import clock

_numbers = itertools.count(1)


def make_coupon(**fields: Any) -> Coupon:
    """A coupon that anybody may claim: 20 yuan off from 100 yuan on, anywhere."""
    values = {
        "name_zh": f"满百减二十 {next(_numbers)}",
        "scope": "store" if fields.get("store") else "platform",
        "kind": "amount",
        "threshold": 10_000,
        "value": 2_000,
        "quantity": 100,
        "valid_days": 7,
        "status": "active",
        "platform_share_bp": 0 if fields.get("store") else 10_000,
        "claim_starts_at": clock.now() - timedelta(hours=1),
        **fields,
    }
    if "valid_until" in fields:
        values["valid_days"] = None
    return Coupon.objects.create(**values)


def make_plan(**fields: Any) -> MembershipPlan:
    """A yearly plan for 99 yuan with a week of trial and four free deliveries."""
    values = {
        "slug": f"year-{next(_numbers)}",
        "name_zh": "年卡",
        "name_en": "A year",
        "months": 12,
        "price": 9_900,
        "trial_days": 7,
        **fields,
    }
    return MembershipPlan.objects.create(**values)


def make_member(
    user: Any, *, plan: MembershipPlan | None = None, days: int = 30, **fields: Any
) -> Membership:
    """A card in force."""
    values = {
        "status": "active",
        "starts_at": clock.now(),
        "ends_at": clock.now() + timedelta(days=days),
        **fields,
    }
    return Membership.objects.create(user=user, plan=plan or make_plan(), **values)


def make_flash_item(
    *,
    quantity: int = 10,
    stock: int = 100,
    is_set: bool = True,
    sale: FlashSale | None = None,
    store: Any = None,
    **fields: Any,
) -> FlashItem:
    """A product in a flash sale that runs now, its pieces set apart."""
    product = make_product(store, stock=stock, price=9_900)
    variant = first_variant(product)
    now = clock.now()
    sale = sale or FlashSale.objects.create(
        title_zh="整点秒杀", starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1)
    )
    values = {"price": 4_900, "per_user": 1, **fields}
    item = FlashItem.objects.create(
        sale=sale,
        variant=variant,
        warehouse=Stock.objects.get(variant=variant).warehouse,
        quantity=quantity,
        **values,
    )
    if is_set:
        flash.set_sale(sale_id=sale.id)
    return item
