"""The engine: sums exact, nothing below zero, the best combination truly best, no price by profile."""

import itertools
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shancha.apps.promotions.pricing import (
    Basket,
    Buyer,
    Choice,
    HeldCoupon,
    Line,
    Parcel,
    ParcelKey,
    quote,
)
from shancha.apps.promotions.pricing.types import Amounts
from shancha.kit.money import part, portion

STORES, BRANDS, CATEGORIES, PRODUCTS = (
    [UUID(int=base + each) for each in range(3)] for base in (100, 200, 300, 400)
)
MODES = ["domestic", "bonded", "direct"]
AT = datetime(2027, 1, 1, tzinfo=UTC)


def nine_percent(lines):
    """A tax with the common rate."""
    return [part(line.base, 910) for line in lines]


prices = st.integers(1, 100_000)


@st.composite
def lines(draw, key):
    price = draw(prices)
    return Line(
        key=str(key),
        variant_id=UUID(int=1000 + key),
        product_id=draw(st.sampled_from(PRODUCTS)),
        store_id=draw(st.sampled_from(STORES)),
        warehouse_id=UUID(int=draw(st.integers(1, 2))),
        category_ids=(CATEGORIES[0], draw(st.sampled_from(CATEGORIES))),
        brand_id=draw(st.sampled_from([None, *BRANDS])),
        price=price,
        member_price=draw(st.none() | st.integers(1, price)),
        flash_price=draw(st.none() | st.none() | st.integers(1, price)),
        quantity=draw(st.integers(1, 5)),
        trade_mode=draw(st.sampled_from(MODES)),
    )


@st.composite
def coupons(draw, key):
    kind = draw(st.sampled_from(["amount", "percent", "freight"]))
    store_id = draw(st.sampled_from([None, *STORES]))
    return HeldCoupon(
        claim_id=UUID(int=5000 + key),
        coupon_id=UUID(int=6000 + key),
        kind=kind,
        stack_group="freight" if kind == "freight" else "store" if store_id else "platform",
        value=draw(st.integers(1, 9_999) if kind == "percent" else st.integers(1, 60_000)),
        threshold=draw(st.just(0) | st.integers(0, 200_000)),
        cap=draw(st.none() | st.integers(1, 20_000)),
        platform_share_bp=draw(st.integers(0, 10_000)),
        store_id=store_id,
        category_ids=draw(
            st.just(frozenset()) | st.sampled_from(CATEGORIES).map(lambda each: frozenset([each]))
        ),
        brand_id=draw(st.none() | st.sampled_from(BRANDS)),
        product_ids=draw(st.just(frozenset()) | st.frozensets(st.sampled_from(PRODUCTS), max_size=2)),
        members_only=draw(st.booleans()),
        valid_until=AT + timedelta(days=draw(st.integers(-1, 9))),
    )


@st.composite
def baskets(draw, max_lines=6, max_coupons=6):
    chosen = tuple(draw(lines(key)) for key in range(draw(st.integers(1, max_lines))))
    parcels = tuple(
        Parcel(
            key=key,
            base_freight=draw(st.integers(0, 3_000)),
            free_over=draw(st.none() | st.integers(0, 100_000)),
            remote_surcharge=draw(st.integers(0, 1_500)),
            remote_provinces=frozenset({"54"}),
        )
        for key in dict.fromkeys(line.parcel for line in chosen)
    )
    return Basket(
        lines=chosen,
        parcels=parcels,
        coupons=tuple(draw(coupons(key)) for key in range(draw(st.integers(0, max_coupons)))),
        province=draw(st.sampled_from(["", "31", "54"])),
        at=AT,
    )


buyers = st.builds(
    Buyer,
    is_member=st.booleans(),
    free_deliveries=st.integers(0, 3),
    points_multiplier_bp=st.sampled_from([10_000, 20_000]),
    points=st.integers(0, 100_000),
    wallet=st.integers(0, 500_000),
)
choices = st.builds(Choice, points=st.integers(0, 100_000), use_wallet=st.booleans())
SUMS = [each.name for each in fields(Amounts)]


