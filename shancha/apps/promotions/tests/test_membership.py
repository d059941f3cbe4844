"""The card: tried, bought, paid, renewed on a bill, refunded; and what it gives."""

from datetime import UTC, datetime, timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import MallBlock
from shancha.apps.messaging.models import Notification
from shancha.apps.payments.events import PaymentClosed, PaymentSucceeded, RefundReturned, RefundSucceeded
from shancha.apps.payments.models import Charge, Payment, Refund
from shancha.apps.payments.providers.base import RefundState
from shancha.apps.payments.providers.sandbox import Sandbox
from shancha.apps.payments.services import reroute_refund
from shancha.apps.promotions.models import Membership, MembershipPeriod
from shancha.apps.promotions.queries.pocket import pocket
from shancha.apps.promotions.services import member_benefits, membership
from shancha.apps.promotions.tests.factories import make_member, make_plan
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.models import LedgerAccount
from shancha.apps.wallet.queries.balances import balance_of
from shancha.kit import clock
from shancha.kit.events import publish
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "a-key-of-mine-1"}


def pay(period_id):
    """What payments do when the money is there."""
    payment = Payment.objects.get(reference_id=period_id)
    payment.status, payment.paid_amount, payment.paid_at = "paid", payment.amount, clock.now()
    payment.save()
    Charge.objects.create(
        payment=payment,
        provider="sandbox",
        number=str(new_id())[:30],
        amount=payment.amount,
        status="succeeded",
    )
    publish(
        PaymentSucceeded(
            payment_id=payment.id,
            purpose="membership",
            reference_id=payment.reference_id,
            amount=payment.amount,
            payer_id=payment.payer_id,
            provider="sandbox",
        )
    )


def buy(user, plan, **body):
    answer = body.pop("api")(user).send(
        "POST",
        "/membership/purchases",
        {"plan_id": str(plan.id), **body},
        **{"Idempotency-Key": str(new_id())},
    )
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_card_is_bought_and_paid(api):
    user, plan = make_user(), make_plan()
    bought = buy(user, plan, api=api)
    assert (bought["status"], bought["amount"]) == ("pending", 9_900)
    assert not api(user).get("/membership").json()["card"]
    pay(bought["id"])
    page = api(user).get("/membership").json()
    assert (page["card"]["is_active"], page["card"]["free_deliveries_left"], page["can_try"]) == (
        True,
        4,
        False,
    )
    assert page["purchases"][0]["status"] == "paid"
    assert LedgerAccount.objects.get(kind="membership").balance == 9_900
    assert LedgerAccount.objects.get(kind="clearing:sandbox").balance == -9_900
    ends = Membership.objects.get(user=user).ends_at
    again = buy(user, plan, api=api)
    pay(again["id"])
    assert Membership.objects.get(user=user).ends_at == membership.add_months(ends, 12)
    assert (
        Notification.objects.filter(user_id=user.id, lane="process", kind="membership_started").count() == 2
    )


def test_the_same_request_buys_once(api):
    user, plan = make_user(), make_plan()
    body = {"plan_id": str(plan.id)}
    first, second = (api(user).send("POST", "/membership/purchases", body, **KEY) for _ in range(2))
    assert first.json() == second.json()
    assert api(user).send("POST", "/membership/purchases", body).status_code == 422
    another = buy(user, make_plan(price=3_000), api=api)
    assert another["id"] != first.json()["id"]
    assert Payment.objects.get(reference_id=first.json()["id"]).status == "closed"
    assert MembershipPeriod.objects.filter(user=user, status="pending").count() == 1


def test_a_bill_that_is_not_paid_is_forgotten(api):
    user = make_user()
    bought = buy(user, make_plan(), api=api)
    payment = Payment.objects.get(reference_id=bought["id"])
    publish(
        PaymentClosed(
            payment_id=payment.id, purpose="membership", reference_id=payment.reference_id, payer_id=user.id
        )
    )
    assert MembershipPeriod.objects.get(id=bought["id"]).status == "closed"
    assert not Membership.objects.filter(user=user).exists()


