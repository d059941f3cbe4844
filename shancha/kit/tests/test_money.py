"""Shares that add up, whatever is shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.kit.money import fold_zh, half_up, part, percent, split, yuan

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


@given(st.integers(0, 10**12), weights)
def test_shares_add_up_and_are_within_one_of_the_exact_share(total, given_weights):
    shares = split(total, given_weights)
    assert sum(shares) == total
    assert shares == split(total, given_weights)
    whole = sum(given_weights)
    if whole:
        for share, weight in zip(shares, given_weights, strict=True):
            assert abs(share * whole - total * weight) < whole
            assert share == 0 or weight > 0


@given(weights, st.data())
def test_no_share_exceeds_its_weight(given_weights, data):
    total = data.draw(st.integers(0, sum(given_weights)))
    assert all(
        share <= weight for share, weight in zip(split(total, given_weights), given_weights, strict=True)
    )


def test_equal_remainders_go_to_the_earlier_share():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(5, [0, 0]) == [3, 2]
    assert split(0, []) == []


@pytest.mark.parametrize(("total", "given_weights"), [(-1, [1]), (1, [2, -1]), (1, [])])
def test_nonsense_is_refused(total, given_weights):
    with pytest.raises(ValueError, match=r"negative|nobody"):
        split(total, given_weights)


def test_rates_and_words():
    assert (part(999, 5000), part(1, 5000), part(0, 10_000), part(25, 1000)) == (500, 1, 0, 3)
    assert (half_up(Decimal("2548.5")), half_up(Decimal("0.4999")), half_up(Decimal("-0.5"))) == (2549, 0, -1)
    assert (yuan(1250), yuan(1200), yuan(5), yuan(-1905)) == ("12.50", "12", "0.05", "-19.05")
    assert (fold_zh(1500), fold_zh(2000), fold_zh(1250)) == ("8.5 折", "8 折", "8.75 折")
    assert (percent(910), percent(1000), percent(2306), percent(5)) == ("9.1%", "10%", "23.06%", "0.05%")
