"""Sums of priced lines, by parcel and in all, and the explanation of the total."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from shancha.apps.promotions.pricing.freight import Freight
from shancha.apps.promotions.pricing.types import (
    Amounts,
    HeldCoupon,
    LineQuote,
    ParcelKey,
    ParcelQuote,
    Quote,
    Step,
    Verdict,
)

_SUMMED = tuple(each.name for each in fields(Amounts))


def with_payment(line: LineQuote, *, points: int, wallet: int, reward: int) -> LineQuote:
    """The line with what pays for it besides money."""
    return replace(line, points_amount=points, wallet_amount=wallet, points_reward=reward)


def total(
    *,
    lines: tuple[LineQuote, ...],
    places_of: Mapping[ParcelKey, list[int]],
    freight: Freight,
    coupon_steps: Sequence[tuple[HeldCoupon, int]],
    used_coupons: tuple[UUID, ...],
    refused_coupons: tuple[UUID, ...],
    verdicts: tuple[Verdict, ...],
    best_coupons: tuple[UUID, ...],
    best_saving: int,
    member_would_save: int,
    points_usable: int,
) -> Quote:
    """Puts the quote together; every sum is taken from the lines."""
    sums = _sum(lines)
    member_prices = sum(
        (line.normal_price - line.unit_price) * line.quantity for line in lines if line.price_kind == "member"
    )
    return Quote(
        **sums,
        lines=lines,
        parcels=tuple(_parcel(key, [lines[place] for place in places_of[key]], freight) for key in places_of),
        used_coupons=used_coupons,
        refused_coupons=refused_coupons,
        verdicts=verdicts,
        best_coupons=best_coupons,
        best_saving=best_saving,
        coupon_saving=sum(off for _, off in coupon_steps),
        member_saving=member_prices + sum(freight.waived_amounts),
        member_would_save=member_would_save,
        free_deliveries_used=len(freight.waived),
        points_usable=points_usable,
        steps=tuple(step for step in _steps(lines, freight, coupon_steps, sums) if step.amount),
    )


def _sum(lines: Sequence[LineQuote]) -> dict[str, int]:
    return {name: sum(getattr(line, name) for line in lines) for name in _SUMMED}


def _parcel(key: ParcelKey, lines: Sequence[LineQuote], freight: Freight) -> ParcelQuote:
    return ParcelQuote(
        **_sum(lines),
        key=key,
        line_keys=tuple(line.key for line in lines),
        tax_base=sum(line.tax_base for line in lines),
        is_freight_waived=key in freight.waived,
        free_over_gap=freight.gaps.get(key),
    )


def _steps(
    lines: Sequence[LineQuote],
    freight: Freight,
    coupon_steps: Sequence[tuple[HeldCoupon, int]],
    sums: Mapping[str, int],
) -> list[Step]:
    """From the goods at their normal price to what is left to pay; the amounts add up to it."""
    off: dict[Any, int] = {"member": 0, "flash": 0, "normal": 0}
    for line in lines:
        off[line.price_kind] += (line.normal_price - line.unit_price) * line.quantity
    on_goods = [step for step in coupon_steps if step[0].stack_group != "freight"]
    on_freight = [step for step in coupon_steps if step[0].stack_group == "freight"]
    return [
        Step(kind="goods", amount=sum(line.normal_price * line.quantity for line in lines)),
        Step(kind="flash_price", amount=-off["flash"]),
        Step(kind="member_price", amount=-off["member"]),
        *(_coupon_step(coupon, amount) for coupon, amount in on_goods),
        Step(kind="freight", amount=sums["freight_amount"]),
        Step(kind="member_freight", amount=-sum(freight.waived_amounts)),
        *(_coupon_step(coupon, amount) for coupon, amount in on_freight),
        Step(kind="tax", amount=sums["tax_amount"]),
        Step(kind="points", amount=-sums["points_amount"]),
        Step(kind="wallet", amount=-sums["wallet_amount"]),
    ]


def _coupon_step(coupon: HeldCoupon, amount: int) -> Step:
    kinds: dict[str, Any] = {
        "store": "store_coupon",
        "platform": "platform_coupon",
        "freight": "freight_coupon",
    }
    return Step(
        kind=kinds[coupon.stack_group],
        amount=-amount,
        claim_id=coupon.claim_id,
        store_id=coupon.store_id,
        name_zh=coupon.name_zh,
        name_en=coupon.name_en,
    )
