"""The ledger: zero in every entry and over all, nothing below zero, nothing changed afterwards."""

from collections import defaultdict
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.wallet.accounts import platform_account, store_account, user_account
from shancha.apps.wallet.errors import (
    EntryMismatchError,
    HoldSettledError,
    InsufficientBalanceError,
    ReturnTooLargeError,
    UnbalancedEntryError,
)
from shancha.apps.wallet.models import JournalEntry, LedgerAccount, LedgerCheck, Posting
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.apps.wallet.services import (
    EntryDraft,
    capture,
    check_ledger,
    hold,
    post,
    post_all,
    release,
    reverse,
)
from shancha.apps.wallet.tests.factories import make_rich, standing
from shancha.kit import sql
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db
HOUSE = platform_account("gifts")


def write(key: str, legs: list[Any]) -> JournalEntry:
    return post(kind="test", reference_kind="test", reference_id=new_id(), key=key, legs=legs)


def test_an_entry_is_written_once_by_its_key() -> None:
    user = make_rich(100)
    mine = user_account(user.id, "balance")
    first = write("a", [(mine, -30), (HOUSE, 30)])
    assert write("a", [(mine, -10), (HOUSE, 30), (mine, -20)]).id == first.id, "amounts on one account add up"
    assert balance_of(mine) == 70
    with pytest.raises(EntryMismatchError), transaction.atomic():
        write("a", [(mine, -31), (HOUSE, 31)])
    with pytest.raises(UnbalancedEntryError), transaction.atomic():
        write("b", [(mine, -30), (HOUSE, 29)])
    with pytest.raises(UnbalancedEntryError, match="c"), transaction.atomic():
        write("c", [(mine, -30), (platform_account("points_burnt", "PTS"), 30)])
    last = Posting.objects.filter(account_id=mine.id).latest("id")
    assert (last.amount, last.balance_after) == (-30, 70)


def test_nothing_falls_below_zero_but_the_houses_own_books_and_debt() -> None:
    user, store_id = make_rich(100), new_id()
    with pytest.raises(InsufficientBalanceError), transaction.atomic():
        write("a", [(user_account(user.id, "balance"), -101), (HOUSE, 101)])
    with pytest.raises(InsufficientBalanceError), transaction.atomic():
        write("b", [(store_account(store_id, "available"), -1), (HOUSE, 1)])
    write("c", [(store_account(store_id, "debt"), -5), (HOUSE, 5)])
    assert not JournalEntry.objects.filter(key__in="ab").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerAccount.objects.filter(id=user_account(user.id, "balance").id).update(balance=-1)


def test_several_entries_follow_each_other() -> None:
    user = make_user()
    mine = user_account(user.id, "balance")

    def draft(key: str, amount: int) -> EntryDraft:
        return EntryDraft(
            kind="test",
            reference_kind="t",
            reference_id=new_id(),
            key=key,
            legs=[(mine, amount), (HOUSE, -amount)],
        )

    post_all([draft("z", 50), draft("a", -20), draft("m", -30)])
    rows = Posting.objects.filter(account_id=mine.id).order_by("id")
    assert [(row.amount, row.balance_after) for row in rows] == [(50, 50), (-20, 30), (-30, 0)]


@pytest.mark.parametrize(
    "statement",
    [
        "update wallet_posting set amount = amount + 1",
        "delete from wallet_posting",
        "truncate wallet_posting cascade",
        "update wallet_entry set memo = '{}'",
        "delete from wallet_entry",
    ],
)
def test_what_is_written_stays_as_it_is(statement: str) -> None:
    make_rich(100)
    sql.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        sql.execute(statement)


def test_the_database_itself_refuses_an_entry_that_is_not_zero() -> None:
    user = make_rich(100)
    entry = JournalEntry.objects.latest("created_at")
    sql.execute("set constraints all immediate")
    posting = Posting(
        entry=entry, account_id=user_account(user.id, "balance").id, amount=1, balance_after=101
    )
    with pytest.raises(IntegrityError, match="sum to zero"), transaction.atomic():
        posting.save()


def test_the_nightly_look_finds_what_is_wrong() -> None:
    user = make_rich(100, 7)
    assert check_ledger().is_right
    account_id = user_account(user.id, "balance").id
    LedgerAccount.objects.filter(id=account_id).update(balance=101)
    assert not check_ledger().is_right
    assert LedgerCheck.objects.latest("id").wrong_accounts == [str(account_id)]


