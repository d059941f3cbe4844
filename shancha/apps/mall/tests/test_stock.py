"""Stock: never sold twice, given back exactly, told to those who wait."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from shancha.apps.mall.errors import OutOfStockError, ReservationLapsedError, StockBelowReservedError
from shancha.apps.mall.events import BackInStock, SoldOut
from shancha.apps.mall.models import Reservation, Stock, StockMovement
from shancha.apps.mall.queries.stock import available, offer_for
from shancha.apps.mall.services import stock
from shancha.apps.mall.tests.factories import (
    first_variant,
    make_product,
    make_store,
    make_warehouse,
    stock_of,
)
from shancha.kit import clock
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

STEPS = ["reserve", "release", "consume", "restock"]


def line(product, quantity=1):
    variant = first_variant(product)
    return variant.id, Stock.objects.get(variant=variant).warehouse_id, quantity


def pieces(variant, status):
    kept = Reservation.objects.filter(variant=variant, status=status)
    return sum(kept.values_list("quantity", flat=True))


@pytest.fixture
def told(monkeypatch):
    """What the stock announces."""
    heard = []
    monkeypatch.setattr(stock, "publish", heard.append)
    return heard


@pytest.mark.django_db(transaction=True)
def test_32_buyers_of_10_pieces_get_exactly_10():
    product = make_product(stock=10)
    one = line(product)

    def buy():
        stock.reserve(reference_id=new_id(), lines=[one])

    raised = run_together([buy] * 32)
    assert len(raised) == 22
    assert all(isinstance(error, OutOfStockError) for error in raised)
    assert stock_of(first_variant(product)) == (10, 10)
    assert Reservation.objects.filter(status="held").count() == 10


@pytest.mark.django_db(transaction=True)
def test_many_lines_in_any_order_never_lock_each_other_out():
    products = [make_product(stock=12) for _ in range(4)]
    lines = [line(product) for product in products]

    def buy(turn):
        mine = lines[turn % 4 :] + lines[: turn % 4]
        reference = new_id()
        stock.reserve(reference_id=reference, lines=reversed(mine) if turn % 2 else mine)
        if turn % 3 == 0:
            stock.release(reference)
        elif turn % 3 == 1:
            stock.consume(reference)

    raised = run_together([lambda turn=turn: buy(turn) for turn in range(24)])
    assert all(isinstance(error, OutOfStockError) for error in raised)
    for product in products:
        variant = first_variant(product)
        held = sum(
            Reservation.objects.filter(variant=variant, status="held").values_list("quantity", flat=True)
        )
        used = sum(
            Reservation.objects.filter(variant=variant, status="used").values_list("quantity", flat=True)
        )
        assert stock_of(variant) == (12 - used, held)


@pytest.mark.django_db(transaction=True)
def test_one_order_released_and_used_at_once_ends_as_one_of_them():
    product = make_product(stock=5)
    reference = new_id()
    stock.reserve(reference_id=reference, lines=[line(product, 3)])
    run_together([lambda: stock.release(reference)] * 4 + [lambda: stock.consume(reference)] * 4)
    assert stock_of(first_variant(product)) in {(5, 0), (2, 0)}


@pytest.mark.django_db
def test_all_lines_or_none(told):
    rich, poor = make_product(stock=5), make_product(stock=1)
    with pytest.raises(OutOfStockError) as refusal, transaction.atomic():
        stock.reserve(reference_id=new_id(), lines=[line(rich, 2), line(poor, 2)])
    assert list(refusal.value.fields) == [str(first_variant(poor).id)]
    assert stock_of(first_variant(rich)) == (5, 0)
    assert not Reservation.objects.exists()


@pytest.mark.django_db
def test_repeats_change_nothing(told):
    product = make_product(stock=5)
    variant, reference = first_variant(product), new_id()
    stock.reserve(reference_id=reference, lines=[line(product, 2), line(product, 1)])
    assert stock_of(variant) == (5, 3)
    assert (stock.consume(reference), stock.consume(reference)) == (1, 0)
    assert stock_of(variant) == (2, 0)
    back = new_id()
    for _ in range(2):
        stock.restock(reference_id=back, lines=[line(product, 3)], reason="return")
    assert stock_of(variant) == (5, 0)
    assert list(StockMovement.objects.order_by("at").values_list("delta", "on_hand_after", "reason")) == [
        (-3, 2, "sale"),
        (3, 5, "return"),
    ]


@pytest.mark.django_db
def test_what_was_given_back_cannot_be_used():
    product, reference = make_product(stock=5), new_id()
    stock.reserve(reference_id=reference, lines=[line(product, 2)])
    assert (stock.release(reference), stock.release(reference)) == (1, 0)
    with pytest.raises(ReservationLapsedError):
        stock.consume(reference)


@pytest.mark.django_db
def test_a_lost_reservation_comes_back_by_the_clock():
    product, reference = make_product(stock=5), new_id()
    due = clock.now() - stock.GRACE - timedelta(minutes=1)
    stock.reserve(reference_id=reference, lines=[line(product, 2)], expires_at=due)
    stock.reserve(reference_id=new_id(), lines=[line(product, 1)], expires_at=clock.now())
    assert stock.release_expired() == 1
    assert stock_of(first_variant(product)) == (5, 1)


@pytest.mark.django_db
def test_those_who_wait_are_told(told):
    product = make_product(stock=2)
    variant, reference = first_variant(product), new_id()
    stock.reserve(reference_id=reference, lines=[line(product, 2)])
    assert told == [SoldOut(variant_id=variant.id, product_id=product.id)]
    stock.release(reference)
    assert told[1:] == [BackInStock(variant_id=variant.id, product_id=product.id)]
    told.clear()
    stock.adjust(variant_id=variant.id, warehouse_id=line(product)[1], on_hand=9, reason="receipt")
    assert told == []
    stock.adjust(variant_id=variant.id, warehouse_id=line(product)[1], delta=-9)
    assert told == [SoldOut(variant_id=variant.id, product_id=product.id)]


@pytest.mark.django_db
def test_stock_is_not_counted_below_what_is_promised():
    product = make_product(stock=5)
    variant_id, warehouse_id, _ = line(product)
    stock.reserve(reference_id=new_id(), lines=[(variant_id, warehouse_id, 3)])
    with pytest.raises(StockBelowReservedError):
        stock.adjust(variant_id=variant_id, warehouse_id=warehouse_id, on_hand=2)
    with pytest.raises(StockBelowReservedError):
        stock.adjust(variant_id=variant_id, warehouse_id=warehouse_id, delta=2_147_483_647)
    assert stock_of(first_variant(product)) == (5, 3)


@pytest.mark.django_db
def test_goods_come_from_a_warehouse_of_their_own_trade():
    store = make_store()
    near = make_warehouse(store, position=1, days_max=2, kind="bonded")
    product = make_product(store, stock=3, warehouse=near, trade_mode="bonded")
    variant = first_variant(product)
    far = make_warehouse(store, position=0, days_max=9, kind="bonded")
    other = make_warehouse(make_store(), kind="bonded")
    domestic = make_warehouse(store, kind="domestic")
    for warehouse, pieces in ((far, 2), (other, 50), (domestic, 50)):
        stock.adjust(variant_id=variant.id, warehouse_id=warehouse.id, on_hand=pieces)
    assert available([variant.id]) == {variant.id: 5}
    assert offer_for([variant.id])[variant.id].warehouse_id == far.id
    assert offer_for([variant.id], 3)[variant.id].warehouse_id == near.id
    assert not offer_for([variant.id], [4])[variant.id].is_enough


@pytest.mark.django_db
@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["reserve", "release", "consume", "restock"]), st.integers(1, 4)),
        max_size=25,
    )
)
def test_whatever_happens_the_books_agree(steps):
    product = make_product(stock=10)
    variant, one = first_variant(product), line(product)
    held, hand = dict[UUID, int](), 10
    for step, quantity in steps:
        if step == "reserve":
            reference = new_id()
            if hand - sum(held.values()) >= quantity:
                stock.reserve(reference_id=reference, lines=[(one[0], one[1], quantity)])
                held[reference] = quantity
            else:
                with pytest.raises(OutOfStockError), transaction.atomic():
                    stock.reserve(reference_id=reference, lines=[(one[0], one[1], quantity)])
        elif step == "restock":
            stock.restock(reference_id=new_id(), lines=[(one[0], one[1], quantity)])
            hand += quantity
        elif held:
            reference, pieces = held.popitem()
            hand -= pieces if step == "consume" else 0
            (stock.consume if step == "consume" else stock.release)(reference)
        assert stock_of(variant) == (hand, sum(held.values()))
    moved = sum(StockMovement.objects.filter(variant=variant).values_list("delta", flat=True))
    assert 10 + moved == hand
