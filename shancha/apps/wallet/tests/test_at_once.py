"""Many threads at the same money: spent once, never more than is there."""

import pytest

from shancha.apps.wallet.accounts import platform_account, store_account, user_account
from shancha.apps.wallet.errors import InsufficientBalanceError
from shancha.apps.wallet.models import PointsLot
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.apps.wallet.services import capture, check_ledger, grant_points, hold, post, release, reverse
from shancha.apps.wallet.tests.factories import give_points, make_rich, standing
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_sixteen_orders_at_once_spend_balance_and_points_once() -> None:
    user = make_rich(100, 100)
    give_points(user, 5)
    references = [new_id() for _ in range(16)]
    raised = run_together(
        [
            lambda each=each: hold(
                user_id=user.id, reference_kind="order", reference_id=each, balance=20, points=30
            )
            for each in references
        ]
    )
    assert len(raised) == 13
    assert [error for error in raised if not isinstance(error, InsufficientBalanceError)] == []
    assert standing(user) == (40, 60, 15, 90)
    assert sum(PointsLot.objects.values_list("remaining", flat=True)) == 15


def test_one_key_sixteen_times_at_once_moves_once() -> None:
    user, reference = make_rich(100, 100), new_id()

    def all_of_it() -> None:
        hold(user_id=user.id, reference_kind="order", reference_id=reference, balance=60, points=60)
        capture(reference_kind="order", reference_id=reference)
        reverse(reference_kind="order", reference_id=reference, key="refund-1", balance=10, points=10)
        grant_points(
            user_id=user.id, amount=3, kind="x", reference_kind="order", reference_id=reference, key="gift-1"
        )

    assert run_together([all_of_it] * 16) == []
    assert standing(user) == (50, 0, 53, 0)
    assert check_ledger().is_right


def test_capture_and_release_at_once_end_one_way() -> None:
    user, reference = make_rich(100), new_id()
    hold(user_id=user.id, reference_kind="order", reference_id=reference, balance=60)
    calls = [capture, release] * 4
    raised = run_together(
        [lambda call=call: call(reference_kind="order", reference_id=reference) for call in calls]
    )
    assert len(raised) == 4
    assert standing(user)[:2] in {(40, 0), (100, 0)}


@pytest.mark.parametrize("turn", range(5))
def test_entries_over_the_same_accounts_in_any_order_never_lock_each_other_out(turn: int) -> None:
    """Some of the accounts are opened by the first to need them."""
    users = [make_rich(1_000) for _ in range(4)]
    accounts = [user_account(user.id, "balance") for user in users]
    shared = [platform_account("commission"), store_account(new_id(), "pending"), *accounts]

    def write(number: int) -> None:
        order = shared[number % 6 :] + shared[: number % 6]
        legs = [(account, 1 if place % 2 else -1) for place, account in enumerate(order)]
        usable = [(account, amount) for account, amount in legs if account != shared[1] or amount > 0]
        usable.append((shared[0], -sum(amount for _, amount in usable)))
        post(kind="x", reference_kind="x", reference_id=new_id(), key=f"k{turn}:{number}", legs=usable)

    assert run_together([lambda number=number: write(number) for number in range(16)]) == []
    assert balance_of(shared[1]) > 0
    assert trial_balance()["wrong"] == []
