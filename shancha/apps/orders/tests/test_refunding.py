"""The arithmetic of refunds, for any line and any sequence of refunds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.orders.refunding import Allowance, Back, LineFacts, commission_of, most_for, part_of

FEN = st.integers(0, 200_000)


@st.composite
def lines(draw: st.DrawFn) -> LineFacts:
    provider, wallet, points = draw(FEN), draw(FEN), draw(FEN)
    paid = provider + wallet + points
    freight = draw(st.integers(0, min(paid, 2_000)))
    return LineFacts(
        quantity=draw(st.integers(1, 9)),
        provider=provider,
        wallet=wallet,
        points=points,
        freight=freight,
        tax=draw(st.integers(0, paid - freight)),
        platform=draw(FEN),
    )


def after(line: LineFacts, back: Back, quantity: int) -> LineFacts:
    was = line.back
    total = Back(
        was.provider + back.provider,
        was.wallet + back.wallet,
        was.points + back.points,
        was.platform + back.platform,
    )
    allowances = line.allowances
    if not quantity and back.amount:
        allowances += (Allowance(line.refunded_quantity, back.amount),)
    gone = line.refunded_quantity + quantity
    return replace(line, back=total, refunded_quantity=gone, allowances=allowances)


@given(lines(), st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 100)), max_size=12))
def test_no_sequence_gives_back_more_than_was_paid(
    line: LineFacts, steps: list[tuple[int, bool, int]]
) -> None:
    rate = 500
    for pieces, with_freight, percent in steps:
        quantity = min(pieces, line.quantity - line.refunded_quantity)
        most = most_for(line, quantity, with_freight=with_freight)
        assert 0 <= most <= line.left
        before = commission_of(line, rate)
        amount = most * percent // 100
        back = part_of(line, amount, quantity)
        assert back.amount == amount
        assert min(back.provider, back.wallet, back.points, back.platform) >= 0
        line = after(line, back, quantity)
        assert line.back.provider <= line.provider
        assert line.back.wallet <= line.wallet
        assert line.back.points <= line.points
        assert line.back.platform <= line.platform
        assert 0 <= commission_of(line, rate) <= before
    rest = part_of(line, line.left, line.quantity - line.refunded_quantity)
    line = after(line, rest, line.quantity - line.refunded_quantity)
    assert line.back == Back(line.provider, line.wallet, line.points, line.platform)
    assert commission_of(line, rate) == 0


@given(lines(), st.booleans())
def test_piece_by_piece_is_the_same_as_all_at_once(line: LineFacts, with_freight: bool) -> None:
    at_once = most_for(line, line.quantity, with_freight=with_freight)
    total, step = 0, line
    for _ in range(line.quantity):
        amount = most_for(step, 1, with_freight=with_freight)
        step = after(step, part_of(step, amount, 1), 1)
        total += amount
    assert total == at_once
    assert at_once == (line.paid if with_freight else line.paid - line.freight)


STEPS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 100), st.booleans()), max_size=12)


@given(lines(), STEPS)
def test_what_was_given_for_pieces_that_stay_is_not_given_again(
    line: LineFacts, steps: list[tuple[int, int, bool]]
) -> None:
    goods = line.paid - line.freight
    for wanted, percent, stays in steps:
        left = line.quantity - line.refunded_quantity
        pieces = min(wanted, left)
        most = most_for(line, pieces, with_freight=False)
        assert most <= most_for(line, left, with_freight=False) == goods - line.back.amount
        amount = most * percent // 100 if stays else most
        counted = 0 if stays and amount < most else pieces
        line = after(line, part_of(line, amount, counted), counted)
        left -= counted
        assert line.back.amount <= goods
        if left:
            share = (goods - line.back.amount) / left
            assert abs(most_for(line, 1, with_freight=False) - share) < 1, "alike for all that are left"
    one_by_one, rest = line, line.quantity - line.refunded_quantity
    for _ in range(rest):
        amount = most_for(one_by_one, 1, with_freight=False)
        one_by_one = after(one_by_one, part_of(one_by_one, amount, 1), 1)
    assert one_by_one.back.amount == goods, "all back is all of it"


def test_a_piece_that_was_compensated_brings_the_rest_of_its_price() -> None:
    line = LineFacts(quantity=2, provider=18_400, wallet=0, points=0, freight=0, tax=0, platform=0)
    line = after(line, part_of(line, 9_100, 0), 0)
    assert [most_for(line, pieces, with_freight=True) for pieces in (1, 2)] == [4_650, 9_300]
    line = after(line, part_of(line, 4_650, 1), 1)
    assert most_for(line, 1, with_freight=True) == 4_650


def test_ways_share_in_proportion() -> None:
    line = LineFacts(quantity=2, provider=6_000, wallet=3_000, points=1_000, freight=0, tax=0, platform=500)
    assert part_of(line, 5_000, 1) == Back(3_000, 1_500, 500, 250)
    with pytest.raises(ValueError, match="left"):
        part_of(line, 10_001, 2)
    assert commission_of(line, 500) == 525
    assert commission_of(after(line, Back(3_000, 1_500, 500, 250), 1), 500) == 263


def test_what_cost_nothing_gives_back_the_subsidy_by_piece() -> None:
    line = LineFacts(quantity=4, provider=0, wallet=0, points=0, freight=0, tax=0, platform=1_000)
    assert part_of(line, 0, 1) == Back(0, 0, 0, 250)
