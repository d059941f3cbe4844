"""From what somebody wants to buy to what it costs, with everything that stands in the way of buying it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.orders.queries.goods import Goods, load_goods
from shancha.apps.orders.queries.limits import rules_on
from shancha.apps.orders.taxes import LineTax, TaxRules, exceeds_order_limit, lacks_duty, order_taxes
from shancha.apps.promotions.pricing import (
    Basket,
    Buyer,
    Choice,
    HeldCoupon,
    Line,
    Parcel,
    ParcelKey,
    Quote,
    TaxedLine,
    TaxFacts,
    quote,
)
from shancha.apps.promotions.queries.pocket import pocket
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balances_of
from shancha.kit.clock import now
from shancha.kit.numbers import home_date

# Stands for the warehouse of goods that no warehouse keeps: they are priced, but can't be ordered.
NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pieces of a variant that somebody wants; `cart_line_id` where they come from a cart."""

    variant_id: UUID
    quantity: int
    cart_line_id: UUID | None = None
    touch: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in the quote."""
        return str(self.variant_id)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the order can't be placed: a stable code, and which line (variant) or parcel it is about."""

    code: str
    variant_id: UUID | None = None
    parcel: ParcelKey | None = None
    value: int | None = None


@dataclass(slots=True)
class Reckoning:
    """A quote with what it was made from. `wanted` are the lines that are in it, in its order."""

    wanted: list[Wanted]
    goods: dict[UUID, Goods]
    quote: Quote
    buyer: Buyer
    coupons: tuple[HeldCoupon, ...]
    rules: TaxRules
    taxes: dict[str, LineTax]
    obstacles: list[Obstacle]
    digest: str
    at: datetime

    @property
    def is_cross_border(self) -> bool:
        """Whether anything comes from abroad."""
        return any(parcel.key.trade_mode != "domestic" for parcel in self.quote.parcels)

    @property
    def tax_value(self) -> int:
        """What counts towards the buyer's year, fen."""
        return sum(parcel.tax_base for parcel in self.quote.parcels)

    def goods_of(self, parcel: ParcelKey) -> Goods:
        """Any goods of a parcel: they share store and warehouse."""
        return next(self.goods[line.variant_id] for line in self.quote.lines if line.parcel == parcel)

    def arrives_by(self, parcel: ParcelKey) -> date:
        """The day promised when it is paid for today."""
        return home_date(self.at + timedelta(days=self.goods_of(parcel).days_max))


def reckon(*, user_id: UUID, wanted: Sequence[Wanted], province: str, choice: Choice) -> Reckoning:
    """Prices what is wanted at this moment. Goods that can't be bought are left out and named among the
    obstacles; goods that are short are priced and named."""
    goods = load_goods([(line.variant_id, line.quantity) for line in wanted])
    obstacles: list[Obstacle] = []
    kept = [line for line in wanted if _is_buyable(line, goods, obstacles)]
    buyer, coupons = _buyer(user_id)
    moment = now()
    rules = rules_on(home_date(moment))
    taxes: dict[str, LineTax] = {}

    def tax(lines: Sequence[TaxedLine]) -> list[int]:
        found = order_taxes(rules, lines)
        taxes.update(zip((line.key for line in lines), found, strict=True))
        if exceeds_order_limit(rules, lines):
            first = goods[UUID(lines[0].key)]
            obstacles.append(Obstacle("order_limit", parcel=_parcel_key(first), value=rules.order_limit))
        if lacks_duty(rules, lines):
            obstacles.append(Obstacle("duty_unknown", UUID(lines[0].key), value=rules.order_limit))
        return [each.payable for each in found]

    basket = Basket(
        lines=tuple(_line(line, goods[line.variant_id]) for line in kept),
        parcels=_parcels(goods[line.variant_id] for line in kept),
        coupons=coupons,
        province=province,
        at=moment,
    )
    priced = quote(basket, buyer, choice, tax=tax)
    digest = _digest(priced)
    return Reckoning(kept, goods, priced, buyer, coupons, rules, taxes, obstacles, digest, moment)


def _buyer(user_id: UUID) -> tuple[Buyer, tuple[HeldCoupon, ...]]:
    points, balance = user_account(user_id, "points"), user_account(user_id, "balance")
    standing = balances_of([points, balance])
    return pocket(user_id, points=standing[points], wallet=standing[balance])


def _is_buyable(line: Wanted, goods: dict[UUID, Goods], obstacles: list[Obstacle]) -> bool:
    found = goods.get(line.variant_id)
    if found is None or not found.is_buyable:
        obstacles.append(Obstacle("unavailable", line.variant_id))
        return False
    if found.free < line.quantity:
        obstacles.append(Obstacle("out_of_stock", line.variant_id, value=max(found.free, 0)))
    return True


def _parcel_key(goods: Goods) -> ParcelKey:
    return ParcelKey(goods.store_id, goods.warehouse_id or NOWHERE, goods.trade_mode)


def _parcels(goods: Any) -> tuple[Parcel, ...]:
    found = {
        _parcel_key(each): Parcel(
            key=_parcel_key(each),
            base_freight=each.base_freight or 0,
            free_over=each.free_freight_over,
            remote_surcharge=each.remote_freight or 0,
            remote_provinces=each.remote_provinces,
        )
        for each in goods
    }
    return tuple(found.values())


def _line(wanted: Wanted, goods: Goods) -> Line:
    return Line(
        key=wanted.key,
        variant_id=goods.variant_id,
        product_id=goods.product_id,
        store_id=goods.store_id,
        warehouse_id=goods.warehouse_id or NOWHERE,
        category_ids=goods.category_ids,
        price=goods.price,
        quantity=wanted.quantity,
        brand_id=goods.brand_id,
        member_price=goods.member_price,
        trade_mode=goods.trade_mode,
        weight_g=goods.weight_g,
        tax=TaxFacts(
            vat_bp=goods.vat_bp,
            consumption_tax=goods.consumption_tax,
            content_amount=goods.content_amount,
            content_unit=goods.content_unit,
            hs_code=goods.hs_code,
        ),
    )


def _digest(priced: Quote) -> str:
    """What the buyer agrees to: every amount of every line, and from where it comes."""
    agreed = [
        [
            str(line.variant_id),
            str(line.parcel.warehouse_id),
            line.quantity,
            line.unit_price,
            line.store_discount,
            line.platform_discount,
            line.freight_amount,
            line.freight_discount,
            line.tax_amount,
            line.points_amount,
            line.wallet_amount,
        ]
        for line in priced.lines
    ]
    return hashlib.sha256(orjson.dumps(agreed)).hexdigest()[:32]
