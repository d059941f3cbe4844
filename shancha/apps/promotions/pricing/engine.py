"""From a basket to a quote. The order of things, always the same (docs/pricing.md):

unit price, store coupons, platform coupon, delivery, member's free delivery, freight coupon, tax, points,
balance. Each step is shared over the lines exactly to the fen, so that every total is the sum of its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shancha.apps.promotions.pricing import totals
from shancha.apps.promotions.pricing.best import best_on_freight, best_on_goods, candidates
from shancha.apps.promotions.pricing.coupons import (
    Priced,
    Refusal,
    by_platform,
    covered,
    discount,
    refusal,
    takes_off,
)
from shancha.apps.promotions.pricing.freight import Freight, freight_of
from shancha.apps.promotions.pricing.types import (
    Basket,
    Buyer,
    Choice,
    HeldCoupon,
    Line,
    LineQuote,
    ParcelKey,
    PriceKind,
    Quote,
    StackGroup,
    TaxedLine,
    TaxFunction,
    Verdict,
)
from shancha.kit.money import FULL_BP, split

# Points pay at most this part of the goods (after coupons); never delivery or tax.
POINTS_SHARE_BP = 5000
FEN_PER_REWARD = 100  # a point for each yuan of goods paid in money, times the member's multiplier


@dataclass(slots=True)
class _Taken:
    """What a group of coupons takes off each line, and the platform's part of it."""

    off: list[int]
    by_platform: list[int]

    def add(self, shares: Sequence[int], platform_shares: Sequence[int]) -> None:
        """Takes off more."""
        self.off = [off + share for off, share in zip(self.off, shares, strict=True)]
        self.by_platform = [off + share for off, share in zip(self.by_platform, platform_shares, strict=True)]


@dataclass(slots=True)
class _Work:
    """The quote while it is being worked out. `to_pay`: by line, delivery that is still charged."""

    lines: list[Priced]
    freight: Freight
    to_pay: list[int]
    taken: dict[StackGroup, _Taken]


def quote(basket: Basket, buyer: Buyer, choice: Choice, *, tax: TaxFunction) -> Quote:
    """What the basket costs this buyer with this choice.

    Pure and deterministic. Coupons that are chosen but can't be used are left out and named in
    `refused_coupons` (their verdict says why); whether to go on without them is the caller's decision.
    `tax` is called once for each cross-border parcel. Raises ValueError for a quantity below one, a negative
    price, or a line whose parcel is not described.
    """
    lines = [_price(line, buyer) for line in basket.lines]
    places_of = _parcels(basket)
    refusals = {coupon.claim_id: refusal(coupon, lines, buyer, basket.at) for coupon in basket.coupons}
    usable = [coupon for coupon in basket.coupons if refusals[coupon.claim_id] is None]
    work = _begin(lines, freight_of(basket, lines, places_of, buyer))

    found = candidates(usable)
    on_goods, on_freight = best_on_goods(found, lines), best_on_freight(found, lines, work.to_pay)
    best = [*on_goods[1], *on_freight[1]]
    used, refused = best, list[UUID]()
    if choice.coupons != "best":
        used, refused = _chosen(usable, choice.coupons, refusals)

    coupon_steps = _take_off(work, used)
    taxes, bases = _taxes(work, places_of, tax)
    quotes = _pay([_line(work, place, taxes, bases) for place in range(len(lines))], buyer, choice)
    return totals.total(
        lines=quotes,
        places_of=places_of,
        freight=work.freight,
        coupon_steps=coupon_steps,
        used_coupons=tuple(coupon.claim_id for coupon in used),
        refused_coupons=tuple(refused),
        verdicts=tuple(_verdicts(basket, refusals, work, used)),
        best_coupons=tuple(coupon.claim_id for coupon in best),
        best_saving=on_goods[0] + on_freight[0],
        member_would_save=0 if buyer.is_member else _member_would_save(lines),
        points_usable=_points_usable(quotes, buyer),
    )


