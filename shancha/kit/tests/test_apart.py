"""Rows of one job."""

import pytest

from shancha.kit.apart import each_apart


def test_one_that_fails_holds_nobody_up_and_is_told_at_the_end():
    done, put_off = [], []

    def work(item: int) -> bool:
        if item == 1:
            raise ValueError("poison")
        done.append(item)
        return item != 3

    with pytest.raises(ValueError, match="poison"):
        each_apart([1, 2, 3, 4], work, failed=put_off.append)
    assert (done, put_off) == ([2, 3, 4], [1])
    assert each_apart([2, 3, 4], work) == 2
