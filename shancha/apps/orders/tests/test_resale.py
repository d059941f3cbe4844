"""Goods from abroad are for own use: repeat buying of one article is marked, and nobody's order waits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Variant
from shancha.apps.messaging.models import Notification
from shancha.apps.orders import tasks
from shancha.apps.orders.models import Order, OrderLine, ResaleFlag
from shancha.apps.orders.services import resale
from shancha.apps.orders.tests.factories import identity_number, make_buyer, make_goods, make_order
from shancha.kit.clock import held_at, now

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
CONSENTS = {"cross_border": "2026-01"}


@pytest.fixture(autouse=True)
def _five_in_thirty_days(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENV, "resale_pieces", 5)
    monkeypatch.setattr(settings.ENV, "resale_days", 30)


def from_abroad(**fields: Any) -> Variant:
    return make_goods(trade_mode="bonded", price=5_000, **fields)


def buy(buyer: Any, goods: Variant, quantity: int) -> Order:
    return make_order(buyer, goods, quantity, consents=CONSENTS)


def test_one_person_over_several_accounts_is_marked_once(api: Api) -> None:
    number, goods, operator = identity_number(), from_abroad(), make_user(is_operator=True)
    one, two = make_buyer(identity=number), make_buyer(identity=number)
    buy(one, goods, 3)
    buy(two, goods, 2)
    assert resale.flag_resale() == 0, "five are allowed"
    last = buy(two, goods, 1)
    assert last.status == "to_ship", "the order goes on"
    assert (resale.flag_resale(), resale.flag_resale()) == (1, 0)
    flag = ResaleFlag.objects.get()
    assert (flag.pieces, flag.orders, flag.accounts, flag.last_order_id) == (6, 3, 2, last.id)
    buy(one, goods, 1)
    tasks.flag_resale()
    flag.refresh_from_db()
    assert (flag.pieces, flag.orders) == (7, 4), "the open one is kept up to date"
    assert Notification.objects.filter(user=operator, kind="resale_flagged").count() == 1
    page = api(operator).get("/admin/orders/resaleflag/").content.decode()
    assert flag.identity.masked_number in page
    assert number not in page
    assert api(make_user(is_moderator=True)).get("/admin/orders/resaleflag/").status_code == 403


def test_other_persons_articles_and_times_do_not_add_up() -> None:
    number, goods = identity_number(), from_abroad()
    buyer = make_buyer(identity=number)
    buy(buyer, goods, 4)
    buy(make_buyer(identity=True), goods, 4)
    buy(buyer, from_abroad(), 4)
    home = make_goods(price=5_000)
    make_order(buyer, home, 9)
    assert resale.flag_resale() == 0
    later = now() + timedelta(days=31)
    with held_at(later):
        buy(buyer, goods, 4)
        assert resale.flag_resale() == 0, "the first four are too long ago"


def test_what_was_cancelled_or_given_back_counts_no_more() -> None:
    buyer, goods = make_buyer(identity=True), from_abroad()
    first, second = buy(buyer, goods, 5), buy(buyer, goods, 4)
    Order.objects.filter(id=first.id).update(status="cancelled")
    assert resale.flag_resale() == 0
    buy(buyer, goods, 3)
    OrderLine.objects.filter(order=second).update(refunded_quantity=3)
    assert resale.flag_resale() == 0
    buy(buyer, goods, 2)
    assert resale.flag_resale() == 1


def test_what_was_looked_at_is_counted_anew(api: Api) -> None:
    buyer, goods = make_buyer(identity=True), from_abroad()
    buy(buyer, goods, 6)
    resale.flag_resale()
    flag = ResaleFlag.objects.get()
    operator = api(make_user(is_operator=True))
    act = {"action": "review", "_selected_action": [str(flag.id)]}
    operator.post("/admin/orders/resaleflag/", act)
    flag.refresh_from_db()
    assert flag.status == "open", "without a conclusion nothing is settled"
    operator.post("/admin/orders/resaleflag/", {**act, "reason": "单位福利，已提供说明"})
    flag.refresh_from_db()
    assert (flag.status, flag.conclusion) == ("reviewed", "单位福利，已提供说明")
    with held_at(now() + timedelta(hours=1)):
        buy(buyer, goods, 5)
        assert resale.flag_resale() == 0
        buy(buyer, goods, 1)
        assert resale.flag_resale() == 1
    assert ResaleFlag.objects.filter(status="open").get().pieces == 6
