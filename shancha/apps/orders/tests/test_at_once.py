"""What must never happen, tried by many at the same moment."""

import contextlib
from collections.abc import Callable
from uuid import UUID

import pytest

from shancha.apps.mall.models import Reservation, Stock, Variant
from shancha.apps.mall.tests.factories import make_store, stock_of
from shancha.apps.orders.models import CartLine, Order, OrderGroup, OrderLine, TaxTable, YearUse
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.queries import limits
from shancha.apps.orders.services import cancelling, carts, checkouts, placing
from shancha.apps.orders.tests.factories import (
    begin,
    identity_number,
    make_buyer,
    make_goods,
    make_order,
    new_key,
    open_charge,
    place,
    succeed,
)
from shancha.apps.orders.tests.test_placing import give_balance, give_points
from shancha.apps.payments.models import Payment, Refund
from shancha.apps.promotions.models import Coupon, CouponClaim
from shancha.apps.promotions.services.claims import claim_coupon
from shancha.apps.wallet.accounts import store_account, user_account
from shancha.apps.wallet.models import JournalEntry
from shancha.apps.wallet.queries.balances import balance_of, trial_balance
from shancha.kit.clock import now
from shancha.kit.errors import ProblemError
from shancha.kit.numbers import home_date
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def placing_of(checkout) -> Callable[[], None]:
    """Places a checkout at the amounts shown now; a refusal is an outcome like another."""
    digest = checkouts.reckon_checkout(checkout).digest

    def run() -> None:
        with contextlib.suppress(ProblemError):
            placing.place_order(user_id=checkout.user_id, checkout_id=checkout.id, digest=digest)

    return run


def check_books() -> None:
    """Stock, reservations and ledger agree, whatever happened."""
    for row in Stock.objects.all():
        held = Reservation.objects.filter(variant=row.variant, warehouse=row.warehouse, status="held")
        assert row.reserved == sum(held.values_list("quantity", flat=True))
    for reference in Reservation.objects.filter(status="held").values_list("reference_id", flat=True):
        assert OrderGroup.objects.filter(id=reference, status="to_pay").exists()
    assert trial_balance()["wrong"] == []


def test_the_last_pieces_are_not_sold_twice():
    goods = make_goods(stock=3)
    jobs = [placing_of(begin(make_buyer(), goods)) for _ in range(8)]
    assert run_together(jobs) == []
    assert OrderGroup.objects.count() == 3
    assert stock_of(goods) == (3, 3)
    check_books()


def test_a_coupon_is_used_once():
    buyer, goods = make_buyer(), make_goods(price=20_000)
    coupon = Coupon.objects.create(
        name_zh="满减",
        name_en="Off",
        scope="platform",
        kind="amount",
        value=5_000,
        threshold=10_000,
        quantity=10,
        per_user=1,
        status="active",
        claim_starts_at=now(),
        valid_days=7,
    )
    claim_coupon(user_id=buyer.id, coupon_id=coupon.id)
    pair = [begin(buyer, goods) for _ in range(2)]
    assert all(checkouts.reckon_checkout(each).quote.payable_amount == 15_000 for each in pair)
    assert run_together([placing_of(each) for each in pair]) == []
    assert OrderGroup.objects.filter(payable_amount=15_000).count() == 1
    assert OrderGroup.objects.count() == 1
    assert CouponClaim.objects.get().status == "held"
    check_books()


@pytest.mark.parametrize(
    ("give", "choices"),
    [
        (give_balance, {"use_wallet": True}),
        (give_points, {"points": 5_000}),
    ],
)
def test_balance_and_points_are_spent_once(give, choices):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give(buyer, 5_000)
    pair = [begin(buyer, goods, **choices) for _ in range(2)]
    assert run_together([placing_of(each) for each in pair]) == []
    assert OrderGroup.objects.count() == 1
    for kind in ("balance", "points"):
        assert balance_of(user_account(buyer.id, kind)) == 0
    check_books()


def test_a_year_is_not_passed_by_two_accounts_of_one_person():
    number = identity_number()
    goods = make_goods(trade_mode="bonded", price=1_500_000)
    Variant.objects.filter(id=goods.id).update(hs_code="4202210090")
    rules = {**TaxTable.objects.latest("effective_from").rules, "duty": {"420221": 600}}
    TaxTable.objects.create(version="next", effective_from=home_date(), rules=rules, source="test")
    limits._cached.clear()
    consents = {"consents": {"cross_border": "2026-01"}}
    pair = [begin(make_buyer(identity=number), goods, **consents) for _ in range(3)]
    assert run_together([placing_of(each) for each in pair]) == []
    assert OrderGroup.objects.count() == 1
    assert YearUse.objects.get().amount == 1_500_000
    limits._cached.clear()
    check_books()