def _price(line: Line, buyer: Buyer) -> Priced:
    if line.quantity < 1 or min(line.price, line.member_price or 0, line.flash_price or 0) < 0:
        raise ValueError("a quantity below one, or a negative price")
    unit, kind = unit_price(line, buyer)
    public = line.price if line.flash_price is None else min(line.price, line.flash_price)
    return Priced(line, unit * line.quantity, public * line.quantity, is_flash=kind == "flash")


def unit_price(line: Line, buyer: Buyer) -> tuple[int, PriceKind]:
    """The lowest price this buyer may have for one piece, and which one it is."""
    price: int = line.price
    kind: PriceKind = "normal"
    if line.flash_price is not None and line.flash_price < price:
        price, kind = line.flash_price, "flash"
    if buyer.is_member and line.member_price is not None and line.member_price < price:
        price, kind = line.member_price, "member"
    return price, kind


def _parcels(basket: Basket) -> dict[ParcelKey, list[int]]:
    described = {parcel.key for parcel in basket.parcels}
    places_of: dict[ParcelKey, list[int]] = {}
    for place, line in enumerate(basket.lines):
        if line.parcel not in described:
            raise ValueError("a line's parcel is not described")
        places_of.setdefault(line.parcel, []).append(place)
    return places_of


def _chosen(
    usable: Sequence[HeldCoupon], claim_ids: Sequence[UUID], refusals: dict[UUID, Refusal | None]
) -> tuple[list[HeldCoupon], list[UUID]]:
    """The usable ones of the chosen, and those left out: the second of a group, too."""
    by_id = {coupon.claim_id: coupon for coupon in usable}
    used: dict[tuple[str, UUID | None], HeldCoupon] = {}
    refused = []
    for claim_id in dict.fromkeys(claim_ids):
        coupon = by_id.get(claim_id)
        group = (coupon.stack_group, _store_of(coupon)) if coupon else None
        if coupon is None or group is None or group in used:
            refused.append(claim_id)
            if coupon is not None:
                refusals[claim_id] = Refusal("group_taken")
        else:
            used[group] = coupon
    return list(used.values()), refused


def _store_of(coupon: HeldCoupon) -> UUID | None:
    return coupon.store_id if coupon.stack_group == "store" else None


def _begin(lines: list[Priced], freight: Freight) -> _Work:
    groups: tuple[StackGroup, ...] = ("store", "platform", "freight")
    nothing = [0] * len(lines)
    work = _Work(
        lines,
        freight,
        [amount - off for amount, off in zip(freight.amounts, freight.waived_amounts, strict=True)],
        {group: _Taken(nothing, nothing) for group in groups},
    )
    work.taken["freight"].add(freight.waived_amounts, freight.waived_amounts)
    return work


def _take_off(work: _Work, used: Sequence[HeldCoupon]) -> list[tuple[HeldCoupon, int]]:
    """Applies the coupons in their order; says how much each took off."""
    steps = []
    order = list(work.taken)
    for coupon in sorted(used, key=lambda each: order.index(each.stack_group)):
        shares = discount(coupon, work.lines, _left(coupon, work))
        work.taken[coupon.stack_group].add(shares, by_platform(coupon, shares))
        steps.append((coupon, sum(shares)))
    return steps


def _left(coupon: HeldCoupon, work: _Work) -> list[int]:
    """By line, what a coupon of this group can take something off: see the order of things."""
    if coupon.stack_group == "freight":
        return work.to_pay
    goods = [priced.goods for priced in work.lines]
    if coupon.stack_group == "store":
        return goods
    return [amount - off for amount, off in zip(goods, work.taken["store"].off, strict=True)]


def _taxes(
    work: _Work, places_of: dict[ParcelKey, list[int]], tax: TaxFunction
) -> tuple[list[int], list[int]]:
    taxes, bases = [0] * len(work.lines), [0] * len(work.lines)
    for key, places in places_of.items():
        if key.trade_mode == "domestic":
            continue
        taxed = [_taxed(work.lines[place], work.freight.amounts[place]) for place in places]
        for place, line, amount in zip(places, taxed, tax(taxed), strict=True):
            taxes[place], bases[place] = amount, line.base
    return taxes, bases


