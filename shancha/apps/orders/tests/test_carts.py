"""The cart says what its owner will pay, in their language."""

import pytest

from shancha.apps.orders.tests.factories import make_buyer, make_goods
from shancha.apps.promotions.tests.factories import make_member
from shancha.kit.clock import held_at

pytestmark = pytest.mark.django_db
FOR_MEMBERS = {"price": 9_900, "member_price": 8_800}


def fill(client):
    """Two pieces with a price for members, one without."""
    for goods, quantity in ((make_goods(variants=[FOR_MEMBERS]), 2), (make_goods(price=5_000), 1)):
        client.send("POST", "/cart/lines", {"variant_id": goods.id, "quantity": quantity})


def prices(cart):
    return sorted((line["price"], line["unit_price"]) for group in cart["groups"] for line in group["lines"])


def test_the_cart_of_a_member_sums_what_the_checkout_charges(api):
    buyer = make_buyer()
    client, card = api(buyer), make_member(buyer)
    fill(client)
    cart = client.get("/cart").json()
    assert prices(cart) == [(5_000, 5_000), (9_900, 8_800)]
    assert cart["selected"]["goods_amount"] == 22_600
    checkout = client.send("POST", "/checkouts", {"source": "cart"}).json()
    assert checkout["amounts"]["goods_amount"] == 22_600
    with held_at(card.ends_at):
        assert client.get("/cart").json()["selected"]["goods_amount"] == 24_800


def test_without_a_card_the_cart_is_at_the_open_prices(api):
    for client in (api(make_buyer()), api()):
        fill(client)
        cart = client.get("/cart").json()
        assert prices(cart) == [(5_000, 5_000), (9_900, 9_900)]
        assert cart["selected"]["goods_amount"] == 24_800


def test_goods_are_named_in_the_readers_language_and_kept_as_they_were_sold(api):
    goods, client = make_goods(title="青釉花瓶", title_en="Celadon vase"), api(make_buyer())
    other = make_goods(title="白瓷碗")
    for each in (goods, other):
        client.send("POST", "/cart/lines", {"variant_id": each.id})
    english = {"Accept-Language": "en"}

    def names(parts):
        return sorted(line["title"] for part in parts for line in part["lines"])

    assert names(client.get("/cart").json()["groups"]) == ["白瓷碗", "青釉花瓶"]
    assert names(client.get("/cart", headers=english).json()["groups"]) == ["Celadon vase", "白瓷碗"]
    checkout = client.send("POST", "/checkouts", {"source": "cart"}).json()
    path = f"/checkouts/{checkout['id']}"
    assert names(client.get(path, headers=english).json()["parcels"]) == ["Celadon vase", "白瓷碗"]
    assert names(checkout["parcels"]) == ["白瓷碗", "青釉花瓶"]
