"""A recall reaches everybody who has the goods, once."""

from typing import Any

import pytest

from shancha.apps.mall.models import Recall, Variant
from shancha.apps.mall.services.recalls import publish_recall
from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.errors import GoodsRecalledError
from shancha.apps.orders.models import Order, OrderLine, RecallNotice
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.services import cancelling, carts, checkouts, shipping
from shancha.apps.orders.tests.factories import (
    make_buyer,
    make_goods,
    make_order,
    pay,
    place,
    place_checkout,
)
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.apps.wallet.services import check_ledger


@pytest.mark.django_db
def test_buyers_are_told_once_and_those_who_gave_it_back_are_not() -> None:
    variant, loyal = make_goods(), make_buyer()
    make_order(loyal, variant)
    make_order(loyal, variant)
    make_order(make_buyer(), variant)
    make_order()
    gone = make_order(make_buyer(), variant)
    cancelling.cancel_paid(order_id=gone.id, actor="buyer", actor_id=gone.buyer_id, reason="changed_mind")
    recall = Recall.objects.create(product_id=variant.product_id, reason="批次检出超标", advice="请停止使用")
    for _ in range(2):
        tasks.tell_of_recall(recall_id=str(recall.id))
    assert RecallNotice.objects.filter(recall_id=recall.id).count() == 2
    told = Notification.objects.filter(kind="product_recalled")
    assert told.count() == 2
    assert told.filter(user_id=loyal.id).count() == 1


def call_back(variant: Variant) -> None:
    """Published, and the job run twice."""
    recall = publish_recall(
        product_id=variant.product_id, batch_no="B7", reason="批次检出超标", advice="请停止使用"
    )
    for _ in range(2):
        tasks.tell_of_recall(recall_id=str(recall.id))


def send(order: Order, **fields: Any) -> None:
    shipping.ship(
        store_id=order.store_id,
        order_id=order.id,
        carrier="sf",
        tracking_number=f"SF{order.number}",
        actor_id=staff_of(order).id,
        **fields,
    )


@pytest.mark.django_db
def test_recalled_goods_are_not_sent() -> None:
    order = make_order()
    line = OrderLine.objects.get(order=order)
    publish_recall(product_id=line.product_id, batch_no="", reason="检出超标", advice="请停止使用")
    with pytest.raises(GoodsRecalledError) as refused:
        send(order)
    assert refused.value.fields
    line.refresh_from_db()
    assert line.shipped_quantity == 0


@pytest.mark.django_db
def test_open_orders_are_given_up_or_refunded_and_the_store_knows_which(api: Any) -> None:
    variant = make_goods(price=10_000)
    unpaid, paid = place(make_buyer(), variant), make_order(variant=variant, quantity=2)
    other = make_order(variant=make_goods(variant.store))
    kept = deliver(make_order(variant=variant))
    call_back(variant)
    unpaid.refresh_from_db()
    for order in (paid, other, kept):
        order.refresh_from_db()
    assert unpaid.status == "cancelled"
    assert (paid.status, paid.cancel_reason, paid.refunded_amount) == ("cancelled", "recalled", 20_000)
    assert (other.status, kept.status, kept.refunded_amount) == ("to_ship", "to_review", 0)
    told = Notification.objects.get(user=staff_of(paid), kind="store_recall")
    assert (told.payload["count"], told.payload["numbers"]) == (1, paid.number)
    refunds_arrive()
    assert check_ledger().is_right


@pytest.mark.django_db
def test_of_a_mixed_or_partly_sent_order_only_the_recalled_pieces_go_back() -> None:
    variant = make_goods(price=10_000)
    partly = make_order(variant=variant, quantity=3)
    line = OrderLine.objects.get(order=partly)
    send(partly, quantities={line.id: 1})
    asked = ask(partly, "cancel", "changed_mind", quantity=1)
    buyer, friend = make_buyer(), make_goods(variant.store, price=5_000, warehouse=partly.warehouse)
    for goods in (variant, friend):
        carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id)
    group = place_checkout(checkouts.begin_from_cart(user_id=buyer.id))
    pay(group)
    before = stock_of(variant)
    call_back(variant)
    asked.refresh_from_db()
    partly.refresh_from_db()
    line.refresh_from_db()
    assert (asked.status, line.refunded_quantity, partly.status) == ("refunding", 2, "to_receive")
    mixed = Order.objects.get(group=group)
    rest = OrderLine.objects.get(order=mixed, variant=friend)
    assert (mixed.status, mixed.refunded_amount, rest.refunded_quantity) == ("to_ship", 10_000, 0)
    assert stock_of(variant) == (before[0] + 3, 0)
    send(mixed)
    refunds_arrive()
    assert check_ledger().is_right
