"""What goes into a quote and what comes out. Amounts are fen, rates basis points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple
from uuid import UUID

TradeMode = Literal["domestic", "bonded", "direct"]
PriceKind = Literal["normal", "member", "flash"]
CouponKind = Literal["amount", "percent", "freight"]
StackGroup = Literal["platform", "store", "freight"]
Reason = Literal[
    "",
    "not_applicable",  # none of these goods
    "below_threshold",  # the goods it covers are not dear enough
    "flash_goods",  # it covers only goods at their flash price, which takes no coupons
    "members_only",
    "no_freight",  # nothing is charged for delivery
    "not_started",
    "expired",
    "group_taken",  # another of its group is used: one platform, one per store, one freight coupon
]


class ParcelKey(NamedTuple):
    """What travels together and becomes one order: a store's goods in one warehouse under one trade mode."""

    store_id: UUID
    warehouse_id: UUID
    trade_mode: TradeMode


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """What the tax function needs to know about an article; the engine only hands it on."""

    vat_bp: int = 1300
    consumption_tax: str = "none"
    content_amount: Decimal | None = None
    content_unit: str = ""
    hs_code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An article that is to be bought. `key` is the caller's name for it, unique in the basket (the engine
    hands it back). `flash_price` is set only when the piece was got in a flash sale."""

    key: str
    variant_id: UUID
    product_id: UUID
    store_id: UUID
    warehouse_id: UUID
    category_ids: tuple[UUID, ...]  # the leaf and all above it
    price: int
    quantity: int
    brand_id: UUID | None = None
    member_price: int | None = None
    flash_price: int | None = None
    trade_mode: TradeMode = "domestic"
    weight_g: int = 0
    tax: TaxFacts = TaxFacts()

    @property
    def parcel(self) -> ParcelKey:
        """The parcel it travels in."""
        return ParcelKey(self.store_id, self.warehouse_id, self.trade_mode)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a warehouse asks for delivery: `base_freight`, nothing from `free_over` on (None: never), and
    `remote_surcharge` on top, always, in the provinces named by their two-digit code (GB/T 2260)."""

    key: ParcelKey
    base_freight: int = 0
    free_over: int | None = None
    remote_surcharge: int = 0
    remote_provinces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon in the buyer's pocket. It covers goods of `store_id`, of one of `category_ids`, of
    `brand_id`, or `product_ids`; each that is empty doesn't restrict.

    `threshold` is compared with the goods it covers at the price open to everybody, before any coupon: so
    neither a coupon nor membership ever costs another one. `value`: fen off (amount, freight) or basis
    points off (percent). `cap`: most fen off; None: no limit. `platform_share_bp`: how much of it the
    platform pays; the store pays the rest.
    """

    claim_id: UUID
    coupon_id: UUID
    kind: CouponKind
    stack_group: StackGroup
    value: int
    threshold: int = 0
    cap: int | None = None
    platform_share_bp: int = 10_000
    store_id: UUID | None = None
    category_ids: frozenset[UUID] = frozenset()
    brand_id: UUID | None = None
    product_ids: frozenset[UUID] = frozenset()
    members_only: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """What is to be priced. Each line's parcel must be among `parcels`. `province` is the two-digit code of
    where it goes ("" while unknown: no surcharge yet)."""

    lines: tuple[Line, ...]
    parcels: tuple[Parcel, ...]
    coupons: tuple[HeldCoupon, ...] = ()
    province: str = ""
    at: datetime | None = None  # the moment coupons must be valid at; None: they are


@dataclass(frozen=True, slots=True)
class Buyer:
    """All that a price may depend on about the buyer. `free_deliveries`: member benefit still unused."""

    is_member: bool = False
    free_deliveries: int = 0
    points_multiplier_bp: int = 10_000
    points: int = 0
    wallet: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What the buyer chose. `coupons`: claim ids, or "best" for the largest saving. `points`: how many to
    spend at most; `use_wallet`: pay the rest from the balance as far as it goes."""

    coupons: Literal["best"] | tuple[UUID, ...] = "best"
    points: int = 0
    use_wallet: bool = False


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """One line of a cross-border parcel as the customs see it. `base`: goods at the price open to everybody
    plus the line's freight; coupons, points and member benefits don't lower it (税管函〔2016〕73号)."""

    key: str
    unit_price: int
    quantity: int
    base: int
    facts: TaxFacts


