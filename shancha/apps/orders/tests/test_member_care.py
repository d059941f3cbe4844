"""What the member's card does in after-sales: sooner answers, and refunds before the goods arrive."""

from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, Order, OrderLine
from shancha.apps.orders.services import aftersales
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.promotions.tests.factories import make_member, make_plan
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db


def member(**plan: Any) -> Any:
    buyer = make_buyer()
    make_member(buyer, plan=make_plan(answer_hours=12, **plan))
    return buyer


def ask(order: Order, kind: str = "return", reason: str = "no_reason") -> AfterSale:
    return aftersales.open_case(
        buyer_id=order.buyer_id,
        order_id=order.id,
        line_id=OrderLine.objects.get(order=order).id,
        kind=kind,
        reason=reason,
        quantity=1,
    )


def sent_back(buyer: Any, price: int = 10_000) -> AfterSale:
    case = ask(deliver(make_order(buyer, make_goods(price=price))))
    return aftersales.ship_back(buyer_id=buyer.id, case_id=case.id, carrier="sf", tracking_number="SF1234567")


def hours_pass(case: AfterSale, hours: int) -> AfterSale:
    with held_at(now() + timedelta(hours=hours)):
        tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    return case


def test_stores_answer_members_sooner() -> None:
    quick = ask(deliver(make_order(member())), "refund_only", "damaged")
    usual = ask(deliver(make_order()), "refund_only", "damaged")
    hours_pass(quick, 13)
    usual.refresh_from_db()
    assert (quick.status, usual.status) == ("disputed", "requested")
    assert hours_pass(usual, 49).status == "disputed"


def test_a_members_return_is_refunded_before_it_arrives_and_once() -> None:
    case = sent_back(member(early_refund_amount=20_000))
    assert case.refunds_early
    assert hours_pass(case, 11).status == "returning"
    assert hours_pass(case, 13).status == "refunding"
    refunds_arrive()
    assert hours_pass(case, 14).status == "done"
    order = Order.objects.get(id=case.order_id)
    assert order.refunded_amount == case.agreed_amount == case.asked_amount


def test_nobody_else_is_refunded_early() -> None:
    ended = make_buyer()
    make_member(ended, plan=make_plan(answer_hours=12), days=-1)
    for buyer in (make_buyer(), ended, member(early_refund_amount=0), member(early_refund_amount=5_000)):
        case = sent_back(buyer)
        assert not case.refunds_early
        assert hours_pass(case, 49).status == "returning"


def test_the_allowance_is_for_all_returns_of_thirty_days() -> None:
    buyer = member(early_refund_amount=15_000)
    assert [sent_back(buyer).refunds_early for _ in range(2)] == [True, False]
    with held_at(now() + timedelta(days=29)):
        assert not sent_back(buyer).refunds_early


def test_a_store_that_objects_in_time_is_heard_first() -> None:
    case = sent_back(member())
    staff = staff_of(Order.objects.get(id=case.order_id))
    aftersales.contest(store_id=case.store_id, case_id=case.id, actor_id=staff.id, text="包裹里没有商品")
    assert hours_pass(case, 13).status == "disputed"


def test_the_plan_says_what_it_gives(api: Any) -> None:
    make_plan(answer_hours=12, early_refund_amount=30_000)
    plans = api(make_buyer()).get("/membership").json()["plans"]
    assert (plans[-1]["answer_hours"], plans[-1]["early_refund_amount"]) == (12, 30_000)
