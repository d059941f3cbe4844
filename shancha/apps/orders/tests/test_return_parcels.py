"""Goods that come back are followed by the same carrier's word as those that were sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Store, StoreStaff
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import AfterSale, Order, Parcel
from shancha.apps.orders.tests.factories import make_order, new_key
from shancha.apps.orders.tests.money import arrive, deliver, staff_of
from shancha.apps.orders.tests.test_kuaidi100 import CALLBACK, Service, md5, row, service
from shancha.apps.orders.tracking import kuaidi100
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.numbers import HOME_ZONE

__all__ = ["service"]
pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
PARCEL = {"carrier": "sf", "tracking_number": "SF7654321"}
EXCHANGE = {"kind": "exchange", "reason": "wrong_item"}


@pytest.fixture
def sent_back(api: Api) -> dict[str, Any]:
    """A return without a reason, as its buyer sent it back through the API."""
    order = deliver(make_order())
    Store.objects.filter(id=order.store_id).update(
        return_receiver="退货组", return_phone="13900139000", return_address="上海市仓库路 1 号"
    )
    buyer = api(User.objects.get(id=order.buyer_id))
    case = open_case(buyer, order).json()
    answer = buyer.send("POST", f"/after-sales/{case['id']}/return-parcel", PARCEL)
    assert answer.status_code == 200, answer.content
    return {
        "case": answer.json(),
        "order": order,
        "buyer": (buyer, f"/after-sales/{case['id']}"),
        "store": (api(staff_of(order)), f"/merchant/stores/{order.store_id}/after-sales/{case['id']}"),
    }


def open_case(buyer: Any, order: Order, **changes: Any) -> Any:
    """The answer to what a buyer asks about the first line of an order: a return without a reason."""
    line_id = str(changes.pop("line_id", None) or order.lines.get().id)
    asked = {"line_id": line_id, "kind": "return", "reason": "no_reason", "quantity": 1, **changes}
    return buyer.send("POST", f"/orders/{order.id}/after-sales", asked, **{"Idempotency-Key": new_key()})


def told_by(service: Service, number: str, rows: list[dict[str, str]]) -> dict[str, str]:
    """A notice of the carrier about the parcel, signed with what the subscription gave."""
    wanted = next(each for each in service.params(kuaidi100.FOLLOW_URL) if each["number"] == number)
    last = {"com": "shunfeng", "nu": number, "state": "3", "status": "200", "data": rows}
    param = orjson.dumps({"status": "polling", "message": "", "lastResult": last}).decode()
    return {"param": param, "sign": md5(param + wanted["parameters"]["salt"])}


def at(moment: datetime) -> str:
    return moment.astimezone(HOME_ZONE).strftime("%Y-%m-%d %H:%M:%S")


def clock_at(moment: datetime) -> AfterSale:
    with held_at(moment):
        tasks.pass_after_sale_deadlines()
    return AfterSale.objects.get()


def test_the_carriers_notice_of_delivery_starts_the_stores_seven_days(
    api: Api, service: Service, sent_back: dict[str, Any]
) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    Parcel.objects.filter(after_sale=None).update(poll_at=None)
    with held_at(now() + timedelta(hours=1)):
        tasks.poll_due_parcels()
    (asked_for,) = service.params(kuaidi100.QUERY_URL)
    assert (asked_for["num"], asked_for["phone"]) == ("SF7654321", "9000"), "the store's, who receives it"
    begin = now().replace(microsecond=0)
    moving = row(at(begin + timedelta(hours=2)), "快递员已揽收", "103")
    delivered = row(at(begin + timedelta(hours=40)), "已签收，签收人：仓库", "301")
    for rows in ([moving], [delivered, moving], [delivered, moving]):
        answer = api().post(CALLBACK, told_by(service, "SF7654321", rows))
        assert answer.json()["returnCode"] == "200"
    due_at = begin + timedelta(hours=40, days=7)
    for client, path in (sent_back["buyer"], sent_back["store"]):
        shown = client.get(path).json()
        assert datetime.fromisoformat(shown["due_at"]) == due_at
        assert shown["return_parcel"]["latest"]["text"] == "已签收，签收人：仓库"
        assert shown["return_parcel"]["delivered_at"] is not None
        assert [each["kind"] for each in shown["events"]].count("return_delivered") == 1, "told once"
    assert Notification.objects.filter(kind="after_sale_return_delivered").exists()
    assert clock_at(due_at - timedelta(hours=1)).status == "returning"
    assert clock_at(due_at).status == "refunding"


def test_what_no_carrier_ever_saw_counts_as_arrived_after_ten_days(sent_back: dict[str, Any]) -> None:
    Parcel.objects.update(poll_at=None)
    client, path = sent_back["buyer"]
    assert client.get(path).json()["return_parcel"] == {"seen_at": None, "delivered_at": None, "latest": None}
    shipped_at = Parcel.objects.get(after_sale__isnull=False).shipped_at
    assert clock_at(shipped_at + timedelta(days=9, hours=23)).status == "returning"
    assert clock_at(shipped_at + timedelta(days=10, minutes=1)).status == "refunding"


def test_what_is_lost_on_its_way_is_refunded_after_twenty_days(
    api: Api, service: Service, sent_back: dict[str, Any]
) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    with held_at(now() + timedelta(hours=1)):
        tasks.poll_due_parcels()
    moving = row(at(now() + timedelta(hours=2)), "快递员已揽收", "103")
    assert api().post(CALLBACK, told_by(service, "SF7654321", [moving])).status_code == 200
    shipped_at = Parcel.objects.get(after_sale__isnull=False).shipped_at
    case = clock_at(shipped_at + timedelta(days=10, minutes=1))
    assert (case.status, case.due_at) == ("returning", shipped_at + timedelta(days=20))
    assert clock_at(shipped_at + timedelta(days=20)).status == "refunding"


def test_the_parcel_that_was_sent_and_the_one_that_comes_back_are_two(
    api: Api, sent_back: dict[str, Any]
) -> None:
    order: Order = sent_back["order"]
    shown = api(User.objects.get(id=order.buyer_id)).get(f"/orders/{order.id}").json()
    assert [each["tracking_number"] for each in shown["parcels"]] == [f"SF{order.number}"]


def test_an_old_number_moves_no_money(api: Api, service: Service, sent_back: dict[str, Any]) -> None:
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    with held_at(now() + timedelta(hours=1)):
        tasks.poll_due_parcels()
    old = row(at(now() - timedelta(days=9)), "已签收，签收人：门卫", "301")
    assert api().post(CALLBACK, told_by(service, "SF7654321", [old])).json()["returnCode"] == "200"
    client, path = sent_back["buyer"]
    shown = client.get(path).json()
    assert shown["return_parcel"]["delivered_at"] is None
    assert "return_delivered" not in {each["kind"] for each in shown["events"]}
    shipped_at = Parcel.objects.get(after_sale__isnull=False).shipped_at
    assert clock_at(shipped_at + timedelta(days=9)).status == "returning", "as if no carrier had seen it"
    assert clock_at(shipped_at + timedelta(days=10, minutes=1)).status == "refunding"


def test_an_old_number_confirms_no_order(api: Api, service: Service) -> None:
    order = arrive(make_order())
    service.answers[kuaidi100.QUERY_URL] = {"status": "200", "data": []}
    with held_at(now() + timedelta(hours=1)):
        tasks.poll_due_parcels()
    old = row(at(now() - timedelta(days=11)), "已签收，签收人：门卫", "301")
    assert api().post(CALLBACK, told_by(service, f"SF{order.number}", [old])).status_code == 200
    shown = api(User.objects.get(id=order.buyer_id)).get(f"/orders/{order.id}").json()
    assert shown["parcels"][0]["status"] == "sent"
    assert datetime.fromisoformat(shown["auto_confirm_at"]) == order.auto_confirm_at
    with held_at(now() + timedelta(days=10)):
        tasks.confirm_due_orders()
    order.refresh_from_db()
    assert order.status == "to_receive"


def test_a_number_names_one_parcel_of_an_order(api: Api) -> None:
    order = deliver(make_order())
    Store.objects.filter(id=order.store_id).update(return_address="上海市仓库路 1 号")
    buyer, store = api(User.objects.get(id=order.buyer_id)), api(staff_of(order))
    desk = f"/merchant/stores/{order.store_id}/after-sales"
    made = open_case(buyer, order, **EXCHANGE)
    case = made.json()["id"]
    assert store.send("POST", f"{desk}/{case}/agree", {}).status_code == 200

    def named(client: Any, path: str, number: str) -> Any:
        answer = client.send("POST", path, {"carrier": "sf", "tracking_number": number})
        return answer.status_code, answer.json().get("fields", {}).keys()

    taken = (422, {"tracking_number"})
    back, out = f"/after-sales/{case}/return-parcel", f"{desk}/{case}/exchange-parcel"
    assert named(buyer, back, f"sf{order.number}".lower()) == taken, "the parcel in which it came"
    assert named(buyer, back, "SF7654321")[0] == 200
    assert store.send("POST", f"{desk}/{case}/receive", {"restock": False}).status_code == 200
    assert named(store, out, "SF7654321") == taken, "the parcel in which it went back"
    assert named(store, out, "SF7654322")[0] == 200


def test_two_cases_of_an_order_may_go_back_in_one_parcel(api: Api) -> None:
    order = deliver(make_order())
    Store.objects.filter(id=order.store_id).update(return_address="上海市仓库路 1 号")
    line = order.lines.get()
    other = type(line).objects.get(id=line.id)
    other.id, other.position = new_id(), line.position + 1
    other.save(force_insert=True)
    buyer = api(User.objects.get(id=order.buyer_id))
    for each in (line, other):
        case = open_case(buyer, order, line_id=str(each.id)).json()
        answer = buyer.send("POST", f"/after-sales/{case['id']}/return-parcel", PARCEL)
        assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(("role", "status"), [("shipping", "received"), ("service", "refunding")])
def test_who_only_ships_receives_and_pays_nothing(
    api: Api, sent_back: dict[str, Any], role: str, status: str
) -> None:
    person = make_user()
    StoreStaff.objects.create(store_id=sent_back["order"].store_id, user=person, role=role)
    answer = api(person).send("POST", f"{sent_back['store'][1]}/receive", {"restock": True})
    assert (answer.status_code, answer.json()["status"]) == (200, status)


def test_nobody_else_sends_the_goods_back(api: Api, sent_back: dict[str, Any]) -> None:
    _, path = sent_back["buyer"]
    for person in (make_user(), staff_of(sent_back["order"])):
        refused = api(person).send("POST", f"{path}/return-parcel", PARCEL)
        assert (refused.status_code, refused.json()["code"]) == (404, "orders.after_sale_not_found")
    client, path = sent_back["buyer"]
    again = client.send("POST", f"{path}/return-parcel", PARCEL)
    assert again.status_code == 409, "sent once"
    assert Parcel.objects.filter(after_sale__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("carrier", "number", "wrong"),
    [
        ("sf", "SF 76543", {"tracking_number"}),
        ("sf", "SF76", {"tracking_number"}),
        ("sf", "SF76543!", {"tracking_number"}),
        ("pigeon", "单号76543", {"carrier", "tracking_number"}),
        ("sf", "  SF-76543 ", set()),
    ],
)
def test_parcels_of_orders_and_cases_are_checked_alike(
    api: Api, carrier: str, number: str, wrong: set[str]
) -> None:
    body = {"carrier": carrier, "tracking_number": number}
    waiting, back = make_order(), deliver(make_order())
    case = open_case(api(back.buyer), back).json()
    ways = (
        (staff_of(waiting), f"/merchant/stores/{waiting.store_id}/orders/{waiting.id}/parcels"),
        (back.buyer, f"/after-sales/{case['id']}/return-parcel"),
    )
    for person, path in ways:
        answer = api(person).send("POST", path, body)
        assert set(answer.json().get("fields", {})) == wrong
        assert answer.status_code == 422 if wrong else answer.status_code < 300
    kept = Parcel.objects.filter(tracking_number=number.strip()).count()
    assert kept == (0 if wrong else 2)
