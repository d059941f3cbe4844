"""Wish lists, wants and scanned codes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.barcodes import check_digit, is_barcode, writings
from shancha.apps.mall.models import Product, Wanted, WishList
from shancha.apps.mall.services import wants, wishes
from shancha.apps.mall.tests.factories import first_variant, make_brand, make_product, make_store
from shancha.apps.messaging.models import Notification
from shancha.kit.tests.threads import run_together


def wished(api: Any, user: Any, product: Product, **body: Any) -> int:
    return int(api(user).send("PUT", f"/me/wishes/{product.id}", body).status_code)


@pytest.mark.django_db
def test_wishing_sharing_and_moving(api):
    user, product = make_user(), make_product(variants=2)
    client = api(user)
    assert wished(api, user, product) == wished(api, user, product) == 204
    assert Product.objects.get(id=product.id).wish_count == 1
    default = client.get("/me/wish-lists", {"product_id": str(product.id)}).json()[0]
    assert (default["is_default"], default["wish_count"], default["has_product"]) == (True, 1, True)
    birthday = client.send("POST", "/me/wish-lists", {"name": "生日"}).json()
    assert client.send("POST", "/me/wish-lists", {"name": "生日"}).status_code == 422
    move = {"from_list_id": default["id"], "to_list_id": birthday["id"]}
    assert client.send("POST", f"/me/wishes/{product.id}/move", move).status_code == 204
    shared = client.send("PATCH", f"/me/wish-lists/{birthday['id']}", {"is_shared": True}).json()
    page = api().get(f"/wish-lists/{shared['share_key']}").json()
    assert (page["name"], page["items"][0]["product"]["id"]) == ("生日", str(product.id))
    client.send("PATCH", f"/me/wish-lists/{birthday['id']}", {"is_shared": False})
    assert api().get(f"/wish-lists/{shared['share_key']}").status_code == 404
    Product.objects.filter(id=product.id).update(status="off_shelf")
    entry = client.get(f"/me/wish-lists/{birthday['id']}/wishes").json()["items"][0]
    assert entry["product"]["is_on_sale"] is False
    assert client.send("DELETE", f"/me/wish-lists/{default['id']}").status_code == 422
    assert client.send("DELETE", f"/me/wish-lists/{birthday['id']}").status_code == 204
    assert Product.objects.get(id=product.id).wish_count == 0


@pytest.mark.django_db
def test_another_ones_lists_do_not_exist(api):
    user, other, product = make_user(), make_user(), make_product()
    wished(api, user, product)
    list_id = str(WishList.objects.get(owner=user).id)
    client = api(other)
    assert client.get(f"/me/wish-lists/{list_id}/wishes").status_code == 404
    assert client.send("PATCH", f"/me/wish-lists/{list_id}", {"name": "x"}).status_code == 404
    assert client.send("DELETE", f"/me/wish-lists/{list_id}").status_code == 404
    assert client.send("PUT", f"/me/wishes/{product.id}", {"list_id": list_id}).status_code == 404
    assert client.send("DELETE", f"/me/wishes/{product.id}").status_code == 404


@pytest.mark.django_db
def test_a_lower_price_is_told_once_and_only_when_it_is_lower_than_ever_told(api):
    product = make_product(price=10_000, variants=2)
    one, other = make_user(), make_user()
    wished(api, one, product)
    wished(api, other, product, wants_price_drop=False)
    variant = first_variant(product)

    def drop(new: int) -> int:
        return wishes.tell_price_drop(product_id=product.id, variant_id=variant.id, old=10_000, new=new)

    assert drop(9_000) == 1
    assert drop(9_000) == drop(9_500) == 0
    assert drop(8_000) == 1
    told = Notification.objects.filter(user=one, kind="wish_price_dropped")
    assert told.count() == 1  # grouped while unread
    assert told.get().payload["new"] == 8_000
    assert not Notification.objects.filter(user=other, kind="wish_price_dropped").exists()
    assert wishes.tell_back_in_stock(product_id=product.id, variant_id=variant.id) == 2
    assert wishes.tell_back_in_stock(product_id=product.id, variant_id=variant.id) == 0


@pytest.mark.django_db(transaction=True)
def test_wishes_are_counted_exactly_under_many_hands():
    product, people = make_product(), [make_user() for _ in range(4)]
    calls = [
        lambda who=who: wishes.put_wish(owner_id=who.id, product_id=product.id)
        for who in people
        for _ in range(3)
    ]
    assert run_together(calls) == []
    product.refresh_from_db()
    assert product.wish_count == 4
    assert WishList.objects.filter(is_default=True).count() == 4
    assert set(WishList.objects.values_list("wish_count", flat=True)) == {1}
    wishes.forget_member(people[0].id)
    product.refresh_from_db()
    assert product.wish_count == 3


@pytest.mark.django_db(transaction=True)
def test_wants_count_people_not_clicks():
    people = [make_user() for _ in range(4)]
    spellings = ("Kanebo 洗颜粉", "kanebo洗颜粉", "ＫＡＮＥＢＯ 洗颜粉！")
    calls = [
        lambda who=who, words=words: wants.want(user_id=who.id, source="search", words=words)
        for who in people
        for words in spellings
    ]
    assert run_together(calls) == []
    assert Wanted.objects.get().people == 4
    wants.forget_member(people[0].id)
    assert Wanted.objects.get().people == 3


@pytest.mark.django_db
def test_wanting_over_http(api):
    client = api(make_user())
    product = make_product()
    code = "690123456789" + str(check_digit("690123456789"))
    for body in ({"words": "某某面霜"}, {"barcode": code}, {"product_id": str(product.id)}):
        answer = client.send("PUT", "/wants", {**body, "source": "scan"}).json()
        assert (answer["people"], answer["is_wanted"]) == (1, True)
        key = answer["key"]
        assert client.generic("DELETE", f"/wants?key={key}").json()["people"] == 0
    for body in ({}, {"words": "x", "barcode": code}, {"barcode": "6901234567891"}, {"words": "!!!"}):
        assert client.send("PUT", "/wants", {**body, "source": "scan"}).status_code == 422, body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    ["4006381333931", "04252614", "  Some Cream, " + "with a long name " * 6, "４００６３８１３３３９３１"],
)
def test_what_was_scanned_and_then_searched_for_is_one_want(api, code):
    found = api().get("/scan", {"code": code}).json()
    people = [make_user() for _ in range(3)]
    api(people[0]).send("PUT", "/wants", {"words": found["want"]["label"], "source": "scan"})
    api(people[1]).send("PUT", "/wants", {"words": found["search"], "source": "search"})
    last = api(people[2]).send("PUT", "/wants", {"words": code.strip()[:80], "source": "search"}).json()
    assert (last["key"], last["people"]) == (found["want"]["key"], 3)
    assert Wanted.objects.get().kind == found["want"]["key"].partition(":")[0]


@pytest.mark.parametrize("code", ["4006381333931", "73513537", "036000291452", "12345678901231"])
def test_codes_with_a_right_check_digit_are_barcodes(code):
    assert is_barcode(code)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert not is_barcode(wrong)
    assert all(is_barcode(each) for each in writings(code))


def test_upc_e_stands_for_upc_a():
    assert is_barcode("04252614")  # the standard's example: 042100005264
    assert "042100005264" in writings("04252614")
    assert not is_barcode("04252615")


@given(st.text(max_size=16))
def test_nothing_else_is_a_barcode(text):
    assert is_barcode(text) is False or text.isdigit()


@pytest.mark.django_db
def test_scanned_codes_lead_where_they_should(api, settings):
    store, brand, note = make_store(), make_brand(), make_public_note()
    code = "690123456789" + str(check_digit("690123456789"))
    product = make_product(store, variants=[{"barcode": code}])

    def scan(text: str) -> Any:
        answer = api().get("/scan", {"code": text})
        assert answer.status_code == 200, answer.content
        return answer.json()

    base = settings.BASE_URL.rstrip("/")
    for path, kind in (
        (f"/n/{note.id}", "note"),
        (f"/u/{note.author.handle}", "user"),
        (f"/product/{product.id}", "product"),
        (f"/store/{store.slug}", "store"),
        (f"/brand/{brand.slug}", "brand"),
        ("/mall", "page"),
    ):
        found = scan(base + path)
        assert (found["kind"], found["to"]) == (kind, path)
    found = scan(code)
    assert (found["kind"], found["products"][0]["id"]) == ("barcode", str(product.id))
    in_full_width = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in code})
    assert scan(in_full_width) == found
    unknown = scan("4006381333931")
    assert unknown["want"] == {"key": "barcode:04006381333931", "label": "4006381333931"}
    assert scan("https://evil.example/n/1")["kind"] == "unknown"
    assert scan(base + "//evil.example/x")["to"] in {None, "/evil.example/x"}
    assert scan(f"{base}/n/{product.id}")["kind"] == "unknown"
    private = make_public_note(visibility="private")
    assert scan(f"{base}/n/{private.id}")["kind"] == "unknown"
