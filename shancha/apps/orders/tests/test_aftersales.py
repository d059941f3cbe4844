"""After-sales from the request to the money, and what the clock does where nobody acts."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset
from shancha.apps.community.services.media import sweep_unused_assets
from shancha.apps.community.tests.factories import picture_bytes, send_file, start_upload
from shancha.apps.mall.models import Stock, Store
from shancha.apps.mall.tests.factories import make_store, make_warehouse
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.endpoints.aftersales import router
from shancha.apps.orders.errors import (
    AfterSaleInvalidError,
    AfterSaleNotAllowedError,
    AfterSaleNotFoundError,
    AfterSaleOpenError,
    AfterSaleStateError,
    OrderFrozenError,
    RefundTooLargeError,
    ReturnByRightError,
    ShippingInvalidError,
)
from shancha.apps.orders.models import (
    AfterSale,
    AfterSaleEvent,
    Order,
    OrderEvent,
    OrderLine,
    Parcel,
    RefundPart,
    Settlement,
    TrackingEvent,
)
from shancha.apps.orders.services import aftersales, disputes, receiving, settling, shipping
from shancha.apps.orders.services.return_rights import end_of_return
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order, new_key
from shancha.apps.orders.tests.money import arrive, deliver, refunds_arrive, staff_of
from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def ask(order: Order, kind: str = "return", reason: str = "no_reason", **fields: Any) -> AfterSale:
    line = OrderLine.objects.filter(order=order).order_by("position").first()
    assert line is not None
    known = {"quantity": line.quantity - line.refunded_quantity}
    return aftersales.open_case(
        buyer_id=order.buyer_id,
        order_id=order.id,
        line_id=line.id,
        kind=kind,
        reason=reason,
        **{**known, **fields},
    )


def on_hand(order: Order) -> int:
    line = OrderLine.objects.get(order=order)
    return int(Stock.objects.get(variant_id=line.variant_id, warehouse_id=order.warehouse_id).on_hand)


def test_a_return_without_a_reason_within_seven_days() -> None:
    order = deliver(make_order(quantity=2))
    before = on_hand(order)
    case = ask(order)
    assert (case.status, case.by_right) == ("agreed", True), "the store is not asked"
    with pytest.raises(AfterSaleOpenError):
        ask(order)
    staff = staff_of(order)
    with pytest.raises(ReturnByRightError):
        aftersales.refuse(store_id=order.store_id, case_id=case.id, actor_id=staff.id, text="不想退")
    aftersales.ship_back(buyer_id=order.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    aftersales.receive_return(store_id=order.store_id, case_id=case.id, actor_id=staff.id, restock=True)
    case.refresh_from_db()
    assert case.status == "refunding"
    refunds_arrive()
    case.refresh_from_db()
    order.refresh_from_db()
    assert (case.status, order.status) == ("done", "closed")
    paid = order.paid_amount + order.wallet_amount + order.points_amount
    line = OrderLine.objects.get(order=order)
    freight = line.freight_amount - line.freight_discount
    assert order.refunded_amount == case.agreed_amount == paid - freight, "freight was earned"
    assert on_hand(order) == before + 2
    assert AfterSaleEvent.objects.filter(after_sale=case).count() >= 5
    assert balance_of(platform_account("refunds_due")) == 0
    assert check_ledger().is_right


def test_the_right_ends_with_the_seventh_day_in_china() -> None:
    order = deliver(make_order())
    assert order.received_at is not None
    end = end_of_return(order.received_at)
    with held_at(end), pytest.raises(AfterSaleNotAllowedError):
        ask(order)
    with held_at(end - timedelta(seconds=1)):
        assert ask(order).by_right


@pytest.mark.parametrize("returns", ["custom_made", "perishable", "opened_digital", "newspaper"])
def test_what_the_law_exempts_needs_a_fault(returns: str) -> None:
    order = deliver(make_order())
    OrderLine.objects.filter(order=order).update(return_class=returns)
    with pytest.raises(AfterSaleNotAllowedError):
        ask(order)
    assert ask(order, reason="quality").status == "requested"


def test_silence_brings_the_platform_and_its_ruling_the_money() -> None:
    order = deliver(make_order())
    case = ask(order, "refund_only", "damaged")
    tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert case.status == "requested"
    with held_at(now() + timedelta(hours=49)):
        tasks.pass_after_sale_deadlines()
        tasks.pass_after_sale_deadlines()
    case.refresh_from_db()
    assert case.status == "disputed"
    operator = make_user(is_operator=True)
    disputes.rule(case_id=case.id, operator_id=operator.id, verdict="refund", text="商家未举证，支持买家")
    with pytest.raises(AfterSaleStateError):
        disputes.rule(case_id=case.id, operator_id=operator.id, verdict="reject", text="改判")
    refunds_arrive()
    case.refresh_from_db()
    order.refresh_from_db()
    assert (case.status, case.ruled_for, order.status) == ("done", "buyer", "closed")
    assert order.refunded_amount == order.paid_amount, "the store is at fault: freight too"


def test_what_was_received_is_refunded_by_itself_on_the_seventh_day() -> None:
    order = deliver(make_order())
    case, staff = ask(order), staff_of(order)
    aftersales.ship_back(buyer_id=order.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    aftersales.receive_return(
        store_id=order.store_id, case_id=case.id, actor_id=staff.id, restock=False, pay_now=False
    )
    with held_at(now() + timedelta(days=6, hours=23)):
        tasks.pass_after_sale_deadlines()
        assert AfterSale.objects.get().status == "received"
    with held_at(now() + timedelta(days=7, minutes=1)):
        tasks.pass_after_sale_deadlines()
    assert AfterSale.objects.get().status == "refunding"
    refunds_arrive()
    assert AfterSale.objects.get().status == "done"


def test_a_store_that_never_confirms_the_return_pays_all_the_same() -> None:
    order = deliver(make_order())
    case = ask(order)
    aftersales.ship_back(buyer_id=order.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    with held_at(now() + timedelta(days=11)):
        tasks.pass_after_sale_deadlines()
    assert AfterSale.objects.get().status == "refunding"


def send_back(order: Order) -> AfterSale:
    """A return on its way, whose parcel the carrier delivers after 46 hours."""
    Store.objects.filter(id=order.store_id).update(
        return_receiver="退货组", return_phone="13900139000", return_address="上海市仓库路 1 号"
    )
    case = ask(order)
    aftersales.ship_back(buyer_id=order.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    return case


def at_day(days: float) -> None:
    """The jobs run, so many days from now."""
    with held_at(now() + timedelta(days=days)):
        tasks.poll_due_parcels()
        tasks.pass_after_sale_deadlines()


def test_the_stores_seven_days_begin_with_the_delivery_of_the_return(api: Any) -> None:
    order = deliver(make_order())
    case = send_back(order)
    delivered_at = Parcel.objects.get(after_sale=case).shipped_at + timedelta(hours=46)
    at_day(2)
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("returning", delivered_at + timedelta(days=7))
    for path, person in (
        (f"/after-sales/{case.id}", User.objects.get(id=order.buyer_id)),
        (f"/merchant/stores/{order.store_id}/after-sales/{case.id}", staff_of(order)),
    ):
        parcel = api(person).get(path).json()["return_parcel"]
        assert parcel["delivered_at"] is not None
        assert "已签收" in parcel["latest"]["text"]
    shown = api(User.objects.get(id=order.buyer_id)).get(f"/orders/{order.id}").json()
    assert len(shown["parcels"]) == 1, "what came back is no parcel of the order"
    assert Notification.objects.filter(kind="after_sale_return_delivered").exists()
    at_day(8.8)
    assert AfterSale.objects.get().status == "returning"
    at_day(9)
    assert AfterSale.objects.get().status == "refunding"


def test_a_stores_word_never_puts_the_refund_off() -> None:
    order = deliver(make_order())
    case = send_back(order)
    at_day(2)
    case.refresh_from_db()
    due_at = case.due_at
    with held_at(now() + timedelta(days=8)):
        aftersales.receive_return(
            store_id=order.store_id,
            case_id=case.id,
            actor_id=staff_of(order).id,
            restock=False,
            pay_now=False,
        )
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("received", due_at)


def test_what_the_carrier_has_on_its_way_is_waited_for_but_not_for_ever() -> None:
    order = deliver(make_order())
    case = send_back(order)
    parcel = Parcel.objects.get(after_sale=case)
    TrackingEvent.objects.create(parcel=parcel, at=now(), status="moving", text="运输中")
    Parcel.objects.update(poll_at=None)
    at_day(10.1)
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("returning", parcel.shipped_at + timedelta(days=20))
    at_day(20.1)
    assert AfterSale.objects.get().status == "refunding"


def test_a_buyer_who_sends_nothing_back_loses_the_case_only() -> None:
    order = deliver(make_order())
    ask(order)
    with held_at(now() + timedelta(days=8)):
        tasks.pass_after_sale_deadlines()
    assert AfterSale.objects.get().status == "closed"
    order.refresh_from_db()
    assert (order.status, order.refunded_amount) == ("to_review", 0)


def test_a_refusal_can_be_disputed_and_a_ruling_can_be_for_the_store() -> None:
    order = deliver(make_order())
    case, staff = ask(order, "claim", "not_as_described"), staff_of(order)
    aftersales.refuse(store_id=order.store_id, case_id=case.id, actor_id=staff.id, text="与描述一致")
    aftersales.call_platform(buyer_id=order.buyer_id, case_id=case.id, text="颜色明显不同")
    aftersales.add_evidence(case_id=case.id, actor_id=staff.id, store_id=order.store_id, text="附上批次照片")
    operator = make_user(is_operator=True)
    disputes.rule(case_id=case.id, operator_id=operator.id, verdict="reject", text="证据不足")
    case.refresh_from_db()
    assert (case.status, case.ruled_for) == ("closed", "store")
    assert Order.objects.get(id=order.id).refunded_amount == 0


def test_a_part_for_goods_that_stay_counts_no_piece() -> None:
    order = deliver(make_order(quantity=2))
    case, staff = ask(order, "refund_only", "damaged", amount=500), staff_of(order)
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff.id)
    refunds_arrive()
    line = OrderLine.objects.get(order=order)
    assert (line.refunded_amount, line.refunded_quantity) == (500, 0)
    order.refresh_from_db()
    assert order.status == "to_review"
    with pytest.raises(RefundTooLargeError):
        ask(order, "refund_only", "damaged", amount=order.paid_amount)
    whole = ask(order, "refund_only", "quality")
    aftersales.agree(store_id=order.store_id, case_id=whole.id, actor_id=staff.id)
    refunds_arrive()
    order.refresh_from_db()
    assert (order.status, order.refunded_amount) == ("closed", order.paid_amount)
    assert check_ledger().is_right


@pytest.mark.parametrize("reason", ["damaged", "changed_mind"])
def test_freight_goes_back_once_over_several_parcels_and_parts(reason: str) -> None:
    warehouse = make_warehouse(store := make_store(), base_freight=1_001)
    goods = make_goods(store, price=10_000, warehouse=warehouse)
    order = make_order(variant=goods, quantity=3)
    line, staff = OrderLine.objects.get(order=order), staff_of(order)
    assert line.freight_amount == 1_001
    for number in range(3):
        shipping.ship(
            store_id=order.store_id,
            order_id=order.id,
            carrier="sf",
            tracking_number=f"SF123456{number}",
            actor_id=staff.id,
            quantities={line.id: 1},
        )
    receiving.confirm(user_id=order.buyer_id, order_id=order.id)
    for _ in range(3):
        case = ask(order, "refund_only", reason, quantity=1)
        aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff.id)
        refunds_arrive()
    order.refresh_from_db()
    backs = [part.amount for part in RefundPart.objects.filter(order=order).order_by("created_at", "id")]
    if reason == "damaged":
        assert backs == [10_333, 10_334, 10_334], "thirds of the freight, to the fen"
        assert (order.refunded_amount, order.status) == (order.paid_amount, "closed")
    else:
        assert backs == [10_000] * 3
        assert order.refunded_amount == order.paid_amount - 1_001
    assert check_ledger().is_right


def test_an_unsent_line_is_cancelled_at_once_and_the_rest_goes_on() -> None:
    store = make_store()
    order = make_order(variant=make_goods(store), quantity=3)
    staff, line = staff_of(order), OrderLine.objects.get(order=order)
    before = on_hand(order)
    shipping.ship(
        store_id=order.store_id,
        order_id=order.id,
        carrier="sf",
        tracking_number="SF1234567",
        actor_id=staff.id,
        quantities={line.id: 2},
    )
    case = ask(order, "cancel", "changed_mind", quantity=1)
    assert case.status == "requested", "part of it is on its way: the store is asked"
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff.id)
    refunds_arrive()
    order.refresh_from_db()
    assert order.status == "to_receive", "all the rest has been sent"
    assert on_hand(order) == before + 1
    whole = make_order(variant=make_goods(store))
    ask(whole, "cancel", "changed_mind")
    whole.refresh_from_db()
    assert (whole.status, whole.refunded_amount) == ("cancelled", whole.paid_amount)
    refunds_arrive()
    assert check_ledger().is_right


@pytest.mark.parametrize("asked", [None, 1])
def test_what_nobody_has_sent_is_cancelled_with_its_freight_whatever_was_asked(asked: int | None) -> None:
    warehouse = make_warehouse(store := make_store(), base_freight=1_000)
    order = make_order(variant=make_goods(store, warehouse=warehouse))
    case = ask(order, "cancel", "changed_mind", amount=asked)
    order.refresh_from_db()
    assert case.asked_amount == order.refunded_amount == order.paid_amount
    assert (order.status, Settlement.objects.get(order=order).status) == ("cancelled", "reversed")


def test_what_a_store_keeps_of_an_order_refunded_before_receipt_is_settled_at_once() -> None:
    warehouse = make_warehouse(store := make_store(), base_freight=1_000)
    order = arrive(make_order(variant=make_goods(store, warehouse=warehouse)))
    case = ask(order, "refund_only", "agreed")
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)
    tasks.release_settlements()
    assert Settlement.objects.get(order=order).status == "held", "the case is open until the money is there"
    refunds_arrive()
    tasks.release_settlements()
    order.refresh_from_db()
    assert (order.status, Settlement.objects.get(order=order).status) == ("closed", "released")
    assert balance_of(store_account(order.store_id, "available")) == 1_000, "the freight was earned"
    assert check_ledger().is_right


def test_the_timeline_tells_a_promised_refund_from_one_that_is_there() -> None:
    order = deliver(make_order())
    case = ask(order, "refund_only", "quality")
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff_of(order).id)

    def told() -> list[str]:
        kinds = ["refunded", "refund_arrived"]
        events = OrderEvent.objects.filter(order=order, kind__in=kinds).order_by("id")
        return list(events.values_list("kind", flat=True))

    assert told() == ["refunded"]
    refunds_arrive()
    refunds_arrive()
    assert told() == ["refunded", "refund_arrived"]


def test_once_the_seven_days_are_over_nobody_is_promised_them(api: Any) -> None:
    order = deliver(make_order())
    path = f"/orders/{order.id}/lines/{OrderLine.objects.get(order=order).id}/after-sale-options"
    client = api(User.objects.get(id=order.buyer_id))
    assert client.get(path).json()["return_right"]["note"] == "支持七天无理由退货"
    with held_at(now() + timedelta(days=9)):
        right = client.get(path).json()["return_right"]
    assert (right["is_given"], right["note"]) == (False, "七天无理由退货期已过")


def test_a_reason_is_offered_and_taken_for_what_it_fits_alone(api: Any) -> None:
    order = make_order()
    client, line = api(order.buyer), OrderLine.objects.get(order=order)

    def fitting(kind: str) -> set[str]:
        options = client.get(f"/orders/{order.id}/lines/{line.id}/after-sale-options").json()
        return {each["code"] for each in options["reasons"] if kind in each["kinds"]}

    def refused(kind: str, reason: str) -> str:
        asked = {"line_id": line.id, "kind": kind, "reason": reason, "quantity": 1}
        key = {"Idempotency-Key": new_key()}
        answer = client.send("POST", f"/orders/{order.id}/after-sales", asked, **key)
        assert (answer.status_code, answer.json()["code"]) == (422, "orders.after_sale_invalid")
        return str(answer.json()["fields"]["reason"][0])

    assert fitting("cancel") == {"changed_mind", "not_sent", "agreed", "other"}
    assert refused("cancel", "no_reason") == "无理由只能申请退货退款"
    assert refused("cancel", "damaged") == "商品还没有发出，请换一个原因"
    deliver(order)
    assert {"no_reason", "changed_mind", "damaged"} < fitting("return")
    assert fitting("repair") == {"damaged", "not_as_described", "quality", "agreed", "other"}
    assert refused("refund_only", "not_sent") == "商品已经发出，请换一个原因"
    assert refused("repair", "missing") == "这个原因不适合这种售后，请换一个"
    with held_at(now() + timedelta(days=9)):
        assert "no_reason" not in fitting("return")


def test_what_the_law_and_the_clock_say_is_read_in_ones_own_language(api: Any) -> None:
    order = deliver(make_order())
    case = ask(order)

    def last(language: str) -> str:
        headers = {"Accept-Language": language}
        story = api(order.buyer).get(f"/after-sales/{case.id}", headers=headers).json()["events"]
        return str(story[-1]["text"])

    assert (last("zh-CN"), last("en")) == ("七天无理由退货", "A return within seven days, without a reason")
    with held_at(now() + timedelta(days=8)):
        tasks.pass_after_sale_deadlines()
    assert (last("zh-CN"), last("en")) == ("超时自动关闭", "Closed, as its time is over")


def test_a_piece_that_was_sent_goes_back_while_another_is_still_to_be_sent(api: Any) -> None:
    order = make_order(quantity=3)
    staff, line = staff_of(order), OrderLine.objects.get(order=order)

    def options() -> dict[str, int]:
        path = f"/orders/{order.id}/lines/{line.id}/after-sale-options"
        kinds = api(User.objects.get(id=order.buyer_id)).get(path).json()["kinds"]
        return {each["kind"]: each["most_pieces"] for each in kinds if each["is_open"]}

    def send(number: str) -> None:
        shipping.ship(
            store_id=order.store_id,
            order_id=order.id,
            carrier="sf",
            tracking_number=number,
            actor_id=staff.id,
            quantities={line.id: 1},
        )

    assert options() == {"cancel": 3}
    send("SF0000001")
    assert options() == {"cancel": 2, "refund_only": 1, "return": 1, "exchange": 1, "repair": 1, "claim": 1}
    with pytest.raises(AfterSaleInvalidError):
        ask(order, "return", "no_reason", quantity=2)
    case = ask(order, "return", "no_reason", quantity=1)
    aftersales.ship_back(buyer_id=order.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567")
    aftersales.receive_return(store_id=order.store_id, case_id=case.id, actor_id=staff.id, restock=True)
    refunds_arrive()
    assert options() == {"cancel": 2}
    order.refresh_from_db()
    assert order.status == "to_ship", "two are still to be sent"
    ask(order, "cancel", "changed_mind", quantity=1)
    aftersales.agree(store_id=order.store_id, case_id=AfterSale.objects.latest("id").id, actor_id=staff.id)
    send("SF0000002")
    order.refresh_from_db()
    line.refresh_from_db()
    assert (order.status, line.cancelled_quantity, line.refunded_quantity) == ("to_receive", 1, 2)
    assert check_ledger().is_right


def test_a_claim_of_fake_goods_freezes_the_payout() -> None:
    order = deliver(make_order())
    case = ask(order, "claim", "fake")
    assert Settlement.objects.get(order=order).status == "frozen"
    order.refresh_from_db()
    assert order.is_frozen
    with held_at(now() + timedelta(days=30)):
        tasks.release_settlements()
        assert not settling.release_settlement(order.id)
        assert not receiving.complete(order_id=order.id, actor="system")
    assert balance_of(store_account(order.store_id, "available")) == 0
    aftersales.withdraw(buyer_id=order.buyer_id, case_id=case.id)
    order.refresh_from_db()
    assert not order.is_frozen
    with held_at(now() + timedelta(days=30)):
        tasks.release_settlements()
    assert balance_of(store_account(order.store_id, "available")) > 0


def test_a_frozen_order_cannot_be_confirmed() -> None:
    order = make_order()
    arrive(order)
    ask(order, "claim", "fake")
    with pytest.raises(OrderFrozenError):
        receiving.confirm(user_id=order.buyer_id, order_id=order.id)


def test_what_the_buyer_asked_to_cancel_is_not_sent_meanwhile() -> None:
    order = make_order(quantity=3)
    staff, line = staff_of(order), OrderLine.objects.get(order=order)
    sent = {
        "store_id": order.store_id,
        "order_id": order.id,
        "carrier": "sf",
        "tracking_number": "SF1234567",
        "actor_id": staff.id,
    }
    shipping.ship(**sent, quantities={line.id: 1})
    case = ask(order, "cancel", "changed_mind", quantity=2)
    with pytest.raises(ShippingInvalidError):
        shipping.ship(**sent, quantities={line.id: 1})
    before = on_hand(order)
    aftersales.agree(store_id=order.store_id, case_id=case.id, actor_id=staff.id)
    line.refresh_from_db()
    assert (line.shipped_quantity, line.refunded_quantity, on_hand(order)) == (1, 2, before + 2)


def test_cases_are_of_their_buyer_and_their_store_alone() -> None:
    order, other = deliver(make_order()), deliver(make_order(buyer=make_buyer()))
    case = ask(order)
    with pytest.raises(AfterSaleNotFoundError):
        aftersales.ship_back(
            buyer_id=other.buyer_id, case_id=case.id, carrier="sf", tracking_number="SF1234567"
        )
    with pytest.raises(AfterSaleNotFoundError):
        aftersales.receive_return(
            store_id=other.store_id, case_id=case.id, actor_id=staff_of(other).id, restock=True
        )


def test_pictures_of_a_case_are_for_its_two_sides_and_the_platform(api) -> None:
    order, other = deliver(make_order()), deliver(make_order(buyer=make_buyer()))
    buyer, staff = User.objects.get(id=order.buyer_id), staff_of(order)

    moderator = make_user(is_moderator=True)

    def picture(owner: Any, seed: int) -> Any:
        return send_file(api(owner), picture_bytes(seed=seed)).json()

    def who_sees(asset: Any) -> list[int]:
        address = f"{asset['picture']['base']}{asset['picture']['widths'][0]}.webp"
        everybody = (buyer, staff, moderator, User.objects.get(id=other.buyer_id), staff_of(other), None)
        return [api(person).get(address).status_code for person in everybody]

    shown = picture(buyer, 1)
    case = ask(order, reason="damaged", asset_ids=[UUID(shown["id"])])
    answered = picture(staff, 2)
    aftersales.add_evidence(
        case_id=case.id,
        actor_id=staff.id,
        text="出库时的照片",
        asset_ids=[UUID(answered["id"])],
        store_id=case.store_id,
    )
    assert who_sees(shown) == who_sees(answered) == [200, 200, 200, 404, 404, 404]
    Asset.objects.update(created_at=now() - timedelta(days=60))
    sweep_unused_assets()
    assert Asset.objects.count() == 2


def test_what_waits_for_the_store_stands_on_its_desk(api: Any) -> None:
    order = deliver(make_order())
    case = ask(order, "claim", "not_as_described")
    path, staff = f"/merchant/stores/{order.store_id}", staff_of(order)
    assert api(staff).get(f"{path}/figures").json()["waiting"]["after_sales"] == 1
    refusal = {"text": "与描述一致", "asset_ids": [str(case.id)]}
    refused = api(staff).send("POST", f"{path}/after-sales/{case.id}/refuse", refusal)
    assert refused.json()["code"] == "orders.pictures_invalid", "pictures are the store's own"
    own = send_file(api(staff), picture_bytes(seed=3)).json()["id"]
    refused = api(staff).send("POST", f"{path}/after-sales/{case.id}/refuse", {**refusal, "asset_ids": [own]})
    assert refused.json()["status"] == "refused"
    assert [each["asset_id"] for each in refused.json()["events"][-1]["pictures"]] == [own]
    assert api(staff).get(f"{path}/figures").json()["waiting"]["after_sales"] == 0


def test_open_cases_are_counted_with_ones_orders_and_stand_with_their_line(api: Any) -> None:
    order = deliver(make_order())
    case = ask(order, "claim", "quality")
    buyer = api(order.buyer)
    assert buyer.get("/orders/counts").json()["after_sales"] == 1
    assert case_of_line(buyer, order) == str(case.id)
    aftersales.withdraw(buyer_id=order.buyer_id, case_id=case.id)
    assert buyer.get("/orders/counts").json()["after_sales"] == 0
    assert case_of_line(buyer, order) is None


def case_of_line(buyer: Any, order: Order) -> str | None:
    """The case that is open to the order's line, as its buyer reads it."""
    found: str | None = buyer.get(f"/orders/{order.id}").json()["lines"][0]["open_case_id"]
    return found


