"""Coupons through the API: claimed, found in the pocket, redeemed, run by stores."""

from datetime import timedelta

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Category
from shancha.apps.mall.tests.factories import make_brand, make_product, make_store
from shancha.apps.messaging.models import Notification
from shancha.apps.promotions.models import CouponClaim, CouponEvent, CouponProduct
from shancha.apps.promotions.queries.pocket import pocket
from shancha.apps.promotions.services import claims, coupon_states, expiry_notices
from shancha.apps.promotions.tests.factories import make_coupon, make_member
from shancha.kit import clock
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


def claim(user, coupon):
    return claims.claim_coupon(user_id=user.id, coupon_id=coupon.id)


def test_a_coupon_goes_from_the_centre_into_the_pocket(api):
    store = make_store()
    coupon = make_coupon(store=store, kind="percent", value=1_500, cap=5_000, per_user=2)
    user = make_user()
    listed = api(user).get(f"/coupons?store_id={store.id}").json()["items"]
    assert [each["id"] for each in listed] == [str(coupon.id)]
    assert (listed[0]["gives"], listed[0]["condition"]) == ("8.5 折，最多减 ¥50", "满 ¥100 可用")
    assert (listed[0]["can_claim"], listed[0]["claimed_by_me"]) == (True, 0)
    for _ in range(2):
        answer = api(user).send("POST", f"/coupons/{coupon.id}/claims")
        assert answer.status_code == 201, answer.content
    assert answer.json()["coupon"]["store"]["id"] == str(store.id)
    refused = api(user).send("POST", f"/coupons/{coupon.id}/claims")
    assert (refused.status_code, refused.json()["code"]) == (409, "promotions.coupon_limit")
    assert api(user).get("/me/coupons/counts").json() == {"open": 2, "used": 0, "expired": 0, "ending": 0}
    assert len(api(user).get("/me/coupons").json()["items"]) == 2
    assert api(make_user()).get("/me/coupons").json()["items"] == []
    english = api(user).get("/coupons", headers={"Accept-Language": "en"}).json()["items"][0]
    assert english["gives"] == "15% off, at most CNY 50"


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"status": "draft"}, 404, "coupon_not_found"),
        ({"code_only": True}, 404, "coupon_not_found"),
        ({"status": "paused"}, 409, "coupon_not_open"),
        ({"claim_starts_at": clock.now() + timedelta(days=99)}, 409, "coupon_not_open"),
        ({"quantity": 1, "claimed_count": 1}, 409, "coupon_gone"),
        ({"members_only": True}, 403, "members_only"),
    ],
)
def test_what_cannot_be_claimed(api, fields, status, code):
    coupon, user = make_coupon(**fields), make_user()
    answer = api(user).send("POST", f"/coupons/{coupon.id}/claims")
    assert (answer.status_code, answer.json()["code"]) == (status, f"promotions.{code}")
    coupon.refresh_from_db()
    assert coupon.claimed_count == fields.get("claimed_count", 0)
    if fields.get("members_only"):
        make_member(user)
        assert api(user).send("POST", f"/coupons/{coupon.id}/claims").status_code == 201


def test_coupons_of_a_product(api):
    leaf = Category.objects.filter(parent__isnull=False).order_by("slug").first()
    brand, product = make_brand(), make_product(category=leaf)
    product.brand = brand
    product.save()
    other = make_product()
    fits = [
        make_coupon(),
        make_coupon(store=product.store),
        make_coupon(scope="brand", brand=brand),
        make_coupon(scope="category", category_id=leaf.path[0]),
        make_coupon(scope="product"),
    ]
    CouponProduct.objects.create(coupon=fits[-1], product=product)
    misses = [
        make_coupon(store=other.store),
        make_coupon(scope="product"),
        make_coupon(scope="brand", brand=make_brand()),
    ]
    CouponProduct.objects.create(coupon=misses[1], product=other)
    listed = {each["id"] for each in api().get(f"/coupons?product_id={product.id}").json()["items"]}
    assert listed == {str(each.id) for each in fits}


