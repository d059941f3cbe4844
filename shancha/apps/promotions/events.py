"""Facts that promotions announce."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CouponClaimed:
    """A coupon came into a member's pocket. `source`: centre, code or grant."""

    claim_id: UUID
    coupon_id: UUID
    user_id: UUID
    source: str


@dataclass(frozen=True, slots=True)
class CouponsReturned:
    """Used or held coupons are in the pocket again, after a refund or a cancelled order."""

    user_id: UUID
    claim_ids: tuple[UUID, ...]
    reference_id: UUID


@dataclass(frozen=True, slots=True)
class MembershipStarted:
    """A card is in force: bought, renewed or on trial."""

    user_id: UUID
    ends_at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    """A card is no longer in force."""

    user_id: UUID


@dataclass(frozen=True, slots=True)
class FlashSaleSet:
    """A flash sale has its pieces set apart."""

    sale_id: UUID
    starts_at: datetime
    ends_at: datetime
