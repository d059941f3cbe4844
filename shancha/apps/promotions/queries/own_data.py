"""A member's own coupons, membership and places in flash sales, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.promotions.models import (
    CouponClaim,
    FlashClaim,
    GiftCodeUse,
    Membership,
    MembershipPeriod,
    MembershipUse,
)


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files for the export. Amounts are fen."""
    claims = CouponClaim.objects.filter(user_id=user_id).order_by("id")
    fields = ("status", "source", "valid_from", "valid_until", "used_at", "created_at")
    yield "coupons.json", list(claims.values("coupon__name_zh", "coupon__kind", "coupon__value", *fields))
    codes = GiftCodeUse.objects.filter(user_id=user_id).order_by("at")
    yield "gift_codes.json", list(codes.values("code__hint", "code__coupon__name_zh", "at"))
    flash = FlashClaim.objects.filter(user_id=user_id).order_by("id")
    yield (
        "flash_sales.json",
        list(flash.values("item__sale__title_zh", "item__price", "quantity", "status", "created_at")),
    )
    membership = Membership.objects.filter(user_id=user_id)
    terms = ("plan__name_zh", "status", "starts_at", "ends_at", "renews", "trial_used_at", "saved_amount")
    yield "membership.json", list(membership.values(*terms))
    periods = MembershipPeriod.objects.filter(user_id=user_id).order_by("id")
    spans = ("plan__name_zh", "kind", "status", "amount", "refunded_amount", "months", "starts_at", "ends_at")
    yield "membership_periods.json", list(periods.values(*spans, "created_at"))
    uses = MembershipUse.objects.filter(membership__user_id=user_id).order_by("created_at")
    yield "membership_uses.json", list(uses.values("free_deliveries", "saved_amount", "status", "created_at"))