def test_a_trial_ends_by_itself(api):
    user, plan = make_user(), make_plan()
    body = {"plan_id": str(plan.id)}
    assert api(user).send("POST", "/membership/trial", body).json()["status"] == "trial"
    assert api(user).send("POST", "/membership/trial", body).json()["code"] == "promotions.trial_used"
    assert pocket(user.id)[0].is_member
    with clock.held_at(clock.now() + timedelta(days=8)):
        assert not pocket(user.id)[0].is_member
        assert membership.expire_memberships() == 1
        assert membership.expire_memberships() == 0
        assert api(user).get("/membership").json()["card"]["status"] == "expired"
    assert api(user).send("POST", "/membership/trial", {"plan_id": str(new_id())}).status_code == 404


def test_renewal_is_a_bill_and_never_a_charge(api):
    user, quiet, plan = make_user(), make_user(), make_plan()
    make_member(user, plan=plan, days=2, renews=True)
    make_member(quiet, plan=plan, days=2)
    assert membership.remind_endings() == 2
    assert membership.remind_endings() == 0
    bill = MembershipPeriod.objects.get(user=user)
    assert (bill.kind, bill.status, bill.amount) == ("renewal", "pending", 9_900)
    assert not MembershipPeriod.objects.filter(user=quiet).exists()
    told = {each.user_id: each.kind for each in Notification.objects.filter(lane="process")}
    assert told == {user.id: "membership_bill", quiet.id: "membership_ending"}
    pay(bill.id)
    assert membership.remind_endings() == 0
    assert api(user).send("DELETE", "/membership/renewal").status_code == 204
    assert not api(user).get("/membership").json()["card"]["renews"]
    assert api(user).send("PUT", "/membership/renewal").status_code == 204
    assert api(make_user()).send("DELETE", "/membership/renewal").json()["code"] == "promotions.not_member"


def test_whether_it_renews_is_chosen_with_the_payment_and_kept_when_extended(api):
    user, plan = make_user(), make_plan()

    def renews():
        return api(user).get("/membership").json()["card"]["renews"]

    pay(buy(user, plan, api=api, renews=True)["id"])
    assert renews()
    extended = buy(user, plan, api=api)["id"]
    assert renews(), "nothing was chosen"
    pay(extended)
    assert renews()
    unpaid = buy(user, plan, api=api, renews=False)["id"]
    assert renews(), "it is not paid"
    pay(unpaid)
    assert not renews()


def refund(api, user):
    return api(user).send("POST", "/membership/refund", **{"Idempotency-Key": str(new_id())})


def test_an_unused_card_is_refunded_whole_within_seven_days(api):
    user, plan = make_user(), make_plan()
    pay(buy(user, plan, api=api)["id"])
    assert refund(api, user).json() == {"refunded_amount": 9_900}
    assert refund(api, user).status_code == 409
    given_back = Refund.objects.get()
    publish(
        RefundSucceeded(
            refund_id=given_back.id,
            payment_id=given_back.payment_id,
            reference_id=given_back.reference_id,
            amount=9_900,
            purpose="membership",
            provider="sandbox",
        )
    )
    assert LedgerAccount.objects.get(kind="membership").balance == 0
    assert not pocket(user.id)[0].is_member


def test_the_days_of_a_trial_outlast_the_card_bought_after_it(api):
    user, plan, quarter = make_user(), make_plan(trial_days=7), make_plan(months=3)
    api(user).send("POST", "/membership/trial", {"plan_id": str(plan.id)})
    until = Membership.objects.get(user=user).ends_at
    pay(buy(user, quarter, api=api, renews=True)["id"])
    assert refund(api, user).json() == {"refunded_amount": 9_900}
    card = Membership.objects.get(user=user)
    assert (card.status, card.ends_at, card.plan, card.renews) == ("trial", until, plan, False)
    assert pocket(user.id)[0].is_member
    assert refund(api, user).status_code == 404, "nothing of it is paid"
    with clock.held_at(until):
        assert membership.expire_memberships() == 1


