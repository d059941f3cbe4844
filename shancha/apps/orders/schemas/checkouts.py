"""Shapes of checkouts and of what placing one gives."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, model_validator

from shancha.apps.community.schemas.media import Picture
from shancha.apps.orders.schemas.addresses import Address, Identity
from shancha.apps.orders.schemas.carts import CartTouch, Quantity, ShipsFrom, TradeMode
from shancha.kit.language import bilingual


class BuyNow(Schema):
    """One product, past the cart."""

    variant_id: UUID
    quantity: Quantity = 1
    touch: CartTouch | None = None


class CheckoutIn(Schema):
    """Begins from the cart (its selected lines, or those named) or with one product."""

    source: Literal["cart", "now"]
    line_ids: Annotated[list[UUID], Field(max_length=120)] | None = None
    now: BuyNow | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "CheckoutIn":
        if (self.source == "now") != (self.now is not None):
            raise ValueError(str(bilingual("请指明要买什么", "Say what is to be bought")))
        return self


class InvoiceIn(Schema):
    """An invoice for a person or a company; the latter needs its tax number."""

    kind: Literal["personal", "company"]
    title: Annotated[str, Field(max_length=200)]
    tax_number: Annotated[str, Field(max_length=30)] = ""
    email: Annotated[str, Field(max_length=200)] = ""


class Consents(Schema):
    """What the buyer ticked: the version of the notice on goods from abroad, and each variant taken without
    the right of return."""

    cross_border: Annotated[str, Field(max_length=20)] | None = None
    confirmed_only: Annotated[list[UUID], Field(max_length=120)] = []


class CheckoutPatch(Schema):
    """What to change. `coupons` is "best" or claim ids ([] for none), `points` how many to spend at most."""

    address_id: UUID | None = None
    identity_id: UUID | None = None
    coupons: Literal["best"] | Annotated[list[UUID], Field(max_length=30)] | None = None
    points: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    use_wallet: bool | None = None
    remarks: Annotated[dict[UUID, Annotated[str, Field(max_length=400)]], Field(max_length=60)] | None = None
    delivery: Literal["any", "workday", "weekend"] | None = None
    invoice: InvoiceIn | None = None
    consents: Consents | None = None
    quantity: Quantity | None = None


class Amounts(Schema):
    """Fen. payable = goods - discounts + freight - its discount + tax - points - wallet."""

    goods_amount: int
    store_discount: int
    platform_discount: int
    freight_amount: int
    freight_discount: int
    tax_amount: int
    points_amount: int
    wallet_amount: int
    payable_amount: int


class LineTax(Schema):
    """The tax of a line from abroad; `is_full`: a single dear article, with duty and without the reduction to
    70 %."""

    base: int
    duty: int
    consumption: int
    vat: int
    payable: int
    is_full: bool


class CheckoutLine(Schema):
    """A line with its share of everything."""

    variant_id: UUID
    product_id: UUID
    title: str
    options: str
    picture: Picture | None
    quantity: int
    available: int
    normal_price: int
    unit_price: int
    price_kind: Literal["normal", "member", "flash"]
    return_class: str
    tax: LineTax | None
    amounts: Amounts


class CheckoutStore(Schema):
    """The store a parcel comes from."""

    id: UUID
    slug: str
    name: str
    is_self_run: bool


class CheckoutParcel(Schema):
    """What becomes one order. `arrive_by` is promised when paid today."""

    store: CheckoutStore
    trade_mode: TradeMode
    ships_from: ShipsFrom
    arrive_by: date | None
    free_over_gap: int | None
    lines: list[CheckoutLine]
    amounts: Amounts


class CheckoutStep(Schema):
    """A line of the explanation of the total, signed fen."""

    kind: str
    amount: int
    name: str


class CouponVerdict(Schema):
    """What a coupon would save here, or why it would not; `missing` fen to its threshold."""

    claim_id: UUID
    name: str
    stack_group: str
    is_usable: bool
    is_used: bool
    saving: int
    reason: str
    missing: int


class CheckoutCoupons(Schema):
    """Coupons used, the best choice, and all others."""

    used: list[UUID]
    best: list[UUID]
    saving: int
    best_saving: int
    usable: list[CouponVerdict]
    unusable: list[CouponVerdict]


class CheckoutPoints(Schema):
    """1 point pays 1 fen; `reward` is what the kept order earns."""

    balance: int
    usable: int
    used: int
    reward: int


class CheckoutWallet(Schema):
    """Fen of the wallet."""

    balance: int
    used: int


class CheckoutMembership(Schema):
    """What the card saves here, or would."""

    is_member: bool
    saving: int
    would_save: int


class CheckoutRequired(Schema):
    """What has to be given or ticked before placing."""

    identity: bool
    cross_border_notice: str | None
    confirmed_only: list[UUID]


class Obstacle(Schema):
    """Why it can't be placed: unavailable, out_of_stock (`value`: pieces left), order_limit, duty_unknown (a
    single article above the limit, at no known rate), year_limit (`value`: fen)."""

    code: Literal["unavailable", "out_of_stock", "order_limit", "duty_unknown", "year_limit"]
    variant_id: UUID | None
    title: str
    store_id: UUID | None
    value: int | None


class Checkout(Schema):
    """A checkout at this moment's prices; place it with its `digest`."""

    id: UUID
    source: Literal["cart", "now"]
    expires_at: datetime
    address: Address | None
    parcels: list[CheckoutParcel]
    amounts: Amounts
    steps: list[CheckoutStep]
    coupons: CheckoutCoupons
    points: CheckoutPoints
    wallet: CheckoutWallet
    membership: CheckoutMembership
    identity: Identity | None
    identities: list[Identity]
    choices: dict[str, Any]
    required: CheckoutRequired
    obstacles: list[Obstacle]
    digest: str


class PlaceIn(Schema):
    """The digest of the amounts that the buyer was shown."""

    digest: Annotated[str, Field(min_length=32, max_length=32)]


class Placed(Schema):
    """A group of orders that stands; `payment_id` is null when nothing is left to pay."""

    group_id: UUID
    number: str
    status: Literal["to_pay", "paid"]
    payable_amount: int
    payment_id: UUID | None
    pay_by: datetime
    order_ids: list[UUID]