class Wallet(RuleBasedStateMachine):
    """Two members who hold, pay, cancel and are refunded, beside a model in plain arithmetic."""

    @initialize(balance=st.integers(0, 500), points=st.integers(0, 500))
    def begin(self, balance: int, points: int) -> None:
        self.users = [make_rich(balance, points), make_rich(points, balance)]
        self.free = [{"CNY": balance, "PTS": points}, {"CNY": points, "PTS": balance}]
        self.held: dict[Any, tuple[int, int, int]] = {}
        self.taken: dict[Any, tuple[int, int, int]] = {}
        self.known: list[Any] = []

    @rule(who=st.integers(0, 1), balance=st.integers(0, 300), points=st.integers(0, 300))
    def set_aside(self, who: int, balance: int, points: int) -> None:
        reference, free = new_id(), self.free[who]
        try:
            with transaction.atomic():
                hold(
                    user_id=self.users[who].id,
                    reference_kind="order",
                    reference_id=reference,
                    balance=balance,
                    points=points,
                )
        except InsufficientBalanceError:
            assert balance > free["CNY"] or points > free["PTS"]
            return
        free["CNY"] -= balance
        free["PTS"] -= points
        assert min(free.values()) >= 0
        self.held[reference] = (who, balance, points)
        self.known.append(reference)

    @rule(place=st.integers(0, 50), ending=st.sampled_from([capture, release]))
    def settle(self, place: int, ending: Any) -> None:
        if not self.known:
            return
        reference = self.known[place % len(self.known)]
        if reference in self.held:
            who, balance, points = self.held.pop(reference)
            if ending is capture:
                self.taken[reference] = (who, balance, points)
            else:
                self.free[who]["CNY"] += balance
                self.free[who]["PTS"] += points
            ending(reference_kind="order", reference_id=reference)
            ending(reference_kind="order", reference_id=reference)
            return
        was_taken = reference in self.taken and any(self.taken[reference][1:])
        if was_taken is (ending is capture):
            ending(reference_kind="order", reference_id=reference)

    @rule(
        place=st.integers(0, 50),
        balance=st.integers(0, 300),
        points=st.integers(0, 300),
        times=st.integers(1, 2),
    )
    def give_back(self, place: int, balance: int, points: int, times: int) -> None:
        if not self.taken:
            return
        reference = list(self.taken)[place % len(self.taken)]
        who, left_balance, left_points = self.taken[reference]
        try:
            with transaction.atomic():
                key = str(new_id())
                for _ in range(times):
                    reverse(
                        reference_kind="order",
                        reference_id=reference,
                        key=key,
                        balance=balance,
                        points=points,
                    )
        except ReturnTooLargeError:
            assert balance > left_balance or points > left_points
            return
        self.taken[reference] = (who, left_balance - balance, left_points - points)
        assert min(self.taken[reference][1:]) >= 0
        self.free[who]["CNY"] += balance
        self.free[who]["PTS"] += points

    @invariant()
    def books_agree_with_plain_arithmetic(self) -> None:
        if not hasattr(self, "users"):
            return
        for who, user in enumerate(self.users):
            mine = [amounts[1:] for amounts in self.held.values() if amounts[0] == who]
            expected = (
                self.free[who]["CNY"],
                sum(amounts[0] for amounts in mine),
                self.free[who]["PTS"],
                sum(amounts[1] for amounts in mine),
            )
            assert standing(user) == expected
            lots = sql.fetch_value(
                "select coalesce(sum(remaining), 0) from wallet_pointslot where user_id = %s", [user.id]
            )
            assert lots == self.free[who]["PTS"]

    @invariant()
    def every_entry_and_the_whole_are_zero(self) -> None:
        totals: dict[Any, int] = defaultdict(int)
        rows = sql.fetch_rows(
            "select p.entry_id, a.currency, p.amount "
            "from wallet_posting p join wallet_account a on a.id = p.account_id"
        )
        for entry_id, currency, amount in rows:
            totals[entry_id, currency] += amount
        assert not any(totals.values())
        found = trial_balance()
        assert found["wrong"] == []


def test_the_books_stay_right_whatever_members_do() -> None:
    run_state_machine_as_test(
        Wallet,
        settings=settings(
            max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_a_settled_hold_stays_settled() -> None:
    user, reference = make_rich(100), new_id()
    hold(user_id=user.id, reference_kind="order", reference_id=reference, balance=60)
    hold(user_id=user.id, reference_kind="order", reference_id=reference, balance=60)
    with pytest.raises(HoldSettledError), transaction.atomic():
        hold(user_id=user.id, reference_kind="order", reference_id=reference, balance=61)
    assert standing(user)[:2] == (40, 60)
    release(reference_kind="order", reference_id=reference)
    with pytest.raises(HoldSettledError), transaction.atomic():
        capture(reference_kind="order", reference_id=reference)
    assert standing(user)[:2] == (100, 0)
