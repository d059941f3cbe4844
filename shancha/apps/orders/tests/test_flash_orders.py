"""Flash orders: exact under a rush, durable, one for each buyer, and pieces that come back."""

import collections
import queue
import threading
from datetime import timedelta

import pytest
from django.db import connections

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Reservation, Stock, Warehouse
from shancha.apps.orders.models import Address, Order, OrderGroup, OrderLine
from shancha.apps.orders.services import cancelling, flash_orders, flash_rows, paying
from shancha.apps.orders.tests.factories import make_buyer
from shancha.apps.payments.models import Payment
from shancha.apps.promotions.errors import FlashSoldOutError
from shancha.apps.promotions.models import FlashClaim, FlashItem, FlashSale
from shancha.apps.promotions.services import flash
from shancha.apps.promotions.tests.factories import make_flash_item
from shancha.kit import clock, sql
from shancha.kit.ids import new_id
from shancha.kit.numbers import home_date
from shancha.kit.tests.threads import run_together


@pytest.fixture(autouse=True)
def _fresh_gates():
    flash_orders._gates.clear()


def address_of(user):
    return Address.objects.get(user=user).id


def ask(api, user, item, **body):
    body = {"address_id": str(address_of(user)), **body}
    return api(user).send("POST", f"/flash-items/{item.id}/orders", body)


@pytest.mark.django_db
def test_a_flash_order_is_an_order_like_any_other(api):
    buyer, item = make_buyer(), make_flash_item(quantity=3, stock=3, per_user=2)
    answer = ask(api, buyer, item, quantity=2)
    assert answer.status_code == 201, answer.content
    placed = answer.json()
    assert placed["payable_amount"] == 9_800
    order = Order.objects.get(group_id=placed["group_id"])
    line = OrderLine.objects.get(order=order)
    assert (line.unit_price, line.price_kind, line.quantity, order.status) == (4_900, "flash", 2, "to_pay")
    assert api(buyer).get(f"/orders/{order.id}").status_code == 200
    assert api(make_user()).get(f"/orders/{order.id}").status_code == 404
    assert str(Payment.objects.get(reference_id=order.group_id).id) == placed["payment_id"]
    assert ask(api, buyer, item, quantity=2).json()["group_id"] == placed["group_id"]
    other = ask(api, buyer, item, quantity=1)
    assert (other.status_code, other.json()["code"]) == (409, "promotions.flash_limit")
    sales = api().get("/flash-sales").json()["sales"]
    assert (sales[0]["items"][0]["left"], sales[0]["is_running"]) == (1, True)


@pytest.mark.django_db
def test_what_it_comes_to_is_told_before(api):
    buyer, item = make_buyer(), make_flash_item(quantity=3, stock=3, per_user=2)
    Warehouse.objects.filter(id=item.warehouse_id).update(
        base_freight=1_000, remote_freight=1_500, remote_provinces=["54"], days_max=4
    )
    near = address_of(buyer)
    path = f"/flash-items/{item.id}/quote"
    told = api(buyer).get(f"{path}?address_id={near}&quantity=2")
    day = home_date(clock.now() + timedelta(days=4)).isoformat()
    assert told.json() == {
        "goods_amount": 9_800,
        "freight_amount": 1_000,
        "payable_amount": 10_800,
        "arrive_by": day,
    }
    assert ask(api, buyer, item, quantity=2).json()["payable_amount"] == 10_800
    for moment in (clock.now() - timedelta(days=9), clock.now() + timedelta(days=9)):
        with clock.held_at(moment):
            refused = api(buyer).get(f"{path}?address_id={near}")
            assert (refused.status_code, refused.json()["code"]) == (409, "promotions.flash_closed")
    Address.objects.filter(id=near).update(region_code="540102")
    assert api(buyer).get(f"{path}?address_id={near}").json()["freight_amount"] == 2_500
    assert api(make_buyer()).get(f"{path}?address_id={near}").status_code == 404
    assert api(buyer).get(f"/flash-items/{new_id()}/quote?address_id={near}").status_code == 404
    assert api(buyer).get(f"{path}?address_id={near}&quantity=0").status_code == 422
    assert api().get(f"{path}?address_id={near}").status_code == 401


