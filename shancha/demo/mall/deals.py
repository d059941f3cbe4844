"""Coupons, the card, tonight's flash sale, the mall's home."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.mall.models import MallBlock
from shancha.apps.mall.models.blocks import block_signature
from shancha.apps.promotions.errors import CouponLimitError, MembersOnlyError
from shancha.apps.promotions.models import FlashItem, FlashSale, GiftCode, MembershipPlan
from shancha.apps.promotions.services import claims, coupons, flash, membership
from shancha.demo.mall import words
from shancha.demo.mall.cashier import pay
from shancha.demo.mall.goods import Makings, Stocked
from shancha.demo.mall.words import Words
from shancha.kit.clock import held_at
from shancha.kit.crypto import keyed_hash

# Printed in the demo's guide; good for one coupon a member.
GIFT_CODE = "CAMELLIA2026"
_SCOPES = {"skincare": "beauty-skincare", "food": "food-drink"}
_FLASH_PIECES = 40


def offer_coupons(makings: Makings, *, editor: User, since: datetime) -> list[UUID]:
    """Coupons of the platform and of stores; returns those that anybody can claim."""
    open_to_all = []
    with held_at(since + timedelta(days=20)):
        for text in words.read("coupons"):
            coupon_id = coupons.create_coupon(
                actor_id=editor.id,
                store_id=makings.opened[text["store"]].id if "store" in text else None,
                terms=_terms(text, makings),
            )
            if text.get("code_only"):
                GiftCode.objects.create(
                    coupon_id=coupon_id, code_hash=keyed_hash(GIFT_CODE), hint=GIFT_CODE[-4:], max_uses=500
                )
            else:
                open_to_all.append(coupon_id)
    return open_to_all


def _terms(text: Words, makings: Makings) -> coupons.Terms:
    category, brand = text.get("category"), text.get("brand")
    return coupons.Terms(
        name_zh=text["zh"],
        name_en=text["en"],
        kind=text["kind"],
        scope=text["scope"],
        threshold=text["threshold"],
        value=text["value"],
        cap=text.get("cap"),
        quantity=text["quantity"],
        per_user=text["per_user"],
        valid_days=text["days"],
        members_only=text.get("members", False),
        code_only=text.get("code_only", False),
        category_id=makings.tree[_SCOPES[category]].id if category else None,
        brand_id=makings.brands[brand].id if brand else None,
    )


def claim_coupons(
    rng: random.Random, people: Sequence[User], coupon_ids: Sequence[UUID], *, until: datetime
) -> None:
    """Members fill their pockets over the past weeks."""
    for person in people:
        for coupon_id in rng.sample(coupon_ids, rng.randint(1, min(6, len(coupon_ids)))):
            with held_at(until - timedelta(hours=rng.randint(1, 480))):
                try:
                    claims.claim_coupon(user_id=person.id, coupon_id=coupon_id)
                except (MembersOnlyError, CouponLimitError):
                    continue


def sell_cards(rng: random.Random, people: Sequence[User], *, since: datetime, until: datetime) -> None:
    """Plans, members who try one, and members who pay for one."""
    plans = [_plan(place, text) for place, text in enumerate(words.read("home")["plans"])]
    buyers = rng.sample(list(people), max(4, len(people) // 5))
    for number, person in enumerate(buyers):
        plan = plans[number % len(plans)]
        with held_at(until - timedelta(days=rng.randint(1, 25), hours=rng.randint(0, 20))):
            if number % 5 == 0:
                membership.start_trial(user_id=person.id, plan_id=plans[0].id)
                continue
            period = membership.buy_membership(user_id=person.id, plan_id=plan.id, renews=number % 2 == 0)
            assert period.payment_id
            pay(payment_id=period.payment_id, payer_id=person.id)


def _plan(place: int, text: Words) -> MembershipPlan:
    plan, _ = MembershipPlan.objects.update_or_create(
        slug=text["slug"],
        defaults={
            "name_zh": text["zh"],
            "name_en": text["en"],
            "months": text["months"],
            "price": text["price"],
            "trial_days": text["trial_days"],
            "free_deliveries": text["free_deliveries"],
            "points_multiplier_bp": text["points_bp"],
            "position": place,
        },
    )
    return plan


def set_flash_sales(rng: random.Random, stocked: Sequence[Stocked], *, until: datetime) -> list[UUID]:
    """One sale that runs now, and the next two evenings'. Returns what can be had now."""
    fitting = [
        (each, variant)
        for each in stocked
        for variant, choice in zip(each.variants[:1], each.article.choices, strict=False)
        if choice.stock >= 2 * _FLASH_PIECES
        and 3_000 <= variant.price <= 60_000
        and each.article.trade_mode == "domestic"
        and each.product.return_class != "confirmed_only"
    ]
    chosen = iter(rng.sample(fitting, min(24, len(fitting))))
    title = words.read("home")["flash"]
    begins = until - timedelta(minutes=50)
    for night, hours in enumerate((20, 4, 4)):
        starts_at = begins + timedelta(days=night)
        sale = FlashSale.objects.create(
            title_zh=title["zh"],
            title_en=title["en"],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
        )
        for place, (each, variant) in enumerate(pair for _, pair in zip(range(8), chosen, strict=False)):
            FlashItem.objects.create(
                sale=sale,
                variant=variant,
                warehouse=each.opened.warehouse,
                price=variant.price * rng.choice((55, 60, 65, 70)) // 10000 * 100,
                quantity=_FLASH_PIECES,
                position=place,
            )
        flash.set_sale(sale_id=sale.id)
    running = FlashItem.objects.filter(sale__starts_at__lte=until).order_by("position")
    return list(running.values_list("id", flat=True))


def arrange_home(makings: Makings) -> None:
    """The mall's home, block by block."""
    home = words.read("home")
    banners = [
        {
            "title": banner["zh"],
            "title_en": banner["en"],
            "text": "",
            "to": f"/store/{banner['store']}",
            "asset_id": str(makings.opened[banner["store"]].store.banner_asset_id),
        }
        for banner in home["banners"]
    ]
    rows = [
        ("banner", "", "", {"items": banners}),
        *((text["kind"], text["zh"], text["en"], text.get("config", {})) for text in home["columns"]),
    ]
    for place, (kind, zh, en, config) in enumerate(rows):
        # What every installation begins with is set anew, not shown twice.
        block = MallBlock.objects.filter(signature=block_signature(kind, config)).first()
        block = block or MallBlock(kind=kind)
        block.title_zh, block.title_en, block.position = zh, en, place
        block.config = config or block.config
        block.save()
