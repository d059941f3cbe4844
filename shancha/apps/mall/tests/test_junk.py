"""Whatever a store's staff send: an answer, never a fault."""

import io
from itertools import cycle

import pytest

from shancha.apps.mall.models import Stock
from shancha.apps.mall.tests.factories import first_variant, make_product, make_store, make_warehouse

pytestmark = pytest.mark.django_db
JUNK = (
    None,
    "",
    "\u0000",
    "\ud800".encode("utf-8", "replace").decode(),
    "😀" * 300,
    "=1+1",
    -1,
    0,
    2**31,
    2**63,
    1.5,
    True,
    [],
    [[]],
    [None],
    ["\u0000", "\u0000"],
    {},
    {"kind": "picture"},
    [{"kind": "text", "text": "\u0000"}],
    [["材质", "\u0000"], ["材质", "x"]],
    [{"price": 2**40, "options": ["\u0000"]}],
    "00000000-0000-0000-0000-000000000000",
)


def bodies(valid, turns):
    """The valid body with one field after the other replaced by junk."""
    junk = cycle(JUNK)
    for field in list(valid) * turns:
        yield {**valid, field: next(junk)}


def test_no_body_makes_a_fault(api):
    store = make_store(is_self_run=True)
    product = make_product(store)
    variant = first_variant(product)
    warehouse = str(Stock.objects.get(variant=variant).warehouse_id)
    client, base = api(store.merchant.owner), f"/merchant/stores/{store.id}"
    whole = {
        "title": "瓶",
        "category": "decor",
        "title_en": "",
        "subtitle": "",
        "brand_id": None,
        "store_category_id": None,
        "description": [],
        "parameters": [],
        "option_names": [],
        "trade_mode": "domestic",
        "origin": "",
        "importer": "",
        "label_zh": "",
        "return_class": None,
        "asset_ids": [],
        "variants": [],
        "positive_list_version": "",
    }
    one = {
        "options": [],
        "price": 1,
        "list_price": None,
        "member_price": None,
        "code": "",
        "barcode": "",
        "weight_g": 0,
        "content_amount": None,
        "content_unit": "",
        "hs_code": "",
        "picture_position": 0,
    }
    house = {
        "name": "仓",
        "kind": "domestic",
        "country": "CN",
        "days_min": 1,
        "days_max": 2,
        "base_freight": 0,
        "free_freight_over": None,
        "remote_provinces": [],
        "position": 0,
    }
    counted = {"variant_id": str(variant.id), "warehouse_id": warehouse, "on_hand": 1, "note": ""}
    settings = {"name": "店", "intro": "", "phone": "", "theme": {}, "logo_asset_id": None, "hours": ""}
    calls = [("POST", f"{base}/products", body) for body in bodies(whole, 3)]
    calls += [("PATCH", f"{base}/products/{product.id}", body) for body in bodies(whole, 3)]
    calls += [("PATCH", f"{base}/products/{product.id}", {"variants": [body]}) for body in bodies(one, 4)]
    calls += [("POST", f"{base}/warehouses", body) for body in bodies(house, 3)]
    calls += [("POST", f"{base}/stock-adjustments", body) for body in bodies(counted, 6)]
    calls += [("PATCH", base, body) for body in bodies(settings, 6)]
    calls += [("PATCH", f"{base}/variants/{variant.id}/price", body) for body in bodies({"price": 1}, 23)]
    calls += [("POST", f"{base}/categories", body) for body in bodies({"name": "类", "parent_id": None}, 12)]
    calls += [
        ("POST", f"{base}/invitations", body) for body in bodies({"handle": "x", "role": "service"}, 12)
    ]
    calls += [
        ("POST", "/merchant/applications", body) for body in bodies({"legal_name": "", "kind": "company"}, 12)
    ]
    for method, path, body in calls:
        answer = client.send(method, path, body)
        assert answer.status_code < 500, (method, path, body, answer.content)


@pytest.mark.parametrize(
    "cell", ["\x00", "=cmd|' /C calc'!A0", "9" * 400, "１２", "a" * 9000, '"', "//", ";=;"]
)
def test_no_cell_makes_a_fault(api, cell):
    store = make_store()
    make_warehouse(store)
    client = api(store.merchant.owner)
    names = (
        *("title", "category", "price", "code", "barcode", "list_price", "weight_g", "content_amount"),
        *("option_names", "options", "parameters", "stock", "product_id", "variant_id", "warehouse", "brand"),
    )
    rows = []
    for name in names:
        good = {"title": f"瓶 {name}", "category": "decor", "price": "10"}
        rows.append(",".join({**good, name: cell.replace('"', '""')}.get(each, "") for each in names))
    file = io.BytesIO((",".join(names) + "\n" + "\n".join(rows)).encode())
    file.name = "x.csv"
    for is_trial in ("true", "false"):
        file.seek(0)
        form = {"file": file, "is_trial": is_trial}
        answer = client.post(f"/merchant/stores/{store.id}/imports", form)
        assert answer.status_code in {201, 422}, answer.content