def test_a_refund_that_came_back_is_due_again_and_goes_to_the_wallet(api, monkeypatch):
    user, plan = make_user(), make_plan()
    pay(buy(user, plan, api=api)["id"])
    refund(api, user)
    sent = Refund.objects.get()
    facts = {
        "refund_id": sent.id,
        "payment_id": sent.payment_id,
        "reference_id": sent.reference_id,
        "amount": 9_900,
        "purpose": "membership",
    }

    def stands(kind):
        return LedgerAccount.objects.get(kind=kind).balance

    publish(RefundSucceeded(**facts, provider="sandbox"))
    assert (stands("membership"), stands("clearing:sandbox")) == (0, 0)
    for _ in range(2):
        publish(RefundReturned(**facts, provider="sandbox", time=1, is_surplus=False))
    assert (stands("membership"), stands("clearing:sandbox")) == (9_900, -9_900), "once for each time"
    publish(RefundSucceeded(**facts, provider="sandbox", time=1))
    assert (stands("membership"), stands("clearing:sandbox")) == (0, 0)
    publish(RefundReturned(**facts, provider="sandbox", time=2, is_surplus=False))
    Refund.objects.update(status="returned")
    monkeypatch.setattr(Sandbox, "query_refund", lambda *_: RefundState(status="failed"))
    reroute_refund(refund_id=sent.id)
    assert (stands("membership"), balance_of(user_account(user.id, "balance"))) == (0, 9_900)
    told = Notification.objects.filter(user=user, kind__startswith="refund_").values_list("kind", flat=True)
    assert set(told) == {"refund_came_back", "refund_to_wallet"}


def test_later_whole_days_are_given_back(api):
    user, plan = make_user(), make_plan(months=1, price=3_100)
    with clock.held_at(datetime(2027, 1, 1, 8, tzinfo=UTC)):
        pay(buy(user, plan, api=api)["id"])
    with clock.held_at(datetime(2027, 1, 21, 9, tzinfo=UTC)):
        assert membership.refund_membership(user_id=user.id) == 1_000
    assert api(make_user()).get("/membership").json()["card"] is None


def test_a_used_card_is_not_refunded_whole(api):
    user, plan = make_user(), make_plan(months=1)
    pay(buy(user, plan, api=api)["id"])
    member_benefits.hold(user_id=user.id, reference_id=new_id(), free_deliveries=1, saved_amount=800)
    assert refund(api, user).json()["refunded_amount"] < 9_900


def test_what_the_card_saved_follows_its_orders():
    user, first, second = make_user(), new_id(), new_id()
    make_member(user)
    for reference in (first, second):
        member_benefits.hold(user_id=user.id, reference_id=reference, free_deliveries=2, saved_amount=1_500)
    assert pocket(user.id)[0].free_deliveries == 0
    for _ in range(2):
        member_benefits.use(reference_id=first)
        member_benefits.give_back(reference_id=second)
    card = Membership.objects.get(user=user)
    assert (card.saved_amount, card.deliveries_used) == (1_500, 2)
    member_benefits.give_back(reference_id=first)
    card.refresh_from_db()
    assert (card.saved_amount, card.deliveries_used) == (0, 0)
    member_benefits.hold(user_id=user.id, reference_id=new_id(), free_deliveries=4, saved_amount=0)
    with clock.held_at(clock.now() + timedelta(days=29)):
        assert pocket(user.id)[0].free_deliveries == 0
    with clock.held_at(clock.now() + timedelta(days=31)):
        Membership.objects.filter(user=user).update(ends_at=clock.now() + timedelta(days=1))
        assert pocket(user.id)[0].free_deliveries == 4


def test_months_end_where_they_end():
    assert membership.add_months(datetime(2028, 1, 31, tzinfo=UTC), 1) == datetime(2028, 2, 29, tzinfo=UTC)
    assert membership.add_months(datetime(2027, 11, 30, tzinfo=UTC), 3) == datetime(2028, 2, 29, tzinfo=UTC)
    assert membership.add_months(datetime(2027, 12, 1, tzinfo=UTC), 12) == datetime(2028, 12, 1, tzinfo=UTC)


def test_blocks_for_members_are_shown_to_members_alone(api):
    MallBlock.objects.create(
        kind="guide", title_zh="会员日", config={"to": "/membership"}, audience="members"
    )

    def titles(user):
        return {block["title"] for block in api(user).get("/mall/home").json()["blocks"]}

    lapsed = make_member(make_user(), ends_at=clock.now() - timedelta(minutes=1)).user
    assert "会员日" in titles(make_member(make_user()).user)
    assert "会员日" not in titles(lapsed)
    assert "会员日" not in titles(None)
