"""A piece is repaired: sent back, sent again, and no money moves; or something else with the buyer's word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Product, Store
from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, Order, Parcel, RefundPart, TrackingEvent
from shancha.apps.orders.services import aftersale_clock, disputes
from shancha.apps.orders.tests.factories import make_goods, make_order, new_key
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
PARCEL = {"carrier": "sf", "tracking_number": "SF7654321"}
PARCEL_OUT = {"carrier": "zto", "tracking_number": "ZT7654321"}


class Repair:
    """A repair that was asked for through the API, and both its sides."""

    def __init__(self, api: Api, *, stock: int = 5, **order: Any) -> None:
        self.goods = make_goods(stock=stock)
        self.order = deliver(make_order(variant=self.goods, **order))
        Store.objects.filter(id=self.order.store_id).update(
            return_receiver="维修组", return_phone="13900139000", return_address="上海市仓库路 1 号"
        )
        self.buyer = api(User.objects.get(id=self.order.buyer_id))
        self.store = api(staff_of(self.order))
        made = self.buyer.send(
            "POST",
            f"/orders/{self.order.id}/after-sales",
            {
                "line_id": str(self.order.lines.get().id),
                "kind": "repair",
                "reason": "quality",
                "quantity": 1,
                "description": "按键失灵",
            },
            **{"Idempotency-Key": new_key()},
        )
        assert made.status_code == 201, made.content
        self.made = made.json()
        self.own = f"/after-sales/{self.made['id']}"
        self.desk = f"/merchant/stores/{self.order.store_id}/after-sales/{self.made['id']}"

    def by_store(self, act: str, body: Any = None, *, status: int = 200) -> dict[str, Any]:
        answer = self.store.send("POST", f"{self.desk}/{act}", body or {})
        assert answer.status_code == status, answer.content
        return dict(answer.json())

    def by_buyer(self, act: str, body: Any = None, *, status: int = 200) -> dict[str, Any]:
        answer = self.buyer.send("POST", f"{self.own}/{act}", body or {})
        assert answer.status_code == status, answer.content
        return dict(answer.json())

    def reach_store(self) -> None:
        self.by_store("agree")
        self.by_buyer("return-parcel", PARCEL)
        self.by_store("receive", {"restock": True})

    @property
    def status(self) -> str:
        return AfterSale.objects.get(id=self.made["id"]).status


def clock_at(days: float) -> None:
    with held_at(now() + timedelta(days=days)):
        tasks.pass_after_sale_deadlines()
        tasks.pass_after_sale_deadlines()


def no_money_moved(order: Order) -> bool:
    order.refresh_from_db()
    return order.refunded_amount == 0 and not RefundPart.objects.filter(order=order).exists()


def test_a_piece_is_repaired_and_comes_back(api: Api) -> None:
    repair = Repair(api)
    assert (repair.made["asked_amount"], repair.made["repairs"]) == (0, True)
    assert repair.store.get(repair.desk).json()["may"][-1] == "agree"
    repair.reach_store()
    shown = repair.store.get(repair.desk).json()
    assert (shown["may"][-1], shown["restock"]) == ("repair", None), "it stays the buyer's"
    assert repair.by_store("refund", status=409)["code"] == "orders.after_sale_state"
    assert repair.by_store("exchange-parcel", PARCEL_OUT, status=409)["code"] == "orders.after_sale_state"
    sent = repair.by_store("repair-parcel", PARCEL_OUT)
    assert (sent["status"], sent["exchange_number"]) == ("resent", "ZT7654321")
    shown = repair.buyer.get(repair.own).json()
    assert shown["may"] == ["evidence", "dispute", "confirm"]
    assert shown["exchange_parcel"] == {"seen_at": None, "delivered_at": None, "latest": None}
    assert repair.by_buyer("confirmation")["status"] == "done"
    assert repair.by_buyer("confirmation", status=409)["code"] == "orders.after_sale_state"
    assert no_money_moved(repair.order)
    assert stock_of(repair.goods) == (4, 0), "nothing came to stock, and nothing left it"
    kinds = set(Notification.objects.values_list("kind", flat=True))
    assert {"after_sale_repaired", "after_sale_repair_confirmed"} <= kinds


def test_the_delivery_of_the_repaired_piece_starts_the_buyers_seven_days(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    parcel = Parcel.objects.get(after_sale__isnull=False, to_buyer=True)
    with held_at(now() + timedelta(days=2)):
        tasks.poll_due_parcels()
    case = AfterSale.objects.get()
    parcel.refresh_from_db()
    assert parcel.delivered_at is not None
    assert case.due_at == parcel.delivered_at + timedelta(days=7)
    shown = repair.buyer.get(repair.own).json()
    assert "已签收" in shown["exchange_parcel"]["latest"]["text"]
    assert "repair_delivered" in {event["kind"] for event in shown["events"]}
    assert Notification.objects.filter(kind="after_sale_repair_delivered").exists()
    clock_at(8.5)
    assert repair.status == "resent"
    clock_at(9.1)
    assert (repair.status, no_money_moved(repair.order)) == ("done", True)
    assert Notification.objects.filter(kind="after_sale_repair_over").exists()


def test_a_repaired_piece_on_its_way_is_waited_for_but_not_for_ever(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    parcel = Parcel.objects.get(after_sale__isnull=False, to_buyer=True)
    TrackingEvent.objects.create(parcel=parcel, at=now(), status="moving", text="运输中")
    clock_at(10.1)
    assert repair.status == "resent"
    clock_at(20.1)
    assert repair.status == "disputed", "lost: the buyer has neither piece nor money"
    shown = repair.buyer.get(repair.own).json()
    assert shown["events"][-1]["text"] == "寄回的维修商品没有送达"


def test_a_repaired_piece_that_no_carrier_saw_is_not_done(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    Parcel.objects.update(poll_at=None)
    clock_at(10.1)
    assert (repair.status, no_money_moved(repair.order)) == ("disputed", True)


def untracked(api: Api, monkeypatch: pytest.MonkeyPatch) -> Repair:
    """Sent back where no tracking provider is configured."""
    monkeypatch.setattr(aftersale_clock, "configured_provider", lambda: None)
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    Parcel.objects.update(poll_at=None)
    return repair


def test_where_nobody_follows_parcels_the_buyer_is_asked_and_has_seven_days(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = untracked(api, monkeypatch)
    clock_at(9.9)
    assert not Notification.objects.filter(kind="after_sale_repair_to_confirm").exists()
    clock_at(10.1)
    assert Notification.objects.filter(kind="after_sale_repair_to_confirm").count() == 1
    shown = repair.buyer.get(repair.own).json()
    assert (shown["status"], shown["may"]) == ("resent", ["evidence", "dispute", "confirm"])
    clock_at(16.9)
    assert repair.status == "resent"
    clock_at(17.2)
    assert (repair.status, no_money_moved(repair.order)) == ("done", True)
    url = f"/orders/{repair.order.id}/after-sales"
    line = str(repair.order.lines.get().id)
    body = {"line_id": line, "kind": "refund_only", "reason": "not_arrived", "quantity": 1}
    Order.objects.filter(id=repair.order.id).update(received_at=now() - timedelta(days=23))
    with held_at(now() + timedelta(days=25)):
        again = repair.buyer.send("POST", url, body, **{"Idempotency-Key": new_key()})
    assert again.status_code == 201, "what never came is asked about anew"


def test_who_objects_in_those_days_has_the_platform(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    repair = untracked(api, monkeypatch)
    clock_at(10.1)
    assert repair.by_buyer("dispute", {"text": "一直没有收到"})["status"] == "disputed"
    clock_at(12.5)
    assert repair.status == "disputed", "the store has acted: an operator rules"


def test_a_fault_that_shows_again_is_asked_about_from_the_repair_on(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    repair.by_buyer("confirmation")
    Order.objects.filter(id=repair.order.id).update(received_at=now() - timedelta(days=40))
    url = f"/orders/{repair.order.id}/lines/{repair.order.lines.get().id}/after-sale-options"
    for days, is_open in ((1, True), (14, True), (16, False)):
        parcel = Parcel.objects.filter(after_sale__isnull=False, to_buyer=True)
        parcel.update(delivered_at=now() - timedelta(days=days))
        kinds = {each["kind"]: each["is_open"] for each in repair.buyer.get(url).json()["kinds"]}
        assert {kinds["return"], kinds["exchange"], kinds["refund_only"]} == {is_open}
        assert kinds["repair"]


def test_what_was_declined_may_be_offered_again_at_the_next_step_and_is_sent(api: Api) -> None:
    repair = Repair(api)
    repair.by_store("exchange-offer", {"text": "可能修不好"})
    repair.by_buyer("refund-offer", {"accept": False})
    assert repair.by_store("exchange-offer", {"text": "再提一次"}, status=409)["code"] == (
        "orders.after_sale_state"
    )
    repair.reach_store()
    repair.by_store("exchange-offer", {"text": "拆开看过，修不好"})
    assert stock_of(repair.goods) == (4, 1), "promised anew"
    repair.by_buyer("refund-offer", {"accept": True})
    repair.by_store("exchange-parcel", PARCEL_OUT)
    assert (repair.status, stock_of(repair.goods)) == ("done", (3, 0))


def test_what_is_offered_again_must_be_there(api: Api) -> None:
    repair = Repair(api, stock=2)
    repair.by_store("exchange-offer", {"text": "可能修不好"})
    repair.by_buyer("refund-offer", {"accept": False})
    repair.reach_store()
    make_order(variant=repair.goods)
    answer = repair.by_store("exchange-offer", {"text": "修不好"}, status=409)
    assert (answer["code"], stock_of(repair.goods)) == ("orders.replacement_missing", (0, 0))


def test_offers_put_the_platform_off_once(api: Api) -> None:
    repair = Repair(api)
    first = repair.made["due_at"]
    assert "dispute" not in repair.buyer.get(repair.own).json()["may"]
    repair.by_buyer("dispute", {"text": "商家一直不处理"}, status=409)
    with held_at(now() + timedelta(hours=40)):
        assert repair.by_store("refund-offer", {"text": "修不好"})["due_at"] > first
        declined = repair.by_buyer("refund-offer", {"accept": False})
        assert (declined["due_at"], "dispute" in declined["may"]) == (first, True)
        again = repair.by_store("refund-offer", {"text": "还是修不好"}, status=409)
        assert again["code"] == "orders.after_sale_state"
    clock_at(2.1)
    assert repair.status == "disputed"


def test_who_declined_an_offer_may_call_the_platform(api: Api) -> None:
    repair = Repair(api)
    repair.by_store("refund-offer", {"text": "修不好"})
    repair.by_buyer("dispute", {"text": "我要修"}, status=409)
    repair.by_buyer("refund-offer", {"accept": False})
    assert repair.by_buyer("dispute", {"text": "我要修"})["status"] == "disputed"


def test_an_offer_that_its_buyer_let_lapse_is_not_the_stores_silence(api: Api) -> None:
    offered, silent = Repair(api), Repair(api)
    offered.by_store("refund-offer", {"text": "修不好"})
    clock_at(2.1)
    words = [each.buyer.get(each.own).json()["events"][-1]["text"] for each in (offered, silent)]
    assert words == ["买家未在期限内答复商家的提议", "商家超时未处理"]


def test_a_bad_repair_goes_to_the_platform_and_a_ruling_gives_money(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    assert repair.by_buyer("dispute", {"text": "还是坏的"})["status"] == "disputed"
    case = AfterSale.objects.get()
    disputes.rule(case_id=case.id, operator_id=staff_of(repair.order).id, verdict="return", text="退货退款")
    again = repair.buyer.get(repair.own).json()
    assert (again["status"], again["repairs"], again["may"][-1]) == ("agreed", False, "send_back")
    repair.by_buyer("return-parcel", {**PARCEL, "tracking_number": "SF7654322"})
    shown = repair.store.get(repair.desk).json()
    assert (shown["return_number"], shown["return_parcel"]["delivered_at"]) == ("SF7654322", None)
    repair.by_store("receive", {"restock": False})
    refunds_arrive()
    repair.order.refresh_from_db()
    assert repair.order.refunded_amount == repair.order.paid_amount > 0


def test_a_part_of_the_price_for_a_piece_that_stays_leaves_its_rights(api: Api) -> None:
    repair = Repair(api)
    repair.by_store("refuse", {"text": "人为损坏"})
    repair.by_buyer("dispute", {"text": "不是人为的"})
    case = AfterSale.objects.get()
    ruling = {"case_id": case.id, "operator_id": staff_of(repair.order).id, "text": "补偿维修费"}
    disputes.rule(**ruling, verdict="refund", amount=1_000)
    line = repair.order.lines.get()
    assert (line.refunded_quantity, line.refunded_amount) == (0, 1_000)


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("is_there", [True, False])
def test_what_cannot_be_repaired_may_be_another_piece(api: Api, accept: bool, is_there: bool) -> None:
    repair = Repair(api)
    if is_there:
        repair.reach_store()
    offered = repair.by_store("exchange-offer", {"text": "主板坏了，修不好"})
    assert offered["exchange_offered_at"] is not None
    assert not {"offer_exchange", "offer_refund"} & set(offered["may"])
    assert stock_of(repair.goods) == (4, 1), "nobody else can buy it"
    assert {"accept_offer", "decline_offer"} <= set(repair.buyer.get(repair.own).json()["may"])
    answered = repair.by_buyer("refund-offer", {"accept": accept})
    assert answered["exchange_offered_at"] is None
    if not accept:
        assert (answered["kind"], stock_of(repair.goods)) == ("repair", (4, 0))
        return
    assert (answered["kind"], answered["gives_piece"]) == ("exchange", True)
    if not is_there:
        assert answered["status"] == "agreed"
        repair.by_buyer("return-parcel", PARCEL)
        repair.by_store("receive", {"restock": False})
    repair.by_store("exchange-parcel", PARCEL_OUT)
    assert (repair.status, stock_of(repair.goods)) == ("done", (3, 0))
    assert no_money_moved(repair.order)


def test_what_cannot_be_repaired_may_be_money(api: Api) -> None:
    repair = Repair(api, stock=1)
    assert repair.by_store("exchange-offer", {"text": "修不好"}, status=409)["code"] == (
        "orders.replacement_missing"
    )
    repair.reach_store()
    repair.by_store("refund-offer", {"text": "修不好，也没有可换的"})
    repair.by_buyer("refund-offer", {"accept": True})
    refunds_arrive()
    repair.order.refresh_from_db()
    assert (repair.status, repair.order.refunded_amount) == ("done", repair.order.paid_amount)


def test_an_offer_ends_with_the_step_it_was_made_at(api: Api) -> None:
    repair = Repair(api)
    repair.by_store("exchange-offer", {"text": "可能修不好"})
    repair.by_store("agree")
    assert (repair.status, stock_of(repair.goods)) == ("agreed", (4, 0))
    assert AfterSale.objects.get().exchange_offered_at is None


def test_each_side_that_stays_silent(api: Api) -> None:
    unanswered, unsent, kept = Repair(api), Repair(api), Repair(api)
    unsent.by_store("agree")
    kept.reach_store()
    clock_at(7.1)
    assert unanswered.status == "disputed"
    assert unsent.status == "closed"
    assert (kept.status, no_money_moved(kept.order)) == ("disputed", True), "no refund by the clock"


def test_a_recalled_piece_is_not_sent_again(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    Product.objects.filter(id=repair.goods.product_id).update(status="recalled")
    repair.by_store("repair-parcel", PARCEL_OUT, status=409)
    assert repair.status == "received"


def test_a_repair_is_its_buyers_and_its_stores_alone(api: Api) -> None:
    repair = Repair(api)
    repair.reach_store()
    repair.by_store("repair-parcel", PARCEL_OUT)
    stranger = api(make_user())
    assert stranger.send("POST", f"{repair.own}/confirmation").status_code == 404
    assert stranger.send("POST", f"{repair.desk}/repair-parcel", PARCEL_OUT).status_code in {403, 404}
    assert repair.store.send("POST", f"{repair.own}/confirmation").status_code == 404
    assert repair.status == "resent"


def test_it_may_be_asked_for_ninety_days(api: Api) -> None:
    order = deliver(make_order())
    buyer = api(User.objects.get(id=order.buyer_id))
    url = f"/orders/{order.id}/lines/{order.lines.get().id}/after-sale-options"
    for days, is_open in ((0, True), (60, True), (91, False)):
        Order.objects.filter(id=order.id).update(received_at=now() - timedelta(days=days))
        kinds = {each["kind"]: each["is_open"] for each in buyer.get(url).json()["kinds"]}
        assert kinds["repair"] == is_open
