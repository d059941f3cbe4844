"""Buyer, store, platform and clock do what they like with the cases of an order: money stays right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Reservation, Stock
from shancha.apps.mall.tests.factories import make_store, make_warehouse
from shancha.apps.orders.aftersale_acts import buyer_acts, store_acts
from shancha.apps.orders.aftersale_states import ENDED, MOVES, OPEN, CaseStatus
from shancha.apps.orders.errors import AfterSaleStateError, ReturnByRightError
from shancha.apps.orders.models import AfterSale, AfterSaleEvent, Order, OrderLine, RefundPart, Settlement
from shancha.apps.orders.services import (
    aftersale_clock,
    aftersale_goods,
    aftersales,
    disputes,
    offers,
    settling,
    shipping,
)
from shancha.apps.orders.services.return_rights import pieces_for
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import arrive, deliver, refunds_arrive, staff_of
from shancha.apps.payments.models import Payment
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger, grant_points
from shancha.kit.clock import held_at, now
from shancha.kit.errors import ProblemError
from shancha.kit.ids import new_id

KINDS = st.sampled_from(["refund_only", "return", "exchange", "repair", "claim", "cancel"])
REASONS = st.sampled_from(["no_reason", "quality", "fake", "changed_mind", "damaged"])
# What somebody does, and the act that must be open to them.
DEEDS = {
    "agree": "agree",
    "refuse": "refuse",
    "receive": "receive",
    "pay": "refund",
    "restock": "restock",
    "exchange": "exchange",
    "repair": "repair",
    "offer": "offer_refund",
    "offer_piece": "offer_exchange",
    "confirm": "confirm",
    "contest": "contest",
    "send": "send_back",
    "call": "dispute",
    "take": "accept_offer",
    "decline": "decline_offer",
    "withdraw": "withdraw",
    "rule": None,
    "return_first": None,
    "reject": None,
}


class Cases(RuleBasedStateMachine):
    """One order of three pieces with freight, paid by money and points."""

    @initialize(state=st.sampled_from(["to_ship", "partly_sent", "to_receive", "to_review"]))
    def begin(self, state: str) -> None:
        buyer = make_buyer()
        grant_points(
            user_id=buyer.id,
            amount=777,
            kind="x",
            reference_kind="x",
            reference_id=buyer.id,
            key=str(new_id()),
        )
        warehouse = make_warehouse(store := make_store(), base_freight=1_001)
        order = make_order(buyer, make_goods(store, warehouse=warehouse), quantity=3, points=500)
        self.order, self.parcels = order, 0
        self.staff, self.operator = staff_of(order), make_user(is_operator=True)
        self.moment = now()
        if state == "partly_sent":
            self.send_parcel(1)
        elif state != "to_ship":
            self.order = {"to_receive": arrive, "to_review": deliver}[state](order)

    def _try(self, deed: Callable[[], Any]) -> ProblemError | None:
        try:
            with held_at(self.moment), transaction.atomic():
                deed()
        except ProblemError as error:
            return error
        return None

    @rule(kind=KINDS, reason=REASONS, quantity=st.integers(1, 3), part=st.none() | st.integers(0, 30_000))
    def ask(self, kind: str, reason: str, quantity: int, part: int | None) -> None:
        line = OrderLine.objects.get(order=self.order)
        self._try(
            lambda: aftersales.open_case(
                buyer_id=self.order.buyer_id,
                order_id=self.order.id,
                line_id=line.id,
                kind=kind,
                reason=reason,
                quantity=quantity,
                amount=part,
            )
        )

    @rule(deed=st.sampled_from(sorted(DEEDS)), restock=st.booleans())
    def act(self, deed: str, restock: bool) -> None:
        case = AfterSale.objects.filter(order=self.order).order_by("-id").first()
        if case is None:
            return
        store = {"store_id": self.order.store_id, "case_id": case.id, "actor_id": self.staff.id}
        buyer = {"buyer_id": self.order.buyer_id, "case_id": case.id}
        ruling = {"case_id": case.id, "operator_id": self.operator.id, "text": "依据凭证裁定"}
        self.parcels += 1
        parcel = {"carrier": "sf", "tracking_number": f"SF900{self.parcels}"}
        deeds: dict[str, Callable[[], Any]] = {
            "agree": lambda: aftersales.agree(**store, restock=restock),
            "refuse": lambda: aftersales.refuse(**store, text="不同意"),
            "receive": lambda: aftersales.receive_return(**store, restock=restock, pay_now=restock),
            "pay": lambda: aftersales.refund_received(**store),
            "restock": lambda: aftersales.decide_restock(**store, restock=restock),
            "exchange": lambda: aftersale_goods.send_exchange(**store, **parcel),
            "repair": lambda: aftersale_goods.send_repaired(**store, **parcel),
            "offer_piece": lambda: offers.offer_exchange(**store, text="修不好了"),
            "confirm": lambda: aftersale_goods.confirm_repair(**buyer),
            "offer": lambda: offers.offer_refund(**store, text="没有库存"),
            "take": lambda: offers.answer_offer(**buyer, accept=True),
            "decline": lambda: offers.answer_offer(**buyer, accept=False),
            "return_first": lambda: disputes.rule(**ruling, verdict="return", amount=1_000),
            "contest": lambda: aftersales.contest(**store, text="不是原物"),
            "send": lambda: aftersales.ship_back(**buyer, **parcel),
            "call": lambda: aftersales.call_platform(**buyer, text="请介入"),
            "withdraw": lambda: aftersales.withdraw(**buyer),
            "rule": lambda: disputes.rule(**ruling, verdict="refund"),
            "reject": lambda: disputes.rule(**ruling, verdict="reject"),
        }
        open_acts = {*buyer_acts(case), *store_acts(case, "owner", None)}
        refused = self._try(deeds[deed])
        if act := DEEDS[deed]:
            assert (act in open_acts) == (not isinstance(refused, AfterSaleStateError | ReturnByRightError))

    @rule(pieces=st.integers(1, 3))
    def send_parcel(self, pieces: int) -> None:
        self.parcels += 1
        self._try(
            lambda: shipping.ship(
                store_id=self.order.store_id,
                order_id=self.order.id,
                carrier="sf",
                tracking_number=f"SF000{self.parcels}",
                actor_id=self.staff.id,
                quantities={OrderLine.objects.get(order=self.order).id: pieces},
            )
        )

    @rule()
    def money_arrives(self) -> None:
        refunds_arrive()

    @rule(hours=st.sampled_from([1, 49, 24 * 8]))
    def time_goes_by(self, hours: int) -> None:
        self.moment += timedelta(hours=hours)
        with held_at(self.moment):
            aftersale_clock.pass_deadlines()
            settling.release_due()

    @invariant()
    def never_above_paid_and_all_the_same_everywhere(self) -> None:
        if not hasattr(self, "order"):
            return
        order, line = Order.objects.get(id=self.order.id), OrderLine.objects.get(order=self.order)
        paid = order.paid_amount + order.wallet_amount + order.points_amount
        parts = RefundPart.objects.filter(order=order)
        back = sum(part.amount for part in parts)
        assert order.refunded_amount == line.refunded_amount == back <= paid
        assert line.refunded_quantity == sum(part.quantity for part in parts) <= line.quantity
        assert Payment.objects.get(id=order.group.payment_id).refunded_amount == sum(
            part.to_provider for part in parts
        )
        settlement = Settlement.objects.get(order=order)
        assert settlement.refunded == back
        has = {
            kind: balance_of(store_account(order.store_id, kind))
            for kind in ("pending", "available", "claims", "debt")
        }
        if settlement.status == "released":
            assert has["available"] + has["claims"] + has["debt"] == settlement.net
        else:
            assert has["pending"] == settlement.net
        assert check_ledger().is_right

    @invariant()
    def what_was_sent_is_told_from_what_was_not(self) -> None:
        if not hasattr(self, "order"):
            return
        order, line = Order.objects.get(id=self.order.id), OrderLine.objects.get(order=self.order)
        assert line.unsent_quantity >= 0
        assert line.held_quantity >= 0
        assert (order.status == "to_ship") == (line.unsent_quantity > 0)
        for case in AfterSale.objects.filter(order=order, status__in=OPEN).exclude(status="refunding"):
            assert case.quantity <= pieces_for(case.kind, line), "what is asked about is there"

    def teardown(self) -> None:
        """An order that has ended is settled at once, whatever its store keeps of it."""
        if not hasattr(self, "order"):
            return
        refunds_arrive()
        with held_at(self.moment):
            settling.release_due()
        if Order.objects.get(id=self.order.id).status in {"closed", "cancelled"}:
            assert Settlement.objects.get(order=self.order).status in {"released", "reversed"}

    @invariant()
    def stock_is_held_for_exchanges_alone(self) -> None:
        if not hasattr(self, "order"):
            return
        line = OrderLine.objects.get(order=self.order)
        row = Stock.objects.get(variant_id=line.variant_id, warehouse_id=self.order.warehouse_id)
        waiting = [
            case
            for case in AfterSale.objects.filter(order=self.order, status__in=OPEN)
            if Reservation.objects.filter(reference_id=case.id, status="held").exists()
        ]
        assert all(case.gives_piece or case.exchange_offered_at for case in waiting)
        assert row.reserved == sum(case.quantity for case in waiting)

    @invariant()
    def at_most_one_is_open_and_steps_are_those_of_the_table(self) -> None:
        if not hasattr(self, "order"):
            return
        cases = AfterSale.objects.filter(order=self.order)
        assert cases.filter(status__in=OPEN).count() <= 1
        frozen = cases.filter(is_fake_claim=True, status__in=OPEN).exists()
        assert Order.objects.get(id=self.order.id).is_frozen == frozen
        for case in cases:
            assert (case.ended_at is not None) == (case.status in ENDED)
            steps = AfterSaleEvent.objects.filter(after_sale=case, kind="moved").order_by("id")
            for step in steps:
                assert (step.from_status, step.to_status) in MOVES
            assert case.status == (steps.last().to_status if steps else CaseStatus.REQUESTED)


@pytest.mark.django_db
def test_money_stays_right_whatever_happens_to_a_case() -> None:
    run_state_machine_as_test(
        Cases,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