@given(baskets(), buyers, choices)
def test_every_total_is_the_sum_of_its_lines_and_nothing_is_negative(basket, buyer, choice):
    given_quote = quote(basket, buyer, choice, tax=nine_percent)
    for name in SUMS:
        total = getattr(given_quote, name)
        assert total == sum(getattr(line, name) for line in given_quote.lines)
        assert total == sum(getattr(parcel, name) for parcel in given_quote.parcels)
    for line in given_quote.lines:
        assert all(getattr(line, name) >= 0 for name in SUMS), line
        assert line.store_discount + line.platform_discount <= line.goods_amount
        assert line.freight_discount <= line.freight_amount
        assert line.platform_funded >= 0
        assert line.store_funded >= 0
        assert line.store_discount_by_platform <= line.store_discount
        assert line.platform_discount_by_platform <= line.platform_discount
        assert line.points_amount <= line.discounted_goods
        assert line.unit_price * line.quantity == line.goods_amount
        assert line.unit_price <= line.normal_price
    assert sum(step.amount for step in given_quote.steps) == given_quote.payable_amount
    assert given_quote.points_amount <= min(buyer.points, choice.points)
    assert given_quote.wallet_amount <= buyer.wallet
    assert [line.key for line in given_quote.lines] == [line.key for line in basket.lines]
    assert sorted(key for parcel in given_quote.parcels for key in parcel.line_keys) == sorted(
        line.key for line in basket.lines
    )


@given(baskets(), buyers)
@settings(max_examples=40)
def test_the_same_input_gives_the_same_quote(basket, buyer):
    assert quote(basket, buyer, Choice(), tax=nine_percent) == quote(
        basket, buyer, Choice(), tax=nine_percent
    )


@given(baskets(), buyers)
@settings(max_examples=40)
def test_tax_is_on_what_everybody_would_pay_and_no_coupon_lowers_it(basket, buyer):
    with_coupons = quote(basket, buyer, Choice(points=10**6, use_wallet=True), tax=nine_percent)
    bare = quote(replace(basket, coupons=()), Buyer(), Choice(), tax=nine_percent)
    for given_line, line in zip(with_coupons.lines, basket.lines, strict=True):
        if line.trade_mode == "domestic":
            assert given_line.tax_amount == given_line.tax_base == 0
        else:
            public = min(line.price, line.flash_price or line.price) * line.quantity
            assert given_line.tax_base == public + given_line.freight_amount
            assert given_line.tax_amount == part(given_line.tax_base, 910)
    by_parcel = {parcel.key: parcel.tax_base for parcel in bare.parcels}
    assert {parcel.key: parcel.tax_base for parcel in with_coupons.parcels} == by_parcel


@given(baskets(max_lines=4, max_coupons=5), buyers)
@settings(max_examples=30)
def test_the_proposal_is_the_best_of_all_combinations(basket, buyer):
    best = quote(basket, buyer, Choice(), tax=nine_percent)
    assert best.coupon_saving == best.best_saving
    assert best.refused_coupons == ()
    ids = [coupon.claim_id for coupon in basket.coupons]
    for size in range(len(ids) + 1):
        for chosen in itertools.combinations(ids, size):
            other = quote(basket, buyer, Choice(coupons=chosen), tax=nine_percent)
            assert other.coupon_saving <= best.best_saving
            assert other.best_coupons == best.best_coupons
            assert other.coupon_saving < best.best_saving or len(other.used_coupons) >= len(best.best_coupons)


@given(baskets(), buyers, st.data())
@settings(max_examples=40)
def test_one_more_coupon_never_costs(basket, buyer, data):
    assume(basket.coupons)
    gone = data.draw(st.integers(0, len(basket.coupons) - 1))
    fewer = replace(basket, coupons=basket.coupons[:gone] + basket.coupons[gone + 1 :])
    more, less = (quote(each, buyer, Choice(), tax=nine_percent) for each in (basket, fewer))
    assert more.due_amount <= less.due_amount


@given(baskets(), buyers)
@settings(max_examples=40)
def test_membership_never_costs(basket, buyer):
    """Shares are whole fen, so that a coupon on part of another one's goods may differ by a fen a line."""
    member, other = (
        quote(basket, replace(buyer, is_member=each), Choice(), tax=nine_percent) for each in (True, False)
    )
    slack = len(basket.lines) if len(member.used_coupons) > 1 else 1 if member.used_coupons else 0
    assert member.due_amount <= other.due_amount + slack
    assert member.member_would_save == 0
    assert other.member_saving == 0


@given(baskets(), buyers, st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=40)
def test_more_points_never_cost(basket, buyer, few, more):
    less = quote(basket, buyer, Choice(points=few), tax=nine_percent)
    given_quote = quote(basket, buyer, Choice(points=few + more), tax=nine_percent)
    assert given_quote.payable_amount <= less.payable_amount
    assert given_quote.points_amount <= given_quote.points_usable


@given(baskets(), buyers)
@settings(max_examples=40)
def test_verdicts_say_the_truth(basket, buyer):
    given_quote = quote(basket, buyer, Choice(), tax=nine_percent)
    by_id = {coupon.claim_id: coupon for coupon in basket.coupons}
    used = sum(verdict.saving for verdict in given_quote.verdicts if verdict.is_used)
    assert used == given_quote.coupon_saving
    for verdict in given_quote.verdicts:
        assert verdict.is_usable == (verdict.saving > 0) == (verdict.reason == "")
        alone = quote(basket, buyer, Choice(coupons=(verdict.claim_id,)), tax=nine_percent)
        if by_id[verdict.claim_id].stack_group != "platform":
            assert alone.coupon_saving == verdict.saving
        if verdict.reason == "below_threshold":
            assert verdict.missing > 0
        if verdict.reason == "expired":
            assert by_id[verdict.claim_id].valid_until <= AT


