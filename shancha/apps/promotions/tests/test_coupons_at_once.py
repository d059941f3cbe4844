"""Coupons claimed, held and redeemed by many at the same moment: never one too many."""

import threading

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.promotions.errors import (
    CouponGoneError,
    CouponLimitError,
    CouponNotUsableError,
    FreeDeliveriesUsedError,
    GiftCodeInvalidError,
    GiftCodeUsedError,
)
from shancha.apps.promotions.models import Coupon, CouponClaim, GiftCode, Membership
from shancha.apps.promotions.services import claims, coupon_states, member_benefits, membership
from shancha.apps.promotions.tests.factories import make_coupon, make_member, make_plan
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(raised):
    return {type(error) for error in raised}


def test_the_last_coupons_go_to_as_many_as_there_are():
    coupon, users = make_coupon(quantity=5), [make_user() for _ in range(16)]
    raised = run_together(
        [lambda user=user: claims.claim_coupon(user_id=user.id, coupon_id=coupon.id) for user in users]
    )
    assert (len(raised), kinds(raised)) == (11, {CouponGoneError})
    assert Coupon.objects.get(id=coupon.id).claimed_count == 5
    assert CouponClaim.objects.filter(coupon=coupon).count() == 5


def test_one_member_on_many_devices_gets_their_share():
    coupon, user = make_coupon(per_user=2), make_user()
    raised = run_together([lambda: claims.claim_coupon(user_id=user.id, coupon_id=coupon.id)] * 16)
    assert (len(raised), kinds(raised)) == (14, {CouponLimitError})
    assert Coupon.objects.get(id=coupon.id).claimed_count == 2


def test_a_coupon_is_held_by_one_order():
    user = make_user()
    claim_id = claims.claim_coupon(user_id=user.id, coupon_id=make_coupon().id)
    raised = run_together(
        [lambda: coupon_states.hold_coupons(user_id=user.id, reference_id=new_id(), claim_ids=[claim_id])]
        * 16
    )
    assert (len(raised), kinds(raised)) == (15, {CouponNotUsableError})


def test_orders_that_share_coupons_never_wait_for_each_other():
    user, coupon = make_user(), make_coupon(per_user=6)
    ids = [claims.claim_coupon(user_id=user.id, coupon_id=coupon.id) for _ in range(6)]
    held = []
    lock = threading.Lock()

    def hold(claim_ids):
        reference = new_id()
        coupon_states.hold_coupons(user_id=user.id, reference_id=reference, claim_ids=claim_ids)
        with lock:
            held.append(reference)

    orders = [ids[start : start + 2] if start % 2 else ids[start : start + 2][::-1] for start in range(5)] * 3
    raised = run_together([lambda chosen=chosen: hold(chosen) for chosen in orders])
    assert kinds(raised) <= {CouponNotUsableError}
    assert CouponClaim.objects.filter(user=user, status="held").count() == 2 * len(held)
    for reference in held:
        coupon_states.release_coupons(reference_id=reference)
    assert CouponClaim.objects.filter(user=user, status="open").count() == 6


def test_a_code_is_never_used_above_its_limit():
    coupon = make_coupon(code_only=True)
    code = claims.make_codes(coupon_id=coupon.id, count=1, max_uses=3)[0]
    users = [make_user() for _ in range(8)]
    raised = run_together(
        [lambda user=user: claims.redeem_code(user_id=user.id, code=code) for user in users * 2]
    )
    assert kinds(raised) <= {GiftCodeInvalidError, GiftCodeUsedError}
    assert GiftCode.objects.get().used == 3
    assert CouponClaim.objects.filter(coupon=coupon).count() == 3
    assert Coupon.objects.get(id=coupon.id).claimed_count == 3


def test_free_deliveries_run_out_exactly():
    user = make_user()
    make_member(user, plan=make_plan(free_deliveries=3))
    raised = run_together(
        [
            lambda: member_benefits.hold(
                user_id=user.id, reference_id=new_id(), free_deliveries=1, saved_amount=600
            )
        ]
        * 8
    )
    assert (len(raised), kinds(raised)) == (5, {FreeDeliveriesUsedError})
    assert Membership.objects.get(user=user).deliveries_used == 3


def test_a_card_is_asked_for_and_tried_once():
    user, plan = make_user(), make_plan()
    assert run_together([lambda: membership.buy_membership(user_id=user.id, plan_id=plan.id)] * 6) == []
    assert len(run_together([lambda: membership.start_trial(user_id=user.id, plan_id=plan.id)] * 6)) == 5
