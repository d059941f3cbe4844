"""An order in any order of events: it goes only where the table lets it, and the money follows."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.orders.models import Order, OrderEvent, OrderLine
from shancha.apps.orders.services import cancelling, expiring, receiving, shipping
from shancha.apps.orders.states import RULES, Status, moment_of, sources
from shancha.apps.orders.tests.factories import make_buyer, make_goods, open_charge, place, succeed
from shancha.apps.orders.tests.test_placing import give_balance, give_points
from shancha.apps.payments.models import Refund
from shancha.apps.wallet.accounts import store_account, user_account
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.kit.clock import held_at, now
from shancha.kit.errors import ProblemError

pytestmark = pytest.mark.django_db
PRICE, PIECES = 10_000, 3
TOTAL = PRICE * PIECES


def test_the_table_is_whole():
    assert {target for _, target in RULES} == set(Status) - {Status.TO_PAY}
    ends = {Status.CANCELLED, Status.CLOSED}
    assert all(source not in ends for source, _ in RULES)
    for source, target in RULES:
        assert moment_of(target) == RULES[source, target].moment
    assert sources(Status.TO_SHIP, "buyer") == []
    assert sources(Status.CANCELLED, "merchant") == ["to_ship"]


class Life(RuleBasedStateMachine):
    """One order of three pieces beside a model that knows only the rules of the trade."""

    @initialize(balance=st.integers(0, TOTAL), points=st.integers(0, TOTAL))
    def begin(self, balance: int, points: int) -> None:
        self.at: datetime = now()
        self.buyer, self.goods = make_buyer(), make_goods(price=PRICE, stock=10)
        give_balance(self.buyer, balance)
        give_points(self.buyer, points)
        self.balance, self.points = balance, points
        with held_at(self.at):
            self.group = place(self.buyer, self.goods, PIECES, use_wallet=True, points=points)
            self.charge = open_charge(self.group) if self.group.payment_id else None
        self.order_id = Order.objects.get(group=self.group).id
        self.status = "to_pay" if self.charge else "to_ship"
        self.sent, self.parcels = 0, 0

    def attempt(self, action: Any) -> bool:
        """Whether it was allowed; a refusal changes nothing."""
        try:
            with held_at(self.at), transaction.atomic():
                return action() is not False
        except ProblemError:
            return False

    @rule(hours=st.sampled_from([0, 1, 30, 24 * 12, 24 * 20]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule()
    def the_money_arrives(self) -> None:
        if self.charge is None:
            return
        self.attempt(lambda: succeed(self.charge))
        if self.status == "to_pay":
            self.status = "to_ship"

    @rule()
    def the_buyer_cancels(self) -> None:
        done = self.attempt(
            lambda: cancelling.cancel_by_buyer(user_id=self.buyer.id, order_id=self.order_id, reason="other")
        )
        assert done == (self.status == "to_pay" or (self.status == "to_ship" and not self.sent))
        if done:
            self.status = "cancelled"

    @rule()
    def the_clock_looks_for_unpaid_orders(self) -> None:
        is_late = self.at >= self.group.pay_by
        done = self.attempt(lambda: expiring.expire(self.group.id))
        assert done == (self.status == "to_pay" and is_late)
        if done:
            self.status = "cancelled"

    @rule(pieces=st.integers(1, 4))
    def the_store_sends(self, pieces: int) -> None:
        line = OrderLine.objects.get(order_id=self.order_id)
        done = self.attempt(
            lambda: shipping.ship(
                store_id=self.goods.store_id,
                order_id=self.order_id,
                carrier="sf",
                tracking_number=f"SF{self.parcels:08}",
                actor_id=self.buyer.id,
                quantities={line.id: pieces},
            )
        )
        assert done == (self.status == "to_ship" and pieces <= PIECES - self.sent)
        if done:
            self.sent += pieces
            self.parcels += 1
            if self.sent == PIECES:
                self.status, self.sent_at = "to_receive", self.at

    @rule()
    def the_buyer_confirms(self) -> None:
        done = self.attempt(lambda: receiving.confirm(user_id=self.buyer.id, order_id=self.order_id))
        assert done == (self.status == "to_receive")
        if done:
            self.status = "to_review"

    @rule()
    def the_clock_confirms(self) -> None:
        done = self.attempt(lambda: receiving.confirm_by_time(self.order_id))
        is_due = self.status == "to_receive" and self.at >= self.sent_at + timedelta(days=15)
        assert done == is_due
        if done:
            self.status = "to_review"

    @rule()
    def all_is_reviewed(self) -> None:
        done = self.attempt(lambda: receiving.complete(order_id=self.order_id, actor="buyer"))
        assert done == (self.status == "to_review")
        if done:
            self.status = "completed"

    @invariant()
    def the_order_is_where_the_model_says(self) -> None:
        if not hasattr(self, "order_id"):
            return
        order = Order.objects.get(id=self.order_id)
        assert order.status == self.status
        steps = OrderEvent.objects.filter(order_id=self.order_id, kind="moved").order_by("id")
        for step in steps:
            assert (step.from_status, step.to_status) in RULES

    @invariant()
    def stock_and_money_follow(self) -> None:
        if not hasattr(self, "order_id"):
            return
        order = Order.objects.get(id=self.order_id)
        assert order.payable_amount + order.wallet_amount + order.points_amount == TOTAL
        refunded = sum(Refund.objects.filter(payment=self.group.payment_id).values_list("amount", flat=True))
        pending = balance_of(store_account(self.goods.store_id, "pending"))
        if self.status == "cancelled":
            assert stock_of(self.goods) == (10, 0)
            assert balance_of(user_account(self.buyer.id, "balance")) == self.balance
            assert balance_of(user_account(self.buyer.id, "points")) == self.points
            paid_once = self.charge is not None and order.paid_amount > 0
            assert pending == 0
            assert refunded == order.paid_amount if paid_once else refunded in {0, order.payable_amount}
        elif self.status == "to_pay":
            assert (stock_of(self.goods), pending, refunded) == ((10, PIECES), 0, 0)
        else:
            assert (stock_of(self.goods), pending, refunded) == ((10 - PIECES, 0), TOTAL, 0)
        assert trial_balance()["wrong"] == []


def test_an_order_goes_only_where_it_may() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
