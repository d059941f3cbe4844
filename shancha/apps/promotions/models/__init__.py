"""Tables of promotions."""

from shancha.apps.promotions.models.coupons import (
    Coupon,
    CouponClaim,
    CouponEvent,
    CouponProduct,
    GiftCode,
    GiftCodeUse,
)
from shancha.apps.promotions.models.flash import FlashClaim, FlashItem, FlashSale
from shancha.apps.promotions.models.membership import (
    Membership,
    MembershipPeriod,
    MembershipPlan,
    MembershipUse,
)

__all__ = [
    "Coupon",
    "CouponClaim",
    "CouponEvent",
    "CouponProduct",
    "FlashClaim",
    "FlashItem",
    "FlashSale",
    "GiftCode",
    "GiftCodeUse",
    "Membership",
    "MembershipPeriod",
    "MembershipPlan",
    "MembershipUse",
]
