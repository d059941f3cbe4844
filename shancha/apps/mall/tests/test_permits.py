"""Papers by kind of business: asked for before goods go on sale, told of before they end, renewed in time."""

from datetime import timedelta
from io import BytesIO

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.factories import picture_bytes
from shancha.apps.mall.models import Category, Merchant, MerchantPaper, Product, Store
from shancha.apps.mall.services import measures, merchant_notices, merchants, paper_reviews, permits
from shancha.apps.mall.tests.factories import make_brand, make_product, make_store
from shancha.apps.messaging.models import Notification
from shancha.kit import clock
from shancha.kit.numbers import HOME_ZONE

pytestmark = pytest.mark.django_db


def day(days=0):
    return (clock.now() + timedelta(days=days)).astimezone(HOME_ZONE).date()


def give_paper(store, kind, *, days=365, status="approved", **fields):
    return MerchantPaper.objects.create(
        merchant=store.merchant,
        kind=kind,
        path="merchants/x.pdf",
        filename="x.pdf",
        content_type="application/pdf",
        byte_size=1,
        expires_at=None if days is None else day(days),
        status=status,
        **fields,
    )


def send_paper(client, store, kind, **fields):
    file = BytesIO(picture_bytes())
    file.name = "资质.jpg"
    path = f"/merchant/applications/{store.merchant_id}/papers"
    return client.post(path, {"kind": kind, "file": file, **{k: str(v) for k, v in fields.items()}})


def food(store, **fields):
    leaf = Category.objects.get(slug="snacks")
    told = [[name, "有"] for name in ("净含量", "配料", "保质期", "贮存条件")]
    return make_product(store, category=leaf, parameters=told, **fields)


def told(store):
    """What the owner was told of papers, in order."""
    found = Notification.objects.filter(user=store.merchant.owner, kind__startswith="merchant_paper")
    return list(found.order_by("created_at", "id").values_list("kind", flat=True))


def publish(client, product):
    return client.send("POST", f"/merchant/stores/{product.store_id}/products/{product.id}/publish")


def lacking(client, product):
    answer = publish(client, product)
    return list(answer.json().get("fields", {})) if answer.status_code == 422 else answer.json()["status"]


def fields_of(product):
    return sorted(permits.missing_papers(Product.objects.get(id=product.id)))


def test_each_kind_of_business_asks_for_its_paper(api):
    store, brand = make_store(), make_brand()
    client = api(store.merchant.owner)
    product = food(store, brand=brand, status="off_shelf")
    assert sorted(lacking(client, product)) == ["brand_id", "category"]
    give_paper(store, "food")
    give_paper(store, "authorisation", brand=make_brand())
    give_paper(store, "authorisation", brand=brand, status="submitted")
    assert lacking(client, product) == ["brand_id"]
    give_paper(store, "authorisation", brand=brand)
    assert lacking(client, product) == "on_sale"
    assert fields_of(make_product(store, trade_mode="bonded")) == ["trade_mode"]
    assert fields_of(make_product(store)) == []
    assert fields_of(food(make_store(is_self_run=True), brand=brand)) == []
    open_brand = make_brand(needs_authorisation=False)
    assert fields_of(make_product(make_store(), brand=open_brand)) == []


def test_goods_on_sale_take_no_brand_without_its_paper(api):
    store, brand = make_store(), make_brand()
    product = make_product(store)
    path = f"/merchant/stores/{store.id}/products/{product.id}"
    client = api(store.merchant.owner)
    refusal = client.send("PATCH", path, {"brand_id": str(brand.id)})
    assert (refusal.status_code, list(refusal.json()["fields"])) == (422, ["brand_id"])
    assert client.send("PATCH", path, {"subtitle": "手作"}).status_code == 200


def test_an_authorisation_names_its_brand_and_its_end(api):
    store, brand = make_store(), make_brand()
    client = api(store.merchant.owner)
    refusal = send_paper(client, store, "authorisation")
    assert (refusal.status_code, set(refusal.json()["fields"])) == (422, {"brand_id", "expires_at"})
    assert send_paper(client, store, "food", expires_at=day(-1)).status_code == 422
    made = send_paper(client, store, "authorisation", brand_id=brand.id, expires_at=day(90))
    assert made.status_code == 201, made.content
    assert (made.json()["brand_name"], made.json()["status"]) == (brand.name_zh, "submitted")