def _taxed(priced: Priced, freight: int) -> TaxedLine:
    line = priced.line
    return TaxedLine(
        key=line.key,
        unit_price=priced.public // line.quantity,
        quantity=line.quantity,
        base=priced.public + freight,
        facts=line.tax,
    )


def _line(work: _Work, place: int, taxes: list[int], bases: list[int]) -> LineQuote:
    store, platform, freight = work.taken["store"], work.taken["platform"], work.taken["freight"]
    priced = work.lines[place]
    line = priced.line
    unit = priced.goods // line.quantity
    is_normal = unit == line.price
    return LineQuote(
        key=line.key,
        variant_id=line.variant_id,
        product_id=line.product_id,
        store_id=line.store_id,
        parcel=line.parcel,
        quantity=line.quantity,
        normal_price=line.price,
        unit_price=unit,
        price_kind="flash" if priced.is_flash else "normal" if is_normal else "member",
        goods_amount=priced.goods,
        store_discount=store.off[place],
        store_discount_by_platform=store.by_platform[place],
        platform_discount=platform.off[place],
        platform_discount_by_platform=platform.by_platform[place],
        freight_amount=work.freight.amounts[place],
        freight_discount=freight.off[place],
        freight_discount_by_platform=freight.by_platform[place],
        tax_base=bases[place],
        tax_amount=taxes[place],
    )


def _points_usable(lines: Sequence[LineQuote], buyer: Buyer) -> int:
    goods = sum(line.discounted_goods for line in lines)
    return min(buyer.points, goods * POINTS_SHARE_BP // FULL_BP)


def _pay(lines: list[LineQuote], buyer: Buyer, choice: Choice) -> tuple[LineQuote, ...]:
    """Spends points and balance, and works out the points that the rest earns."""
    goods = [line.discounted_goods for line in lines]
    points = split(min(max(choice.points, 0), _points_usable(lines, buyer)), goods) if lines else []
    left = [line.due_amount - spent for line, spent in zip(lines, points, strict=True)]
    wallet = split(min(max(buyer.wallet, 0), sum(left)) if choice.use_wallet else 0, left)
    paid = [amount - spent for amount, spent in zip(goods, points, strict=True)]
    reward = sum(paid) // FEN_PER_REWARD * buyer.points_multiplier_bp // FULL_BP
    rewards = split(reward, paid)
    return tuple(
        totals.with_payment(line, points=spent, wallet=taken, reward=earned)
        for line, spent, taken, earned in zip(lines, points, wallet, rewards, strict=True)
    )


def _verdicts(
    basket: Basket,
    refusals: dict[UUID, Refusal | None],
    work: _Work,
    used: Sequence[HeldCoupon],
) -> list[Verdict]:
    used_ids = {coupon.claim_id for coupon in used}
    verdicts = []
    for coupon in basket.coupons:
        refused = refusals[coupon.claim_id]
        saving = 0 if refused and refused.reason != "group_taken" else _saving(coupon, work)
        if refused is None and saving == 0:
            refused = Refusal("no_freight" if coupon.kind == "freight" else "not_applicable")
        verdicts.append(
            Verdict(
                claim_id=coupon.claim_id,
                coupon_id=coupon.coupon_id,
                stack_group=coupon.stack_group,
                is_usable=saving > 0,
                is_used=coupon.claim_id in used_ids,
                saving=saving,
                reason=refused.reason if refused else "",
                missing=refused.missing if refused else 0,
            )
        )
    return verdicts


def _saving(coupon: HeldCoupon, work: _Work) -> int:
    """What it takes off beside the used coupons of the other groups."""
    left = _left(coupon, work)
    return takes_off(coupon, sum(left[place] for place in covered(coupon, work.lines)))


def _member_would_save(lines: Sequence[Priced]) -> int:
    member = Buyer(is_member=True)
    return sum(priced.goods - unit_price(priced.line, member)[0] * priced.line.quantity for priced in lines)
