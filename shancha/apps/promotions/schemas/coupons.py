"""Shapes of coupons."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from shancha.apps.mall.schemas.cards import BrandBrief, Fen, StoreBrief
from shancha.apps.mall.schemas.products import CategoryBrief

Scope = Literal["platform", "store", "category", "brand", "product"]
StoreScope = Literal["store", "category", "brand", "product"]
Kind = Literal["amount", "percent", "freight"]
StackGroup = Literal["platform", "store", "freight"]
State = Literal["open", "used", "expired"]
Amount = Annotated[int, Field(strict=True, ge=0, le=100_000_000, description="fen")]
Value = Annotated[
    int, Field(strict=True, ge=1, le=100_000_000, description="fen; for percent basis points off")
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
EnglishName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class CouponTerms(Schema):
    """What a coupon gives. `value` is fen off (amount, freight) or basis points off (percent); `gives` and
    `condition` say it in the reader's language. One coupon of each `stack_group` may be used together, of
    group store one for each store."""

    id: UUID
    name: str
    scope: Scope
    kind: Kind
    threshold: Fen
    value: int
    cap: Fen | None
    gives: str
    condition: str
    members_only: bool
    per_user: int
    stack_group: StackGroup
    store: StoreBrief | None
    category: CategoryBrief | None
    brand: BrandBrief | None


class CouponOffer(CouponTerms):
    """A coupon that is handed out. `can_claim` is about quantity and the viewer's share alone."""

    claim_ends_at: datetime | None
    valid_from: datetime | None
    valid_until: datetime | None
    valid_days: int | None
    claimed_percent: int
    claimed_by_me: int
    can_claim: bool


class MyCoupon(Schema):
    """A coupon in the pocket. `held`: an unpaid order has it (`order_group_id`). `is_ending`: it expires
    within two days."""

    id: UUID
    status: Literal["open", "held", "used", "expired", "void"]
    valid_from: datetime
    valid_until: datetime
    used_at: datetime | None
    order_group_id: UUID | None
    is_ending: bool
    coupon: CouponTerms


class CouponCounts(Schema):
    """How many coupons there are by state; `ending` are open and expire within two days."""

    open: int
    used: int
    expired: int
    ending: int


class CodeRedeem(Schema):
    """A gift code; spaces, dashes and case don't matter."""

    code: Annotated[str, Field(min_length=4, max_length=40)]


class StoreCoupon(CouponTerms):
    """A store's own coupon with what became of it."""

    name_zh: str
    name_en: str
    status: Literal["draft", "active", "paused", "ended"]
    quantity: int
    claimed_count: int
    used_count: int
    claim_starts_at: datetime
    claim_ends_at: datetime | None
    valid_from: datetime | None
    valid_until: datetime | None
    valid_days: int | None
    code_only: bool
    platform_share_bp: int
    product_ids: list[UUID]


class CouponCreate(Schema):
    """Terms of a new coupon. Either `valid_until`, or `valid_days` from each claim on."""

    name_zh: Name
    name_en: EnglishName = ""
    scope: StoreScope = "store"
    kind: Kind
    threshold: Amount = 0
    value: Value
    cap: Amount | None = None
    quantity: Annotated[int, Field(ge=1, le=10_000_000)]
    per_user: Annotated[int, Field(ge=1, le=20)] = 1
    claim_starts_at: datetime | None = None
    claim_ends_at: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    valid_days: Annotated[int, Field(ge=1, le=366)] | None = None
    members_only: bool = False
    code_only: bool = False
    category_id: UUID | None = None
    brand_id: UUID | None = None
    product_ids: Annotated[list[UUID], Field(max_length=500)] = []


class CouponChange(Schema):
    """What may change: the name, more of them, and whether they are handed out. The rest is fixed."""

    name_zh: Name | None = None
    name_en: EnglishName | None = None
    quantity: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    status: Literal["active", "paused", "ended"] | None = None