def test_a_suspended_buyer_keeps_the_rights_of_a_buyer(api: Any) -> None:
    order = deliver(make_order())
    User.objects.filter(id=order.buyer_id).update(
        status="suspended", suspended_at=now(), suspended_until=now() + timedelta(days=9)
    )
    client = api(User.objects.get(id=order.buyer_id))
    picture = send_file(client, picture_bytes()).json()
    asked = {
        "line_id": str(OrderLine.objects.get(order=order).id),
        "kind": "return",
        "reason": "quality",
        "quantity": 1,
        "asset_ids": [picture["id"]],
    }
    key = {"Idempotency-Key": new_key()}
    case = client.send("POST", f"/orders/{order.id}/after-sales", asked, **key).json()
    assert (case["status"], len(case["pictures"])) == ("requested", 1)
    path = f"/after-sales/{case['id']}"
    assert client.send("POST", path + "/evidence", {"text": "再看一下"}).status_code == 200
    assert client.send("DELETE", path).json()["status"] == "withdrawn"
    assert start_upload(client, 9, kind="video").json()["code"] == "accounts.suspended"


BUYERS = {
    "get_after_sale_options", "open_after_sale", "list_after_sales", "get_after_sale", "ship_after_sale_back",
    "dispute_after_sale", "add_after_sale_evidence", "answer_refund_offer", "withdraw_after_sale",
    "list_store_after_sales", "get_store_after_sale", "confirm_after_sale_repair", "repay_after_sale",
}  # fmt: skip


def test_whoever_is_suspended_may_ask_but_not_run_a_store(api: Any) -> None:
    user = make_user(status="suspended", suspended_at=now(), suspended_until=now() + timedelta(days=9))
    for path, view in router.path_operations.items():
        for operation in view.operations:
            answer = api(user).send(operation.methods[0], re.sub(r"{\w+}", str(new_id()), path), {})
            refused = answer.status_code == 403 and answer.json()["code"] == "accounts.suspended"
            assert refused is (operation.view_func.__name__ not in BUYERS), path