TaxFunction = Callable[[Sequence[TaxedLine]], Sequence[int]]
"""Taxes in fen of the lines of one cross-border parcel (an order), in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuote:
    """One line priced. What the buyer pays in money now is `payable_amount`:

    goods_amount - store_discount - platform_discount + freight_amount - freight_discount + tax_amount
    - points_amount - wallet_amount. Each `..._by_platform` is the part of that discount the platform funds.
    """

    key: str
    variant_id: UUID
    product_id: UUID
    store_id: UUID
    parcel: ParcelKey
    quantity: int
    normal_price: int
    unit_price: int
    price_kind: PriceKind
    goods_amount: int
    store_discount: int = 0
    store_discount_by_platform: int = 0
    platform_discount: int = 0
    platform_discount_by_platform: int = 0
    freight_amount: int = 0
    freight_discount: int = 0
    freight_discount_by_platform: int = 0
    tax_base: int = 0
    tax_amount: int = 0
    points_amount: int = 0
    wallet_amount: int = 0
    points_reward: int = 0

    @property
    def platform_funded(self) -> int:
        """The part of all its discounts that the platform pays."""
        return (
            self.store_discount_by_platform
            + self.platform_discount_by_platform
            + self.freight_discount_by_platform
        )

    @property
    def store_funded(self) -> int:
        """The part of all its discounts that the store pays."""
        return self.store_discount + self.platform_discount + self.freight_discount - self.platform_funded

    @property
    def discounted_goods(self) -> int:
        """The goods after all coupons on goods."""
        return self.goods_amount - self.store_discount - self.platform_discount

    @property
    def due_amount(self) -> int:
        """What the line costs after discounts, with freight and tax, however it is paid."""
        return self.discounted_goods + self.freight_amount - self.freight_discount + self.tax_amount

    @property
    def payable_amount(self) -> int:
        """What is left to pay in money."""
        return self.due_amount - self.points_amount - self.wallet_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Sums over lines, exact. Field by field as in LineQuote."""

    goods_amount: int = 0
    store_discount: int = 0
    store_discount_by_platform: int = 0
    platform_discount: int = 0
    platform_discount_by_platform: int = 0
    freight_amount: int = 0
    freight_discount: int = 0
    freight_discount_by_platform: int = 0
    tax_amount: int = 0
    points_amount: int = 0
    wallet_amount: int = 0
    due_amount: int = 0
    payable_amount: int = 0
    points_reward: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelQuote(Amounts):
    """One parcel (a future order) priced. `free_over_gap`: how much more goods make its delivery free, None
    where that isn't offered or is reached."""

    key: ParcelKey
    line_keys: tuple[str, ...]
    tax_base: int = 0
    is_freight_waived: bool = False  # by the member's benefit
    free_over_gap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a coupon takes off here, beside the used ones of the other groups: `saving`, and when that is
    nothing, why (`reason`; `missing`: fen of goods until its threshold)."""

    claim_id: UUID
    coupon_id: UUID
    stack_group: StackGroup
    is_usable: bool
    is_used: bool
    saving: int = 0
    reason: Reason = ""
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the explanation of a total, in the order things are taken off."""

    kind: Literal[
        "goods",
        "member_price",
        "flash_price",
        "store_coupon",
        "platform_coupon",
        "freight",
        "member_freight",
        "freight_coupon",
        "tax",
        "points",
        "wallet",
    ]
    amount: int  # signed fen: what it adds to the total
    claim_id: UUID | None = None
    store_id: UUID | None = None
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Amounts):
    """A basket priced: lines in the basket's order, parcels in the order of their first line, totals, the
    coupons used and why others were not, and what would be best."""

    lines: tuple[LineQuote, ...]
    parcels: tuple[ParcelQuote, ...]
    used_coupons: tuple[UUID, ...] = ()
    refused_coupons: tuple[UUID, ...] = ()  # chosen, but not usable: their verdict says why
    verdicts: tuple[Verdict, ...] = ()
    best_coupons: tuple[UUID, ...] = ()
    best_saving: int = 0
    coupon_saving: int = 0
    member_saving: int = 0  # what membership took off: prices and freight
    member_would_save: int = 0  # for those without: what it would take off
    free_deliveries_used: int = 0
    points_usable: int = 0
    steps: tuple[Step, ...] = field(default=())