def test_a_paper_that_ends_is_told_of_then_stops_the_sale_until_it_is_renewed(api):
    store, brand = make_store(), make_brand()
    owner, operator = store.merchant.owner, make_user(is_operator=True)
    give_paper(store, "authorisation", brand=brand, days=40)
    product, other = make_product(store, brand=brand), make_product(store)
    start = clock.now()

    def on(days):
        with clock.held_at(start + timedelta(days=days)):
            merchant_notices.tell_ending_papers()
            merchant_notices.tell_ending_papers()
            moved = paper_reviews.check_papered_goods(store.merchant_id)
        product.refresh_from_db()
        return moved, product.status, len(told(store))

    assert on(5) == (0, "on_sale", 0)
    assert on(15) == (0, "on_sale", 1)
    assert on(34) == (0, "on_sale", 2)
    assert on(40) == (0, "on_sale", 2)
    assert on(41) == (1, "off_shelf", 3)
    other.refresh_from_db()
    assert other.status == "on_sale"
    assert told(store) == ["merchant_paper_expiring"] * 2 + ["merchant_paper_expired"]
    with clock.held_at(start + timedelta(days=42)):
        made = send_paper(api(owner), store, "authorisation", brand_id=brand.id, expires_at=day(365)).json()
        office = api(operator)
        for action in ("refuse", "accept"):
            answer = office.post(
                "/admin/mall/merchantpaper/", {"action": action, "_selected_action": [made["id"]]}
            )
            assert answer.status_code == 302
        assert MerchantPaper.objects.get(id=made["id"]).status == "approved", "a refusal needs its reason"
        assert paper_reviews.check_papered_goods(store.merchant_id) == 1
    product.refresh_from_db()
    assert product.status == "on_sale"


def test_no_reminder_where_the_next_paper_is_there_and_none_of_goods_taken_down_by_hand(api):
    store = make_store()
    give_paper(store, "food", days=20)
    give_paper(store, "food", days=400, status="submitted")
    product = food(store, status="off_shelf")
    assert merchant_notices.tell_ending_papers() == 0
    assert paper_reviews.check_papered_goods(store.merchant_id) == 0
    product.refresh_from_db()
    assert product.status == "off_shelf"


def test_a_refused_paper_says_why(api):
    store = make_store()
    paper = give_paper(store, "food", status="submitted")
    paper_reviews.refuse_paper(paper_id=paper.id, reason="看不清")
    notice = Notification.objects.get(user=store.merchant.owner, kind="merchant_paper_rejected")
    assert notice.payload["reason"] == "看不清"


def test_a_licence_that_ended_shuts_the_merchant_after_the_clock_and_a_new_one_opens_it(api):
    store = make_store()
    merchant = store.merchant
    Merchant.objects.filter(id=merchant.id).update(licence_expires_at=day(20))
    give_paper(store, "licence", days=20)
    assert merchant_notices.tell_ending_papers() == 1
    with clock.held_at(clock.now() + timedelta(days=35)):
        assert measures.suspend_overdue() == 0
    with clock.held_at(clock.now() + timedelta(days=36)):
        assert (measures.suspend_overdue(), measures.suspend_overdue()) == (1, 0)
        made = send_paper(api(merchant.owner), store, "licence", expires_at=day(3650)).json()
        paper_reviews.accept_paper(paper_id=made["id"])
        measures.restore_merchant(merchant_id=merchant.id)
        assert measures.suspend_overdue() == 0
    store.refresh_from_db()
    assert store.status == "open"


def test_papers_of_an_application_are_good_with_it_but_for_authorisations_without_a_brand():
    store = make_store()
    food_paper = give_paper(store, "food", status="submitted")
    unnamed = give_paper(store, "authorisation", status="submitted")
    merchants.renew_merchant(merchant_id=store.merchant_id, operator_id=make_user(is_operator=True).id)
    food_paper.refresh_from_db()
    unnamed.refresh_from_db()
    assert (food_paper.status, unnamed.status) == ("approved", "submitted")
    brand = make_brand()
    paper_reviews.accept_paper(paper_id=unnamed.id, brand_slug=brand.slug)
    assert permits.valid_papers(store.merchant_id).get(kind="authorisation").brand == brand


def test_a_suspended_merchant_may_leave_and_stays_shut_meanwhile(api):
    store = make_store()
    client, path = api(store.merchant.owner), f"/merchant/applications/{store.merchant_id}/exit"
    measures.suspend_merchant(merchant_id=store.merchant_id, reason="核查中")
    shown = client.send("POST", path).json()
    assert (shown["status"], shown["stores"][0]["status"]) == ("exiting", "suspended")
    assert client.send("DELETE", path).json()["status"] == "suspended"
    assert Store.objects.get().closing_at is None
    client.send("POST", path)
    Merchant.objects.update(renewal_due_at=clock.now() - timedelta(days=20))
    assert measures.suspend_overdue() == 0, "it is shut, and on its way out"
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert (measures.close_due_stores(), measures.close_due_stores()) == (1, 0)
    assert (Store.objects.get().status, Merchant.objects.get().status) == ("closed", "closed")
