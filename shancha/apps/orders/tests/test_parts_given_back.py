"""An order of which a part was given back before: nothing of it goes back, or to stock, a second time."""

from collections.abc import Callable
from typing import Any

import pytest

from shancha.apps.mall.models import Store
from shancha.apps.mall.tests.factories import stock_of
from shancha.apps.orders.models import OrderLine
from shancha.apps.orders.services import aftersales
from shancha.apps.orders.tests.factories import make_buyer, make_goods, make_order, new_key
from shancha.apps.orders.tests.money import deliver, refunds_arrive, staff_of
from shancha.apps.promotions.models import CouponClaim
from shancha.apps.promotions.services.claims import claim_coupon
from shancha.apps.promotions.tests.factories import make_coupon
from shancha.apps.wallet.services import check_ledger

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]


class Bought:
    """An order of some pieces at 92 yuan, its buyer and its store over HTTP."""

    def __init__(self, api: Api, pieces: int) -> None:
        self.order = deliver(make_order(variant=make_goods(price=9_200), quantity=pieces))
        self.line = OrderLine.objects.get(order=self.order)
        self.buyer = api(self.order.buyer)

    def ask(self, kind: str, reason: str, quantity: int, amount: int | None = None) -> Any:
        asked = {"line_id": self.line.id, "kind": kind, "reason": reason, "quantity": quantity}
        return self.buyer.send(
            "POST",
            f"/orders/{self.order.id}/after-sales",
            {**asked, "amount": amount},
            **{"Idempotency-Key": new_key()},
        )

    def compensate(self, amount: int) -> None:
        """A damaged piece is kept, and part of its price goes back."""
        case = self.ask("refund_only", "damaged", 1, amount).json()
        staff = staff_of(self.order)
        aftersales.agree(store_id=self.order.store_id, case_id=case["id"], actor_id=staff.id)
        refunds_arrive()

    def send_back(self, quantity: int) -> int:
        """Pieces go back without a reason; what all of it has brought the buyer since."""
        case = self.ask("return", "changed_mind", quantity).json()
        parcel = {"carrier": "sf", "tracking_number": f"SF765432{quantity}"}
        aftersales.ship_back(buyer_id=self.order.buyer_id, case_id=case["id"], **parcel)
        store = {"store_id": self.order.store_id, "actor_id": staff_of(self.order).id}
        aftersales.receive_return(**store, case_id=case["id"], restock=True)
        refunds_arrive()
        self.order.refresh_from_db()
        return self.order.refunded_amount

    def most(self) -> list[int]:
        path = f"/orders/{self.order.id}/lines/{self.line.id}/after-sale-options"
        return [each["amount"] for each in self.buyer.get(path).json()["most"]]


def test_a_piece_is_not_paid_for_twice(api: Api) -> None:
    bought = Bought(api, 2)
    bought.compensate(9_100)
    assert bought.most() == [4_650, 9_300]
    refused = bought.ask("return", "changed_mind", 1, 9_200)
    assert (refused.status_code, refused.json()["code"]) == (409, "orders.refund_too_large")
    assert bought.send_back(1) == 13_750
    assert bought.send_back(1) == 18_400
    assert check_ledger().is_right


def test_a_piece_goes_back_at_its_whole_price_where_none_was_compensated(api: Api) -> None:
    bought = Bought(api, 3)
    assert bought.send_back(1) == 9_200
    bought.compensate(1_000)
    assert bought.most() == [8_700, 17_400]
    assert bought.send_back(2) == 27_600
    assert check_ledger().is_right


def test_what_cost_nothing_and_was_cancelled_in_part_is_not_cancelled_again_as_a_whole(api: Api) -> None:
    buyer, goods = make_buyer(), make_goods(price=1_000, stock=10)
    coupon = make_coupon(store=Store.objects.get(id=goods.store_id), value=3_000, threshold=3_000)
    claim_coupon(user_id=buyer.id, coupon_id=coupon.id)
    order = make_order(buyer, goods, 3)
    assert (order.paid, stock_of(goods)) == (0, (7, 0))
    client, line = api(buyer), OrderLine.objects.get(order=order)

    def cancel(quantity: int) -> Any:
        asked = {"line_id": line.id, "kind": "cancel", "reason": "changed_mind", "quantity": quantity}
        path, key = f"/orders/{order.id}/after-sales", {"Idempotency-Key": new_key()}
        return client.send("POST", path, asked, **key)

    assert cancel(2).json()["status"] == "done"
    assert stock_of(goods) == (9, 0)
    refused = client.send("POST", f"/orders/{order.id}/cancel", {"reason": "changed_mind"})
    assert (refused.status_code, refused.json()["code"]) == (409, "orders.order_state")
    assert stock_of(goods) == (9, 0)
    assert CouponClaim.objects.get().status == "used"
    assert cancel(1).json()["status"] == "done"
    order.refresh_from_db()
    assert (order.status, stock_of(goods)) == ("cancelled", (10, 0))
    assert CouponClaim.objects.get().status == "open"
