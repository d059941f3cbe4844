"""Regions, the address book, and identities for goods from abroad."""

from datetime import date, timedelta

import pytest
from django.db import connection

from shancha.apps.accounts.models import Tie
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.orders.models import Address, BuyerIdentity
from shancha.apps.orders.services import addresses, identities
from shancha.apps.orders.tests.factories import ADDRESS, identity_number
from shancha.kit.clock import held_at, now
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db


def test_regions_by_level(api):
    provinces = api().get("/regions").json()
    assert len(provinces) == 34
    cities = api().get("/regions?parent=310000").json()
    assert cities == [{"code": "310100", "name": "上海市", "is_leaf": False}]
    districts = api().get("/regions?parent=310100").json()
    assert {"code": "310101", "name": "黄浦区", "is_leaf": True} in districts
    assert api().get("/regions?parent=999999").json() == []
    assert api().get("/regions?parent=x").status_code == 422


def test_address_book(api):
    client = api(make_user())
    first = client.send("POST", "/me/addresses", ADDRESS).json()
    assert (first["is_default"], first["phone"], first["city"]) == (True, "13800138000", "上海市")
    second = client.send("POST", "/me/addresses", {**ADDRESS, "tag": "公司", "is_default": True}).json()
    assert [row["id"] for row in client.get("/me/addresses").json()] == [second["id"], first["id"]]
    changed = client.send(
        "PATCH", f"/me/addresses/{first['id']}", {"detail": "搬到隔壁了", "is_default": True}
    )
    assert changed.json()["is_default"]
    assert client.send("DELETE", f"/me/addresses/{first['id']}").status_code == 204
    assert client.get("/me/addresses").json()[0]["is_default"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12345"),
        ("region_code", "310100"),
        ("region_code", "999999"),
        ("receiver", " "),
        ("detail", "x"),
    ],
)
def test_bad_addresses_name_the_field(api, field, value):
    answer = api(make_user()).send("POST", "/me/addresses", {**ADDRESS, field: value})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


def test_addresses_are_encrypted_at_rest():
    addresses.create_address(user_id=make_user().id, **ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute("select contact from orders_address")
        (contact,) = cursor.fetchone()
    assert not any(part in contact for part in ("林", "138", "receiver"))


def test_identity_is_checked_masked_and_hashed(api):
    client, number = api(make_user()), identity_number()
    body = {"real_name": "林小满", "number": number.lower(), "consent": True}
    kept = client.send("POST", "/me/identities", body).json()
    assert (kept["masked_name"], kept["masked_number"]) == ("**满", f"310{'*' * 13}{number[-2:]}")
    assert client.send("POST", "/me/identities", body).json()["id"] == kept["id"]
    with connection.cursor() as cursor:
        cursor.execute("select number, real_name, number_hash from orders_buyeridentity")
        assert all(number not in text and "林" not in text for text in cursor.fetchone())
    left = client.get(f"/me/identities/{kept['id']}/allowance").json()
    assert (left["limit_amount"], left["left_amount"]) == (2_600_000, 2_600_000)
    assert client.send("DELETE", f"/me/identities/{kept['id']}").status_code == 204
    assert not BuyerIdentity.objects.exists()


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("number", {"number": "310101199003071231"}),
        ("number", {"number": "310101199002301239"}),
        ("number", {"number": identity_number(region="990101")}),
        ("real_name", {"real_name": "Lin"}),
        ("consent", {"consent": False}),
    ],
)
def test_bad_identities_name_the_field(api, field, body):
    whole = {"real_name": "林小满", "number": identity_number(), "consent": True, **body}
    answer = api(make_user()).send("POST", "/me/identities", whole)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


def test_buyers_are_of_age(api):
    today = date.today()  # noqa: DTZ011 - a birthday has no zone
    young = identity_number(f"{today.year - 17}0101")
    body = {"real_name": "林小满", "number": young, "consent": True}
    assert api(make_user()).send("POST", "/me/identities", body).json()["fields"].keys() == {"number"}


def test_unused_identities_are_wiped_after_a_year():
    user = make_user()
    kept = identities.add_identity(user_id=user.id, real_name="林小满", number=identity_number())
    assert identities.purge_identities() == 0
    with held_at(now() + timedelta(days=366)):
        assert identities.purge_identities() == 1
        assert identities.purge_identities() == 0
    kept.refresh_from_db()
    assert (kept.number, kept.real_name, kept.masked_number) == ("", "", "")
    assert len(kept.number_hash) == 64


@pytest.mark.django_db(transaction=True)
def test_one_default_however_many_devices_add():
    user = make_user()
    add = lambda: addresses.create_address(user_id=user.id, **ADDRESS, is_default=True)  # noqa: E731
    assert run_together([add] * 6) == []
    assert Address.objects.filter(user=user, is_default=True).count() == 1


def test_one_phone_for_deliveries_ties_however_it_is_written(api):
    users = [make_user() for _ in range(3)]
    for user, phone in zip(users, ("13800138000", "+86 13800138000", "0571-88880000"), strict=True):
        assert api(user).send("POST", "/me/addresses", {**ADDRESS, "phone": phone}).status_code == 201
    ties = dict(Tie.objects.filter(kind="receiver").values_list("user_id", "digest"))
    assert len(ties) == 3
    assert ties[users[0].id] == ties[users[1].id] != ties[users[2].id]
