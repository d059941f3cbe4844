"""The combination of coupons that saves most: at most one per store, one platform and one freight coupon.

Freight doesn't depend on goods coupons, so its best one is found by itself. A platform coupon depends on the
store coupons only through what they leave of the goods it covers. So for each platform coupon the stores are
joined one after another, and of the partial choices only those survive that no other beats in both: what is
taken off so far, and what is left under the platform coupon.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from shancha.apps.promotions.pricing.coupons import Priced, covered, discount, takes_off
from shancha.apps.promotions.pricing.types import HeldCoupon

# Exact up to here; beyond (dozens of stores with many coupons that differ by fen) the least promising
# partial choices go, and the answer may miss the best by little.
MAX_PARTIAL = 400
_NEVER = datetime.max.replace(tzinfo=UTC)
_Option = tuple[int, int, tuple[HeldCoupon, ...]]  # off, left under the platform coupon, the coupons


@dataclass(frozen=True, slots=True)
class Candidates:
    """Usable coupons by what excludes what, those that expire first in front."""

    by_store: dict[UUID, list[HeldCoupon]] = field(default_factory=dict)
    platform: list[HeldCoupon] = field(default_factory=list)
    freight: list[HeldCoupon] = field(default_factory=list)


def candidates(usable: Sequence[HeldCoupon]) -> Candidates:
    """Sorts usable coupons into their groups. Claims of the same coupon are alike: one is enough."""
    by_store: dict[UUID, list[HeldCoupon]] = defaultdict(list)
    platform: list[HeldCoupon] = []
    freight: list[HeldCoupon] = []
    seen = set()
    for coupon in sorted(usable, key=lambda each: (each.valid_until or _NEVER, each.claim_id)):
        if coupon.coupon_id in seen:
            continue
        seen.add(coupon.coupon_id)
        if coupon.stack_group == "freight":
            freight.append(coupon)
        elif coupon.stack_group == "store" and coupon.store_id is not None:
            by_store[coupon.store_id].append(coupon)
        else:
            platform.append(coupon)
    return Candidates(dict(by_store), platform, freight)


def best_on_goods(found: Candidates, lines: Sequence[Priced]) -> tuple[int, tuple[HeldCoupon, ...]]:
    """The largest saving on goods and the coupons that give it; of equal ones the fewest coupons, then
    those that expire first."""
    goods = [priced.goods for priced in lines]
    store_options = [
        [((), [0] * len(lines)), *(((coupon,), discount(coupon, lines, goods)) for coupon in coupons)]
        for coupons in found.by_store.values()
    ]
    best: tuple[int, tuple[HeldCoupon, ...]] = (0, ())
    for platform in (None, *found.platform):
        for off, left, chosen in _join(store_options, platform, lines):
            total = off + (takes_off(platform, left) if platform else 0)
            coupons = (*chosen, platform) if platform else chosen
            if (total, -len(coupons)) > (best[0], -len(best[1])):
                best = (total, coupons)
    return best


def best_on_freight(
    found: Candidates, lines: Sequence[Priced], freight: Sequence[int]
) -> tuple[int, tuple[HeldCoupon, ...]]:
    """The largest saving on delivery that is still to be paid, and the coupon that gives it."""
    best: tuple[int, tuple[HeldCoupon, ...]] = (0, ())
    for coupon in found.freight:
        off = takes_off(coupon, sum(freight[place] for place in covered(coupon, lines)))
        if off > best[0]:
            best = (off, (coupon,))
    return best


def _join(
    stores: Sequence[Sequence[tuple[tuple[HeldCoupon, ...], list[int]]]],
    platform: HeldCoupon | None,
    lines: Sequence[Priced],
) -> list[_Option]:
    places = covered(platform, lines) if platform else []
    partial: list[_Option] = [(0, sum(lines[place].goods for place in places), ())]
    for options in stores:
        partial = _unbeaten(
            [
                (off + sum(shares), left - sum(shares[place] for place in places), (*chosen, *coupons))
                for off, left, chosen in partial
                for coupons, shares in options
            ],
            platform,
        )
    return partial


def _unbeaten(options: list[_Option], platform: HeldCoupon | None) -> list[_Option]:
    """Drops each choice that another beats or equals in both; ties go to fewer coupons, then to earlier."""
    kept: list[_Option] = []
    most_left = -1
    for option in sorted(options, key=lambda each: (-each[0], -each[1], len(each[2]))):
        if option[1] > most_left:
            kept.append(option)
            most_left = option[1]
    if len(kept) > MAX_PARTIAL:
        kept.sort(key=lambda each: -(each[0] + (takes_off(platform, each[1]) if platform else 0)))
    return kept[:MAX_PARTIAL]
