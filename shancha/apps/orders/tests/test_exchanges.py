"""Another piece comes out of the stock, or money in its place with the buyer's word."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.mall.models import Product, Reservation, StockMovement
from shancha.apps.mall.services import stock
from shancha.apps.mall.tests.factories import make_store, stock_of
from shancha.apps.orders import tasks
from shancha.apps.orders.errors import (
    AfterSaleStateError,
    GoodsRecalledError,
    ReplacementMissingError,
)
from shancha.apps.orders.models import AfterSale, Order, OrderLine
from shancha.apps.orders.services import aftersale_goods, aftersales, disputes, offers
from shancha.apps.orders.tests.factories import begin, make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.orders.tests.test_at_once import placing_of
from shancha.apps.wallet.services import check_ledger
from shancha.kit.clock import held_at, now
from shancha.kit.tests.threads import run_together

PARCEL = {"carrier": "sf", "tracking_number": "SF1234567"}
PARCEL_OUT = {"carrier": "zto", "tracking_number": "ZT1234567"}


def by_store(case: AfterSale) -> dict[str, Any]:
    return {"store_id": case.store_id, "case_id": case.id, "actor_id": staff_of(case.order).id}


def by_buyer(case: AfterSale) -> dict[str, Any]:
    return {"buyer_id": case.buyer_id, "case_id": case.id}


def exchange(pieces: int = 5) -> tuple[AfterSale, Any]:
    """Asked for, of goods of which so many lay there before they were bought."""
    goods = make_goods(stock=pieces)
    order = deliver(make_order(variant=goods))
    return ask(order, "exchange", "wrong_item"), goods


def came_back(case: AfterSale) -> None:
    aftersales.agree(**by_store(case))
    aftersales.ship_back(**by_buyer(case), **PARCEL)
    aftersales.receive_return(**by_store(case), restock=True)


@pytest.mark.django_db
def test_another_piece_is_set_aside_and_leaves_the_stock() -> None:
    case, goods = exchange()
    assert stock_of(goods) == (4, 0)
    aftersales.agree(**by_store(case))
    assert stock_of(goods) == (4, 1), "nobody else can buy it"
    aftersales.ship_back(**by_buyer(case), **PARCEL)
    aftersales.receive_return(**by_store(case), restock=True)
    assert stock_of(goods) == (4, 1), "the piece that came back is not on sale before the end"
    aftersale_goods.send_exchange(**by_store(case), **PARCEL_OUT)
    assert stock_of(goods) == (4, 0), "one came, one went"
    moves = StockMovement.objects.filter(reference_id=case.id)
    assert set(moves.values_list("reason", "delta")) == {("exchange", -1), ("return", 1)}
    case.refresh_from_db()
    assert (case.status, Order.objects.get(id=case.order_id).refunded_amount) == ("done", 0)


@pytest.mark.django_db
def test_a_case_that_ends_otherwise_gives_the_piece_back() -> None:
    case, goods = exchange()
    aftersales.agree(**by_store(case))
    aftersales.withdraw(**by_buyer(case))
    assert stock_of(goods) == (4, 0)
    again = ask(case.order, "exchange", "wrong_item")
    aftersales.agree(**by_store(again))
    with held_at(now() + timedelta(days=8)):
        tasks.pass_after_sale_deadlines()
    again.refresh_from_db()
    assert (again.status, stock_of(goods)) == ("closed", (4, 0))


@pytest.mark.django_db
def test_an_exchange_that_never_came_is_money_and_no_piece() -> None:
    case, goods = exchange()
    came_back(case)
    with held_at(now() + timedelta(days=8)):
        tasks.pass_after_sale_deadlines()
    refunds_arrive()
    order = Order.objects.get(id=case.order_id)
    assert order.refunded_amount == order.paid_amount > 0
    assert stock_of(goods) == (5, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("accept", [True, False])
def test_without_stock_the_store_offers_money_and_the_buyer_decides(accept: bool) -> None:
    case, goods = exchange(pieces=1)
    with pytest.raises(ReplacementMissingError):
        aftersales.agree(**by_store(case))
    case.refresh_from_db()
    assert (case.status, stock_of(goods)) == ("requested", (0, 0))
    offers.offer_refund(**by_store(case), text="最后一件也卖出了")
    with pytest.raises(AfterSaleStateError):
        offers.offer_refund(**by_store(case), text="再提一次")
    offers.answer_offer(**by_buyer(case), accept=accept)
    case.refresh_from_db()
    assert case.refund_offered_at is None
    if not accept:
        assert (case.kind, case.status) == ("exchange", "requested")
        return
    assert (case.kind, case.status, bool(case.return_to)) == ("return", "agreed", True)
    aftersales.ship_back(**by_buyer(case), **PARCEL)
    aftersales.receive_return(**by_store(case), restock=True)
    refunds_arrive()
    order = Order.objects.get(id=case.order_id)
    assert (order.refunded_amount, stock_of(goods)) == (order.paid_amount, (1, 0))


@pytest.mark.django_db
def test_money_in_place_of_a_piece_that_was_promised_needs_the_buyers_word() -> None:
    case, goods = exchange()
    came_back(case)
    with pytest.raises(AfterSaleStateError):
        aftersales.refund_received(**by_store(case))
    with pytest.raises(AfterSaleStateError):
        offers.answer_offer(**by_buyer(case), accept=True)
    offers.offer_refund(**by_store(case), text="换的那件有瑕疵")
    offers.answer_offer(**by_buyer(case), accept=True)
    refunds_arrive()
    order = Order.objects.get(id=case.order_id)
    assert order.refunded_amount == order.paid_amount > 0
    assert stock_of(goods) == (5, 0)
    assert check_ledger().is_right


@pytest.mark.django_db
def test_a_recalled_product_is_not_sent_in_exchange() -> None:
    case, goods = exchange()
    came_back(case)
    Product.objects.filter(id=goods.product_id).update(status="recalled")
    with pytest.raises(GoodsRecalledError):
        aftersale_goods.send_exchange(**by_store(case), **PARCEL_OUT)
    case.refresh_from_db()
    assert (case.status, stock_of(goods)) == ("received", (4, 1))


@pytest.mark.django_db
def test_a_ruling_gives_money_and_the_piece_is_free() -> None:
    case, goods = exchange()
    came_back(case)
    aftersales.contest(**by_store(case), text="寄回的不是原物")
    disputes.rule(case_id=case.id, operator_id=staff_of(case.order).id, verdict="reject", text="不是原物")
    assert stock_of(goods) == (4, 0)


@pytest.mark.django_db
def test_an_exchange_of_fake_goods_lets_the_order_go_at_its_end() -> None:
    order = deliver(make_order())
    case = ask(order, "exchange", "fake")
    came_back(case)
    aftersale_goods.send_exchange(**by_store(case), **PARCEL_OUT)
    order.refresh_from_db()
    assert not order.is_frozen


@pytest.mark.django_db(transaction=True)
def test_orders_and_exchanges_at_once_never_take_more_than_there_is() -> None:
    goods = make_goods(make_store(), stock=8)
    cases = [ask(deliver(make_order(variant=goods)), "exchange", "wrong_item") for _ in range(5)]
    assert stock_of(goods) == (3, 0)

    def agreeing(case: AfterSale) -> Any:
        def run() -> None:
            with contextlib.suppress(ReplacementMissingError):
                aftersales.agree(**by_store(case))

        return run

    jobs = [agreeing(case) for case in cases] + [placing_of(begin(make_buyer(), goods)) for _ in range(4)]
    assert run_together(jobs) == []
    assert stock_of(goods) == (3, 3)
    held = Reservation.objects.filter(variant=goods, status="held")
    assert sum(held.values_list("quantity", flat=True)) == 3
    agreed = AfterSale.objects.filter(status="agreed").count()
    assert held.filter(reference_id__in=[case.id for case in cases]).count() == agreed


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_leaves_once() -> None:
    case, goods = exchange()
    came_back(case)

    def sending() -> None:
        with contextlib.suppress(AfterSaleStateError):
            aftersale_goods.send_exchange(**by_store(case), **PARCEL_OUT)

    assert run_together([sending] * 4) == []
    assert stock_of(goods) == (4, 0)
    assert stock.available([goods.id])[goods.id] == 4
    assert OrderLine.objects.get(order=case.order).refunded_quantity == 0