def test_an_order_holds_uses_and_returns_a_coupon(api):
    user, reference = make_user(), new_id()
    claim_id = claim(user, make_coupon())
    coupon_states.hold_coupons(user_id=user.id, reference_id=reference, claim_ids=[claim_id])
    assert api(user).get("/me/coupons").json()["items"][0]["status"] == "held"
    assert pocket(user.id)[1] == ()
    coupon_states.use_coupons(reference_id=reference)
    coupon_states.use_coupons(reference_id=reference)
    used = api(user).get("/me/coupons?status=used").json()["items"][0]
    assert used["order_group_id"] == str(reference)
    assert used["used_at"] is not None
    with clock.held_at(clock.now() + timedelta(days=30)):
        coupon_states.return_coupons(reference_id=reference)
        coupon_states.return_coupons(reference_id=reference)
        back = CouponClaim.objects.get(id=claim_id)
        assert (back.status, back.reference_id, back.used_at) == ("open", None, None)
        assert back.valid_until == clock.now() + timedelta(days=3)
    kinds = CouponEvent.objects.filter(claim_id=claim_id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["claimed", "held", "used", "returned"]
    notice = Notification.objects.get(user_id=user.id, kind="coupons_returned")
    assert (notice.lane, notice.payload) == ("process", {"count": 1})


def test_coupons_expire_and_are_told_of_before(api):
    user = make_user()
    for days in (1, 1, 9):
        claim(user, make_coupon(valid_days=days))
    assert expiry_notices.remind_of_coupons() == 1
    assert expiry_notices.remind_of_coupons() == 0
    notice = api(user).get("/notifications?lane=process").json()["items"][0]
    assert notice["title"] == "薯券快过期了"
    assert "2 张券" in notice["text"]
    assert api(user).get("/me/coupons/counts").json()["ending"] == 2
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert len(api(user).get("/me/coupons?status=expired").json()["items"]) == 2
        assert coupon_states.expire_coupons() == 2
        assert coupon_states.expire_coupons() == 0
        assert api(user).get("/me/coupons/counts").json() == {"open": 1, "used": 0, "expired": 2, "ending": 0}


def test_pages_of_the_pocket_are_whole(api):
    user = make_user()
    made = [claim(user, make_coupon(valid_days=days)) for days in (5, 3, 3, 9)]
    seen, cursor = [], ""
    while True:
        page = api(user).get(f"/me/coupons?limit=1&cursor={cursor}").json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [str(made[place]) for place in (1, 2, 0, 3)]


def test_gift_codes(api):
    coupon = make_coupon(code_only=True, per_user=5)
    code, other = claims.make_codes(coupon_id=coupon.id, count=2)
    user = make_user()
    answer = api(user).send("POST", "/me/coupons/codes", {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 201, answer.content
    again = api(user).send("POST", "/me/coupons/codes", {"code": code})
    assert (again.status_code, again.json()["code"]) == (422, "promotions.gift_code_invalid")
    shared = claims.make_codes(coupon_id=coupon.id, count=1, max_uses=2)[0]
    assert api(user).send("POST", "/me/coupons/codes", {"code": shared}).status_code == 201
    twice = api(user).send("POST", "/me/coupons/codes", {"code": shared})
    assert (twice.status_code, twice.json()["code"]) == (409, "promotions.gift_code_used")
    assert api(make_user()).send("POST", "/me/coupons/codes", {"code": shared}).status_code == 201
    assert api(make_user()).send("POST", "/me/coupons/codes", {"code": shared}).status_code == 422
    assert other != code


def test_a_store_runs_its_own_coupons(api):
    manager, shipper, store = make_user(), make_user(), None
    store = make_store(staff={"manager": manager, "shipping": shipper})
    product, foreign = make_product(store=store), make_product()
    body = {
        "name_zh": "新品券",
        "kind": "amount",
        "value": 500,
        "threshold": 5_000,
        "quantity": 10,
        "valid_days": 3,
    }
    made = api(manager).send("POST", f"/merchant/stores/{store.id}/coupons", body)
    assert made.status_code == 201, made.content
    coupon = made.json()
    assert (coupon["platform_share_bp"], coupon["status"], coupon["scope"]) == (0, "active", "store")
    address = f"/merchant/stores/{store.id}/coupons"
    assert api(shipper).send("POST", address, body).status_code == 403
    assert api(make_user()).send("POST", address, body).status_code == 404
    assert api(make_user()).get(address).status_code == 404
    assert [each["id"] for each in api(shipper).get(address).json()["items"]] == [coupon["id"]]
    wrong = api(manager).send(
        "POST",
        address,
        {**body, "scope": "product", "product_ids": [str(product.id), str(foreign.id)], "value": 6_000},
    )
    assert set(wrong.json()["fields"]) == {"product_ids", "value"}
    claim(make_user(), type("Known", (), {"id": coupon["id"]}))
    one = f"{address}/{coupon['id']}"
    assert api(manager).send("PATCH", one, {"quantity": 5}).status_code == 409
    changed = api(manager).send("PATCH", one, {"quantity": 20, "status": "paused"}).json()
    assert (changed["quantity"], changed["status"], changed["claimed_count"]) == (20, "paused", 1)
    other = make_store()
    assert (
        api(other.merchant.owner)
        .send("PATCH", f"/merchant/stores/{other.id}/coupons/{coupon['id']}", {})
        .status_code
        == 404
    )


def test_no_price_by_profile(api):
    """Two buyers with different lives and the same card and coupons get the same offers."""
    product, coupon = make_product(price=20_000), make_coupon()
    veteran = make_user(joined_at=clock.now() - timedelta(days=999), gender="female", city_name="上海")
    newcomer = make_user(personalised=False)
    for user in (veteran, newcomer):
        claim(user, coupon)
    offers = [api(user).get(f"/products/{product.id}/offers").json() for user in (veteran, newcomer)]
    assert offers[0] == offers[1]
    assert offers[0]["variants"][0]["coupon_price"] == 18_000


def test_lists_take_the_same_number_of_statements(api, django_assert_num_queries):
    """One for the viewer, one for the list, however long it is."""
    user = make_user()
    client = api(user)
    client.get("/me/coupons")
    for count in (1, 12):
        for _ in range(count):
            claim(user, make_coupon())
        for address in ("/me/coupons", "/coupons"):
            with django_assert_num_queries(2):
                assert len(client.get(address).json()["items"]) >= count