@given(st.integers(0, 10**9), st.integers(1, 50), st.data())
def test_refunded_piece_by_piece_gives_back_exactly_all(total, parts, data):
    done, given_back = 0, []
    while done < parts:
        count = data.draw(st.integers(1, parts - done))
        given_back.append(portion(total, parts=parts, done=done, count=count))
        done += count
    assert sum(given_back) == total
    assert all(each >= 0 for each in given_back)
    with pytest.raises(ValueError, match="more pieces"):
        portion(total, parts=parts, done=parts, count=1)


def test_a_price_knows_nothing_of_the_person():
    """No price by profile: these are all facts about the buyer that the engine is given."""
    assert {each.name for each in fields(Buyer)} == {
        "is_member",
        "free_deliveries",
        "points_multiplier_bp",
        "points",
        "wallet",
    }


def one_line(**changes):
    line = Line(
        key="a",
        variant_id=UUID(int=1),
        product_id=PRODUCTS[0],
        store_id=STORES[0],
        warehouse_id=UUID(int=1),
        category_ids=(CATEGORIES[0],),
        price=10_000,
        quantity=1,
    )
    return replace(line, **changes)


def basket_of(*given_lines, coupons=(), **parcel):
    keys = dict.fromkeys(line.parcel for line in given_lines)
    return Basket(given_lines, tuple(Parcel(key, **parcel) for key in keys), tuple(coupons), at=AT)


def coupon_of(**changes):
    known = {"claim_id": UUID(int=50), "coupon_id": UUID(int=60), "kind": "amount", "stack_group": "platform"}
    return HeldCoupon(**{**known, "value": 2_000, **changes})


def test_flash_goods_take_no_coupon():
    coupon = coupon_of()
    given_quote = quote(
        basket_of(one_line(flash_price=4_990), coupons=[coupon]), Buyer(), Choice(), tax=nine_percent
    )
    assert given_quote.payable_amount == 4_990
    assert given_quote.verdicts[0].reason == "flash_goods"


def test_a_second_coupon_of_a_group_is_refused():
    first, second = coupon_of(), coupon_of(claim_id=UUID(int=51), coupon_id=UUID(int=61), value=3_000)
    chosen = Choice(coupons=(first.claim_id, second.claim_id, UUID(int=99)))
    given_quote = quote(basket_of(one_line(), coupons=[first, second]), Buyer(), chosen, tax=nine_percent)
    assert given_quote.used_coupons == (first.claim_id,)
    assert given_quote.refused_coupons == (second.claim_id, UUID(int=99))
    assert [verdict.reason for verdict in given_quote.verdicts] == ["", "group_taken"]
    assert given_quote.best_coupons == (second.claim_id,)


def test_equal_savings_use_the_coupon_that_expires_first():
    late = coupon_of(valid_until=AT + timedelta(days=5))
    soon = coupon_of(claim_id=UUID(int=51), coupon_id=UUID(int=61), valid_until=AT + timedelta(days=1))
    assert quote(
        basket_of(one_line(), coupons=[late, soon]), Buyer(), Choice(), tax=nine_percent
    ).used_coupons == (soon.claim_id,)


def test_free_delivery_of_members_goes_to_the_dearest_parcel():
    here, there = one_line(), one_line(key="b", warehouse_id=UUID(int=2))
    basket = Basket(
        (here, there), (Parcel(here.parcel, base_freight=600), Parcel(there.parcel, base_freight=1_200))
    )
    given_quote = quote(basket, Buyer(is_member=True, free_deliveries=1), Choice(), tax=nine_percent)
    assert [parcel.is_freight_waived for parcel in given_quote.parcels] == [False, True]
    assert (given_quote.payable_amount, given_quote.member_saving, given_quote.free_deliveries_used) == (
        20_600,
        1_200,
        1,
    )


@pytest.mark.parametrize("change", [{"quantity": 0}, {"price": -1}, {"member_price": -5}])
def test_nonsense_is_refused(change):
    with pytest.raises(ValueError, match="quantity"):
        quote(basket_of(one_line(**change)), Buyer(), Choice(), tax=nine_percent)
    with pytest.raises(ValueError, match="parcel"):
        quote(
            Basket((one_line(),), (Parcel(ParcelKey(*[UUID(int=9)] * 2, "domestic")),)),
            Buyer(),
            Choice(),
            tax=nine_percent,
        )
