"""From the cart to a paid order through the API."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.mall.models import Stock, Variant
from shancha.apps.mall.tests.factories import make_product, make_store, stock_of
from shancha.apps.orders.admin.taxes import TaxTableForm
from shancha.apps.orders.models import CartLine, Order, OrderEvent, OrderGroup, OrderLine, TaxTable, YearUse
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import carts, checkouts, expiring, placing
from shancha.apps.orders.tests.factories import (
    begin,
    identity_number,
    make_buyer,
    make_goods,
    make_order,
    new_key,
    open_charge,
    pay,
    place,
    place_checkout,
    succeed,
)
from shancha.apps.payments.models import Payment, Refund
from shancha.apps.wallet.accounts import platform_account, store_account, user_account
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.apps.wallet.services.ledger import post
from shancha.apps.wallet.services.points import grant_points
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id
from shancha.kit.numbers import home_date

pytestmark = pytest.mark.django_db


def give_balance(user, amount: int) -> None:
    post(
        kind="top_up",
        reference_kind="test",
        reference_id=new_id(),
        key=str(new_id()),
        legs=[(platform_account("clearing:sandbox"), -amount), (user_account(user.id, "balance"), amount)],
    )


def give_points(user, amount: int) -> None:
    grant_points(
        user_id=user.id,
        amount=amount,
        kind="points_gift",
        reference_kind="test",
        reference_id=new_id(),
        key=str(new_id()),
    )


def buy_now(variant) -> dict[str, object]:
    return {"source": "now", "now": {"variant_id": variant.id}}


def test_from_cart_to_paid_orders_of_two_stores(api):
    buyer, one, two = make_buyer(), make_goods(price=9_900), make_goods(price=12_000)
    client = api(buyer)
    assert client.send("POST", "/cart/lines", {"variant_id": one.id, "quantity": 2}).status_code == 201
    assert client.send("POST", "/cart/lines", {"variant_id": two.id}).json()["line_count"] == 2
    checkout = client.send("POST", "/checkouts", {"source": "cart"}).json()
    assert checkout["obstacles"] == []
    assert checkout["amounts"]["payable_amount"] == 31_800
    assert len(checkout["parcels"]) == 2
    assert checkout["parcels"][0]["arrive_by"]
    key = new_key()
    send = lambda: client.send(  # noqa: E731
        "POST",
        f"/checkouts/{checkout['id']}/order",
        {"digest": checkout["digest"]},
        **{"Idempotency-Key": key},
    )
    placed = send()
    assert placed.status_code == 201, placed.json()
    assert send().json() == placed.json()
    assert OrderGroup.objects.count() == 1
    assert Order.objects.count() == 2
    assert not CartLine.objects.exists()
    assert stock_of(one) == (100, 2)
    group = OrderGroup.objects.get()
    pay(group)
    assert stock_of(one) == (98, 0)
    assert set(Order.objects.values_list("status", flat=True)) == {"to_ship"}
    assert sum(Order.objects.values_list("paid_amount", flat=True)) == 31_800
    assert OrderEvent.objects.filter(kind="moved").count() == 2
    assert balance_of(store_account(one.store_id, "pending")) == 19_800
    assert trial_balance()["wrong"] == []
    again = client.send(
        "POST",
        f"/checkouts/{checkout['id']}/order",
        {"digest": checkout["digest"]},
        **{"Idempotency-Key": new_key()},
    )
    assert (again.status_code, again.json()["group_id"]) == (409, str(group.id))


def test_points_and_balance_pay_first_and_come_back_when_cancelled(api):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 3_000)
    give_points(buyer, 2_000)
    group = place(buyer, goods, points=2_000, use_wallet=True)
    assert (group.points_amount, group.wallet_amount, group.payable_amount) == (2_000, 3_000, 5_000)
    assert balance_of(user_account(buyer.id, "balance")) == 0
    order = Order.objects.get()
    answer = api(buyer).send("POST", f"/orders/{order.id}/cancel", {"reason": "changed_mind"})
    assert answer.status_code == 200, answer.json()
    assert balance_of(user_account(buyer.id, "balance")) == 3_000
    assert balance_of(user_account(buyer.id, "points")) == 2_000
    assert stock_of(goods) == (100, 0)
    assert Payment.objects.get().status == "closed"


def test_nothing_left_to_pay_is_paid_at_once():
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 50_000)
    group = place(buyer, goods, use_wallet=True)
    assert (group.payable_amount, group.payment_id, group.status) == (0, None, "paid")
    assert Order.objects.get().status == "to_ship"
    assert balance_of(user_account(buyer.id, "balance")) == 40_000
    assert balance_of(user_account(buyer.id, "held")) == 0


def test_cancelling_a_paid_order_gives_everything_back(api):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 3_000)
    give_points(buyer, 2_000)
    order = make_order(buyer, goods, points=2_000, use_wallet=True)
    cancel = lambda: api(buyer).send("POST", f"/orders/{order.id}/cancel", {"reason": "too_slow"})  # noqa: E731
    assert cancel().status_code == 200
    assert cancel().status_code == 409
    order.refresh_from_db()
    assert (order.status, order.refunded_amount) == ("cancelled", 10_000)
    refund = Refund.objects.get()
    assert (refund.amount, refund.reference_id) == (5_000, order.id)
    assert balance_of(user_account(buyer.id, "balance")) == 3_000
    assert balance_of(user_account(buyer.id, "points")) == 2_000
    assert balance_of(store_account(goods.store_id, "pending")) == 0
    assert balance_of(platform_account("refunds_due")) == 5_000
    assert stock_of(goods) == (100, 0)


def test_unpaid_orders_end_and_a_late_payment_goes_back():
    buyer, goods = make_buyer(), make_goods()
    group = place(buyer, goods)
    charge = open_charge(group)
    assert not expiring.expire(group.id)
    with held_at(now() + timedelta(minutes=31)):
        assert expiring.expire_due_groups() == 1
        assert expiring.expire_due_groups() == 0, "it does not stand behind itself"
        assert expiring.expire(group.id)
        assert not expiring.expire(group.id)
        assert stock_of(goods) == (100, 0)
        assert Order.objects.get().cancel_reason == "expired"
        succeed(charge)
    assert Order.objects.get().status == "cancelled"
    assert Refund.objects.get().amount == group.payable_amount


def test_changed_prices_are_told_before_placing(api):
    buyer, goods = make_buyer(), make_goods(price=9_900)
    checkout = (
        api(buyer).send("POST", "/checkouts", {"source": "now", "now": {"variant_id": goods.id}}).json()
    )
    Variant.objects.filter(id=goods.id).update(price=10_900)
    answer = api(buyer).send(
        "POST",
        f"/checkouts/{checkout['id']}/order",
        {"digest": checkout["digest"]},
        **{"Idempotency-Key": new_key()},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "orders.price_changed")
    assert answer.json()["payable_amount"] == 10_900
    assert not OrderGroup.objects.exists()


def test_a_frozen_price_does_not_change():
    goods = make_goods(price=9_900)
    order = make_order(variant=goods)
    Variant.objects.filter(id=goods.id).update(price=1)
    goods.product.title = "改名"
    goods.product.save()
    order.refresh_from_db()
    line = OrderLine.objects.get()
    assert (order.payable_amount, line.unit_price, line.title != "改名") == (9_900, 9_900, True)


def test_goods_from_abroad_need_identity_consent_and_room(api):
    buyer = make_buyer()
    goods = make_goods(
        category="serums",
        trade_mode="bonded",
        price=68_000,
        variants=[{"price": 68_000, "content_amount": 30, "content_unit": "ml"}],
    )
    client = api(buyer)
    checkout = client.send("POST", "/checkouts", buy_now(goods)).json()
    assert checkout["amounts"]["tax_amount"] == 15_680
    assert checkout["required"]["identity"]
    place_it = lambda digest: client.send(  # noqa: E731
        "POST", f"/checkouts/{checkout['id']}/order", {"digest": digest}, **{"Idempotency-Key": new_key()}
    )
    refused = place_it(checkout["digest"])
    assert set(refused.json()["fields"]) == {"identity_id", "consents.cross_border"}
    identity = client.send(
        "POST",
        "/me/identities",
        {"real_name": "林小满", "number": identity_number(), "consent": True},
    ).json()
    for version in ("2019-01", " ", "yes"):
        chosen = {"identity_id": identity["id"], "consents": {"cross_border": version}}
        stale = client.send("PATCH", f"/checkouts/{checkout['id']}", chosen).json()
        refused = place_it(stale["digest"])
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["consents.cross_border"])
    changed = client.send(
        "PATCH",
        f"/checkouts/{checkout['id']}",
        {
            "identity_id": identity["id"],
            "consents": {"cross_border": checkout["required"]["cross_border_notice"]},
        },
    ).json()
    assert place_it(changed["digest"]).status_code == 201
    order = Order.objects.get()
    assert (order.tax_amount, order.tax_value, order.tax_version) == (15_680, 68_000, "cn-2026-unchecked")
    assert order.consents["cross_border"]
    assert YearUse.objects.get().amount == 68_000
    client.send("POST", f"/orders/{order.id}/cancel", {"reason": "changed_mind"})
    assert YearUse.objects.get().amount == 0


def test_the_limit_of_an_order_and_the_single_dearer_article(api):
    buyer = make_buyer(identity=True)
    goods = make_goods(trade_mode="bonded", price=300_000)
    checkout = begin(buyer, goods, 2, consents={"cross_border": "2026-01"})
    found = api(buyer).get(f"/checkouts/{checkout.id}").json()
    assert [each["code"] for each in found["obstacles"]] == ["order_limit"]
    dear = make_goods(trade_mode="bonded", price=600_000)
    single = begin(buyer, dear, 1, consents={"cross_border": "2026-01"})
    path = f"/checkouts/{single.id}"
    found = api(buyer).get(path).json()
    assert [each["code"] for each in found["obstacles"]] == ["duty_unknown"]
    body = {"digest": found["digest"]}
    refused = api(buyer).send("POST", f"{path}/order", body, **{"Idempotency-Key": new_key()})
    assert (refused.status_code, refused.json()["code"]) == (409, "orders.duty_unknown")
    Variant.objects.filter(id=dear.id).update(hs_code="4202210090")
    found = api(buyer).get(path).json()
    assert found["obstacles"] == []
    tax = found["parcels"][0]["lines"][0]["tax"]
    assert (tax["is_full"], tax["duty"], tax["payable"]) == (True, 36_000, 36_000 + 82_680)
    body = {"digest": found["digest"]}
    placed = api(buyer).send("POST", f"{path}/order", body, **{"Idempotency-Key": new_key()})
    assert placed.status_code == 201, placed.content
    order = Order.objects.get()
    assert (order.lines.get().tax_detail["duty"], order.tax_version) == (36_000, "cn-2026-unchecked")


def test_tax_tables_keep_their_range(api):
    seeded = TaxTable.objects.get(version="cn-2026-unchecked")
    assert "待核对" in seeded.source
    fields = {"version": "next", "effective_from": f"{home_date() + timedelta(days=1)}", "source": "x"}

    def refused(**changes):
        form = TaxTableForm({**fields, "rules": json.dumps({**seeded.rules, **changes})})
        return "" if form.is_valid() else form.errors["rules"][0]

    assert refused() == ""
    for duty in ({"4202": -1}, {"4202": 10_001}, {"皮包": 600}, {"4": 600}):
        assert f"duty.{next(iter(duty))}" in refused(duty=duty)
    assert "share_bp" in refused(share_bp=10_001)
    assert "order_limit" in refused(order_limit=0)
    assert "consumption.wine" in refused(consumption={"wine": {"rate_bp": 10_000}})


def test_goods_without_return_are_confirmed_one_by_one(api):
    buyer, goods = make_buyer(), make_goods(return_class="confirmed_only")
    checkout = (
        api(buyer).send("POST", "/checkouts", {"source": "now", "now": {"variant_id": goods.id}}).json()
    )
    assert checkout["required"]["confirmed_only"] == [str(goods.id)]
    body = {"digest": checkout["digest"]}
    path = f"/checkouts/{checkout['id']}/order"
    refused = api(buyer).send("POST", path, body, **{"Idempotency-Key": new_key()})
    assert set(refused.json()["fields"]) == {"consents.confirmed_only"}
    api(buyer).send(
        "PATCH", f"/checkouts/{checkout['id']}", {"consents": {"confirmed_only": [str(goods.id)]}}
    )
    assert api(buyer).send("POST", path, body, **{"Idempotency-Key": new_key()}).status_code == 201


def test_what_stands_in_the_way_is_told_by_line(api):
    buyer, short, gone = make_buyer(), make_goods(stock=1), make_goods()
    client = api(buyer)
    client.send("POST", "/cart/lines", {"variant_id": short.id, "quantity": 3})
    client.send("POST", "/cart/lines", {"variant_id": gone.id})
    checkout = client.send("POST", "/checkouts", {"source": "cart"}).json()
    gone.product.status = "off_shelf"
    gone.product.save()
    found = client.get(f"/checkouts/{checkout['id']}").json()
    told = {each["code"]: (each["variant_id"], each["value"]) for each in found["obstacles"]}
    assert told == {"out_of_stock": (str(short.id), 1), "unavailable": (str(gone.id), None)}


def test_what_cannot_be_bought_does_not_hold_up_the_rest_of_the_cart(api):
    buyer, there, empty, gone = make_buyer(), make_goods(), make_goods(), make_goods()
    client = api(buyer)
    for goods in (there, empty, gone):
        client.send("POST", "/cart/lines", {"variant_id": goods.id})
    Stock.objects.filter(variant=empty).update(on_hand=0)
    gone.product.status = "off_shelf"
    gone.product.save()
    checkout = client.send("POST", "/checkouts", {"source": "cart"}).json()
    assert [line["variant_id"] for part in checkout["parcels"] for line in part["lines"]] == [str(there.id)]
    assert checkout["obstacles"] == []
    Stock.objects.filter(variant=there).update(on_hand=0)
    assert client.send("POST", "/checkouts", {"source": "cart"}).json()["code"] == "orders.checkout_empty"


def test_placing_and_paying_take_few_statements():
    buyer, goods = make_buyer(), make_goods()
    place(buyer, goods)  # opens the ledger's accounts
    checkout = begin(buyer, goods)
    digest = checkouts.reckon_checkout(checkout).digest
    with CaptureQueriesContext(connection) as placing_it:
        placed = placing.place_order(user_id=buyer.id, checkout_id=checkout.id, digest=digest)
    charge = open_charge(OrderGroup.objects.get(id=placed.group_id))
    with CaptureQueriesContext(connection) as paying_it:
        succeed(charge)
    assert len([query for query in placing_it if "SAVEPOINT" not in query["sql"]]) <= 8
    assert len([query for query in paying_it if "SAVEPOINT" not in query["sql"]]) <= 16


def test_own_store_split_by_warehouse_and_trade_mode():
    store = make_store()
    home = make_product(store)
    bonded = make_product(store, trade_mode="bonded")
    buyer = make_buyer(identity=True)
    for product in (home, bonded):
        variant = Variant.objects.get(product=product)
        carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=variant.id)
    checkout = checkouts.begin_from_cart(user_id=buyer.id)
    checkout = checkouts.change_checkout(
        user_id=buyer.id, checkout_id=checkout.id, consents={"cross_border": "2026-01"}
    )
    group = place_checkout(checkout)
    orders = Order.objects.filter(group=group)
    assert {order.trade_mode for order in orders} == {"domestic", "bonded"}
    assert sum(order.payable_amount for order in orders) == group.payable_amount
