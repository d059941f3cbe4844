"""How often a store kept the day that it promised."""

from datetime import timedelta

import pytest

from shancha.apps.mall.models import Store
from shancha.apps.mall.tests.factories import make_store
from shancha.apps.orders.models import Order, Parcel
from shancha.apps.orders.services import promise_counts
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order
from shancha.apps.orders.tests.money import deliver
from shancha.apps.orders.tests.test_aftersales import ask
from shancha.kit.clock import now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def store():
    return make_store()


@pytest.fixture
def goods(store):
    return make_goods(store)


def order(goods, *, promised, arrived=None, **fields):
    """An order promised for so many days from now; `arrived` is when each parcel came, None: not yet."""
    made = make_order(make_buyer(), goods)
    Order.objects.filter(id=made.id).update(arrive_by=now() + promised * DAY, **fields)
    for number, day in enumerate(arrived or []):
        came = None if day is None else now() + day * DAY
        Parcel.objects.create(
            order=made, carrier="sf", tracking_number=f"{made.id.hex}{number}", delivered_at=came
        )


def counted(store):
    promise_counts.count_promises()
    assert promise_counts.count_promises() == 0
    store.refresh_from_db()
    return store.promise_kept_count, store.promise_due_count


def test_a_promise_is_kept_by_the_day_and_broken_after_it(store, goods):
    order(goods, promised=-5, arrived=[-6])
    order(goods, promised=3, arrived=[-1])
    order(goods, promised=-5, arrived=[-4])
    order(goods, promised=-5, arrived=[-6, -4])
    assert counted(store) == (2, 4)


def test_what_is_on_its_way_counts_only_when_it_is_late(store, goods):
    order(goods, promised=2, arrived=[None])
    assert counted(store) == (0, 0)
    order(goods, promised=-1, arrived=[-3, None])
    order(goods, promised=-1)
    order(goods, promised=-2, arrived=[None], received_at=now() - 3 * DAY)
    assert counted(store) == (1, 3)


def test_what_an_after_sale_sends_is_no_part_of_the_promise(api, store, goods):
    made = deliver(make_order(make_buyer(), goods))
    Order.objects.filter(id=made.id).update(arrive_by=now() - DAY, received_at=None)
    Parcel.objects.update(delivered_at=now() - 2 * DAY)
    Store.objects.filter(id=store.id).update(return_address="上海市仓库路 1 号")
    case = ask(made)
    api(made.buyer).send(
        "POST",
        f"/after-sales/{case.id}/return-parcel",
        {"carrier": "sf", "tracking_number": "SF7654321"},
    )
    assert Parcel.objects.filter(after_sale=case, delivered_at=None).exists()
    assert counted(store) == (1, 1)


def test_giving_up_does_not_hide_a_broken_promise(store, goods):
    order(goods, promised=-2, cancelled_at=now() - DAY)
    order(goods, promised=-2, cancelled_at=now() - 3 * DAY)
    order(goods, promised=-2, closed_at=now() - 3 * DAY)
    order(goods, promised=-95)
    assert counted(store) == (0, 1)


def test_the_rate_is_told_once_there_are_enough(api, store, goods):
    Store.objects.filter(id=store.id).update(promise_kept_count=9, promise_due_count=9)
    assert api().get(f"/stores/{store.slug}").json()["kept_promise"] is None
    Store.objects.filter(id=store.id).update(promise_kept_count=199, promise_due_count=200)
    assert api().get(f"/stores/{store.slug}").json()["kept_promise"] == 99
    assert api().get(f"/products/{goods.product_id}").json()["store"]["kept_promise"] == 99
    figures = api(store.merchant.owner).get(f"/merchant/stores/{store.id}/figures").json()
    assert figures["promises"] == {"kept": 199, "due": 200}
    assert counted(store) == (0, 0)
