"""Placed orders: what buyers and stores see and do, and what others don't."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts.events import VisitorAdopted
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import StoreStaff
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.messaging.models import Notification
from shancha.apps.orders.models import (
    Address,
    BuyerIdentity,
    CartLine,
    Order,
    OrderEvent,
    OrderLine,
    Parcel,
)
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.schemas import orders as shapes
from shancha.apps.orders.schemas.carts import Cart
from shancha.apps.orders.services import carts, checkouts, departing, receiving, store_desk, tracking
from shancha.apps.orders.tests.factories import (
    begin,
    make_buyer,
    make_goods,
    make_order,
    pay,
    place,
    place_checkout,
)
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries.balances import balance_of
from shancha.kit.clock import held_at, now
from shancha.kit.events import publish

pytestmark = pytest.mark.django_db
PARCEL = {"carrier": "sf", "tracking_number": "SF1234567890"}


def staffed(role: str = "shipping"):
    """A store with somebody in a role."""
    person = make_user()
    return make_store(staff={role: person}), person


def orders_path(store) -> str:
    return f"/merchant/stores/{store.id}/orders"


def test_lists_and_counts_by_state(api):
    buyer, goods = make_buyer(), make_goods()
    place(buyer, goods)
    paid = make_order(buyer, goods)
    client = api(buyer)
    counts = {"to_pay": 1, "to_ship": 1, "to_receive": 0, "to_review": 0, "after_sales": 0}
    assert client.get("/orders/counts").json() == counts
    first = client.get("/orders?limit=1").json()
    assert first["items"][0]["id"] == str(paid.id)
    second = client.get(f"/orders?limit=1&cursor={first['next_cursor']}").json()
    assert second["items"][0]["status"] == "to_pay"
    assert second["next_cursor"] is None
    shapes.OrderCard.model_validate(second["items"][0])
    assert [row["id"] for row in client.get("/orders?state=to_ship").json()["items"]] == [str(paid.id)]
    assert client.get(f"/orders?q={paid.number}").json()["items"][0]["id"] == str(paid.id)
    assert client.get("/orders?q=%25").json()["items"] == []
    assert api(make_user()).get("/orders").json()["items"] == []


def test_lists_take_the_same_number_of_statements(api):
    buyer, goods = make_buyer(), make_goods(stock=1000)
    client = api(buyer)
    make_order(buyer, goods)
    with CaptureQueriesContext(connection) as few:
        client.get("/orders?limit=20")
    for _ in range(4):
        make_order(buyer, goods)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get("/orders?limit=20").json()["items"]) == 5
    assert len(few) == len(many)


def test_an_order_in_full_and_nobody_elses(api):
    store, person = staffed("finance")
    buyer = make_buyer()
    order = make_order(buyer, make_goods(store))
    found = api(buyer).get(f"/orders/{order.id}").json()
    shapes.Order.model_validate(found)
    assert found["receiver"]["phone"] == "13800138000"
    assert [event["kind"] for event in found["events"]] == ["placed", "moved"]
    shapes.OrderGroup.model_validate(api(buyer).get(f"/order-groups/{order.group_id}").json())
    for other in (make_user(), make_user(is_moderator=True), person):
        for path in ("", "/tracking"):
            assert api(other).get(f"/orders/{order.id}{path}").status_code == 404
        assert api(other).get(f"/order-groups/{order.group_id}").status_code == 404
    stranger = make_store()
    for store_id in (stranger.id,):
        owner = stranger.merchant.owner
        assert api(owner).get(f"/merchant/stores/{store_id}/orders/{order.id}").status_code == 404
        assert api(owner).get(f"/merchant/stores/{order.store_id}/orders/{order.id}").status_code == 404
        sent = api(owner).send("POST", f"/merchant/stores/{store_id}/orders/{order.id}/parcels", PARCEL)
        assert sent.status_code == 404


def test_a_store_reads_nothing_of_what_its_buyer_bought_elsewhere(api):
    (store, person), buyer = staffed(), make_buyer()
    for goods in (make_goods(store, price=10_000), make_goods(price=70_000)):
        carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id)
    group = place_checkout(checkouts.begin_from_cart(user_id=buyer.id))
    pay(group)
    own = group.orders.get(store=store)
    assert api(buyer).get(f"/orders/{own.id}").json()["group"]["payable_amount"] == group.payable_amount
    client = api(person)
    shown = [client.get(orders_path(store)), client.get(f"{orders_path(store)}/{own.id}")]
    for answer in shown:
        assert own.number in answer.content.decode()
        for secret in (group.id, group.payment_id, group.payable_amount):
            assert str(secret) not in answer.content.decode()


def test_addresses_are_open_to_those_who_ship_while_they_ship(api):
    store, packer = staffed()
    counter = make_user()
    StoreStaff.objects.create(store=store, user=counter, role="finance")
    order = make_order(variant=make_goods(store))
    path = f"{orders_path(store)}/{order.id}"
    found = api(packer).get(path).json()
    shapes.MerchantOrder.model_validate(found)
    assert found["receiver"]["receiver"] == "林小满"
    assert api(counter).get(path).json()["receiver"] == {
        "receiver": "林**",
        "phone": "138****8000",
        "detail": "***",
    }
    assert api(counter).send("POST", path + "/parcels", PARCEL).status_code == 403
    api(packer).send("POST", path + "/parcels", PARCEL)
    receiving.confirm(user_id=order.buyer_id, order_id=order.id)
    assert api(packer).get(path).json()["receiver"]["phone"] == "138****8000"


def test_parts_are_sent_and_the_last_one_completes(api):
    store, packer = staffed()
    buyer = make_buyer()
    order = make_order(buyer, make_goods(store), 3)
    line, path = OrderLine.objects.get(), f"{orders_path(store)}/{order.id}/parcels"
    send = lambda number, pieces: api(packer).send(  # noqa: E731
        "POST",
        path,
        {
            "carrier": "zto",
            "tracking_number": number,
            "lines": [{"line_id": line.id, "quantity": pieces}],
        },
    )
    assert send("ZT0001", 4).status_code == 422
    first = send("ZT0001", 1)
    assert (first.status_code, first.json()["status"]) == (201, "to_ship")
    assert api(buyer).send("POST", f"/orders/{order.id}/cancel", {"reason": "too_slow"}).status_code == 409
    assert send("ZT0001", 1).status_code == 422
    assert send("ZT0002", 2).json()["status"] == "to_receive"
    assert send("ZT0003", 1).status_code == 409
    assert Parcel.objects.count() == 2
    notice = Notification.objects.filter(user=buyer, kind="order_shipped").first()
    assert (notice.lane, notice.payload["carrier"]) == ("process", "中通快递")


def test_a_parcel_with_no_lines_is_not_one_with_all(api):
    store, packer = staffed()
    order = make_order(make_buyer(), make_goods(store))
    path = f"{orders_path(store)}/{order.id}/parcels"
    assert api(packer).send("POST", path, {**PARCEL, "lines": []}).status_code == 422
    assert not Parcel.objects.exists()
    assert api(packer).send("POST", path, {**PARCEL, "lines": None}).json()["status"] == "to_receive"


def test_parcels_arrive_and_orders_confirm_themselves(api):
    store, packer = staffed()
    buyer = make_buyer()
    order = make_order(buyer, make_goods(store))
    api(packer).send("POST", f"{orders_path(store)}/{order.id}/parcels", PARCEL)
    with held_at(now() + timedelta(hours=47)):
        assert tracking.poll_due_parcels() == 1
        assert tracking.poll_due_parcels() == 0
    parcel = api(buyer).get(f"/orders/{order.id}/tracking").json()[0]
    assert (parcel["status"], len(parcel["events"])) == ("delivered", 5)
    assert parcel["events"][0]["at"] > parcel["events"][1]["at"]
    order.refresh_from_db()
    assert timedelta(days=11) < order.auto_confirm_at - now() < timedelta(days=12)
    with held_at(order.auto_confirm_at - timedelta(days=1)):
        assert receiving.warn_of_confirming() == 1
        assert receiving.warn_of_confirming() == 0
        assert receiving.confirm_due_orders() == 0
    with held_at(order.auto_confirm_at):
        assert receiving.confirm_due_orders() == 1
    with held_at(order.auto_confirm_at + timedelta(days=15)):
        assert receiving.complete_due_orders() == 1
    assert Order.objects.get().status == "completed"
    assert balance_of(user_account(buyer.id, "points")) == 99
    kinds = set(Notification.objects.filter(user=buyer).values_list("kind", flat=True))
    assert kinds >= {"order_shipped", "order_delivered", "order_confirm_soon", "order_confirmed"}


def test_a_frozen_order_stands_still(api):
    store, packer = staffed()
    order = make_order(variant=make_goods(store))
    Order.objects.update(is_frozen=True)
    path = f"{orders_path(store)}/{order.id}"
    assert api(packer).send("POST", path + "/parcels", PARCEL).json()["code"] == "orders.order_frozen"
    assert api(packer).send("POST", path + "/cancel", {"reason": "agreed"}).status_code == 409


def test_a_store_cancels_and_the_buyer_is_told(api):
    store, person = staffed("service")
    order = make_order(variant=make_goods(store))
    path = f"{orders_path(store)}/{order.id}/cancel"
    assert api(person).send("POST", path, {"reason": "out_of_stock"}).status_code == 204
    order.refresh_from_db()
    assert (order.status, order.cancel_reason, order.refunded_amount) == ("cancelled", "out_of_stock", 9_900)
    assert Notification.objects.get(user=order.buyer, kind="order_cancelled").payload["reason"] == "商家缺货"


def test_reminding_reordering_and_another_receiver(api):
    store, packer = staffed()
    buyer, goods = make_buyer(), make_goods(store)
    order = make_order(buyer, goods, 2)
    client, path = api(buyer), f"/orders/{order.id}"
    assert client.send("POST", path + "/remind").status_code == 204
    assert client.send("POST", path + "/remind").status_code == 429
    assert Notification.objects.filter(user=packer, kind="order_reminded").count() == 1
    assert client.send("POST", path + "/reorder").json() == {"added": 1, "skipped": []}
    assert CartLine.objects.get().quantity == 2
    receiver = {"receiver": "周舟", "phone": "13900139000", "detail": "西湖路 9 号"}
    moved = client.send("PUT", path + "/receiver", {**receiver, "region_code": "310104"}).json()
    assert (moved["receiver"]["receiver"], moved["region"]) == ("周舟", "上海市徐汇区")
    far = client.send("PUT", path + "/receiver", {**receiver, "region_code": "110101"})
    assert (far.status_code, list(far.json()["fields"])) == (422, ["region_code"])
    assert OrderEvent.objects.filter(kind="receiver_changed").count() == 1


def test_invoices(api):
    store, clerk = staffed("finance")
    buyer = make_buyer()
    order = make_order(buyer, make_goods(store))
    client, path = api(buyer), f"/orders/{order.id}/invoice"
    company = {"kind": "company", "title": "茶山有限公司", "tax_number": "91310000MA1K000000"}
    assert client.send("POST", path, {**company, "tax_number": "1"}).status_code == 422
    assert client.send("POST", path, company).json()["status"] == "requested"
    assert client.send("POST", path, company).status_code == 409
    store_path = f"{orders_path(store)}/{order.id}"
    assert api(clerk).get(store_path).json()["invoice_request"]["tax_number"] == "91310000MA1K000000"
    assert api(clerk).send("POST", store_path + "/invoice", {"number": "12345678"}).status_code == 204
    assert client.get(f"/orders/{order.id}").json()["invoice"]["amount"] == 9_900


def test_figures_of_a_store(api):
    store, person = staffed("finance")
    goods = make_goods(store, price=10_000)
    make_order(variant=goods)
    gone = make_order(variant=goods)
    api(gone.buyer).send("POST", f"/orders/{gone.id}/cancel", {"reason": "other"})
    place(make_buyer(), goods)
    found = api(person).get(f"/merchant/stores/{store.id}/figures").json()
    shapes.Figures.model_validate(found)
    orders = {"to_pay": 1, "to_ship": 1, "overdue": 0, "to_receive": 0, "to_review": 0, "after_sales": 0}
    assert found["waiting"] == {**orders, "after_sales": 0, "reviews": 0, "sold_out": 0}
    assert found["sales"]["today"] == {"orders": 2, "paid_amount": 20_000, "net_amount": 10_000}
    assert len(found["days"]) == 30
    with held_at(now() + timedelta(days=3)):
        listed = api(person).get(f"{orders_path(store)}?is_overdue=true").json()["items"]
        assert len(listed) == 1
        shapes.MerchantOrderCard.model_validate(listed[0])


def test_stores_are_told_of_new_orders_once_a_run(monkeypatch):
    monkeypatch.setattr(store_desk, "_BATCH", 1)
    (store, packer), (other, _) = staffed(), staffed()
    goods = make_goods(store)
    make_order(variant=goods)
    make_order(variant=goods)
    make_order(variant=make_goods(other))
    assert store_desk.tell_of_new_orders() == 0, "a payment of this moment may not have committed yet"
    with held_at(now() + timedelta(minutes=1)):
        assert store_desk.tell_of_new_orders() == 2
        assert store_desk.tell_of_new_orders() == 0
    notice = Notification.objects.get(user=packer, kind="store_orders")
    assert notice.payload["count"] == 2


def test_the_cart_of_a_visitor_follows_them(api):
    goods, dear = make_goods(price=9_900), make_goods(price=12_000)
    guest = api()
    guest.send("POST", "/cart/lines", {"variant_id": goods.id, "quantity": 2})
    added = guest.send("POST", "/cart/lines", {"variant_id": dear.id}).json()
    cart = guest.get("/cart").json()
    Cart.model_validate(cart)
    assert cart["selected"] == {"line_count": 2, "piece_count": 3, "goods_amount": 31_800}
    goods.price, goods.product.title = 8_900, "x"
    goods.save()
    dear.product.status = "off_shelf"
    dear.product.save()
    cart = guest.get("/cart").json()
    assert cart["groups"][0]["lines"][0]["changes"] == [
        {"kind": "price_down", "before": 9_900, "after": 8_900}
    ]
    assert [line["reason"] for line in cart["invalid"]] == ["off_shelf"]
    guest.send("POST", "/cart/seen")
    assert not guest.get("/cart").json()["has_changes"]
    assert api().get("/cart").json()["line_count"] == 0
    assert api().send("PATCH", f"/cart/lines/{added['line_id']}", {"quantity": 9}).status_code == 404
    key = CartLine.objects.values_list("visitor_key", flat=True)[0]
    buyer = make_buyer()
    carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id, quantity=1)
    publish(VisitorAdopted(user_id=buyer.id, visitor_key=key))
    assert sorted(CartLine.objects.filter(user=buyer).values_list("quantity", flat=True)) == [1, 2]
    assert not CartLine.objects.filter(user=None).exists()


def test_a_full_cart_and_goods_that_are_gone(api):
    goods = make_goods()
    assert api().send("POST", "/cart/lines", {"variant_id": goods.id, "quantity": 100}).status_code == 422
    goods.product.status = "removed"
    goods.product.save()
    answer = api().send("POST", "/cart/lines", {"variant_id": goods.id})
    assert (answer.status_code, answer.json()["code"]) == (409, "orders.goods_unavailable")


def test_leaving_keeps_the_record_without_the_person():
    buyer = make_buyer(identity=True)
    goods = make_goods(trade_mode="bonded")
    order = make_order(buyer, goods, consents={"cross_border": "2026-01"})
    begin(buyer, goods)
    receiving_order = make_order(buyer, goods, consents={"cross_border": "2026-01"})
    Order.objects.filter(id=order.id).update(status="completed")
    buyer.status = "deleted"
    buyer.save()
    departing.forget_member(buyer.id)
    departing.forget_receivers()
    assert not Address.objects.exists()
    order.refresh_from_db()
    receiving_order.refresh_from_db()
    assert (order.receiver, order.payable_amount > 0) == ("", True)
    assert receiving_order.receiver != ""
    identity = BuyerIdentity.objects.get()
    assert identity.removed_at is not None
    assert identity.purge_at > now() + timedelta(days=1000)
