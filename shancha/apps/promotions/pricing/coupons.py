"""What one coupon covers and takes off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shancha.apps.promotions.pricing.types import Buyer, HeldCoupon, Line, Reason
from shancha.kit.money import part, split


@dataclass(frozen=True, slots=True)
class Priced:
    """A line at the price it is sold for. `public`: the goods at the price open to everybody."""

    line: Line
    goods: int
    public: int
    is_flash: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a coupon can't be used, and how many fen of goods are missing where that is why."""

    reason: Reason
    missing: int = 0


def covers(coupon: HeldCoupon, line: Line) -> bool:
    """Whether the coupon is meant for this article, whatever its price."""
    return (
        (coupon.store_id is None or coupon.store_id == line.store_id)
        and (not coupon.category_ids or not coupon.category_ids.isdisjoint(line.category_ids))
        and (coupon.brand_id is None or coupon.brand_id == line.brand_id)
        and (not coupon.product_ids or line.product_id in coupon.product_ids)
    )


def covered(coupon: HeldCoupon, lines: Sequence[Priced]) -> list[int]:
    """The places of the lines it can take something off: goods at a flash price take no coupons on goods."""
    return [
        place
        for place, priced in enumerate(lines)
        if covers(coupon, priced.line) and (coupon.kind == "freight" or not priced.is_flash)
    ]


def refusal(coupon: HeldCoupon, lines: Sequence[Priced], buyer: Buyer, at: datetime | None) -> Refusal | None:
    """Why the coupon can't be used on these lines, or None. What is left to take off is not looked at."""
    untimely = _untimely(coupon, at)
    if untimely:
        return Refusal(untimely)
    if coupon.members_only and not buyer.is_member:
        return Refusal("members_only")
    places = covered(coupon, lines)
    if not places:
        is_flash = any(covers(coupon, priced.line) for priced in lines)
        return Refusal("flash_goods" if is_flash else "not_applicable")
    missing = coupon.threshold - sum(lines[place].public for place in places)
    return Refusal("below_threshold", missing) if missing > 0 else None


def takes_off(coupon: HeldCoupon, base: int) -> int:
    """How much it takes off goods (or freight) worth `base`: never more than that."""
    off = part(base, coupon.value) if coupon.kind == "percent" else coupon.value
    return min(off, base, coupon.cap if coupon.cap is not None else base)


def discount(coupon: HeldCoupon, lines: Sequence[Priced], amounts: Sequence[int]) -> list[int]:
    """What it takes off each line when `amounts` are left of them: in proportion, exact to the fen."""
    places = covered(coupon, lines)
    bases = [amounts[place] for place in places]
    shares = split(takes_off(coupon, sum(bases)), bases)
    result = [0] * len(lines)
    for place, share in zip(places, shares, strict=True):
        result[place] = share
    return result


def by_platform(coupon: HeldCoupon, shares: Sequence[int]) -> list[int]:
    """The part of each line's discount that the platform pays."""
    return split(part(sum(shares), coupon.platform_share_bp), shares)


def _untimely(coupon: HeldCoupon, at: datetime | None) -> Reason:
    if at is None:
        return ""
    if coupon.valid_from is not None and at < coupon.valid_from:
        return "not_started"
    return "expired" if coupon.valid_until is not None and at >= coupon.valid_until else ""