def test_one_cart_is_ordered_once():
    buyer, goods = make_buyer(), make_goods()
    carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id, quantity=2)
    pair = [checkouts.begin_from_cart(user_id=buyer.id) for _ in range(2)]
    assert run_together([placing_of(each) for each in pair]) == []
    assert OrderGroup.objects.count() == 1
    assert stock_of(goods) == (100, 2)
    assert not CartLine.objects.exists()


def test_one_key_places_one_order(api):
    buyer, goods = make_buyer(), make_goods()
    checkout = begin(buyer, goods)
    digest, key = checkouts.reckon_checkout(checkout).digest, new_key()
    answers: list[tuple[int, UUID]] = []

    def send() -> None:
        answer = api(buyer).send(
            "POST", f"/checkouts/{checkout.id}/order", {"digest": digest}, **{"Idempotency-Key": key}
        )
        answers.append((answer.status_code, answer.json()["group_id"]))

    assert run_together([send] * 4) == []
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert OrderGroup.objects.count() == 1


def test_one_key_cancels_pieces_once(api):
    buyer, goods = make_buyer(), make_goods()
    order = make_order(buyer, goods, 5)
    line, key = OrderLine.objects.get(), new_key()
    asked = {"line_id": line.id, "kind": "cancel", "reason": "changed_mind", "quantity": 2}
    path = f"/orders/{order.id}/after-sales"
    answers: list[tuple[int, UUID]] = []

    def send() -> None:
        answer = api(buyer).send("POST", path, asked, **{"Idempotency-Key": key})
        answers.append((answer.status_code, answer.json()["id"]))

    assert run_together([send] * 3) == []
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    line.refresh_from_db()
    assert (line.cancelled_quantity, stock_of(goods)) == (2, (97, 0))
    assert api(buyer).send("POST", path, asked).status_code == 422, "the key is needed"
    check_books()


def test_a_success_told_many_times_counts_once():
    buyer, goods = make_buyer(), make_goods(price=10_000)
    group = place(buyer, goods)
    charge = open_charge(group)
    assert run_together([lambda: succeed(charge)] * 4) == []
    assert stock_of(goods) == (99, 0)
    assert balance_of(store_account(goods.store_id, "pending")) == 10_000
    assert JournalEntry.objects.filter(kind="order_paid").count() == 1
    assert not Refund.objects.exists()
    check_books()


@pytest.mark.parametrize("turn", range(4))
def test_cancelling_while_the_money_arrives(turn):
    buyer, goods = make_buyer(), make_goods(price=10_000)
    give_balance(buyer, 1_000)
    group = place(buyer, goods, use_wallet=True)
    charge, order = open_charge(group), Order.objects.get()

    def cancel() -> None:
        with contextlib.suppress(ProblemError):
            cancelling.cancel_by_buyer(user_id=buyer.id, order_id=order.id, reason="changed_mind")

    jobs = [cancel, lambda: succeed(charge)]
    assert run_together(jobs if turn % 2 else jobs[::-1]) == []
    order.refresh_from_db()
    payment = Payment.objects.get()
    refunded = sum(Refund.objects.values_list("amount", flat=True))
    if order.status == "cancelled":
        assert refunded == 9_000
        assert stock_of(goods) == (100, 0)
        assert balance_of(user_account(buyer.id, "balance")) == 1_000
    else:
        assert (order.status, payment.status, refunded) == ("to_ship", "paid", 0)
        assert stock_of(goods) == (99, 0)
        assert balance_of(user_account(buyer.id, "held")) == 0
    check_books()


def test_cancelling_twice_refunds_once():
    buyer, goods = make_buyer(), make_goods(price=10_000)
    group = place(buyer, goods)
    succeed(open_charge(group))
    order = Order.objects.get()

    def cancel() -> None:
        with contextlib.suppress(ProblemError):
            cancelling.cancel_paid(order_id=order.id, actor="buyer", actor_id=buyer.id, reason="other")

    assert run_together([cancel] * 3) == []
    assert Refund.objects.get().amount == 10_000
    assert stock_of(goods) == (100, 0)
    assert balance_of(store_account(goods.store_id, "pending")) == 0
    check_books()


def test_two_stores_and_many_buyers_never_wait_for_each_other_in_a_ring():
    one, two = make_goods(make_store(), stock=50), make_goods(make_store(), stock=50)
    jobs = []
    for number in range(6):
        buyer = make_buyer()
        for goods in (one, two) if number % 2 else (two, one):
            carts.add_to_cart(owner=CartOwner(buyer.id, ""), variant_id=goods.id)
        jobs.append(placing_of(checkouts.begin_from_cart(user_id=buyer.id)))
    assert run_together(jobs) == []
    groups = list(OrderGroup.objects.all())
    assert len(groups) == 6
    charges = [open_charge(group) for group in groups]
    assert run_together([lambda charge=charge: succeed(charge) for charge in charges]) == []
    assert (stock_of(one), stock_of(two)) == ((44, 0), (44, 0))
    check_books()