@pytest.mark.django_db
def test_it_is_placed_at_the_total_that_was_told_or_not_at_all(api):
    buyer, item = make_buyer(), make_flash_item(quantity=3, stock=3)
    path = f"/flash-items/{item.id}/quote?address_id={address_of(buyer)}"
    told = api(buyer).get(path).json()["payable_amount"]
    warehouse = Warehouse.objects.filter(id=item.warehouse_id)
    warehouse.update(base_freight=2_000, free_freight_over=None)
    refused = ask(api, buyer, item, expected_payable=told)
    assert (refused.status_code, refused.json()["code"]) == (409, "orders.price_changed")
    assert not Order.objects.exists()
    again = api(buyer).get(path).json()["payable_amount"]
    assert again == told + 2_000
    placed = ask(api, buyer, item, expected_payable=again).json()
    assert placed["payable_amount"] == again
    # What stands is answered, whatever is asked for.
    assert ask(api, buyer, item, expected_payable=told).json()["group_id"] == placed["group_id"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"quantity": 2}, 409, "promotions.flash_limit"),
        ({"quantity": 0}, 422, "kit.input_invalid"),
        ({"address_id": "018f0000-0000-7000-8000-000000000000"}, 404, "orders.address_not_found"),
    ],
)
def test_what_is_refused(api, body, status, code):
    buyer, item = make_buyer(), make_flash_item()
    answer = ask(api, buyer, item, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    foreign = address_of(make_buyer())
    assert ask(api, buyer, item, address_id=str(foreign)).status_code == 404
    assert FlashItem.objects.get(id=item.id).sold == 0


@pytest.mark.django_db
def test_the_window_holds_to_the_second(api):
    buyer, item = make_buyer(), make_flash_item()
    sale = FlashSale.objects.get(id=item.sale_id)
    for moment in (sale.starts_at - timedelta(seconds=1), sale.ends_at):
        with clock.held_at(moment):
            assert ask(api, buyer, item).json()["code"] == "promotions.flash_closed"
    with clock.held_at(sale.ends_at - timedelta(seconds=1)):
        assert ask(api, buyer, item).status_code == 201


@pytest.mark.django_db
def test_normal_sale_cannot_eat_the_pieces_and_what_is_left_comes_back():
    item = make_flash_item(quantity=60, stock=100)
    stock = Stock.objects.get(variant_id=item.variant_id)
    assert (stock.on_hand, stock.reserved) == (100, 60)
    buyer = make_buyer()
    flash_orders.place_flash_order(
        user_id=buyer.id, item_id=item.id, quantity=1, address_id=address_of(buyer)
    )
    stock.refresh_from_db()
    assert stock.reserved == 60
    for _ in range(2):
        flash.end_sale(sale_id=item.sale_id)
    stock.refresh_from_db()
    assert stock.reserved == 1


@pytest.mark.django_db
def test_pieces_that_are_given_up_can_be_got_again(api):
    first, second, item = make_buyer(), make_buyer(), make_flash_item(quantity=1, stock=1)
    placed = ask(api, first, item).json()
    assert ask(api, second, item).json()["code"] == "promotions.flash_sold_out"
    assert cancelling.cancel_unpaid(group_id=placed["group_id"], actor="buyer", reason="changed_mind")
    flash_orders._gates.clear()
    assert FlashItem.objects.get(id=item.id).sold == 0
    assert ask(api, second, item).status_code == 201
    assert ask(api, first, item).json()["code"] == "promotions.flash_sold_out"
    held = Reservation.objects.filter(variant_id=item.variant_id, status="held")
    assert sum(held.values_list("quantity", flat=True)) == 1
    assert Stock.objects.get(variant_id=item.variant_id).reserved == 1


@pytest.mark.django_db
def test_a_paid_flash_order_ships_its_own_piece():
    buyer, item = make_buyer(), make_flash_item(quantity=2, stock=5)
    placed = flash_orders.place_flash_order(
        user_id=buyer.id, item_id=item.id, quantity=1, address_id=address_of(buyer)
    )
    Payment.objects.filter(id=placed.payment_id).update(
        status="paid", paid_amount=placed.payable_amount, paid_at=clock.now()
    )
    paying.settle_group(group_id=placed.group_id, provider="sandbox")
    assert FlashClaim.objects.get(user=buyer).status == "used"
    stock = Stock.objects.get(variant_id=item.variant_id)
    assert (stock.on_hand, stock.reserved) == (4, 1)
    flash.release_flash(reference_id=placed.group_id)
    assert FlashItem.objects.get(id=item.id).sold == 1


def many_buyers(count):
    """Members with an address each, written at once."""
    ids = sql.fetch_rows(
        """
        insert into accounts_user (id, handle, nickname, password, joined_at, privacy, notices, status)
        select uuidv7(), 'rush' || n, 'rush' || n, '', now(), '{}', '{}', 'active'
        from generate_series(1, %s) n returning id
        """,
        [count],
    )
    place = {"region_code": "310101", "province": "上海市", "city": "", "district": "黄浦区"}
    addresses = [Address(user_id=row[0], **place) for row in ids]
    for address in addresses:
        address.write_contact(receiver="林小满", phone="13800138000", detail="南京东路 1 号")
    Address.objects.bulk_create(addresses)
    return [(address.user_id, address.id) for address in addresses]


@pytest.mark.django_db(transaction=True)
def test_two_thousand_buyers_and_a_hundred_pieces():
    item = make_flash_item(quantity=100, stock=100)
    waiting = queue.SimpleQueue()
    for buyer in many_buyers(2_000):
        waiting.put(buyer)
    results, lock = collections.Counter(), threading.Lock()

    def work():
        try:
            while True:
                try:
                    user_id, address_id = waiting.get_nowait()
                except queue.Empty:
                    return
                outcome = "placed"
                try:
                    flash_orders.place_flash_order(
                        user_id=user_id, item_id=item.id, quantity=1, address_id=address_id
                    )
                except FlashSoldOutError:
                    outcome = "sold_out"
                except BaseException as error:  # noqa: BLE001 - counted
                    outcome = repr(error)
                with lock:
                    results[outcome] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert results == {"placed": 100, "sold_out": 1_900}
    assert FlashItem.objects.get(id=item.id).sold == 100
    assert OrderGroup.objects.count() == Order.objects.count() == OrderLine.objects.count() == 100
    assert Payment.objects.count() == FlashClaim.objects.values("user_id").distinct().count() == 100
    held = Reservation.objects.filter(status="held").values_list("quantity", flat=True)
    assert (sum(held), len(held)) == (100, 100)
    assert Stock.objects.get(variant_id=item.variant_id).reserved == 100


@pytest.mark.django_db(transaction=True)
def test_processes_that_share_buyers_meet_at_the_row():
    """Batches of several processes at once, the same buyers in all of them: as if each had its own gate."""
    item, buyers = make_flash_item(quantity=30, stock=30), many_buyers(40)

    def batch():
        asks = [flash_rows.FlashAsk(new_id(), user, 1, place, False, clock.now()) for user, place in buyers]
        prepared = flash_rows.prepare_batch(facts=flash_rows.FlashFacts(item.id), asks=asks)
        outcomes.append(flash_orders._commit(prepared))

    outcomes = []
    assert run_together([batch] * 4) == []
    placed = [each for batch in outcomes for each in batch if not isinstance(each, str)]
    assert len(placed) == Order.objects.count() == FlashItem.objects.get(id=item.id).sold == 30
    assert FlashClaim.objects.values("user_id").distinct().count() == 30
