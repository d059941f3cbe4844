"""kill -9 in the middle of what moves pieces, coupons and money: nothing of it is there then; done again,
it is done whole, and once."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Reservation
from shancha.apps.mall.tests.factories import make_store, stock_of
from shancha.apps.orders.models import Address, Order, OrderGroup, Payout, Settlement
from shancha.apps.orders.services import (
    cancelling,
    expiring,
    flash_orders,
    flash_rows,
    paying,
    payouts,
    placing,
    settling,
)
from shancha.apps.orders.tests.factories import (
    begin,
    make_buyer,
    make_goods,
    make_order,
    open_charge,
    place,
    place_checkout,
    succeed,
)
from shancha.apps.orders.tests.money import deliver
from shancha.apps.orders.tests.test_placing import give_balance
from shancha.apps.orders.tests.test_settling import LATER, give_store, has
from shancha.apps.payments.models import Payment
from shancha.apps.payments.tests.killed import killed_after
from shancha.apps.promotions.models import Coupon, CouponClaim, FlashClaim, FlashItem
from shancha.apps.promotions.services import claims
from shancha.apps.promotions.tests.factories import make_coupon, make_flash_item
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.models import TopUp, Withdrawal
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import check_ledger, top_ups
from shancha.apps.wallet.tests.factories import CARD
from shancha.kit.clock import held_at, now
from shancha.kit.ids import new_id

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("step", ["claim_batch", "insert_rows", "request_payments"])
def test_a_batch_of_flash_orders(step):
    flash_orders._gates.clear()
    item, buyers = make_flash_item(quantity=2, stock=5), [make_buyer() for _ in range(3)]
    asks = [
        flash_rows.FlashAsk(new_id(), buyer.id, 1, Address.objects.get(user=buyer).id, False, now())
        for buyer in buyers
    ]

    def place_all():
        return flash_rows.commit_batch(
            flash_rows.prepare_batch(facts=flash_rows.FlashFacts(item.id), asks=asks)
        )

    killed_after(place_all, owner=flash_rows, name=step)
    assert FlashItem.objects.get().sold == 0
    assert not FlashClaim.objects.exists()
    assert not OrderGroup.objects.exists()
    assert Reservation.objects.get().quantity == 2, "set apart for the sale as before"
    outcomes = place_all()
    assert outcomes[2] == "sold_out"
    assert (FlashItem.objects.get().sold, FlashClaim.objects.count()) == (2, 2)
    assert (OrderGroup.objects.count(), Payment.objects.count()) == (2, 2)
    assert stock_of(item.variant) == (5, 2)


@pytest.mark.parametrize(("owner", "step"), [(cancelling.stock, "release"), (cancelling, "close_payment")])
def test_an_order_that_runs_out(owner, step):
    buyer, goods = make_buyer(), make_goods()
    give_balance(buyer, 4_000)
    group = place(buyer, goods, use_wallet=True)
    with held_at(now() + timedelta(minutes=31)):
        killed_after(lambda: cancelling.expire_group(group.id), owner=owner, name=step)
        assert OrderGroup.objects.get().status == "to_pay"
        assert stock_of(goods) == (100, 1)
        assert balance_of(user_account(buyer.id, "held")) == 4_000
        assert expiring.expire(group.id)
        assert not expiring.expire(group.id)
    assert (Order.objects.get().cancel_reason, stock_of(goods)) == ("expired", (100, 0))
    assert balance_of(user_account(buyer.id, "balance")) == 4_000
    assert balance_of(user_account(buyer.id, "held")) == 0
    assert Payment.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("owner", "step"), [(settling.bookkeeping, "book_settlement"), (settling.crediting, "keep_credits")]
)
def test_a_settlement(owner, step):
    order = deliver(make_order())
    paid = order.paid_amount
    with held_at(now() + LATER):
        killed_after(lambda: settling.release_settlement(order.id), owner=owner, name=step)
        assert Settlement.objects.get().status == "held"
        assert (has(order.store_id, "pending"), has(order.store_id, "available")) == (paid, 0)
        assert settling.release_due() == 1
        assert settling.release_due() == 0
    settlement = Settlement.objects.get()
    assert (settlement.status, has(order.store_id, "pending")) == ("released", 0)
    assert has(order.store_id, "available") == settlement.net == paid - settlement.commission
    assert check_ledger().is_right


def test_a_payout_in_parts():
    store = make_store()
    payouts.set_payout_account(store_id=store.id, method="bank", account=CARD, real_name="小店有限公司")
    total = payouts.MOST + 70_000
    give_store(store, total)
    killed_after(payouts.pay_out_all, owner=payouts, name="request_withdrawal")
    assert (has(store.id, "available"), has(store.id, "withdrawing")) == (total, 0)
    assert not Withdrawal.objects.exists()
    assert payouts.pay_out_all() == 1
    assert payouts.pay_out_all() == 0
    assert (has(store.id, "available"), has(store.id, "withdrawing")) == (0, total)
    assert sum(Payout.objects.values_list("amount", flat=True)) == total
    assert Payout.objects.count() == Withdrawal.objects.count() == 2
    assert check_ledger().is_right


def test_a_coupon_that_is_claimed():
    user, coupon = make_user(), make_coupon(quantity=1)

    def claim():
        return claims.claim_coupon(user_id=user.id, coupon_id=coupon.id)

    killed_after(claim, owner=claims, name="publish")
    assert (Coupon.objects.get().claimed_count, CouponClaim.objects.count()) == (0, 0)
    claim()
    assert (Coupon.objects.get().claimed_count, CouponClaim.objects.count()) == (1, 1)


def test_a_coupon_that_is_held_and_used():
    buyer, goods = make_buyer(), make_goods(price=15_000)
    claims.claim_coupon(user_id=buyer.id, coupon_id=make_coupon().id)
    checkout = begin(buyer, goods)
    killed_after(lambda: place_checkout(checkout), owner=placing, name="hold_benefits")
    assert CouponClaim.objects.get().status == "open"
    assert not OrderGroup.objects.exists()
    group = place_checkout(checkout)
    assert (CouponClaim.objects.get().status, group.payable_amount) == ("held", 13_000)
    charge = open_charge(group)
    killed_after(lambda: succeed(charge), owner=paying, name="use_benefits")
    assert (CouponClaim.objects.get().status, OrderGroup.objects.get().status) == ("held", "to_pay")
    assert stock_of(goods) == (100, 1)
    assert succeed(charge) == "applied"
    assert succeed(charge) == "repeated"
    assert (CouponClaim.objects.get().status, OrderGroup.objects.get().status) == ("used", "paid")
    assert stock_of(goods) == (99, 0)
    assert check_ledger().is_right


@pytest.mark.parametrize("step", ["post", "now"])
def test_a_top_up(step):
    user = make_user()
    top_up = top_ups.request_top_up(user_id=user.id, amount=5_000)
    charge = open_charge(top_up)
    killed_after(lambda: succeed(charge), owner=top_ups, name=step)
    assert (TopUp.objects.get().status, Payment.objects.get().status) == ("pending", "pending")
    assert balance_of(user_account(user.id, "balance")) == 0
    assert succeed(charge) == "applied"
    assert succeed(charge) == "repeated"
    assert (TopUp.objects.get().status, Payment.objects.get().status) == ("done", "paid")
    assert balance_of(user_account(user.id, "balance")) == 5_000
    assert check_ledger().is_right
