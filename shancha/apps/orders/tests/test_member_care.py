"""What the member's card does in after-sales: sooner answers, and refunds before the goods arrive."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, Order, OrderLine, Parcel
from shancha.apps.orders.services import aftersales, tracking
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tracking import Scan
from shancha.apps.promotions.tests.factories import make_member, make_plan
from shancha.apps.promotions.tests.test_membership import buy, pay, refund
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


def sent_back(buyer: Any, price: int = 10_000, *, is_seen: bool = True) -> AfterSale:
    return ship_back(ask(deliver(make_order(buyer, make_goods(price=price)))), is_seen=is_seen)


def ship_back(case: AfterSale, *, is_seen: bool = True) -> AfterSale:
    """On its way back; the carrier has seen it where told so."""
    aftersales.ship_back(buyer_id=case.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    if is_seen:
        parcel = Parcel.objects.get(after_sale=case)
        scan = Scan(at=parcel.shipped_at + timedelta(seconds=1), status="moving", text="已揽收")
        tracking.keep_scans(parcel.id, [scan])
    case.refresh_from_db()
    return case


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


def desk_of(api: Any, case: AfterSale) -> tuple[Any, str]:
    staff = staff_of(Order.objects.get(id=case.order_id))
    return api(staff), f"/merchant/stores/{case.store_id}/after-sales/{case.id}"


def test_what_no_carrier_has_seen_is_not_refunded_early(api: Any) -> None:
    case = sent_back(member(), is_seen=False)
    begin = now()
    store, path = desk_of(api, case)
    assert hours_pass(case, 24 * 9).status == "returning"
    with held_at(begin + timedelta(hours=3)):
        tasks.poll_due_parcels()
        shown = store.get(path).json()
    assert (shown["refunds_early"], shown["return_parcel"]["delivered_at"]) == (True, None)
    assert shown["return_parcel"]["seen_at"] is not None
    due_at = datetime.fromisoformat(shown["due_at"])
    assert due_at == begin + timedelta(hours=15), "twelve hours from when the store can see it"
    with held_at(begin + timedelta(hours=9)):
        tasks.poll_due_parcels()
    assert datetime.fromisoformat(store.get(path).json()["due_at"]) == due_at, "later scans move nothing"
    assert hours_pass(case, 16).status == "refunding"


@pytest.mark.parametrize("restock", [True, False])
def test_goods_that_were_refunded_early_are_decided_about_when_they_come(api: Any, restock: bool) -> None:
    case = sent_back(member())
    assert hours_pass(case, 13).status == "refunding"
    refunds_arrive()
    store, path = desk_of(api, case)
    with held_at(now() + timedelta(days=3)):
        tasks.poll_due_parcels()
    assert Notification.objects.filter(kind="after_sale_refunded_goods_delivered").count() == 1
    shown = store.get(path).json()
    assert (shown["status"], shown["restock"], shown["may"]) == ("done", None, ["restock"])
    assert "return_delivered" in {each["kind"] for each in shown["events"]}
    line = OrderLine.objects.get(order_id=case.order_id)
    before = stock_of(line.variant)[0]
    decided = store.send("POST", f"{path}/restock", {"restock": restock})
    assert (decided.status_code, decided.json()["restock"], decided.json()["may"]) == (200, restock, [])
    assert stock_of(line.variant)[0] - before == int(restock)
    again = store.send("POST", f"{path}/restock", {"restock": True})
    assert (again.status_code, again.json()["code"]) == (409, "orders.after_sale_state")
    assert api(make_buyer()).send("POST", f"{path}/restock", {"restock": True}).status_code == 404


def test_goods_that_must_have_arrived_are_decided_about_too(api: Any) -> None:
    case = sent_back(make_buyer(), is_seen=False)
    Parcel.objects.update(poll_at=None)
    assert hours_pass(case, 24 * 10 + 1).status == "refunding"
    store, path = desk_of(api, case)
    assert store.get(path).json()["may"] == ["evidence", "restock"]
    assert store.send("POST", f"{path}/restock", {"restock": True}).json()["restock"] is True


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


def receive(case: AfterSale) -> None:
    staff = staff_of(Order.objects.get(id=case.order_id))
    ids = {"store_id": case.store_id, "case_id": case.id, "actor_id": staff.id}
    aftersales.receive_return(**ids, restock=True, pay_now=False)
    aftersales.refund_received(**ids)


def test_only_what_was_paid_early_uses_the_allowance_up(api: Any) -> None:
    buyer = member(early_refund_amount=15_000)
    receive(first := sent_back(buyer))
    assert api(buyer).get(f"/after-sales/{first.id}").json()["refunds_early"] is False
    assert sent_back(buyer).refunds_early, "the first one was refunded as everybody's"
    assert not sent_back(buyer).refunds_early


def test_the_allowance_counts_from_when_it_was_granted() -> None:
    buyer = member(early_refund_amount=15_000)
    old = ask(deliver(make_order(buyer, make_goods(price=10_000))))
    AfterSale.objects.filter(id=old.id).update(created_at=now() - timedelta(days=31))
    aftersales.ship_back(buyer_id=buyer.id, case_id=old.id, carrier="sf", tracking_number="SF1234567")
    assert not sent_back(buyer).refunds_early


@pytest.mark.parametrize("is_early", [True, False])
def test_a_card_that_refunded_early_has_given_something(api: Any, is_early: bool) -> None:
    order = deliver(make_order(buyer := make_buyer(), make_goods(price=10_000)))
    pay(buy(buyer, make_plan(answer_hours=12), api=api)["id"])
    case = ship_back(ask(order))
    if is_early:
        hours_pass(case, 13)
    else:
        receive(case)
    refunds_arrive()
    with held_at(now() + timedelta(days=1)):
        given_back = refund(api, buyer).json()["refunded_amount"]
    assert (given_back < 9_900) == is_early


def test_a_store_that_objects_in_time_is_heard_first() -> None:
    case = sent_back(member())
    staff = staff_of(Order.objects.get(id=case.order_id))
    aftersales.contest(store_id=case.store_id, case_id=case.id, actor_id=staff.id, text="包裹里没有商品")
    assert hours_pass(case, 13).status == "disputed"


def test_the_plan_says_what_it_gives(api: Any) -> None:
    make_plan(answer_hours=12, early_refund_amount=30_000)
    plans = api(make_buyer()).get("/membership").json()["plans"]
    assert (plans[-1]["answer_hours"], plans[-1]["early_refund_amount"]) == (12, 30_000)
