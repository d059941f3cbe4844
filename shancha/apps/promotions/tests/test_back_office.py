"""Promotions in the back office: through the services, for operators alone."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Stock
from shancha.apps.promotions.models import Coupon, CouponClaim, FlashSale, GiftCode
from shancha.apps.promotions.services import claims
from shancha.apps.promotions.tests.factories import make_coupon, make_flash_item, make_plan
from shancha.kit import clock

pytestmark = pytest.mark.django_db
PAGES = (
    "coupon",
    "couponclaim",
    "giftcode",
    "membershipplan",
    "membership",
    "membershipperiod",
    "flashsale",
    "flashclaim",
)


@pytest.fixture
def office(api):
    return api(make_user(is_operator=True))


def act(office, page, action, *things):
    return office.post(
        f"/admin/promotions/{page}/",
        {"action": action, "_selected_action": [str(each.pk) for each in things]},
    )


def test_pages_open_for_operators_alone(api, office):
    user, coupon = make_user(), make_coupon(code_only=True)
    claims.redeem_code(user_id=user.id, code=claims.make_codes(coupon_id=coupon.id, count=1)[0])
    make_plan()
    make_flash_item()
    moderator = api(make_user(is_moderator=True))
    for page in PAGES:
        assert office.get(f"/admin/promotions/{page}/").status_code == 200, page
        assert moderator.get(f"/admin/promotions/{page}/").status_code == 403, page
    for thing in (coupon, FlashSale.objects.get()):
        page = thing._meta.model_name
        assert office.get(f"/admin/promotions/{page}/{thing.pk}/change/").status_code == 200
        assert office.get(f"/admin/promotions/{page}/add/").status_code == 200


def test_a_coupon_of_the_platform_is_made_and_run(office):
    body = {
        "name_zh": "全场九折",
        "scope": "platform",
        "kind": "percent",
        "threshold": 0,
        "value": 1_000,
        "cap": 5_000,
        "quantity": 100,
        "per_user": 1,
        "claim_starts_at_0": "2026-01-01",
        "claim_starts_at_1": "00:00",
        "valid_days": 7,
        "platform_share_bp": 10_000,
    }
    refused = office.post("/admin/promotions/coupon/add/", {**body, "scope": "category"})
    assert (refused.status_code, Coupon.objects.count()) == (200, 0)
    assert refused.context["adminform"].form.errors
    assert refused.context["adminform"].form.data["name_zh"] == body["name_zh"]
    answer = office.post("/admin/promotions/coupon/add/", body)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    coupon = Coupon.objects.get()
    assert (coupon.value, coupon.platform_share_bp, coupon.status) == (1_000, 10_000, "active")
    act(office, "coupon", "pause", coupon)
    coupon.refresh_from_db()
    assert coupon.status == "paused"
    act(office, "coupon", "resume", coupon)
    file = act(office, "coupon", "codes", coupon).content.decode().splitlines()
    assert len(file) == 101
    assert GiftCode.objects.count() == 100
    claim_id = claims.redeem_code(user_id=make_user().id, code=file[1].split(",")[1])
    act(office, "couponclaim", "void", CouponClaim.objects.get(id=claim_id))
    assert CouponClaim.objects.get(id=claim_id).status == "void"


def test_a_flash_sale_is_set_and_ended(office):
    item = make_flash_item(quantity=40, is_set=False)
    sale = item.sale
    act(office, "flashsale", "set_apart", sale)
    assert Stock.objects.get(variant=item.variant).reserved == 40
    act(office, "flashsale", "set_apart", sale)
    sale.refresh_from_db()
    assert sale.status == "ready"
    act(office, "flashsale", "end_now", sale)
    sale.refresh_from_db()
    assert (sale.status, Stock.objects.get(variant=item.variant).reserved) == ("over", 0)
    assert sale.ends_at <= clock.now() + timedelta(seconds=1)
