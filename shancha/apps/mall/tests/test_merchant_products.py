"""Goods in the hands of a store's staff."""

from dataclasses import asdict
from datetime import timedelta
from io import BytesIO

import pytest

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.factories import picture_bytes, send_file
from shancha.apps.mall import events
from shancha.apps.mall.models import (
    Brand,
    Category,
    PriceChange,
    Product,
    ProductVersion,
    Store,
    Variant,
)
from shancha.apps.mall.services import categories, prices, product_states, recalls, sales_counts, stock
from shancha.apps.mall.services.categories import lint_categories, save_category
from shancha.apps.mall.services.prices import Price
from shancha.apps.mall.services.products import set_price
from shancha.apps.mall.tests.factories import (
    first_variant,
    make_brand,
    make_product,
    make_store,
    make_warehouse,
    stock_of,
)
from shancha.apps.moderation.events import DecisionMade
from shancha.kit import clock
from shancha.kit import events as kit_events
from shancha.kit.errors import ProblemError
from shancha.kit.ids import new_id
from shancha.kit.tests.threads import run_together

pytestmark = pytest.mark.django_db
TOLD = (
    events.ProductPublished,
    events.ProductChanged,
    events.ProductWithdrawn,
    events.PriceDropped,
    events.PriceChanged,
    events.ProductRecalled,
)


@pytest.fixture
def told(monkeypatch):
    """What the catalogue announces, by name."""
    heard = []
    for event_type in TOLD:
        monkeypatch.setitem(
            kit_events._subscribers,
            event_type,
            [kit_events._Subscriber(f"tests.{event_type.__name__}", heard.append, later=False)],
        )
    return heard


def names(heard):
    return [type(each).__name__ for each in heard]


def draft(client, store, **fields):
    body = {
        "title": "手作花瓶",
        "category": "decor",
        "parameters": [["材质", "陶"]],
        "variants": [{"price": 9900, "code": "V1"}],
        **fields,
    }
    return client.send("POST", f"/merchant/stores/{store.id}/products", body)


def whole_draft(client, store, **fields):
    asset = send_file(client, picture_bytes(size=(400, 400))).json()
    answer = draft(client, store, asset_ids=[asset["id"]], **fields)
    assert answer.status_code == 201, answer.content
    return answer.json()


def at(store, product=None, step=""):
    path = f"/merchant/stores/{store.id}/products"
    return "/".join([path, *([product["id"]] if product else []), *([step] if step else [])])


def test_from_draft_to_the_shelf(api, told):
    store = make_store()
    client = api(store.merchant.owner)
    refusal = client.send("POST", at(store, draft(client, store, variants=[]).json(), "publish"))
    assert (refusal.status_code, set(refusal.json()["fields"])) == (422, {"asset_ids", "variants"})
    product = whole_draft(client, store)
    assert (product["status"], product["version"], product["cover"]["width"]) == ("draft", 1, 400)
    assert client.send("POST", at(store, product, "publish")).json()["status"] == "review"
    product_states.approve(product_id=product["id"])
    shown = client.get(at(store, product)).json()
    assert (shown["status"], shown["min_price"], shown["lowest_30"]) == ("on_sale", 9900, 9900)
    assert names(told) == ["ProductPublished"]
    assert Store.objects.get(id=store.id).product_count == 1
    assert ProductVersion.objects.get().snapshot["title"] == "手作花瓶"
    assert client.send("POST", at(store, product, "withdraw")).json()["status"] == "off_shelf"
    assert Store.objects.get(id=store.id).product_count == 0
    # What passed once goes back by itself.
    assert client.send("POST", at(store, product, "publish")).json()["status"] == "on_sale"
    assert names(told)[1:] == ["ProductWithdrawn", "ProductPublished"]
    listed = client.get(at(store) + "?status=on_sale&q=V1").json()
    assert ([each["id"] for each in listed["items"]], listed["counts"]) == (
        [product["id"]],
        {"draft": 1, "on_sale": 1},
    )


def test_the_house_puts_on_sale_itself_but_not_doubtful_words(api):
    store = make_store(is_self_run=True)
    client = api(store.merchant.owner)
    product = whole_draft(client, store)
    assert client.send("POST", at(store, product, "publish")).json()["status"] == "on_sale"
    void = client.send("PATCH", at(store, product), {"subtitle": "本店保留最终解释权"})
    assert (void.status_code, list(void.json()["fields"])) == (422, ["subtitle"])
    contact = {"description": [{"kind": "text", "text": "私下转账更便宜，加微信 vx_chashan88 详聊"}]}
    answer = client.send("PATCH", at(store, product), contact)
    assert answer.status_code == 422 or answer.json()["status"] == "review"


def test_imports_must_tell_more(api):
    store = make_store(is_self_run=True)
    client = api(store.merchant.owner)
    product = whole_draft(
        client,
        store,
        category="serums",
        trade_mode="bonded",
        parameters=[["净含量", "30ml"], ["保质期", "3 年"], ["注册或备案编号", "国妆备进字1"]],
    )
    fields = client.send("POST", at(store, product, "publish")).json()["fields"]
    assert set(fields) == {
        "origin",
        "importer",
        "label_zh",
        "positive_list_version",
        "variants.0.hs_code",
        "variants.0.content_amount",
    }
    told = {
        "origin": "法国",
        "importer": "上海某进口公司",
        "label_zh": "品名：精华液",
        "positive_list_version": "2019+2022-7",
        "variants": [
            {
                "price": 68000,
                "code": "V1",
                "hs_code": "3304990029",
                "content_amount": "30",
                "content_unit": "ml",
            }
        ],
    }
    client.send("PATCH", at(store, product), told)
    answer = client.send("POST", at(store, product, "publish"))
    assert (answer.status_code, answer.json()["status"]) == (200, "on_sale")


def test_variants_are_replaced_as_a_whole_and_never_lost(api):
    store = make_store()
    client = api(store.merchant.owner)
    choices = [{"options": ["白"], "price": 100, "code": "W"}, {"options": ["黑"], "price": 200, "code": "B"}]
    product = draft(client, store, option_names=["颜色"], variants=choices).json()
    white = product["variants"][0]
    renamed = {"variants": [{"id": white["id"], "options": ["米白"], "price": 150, "code": "W"}]}
    after = client.send("PATCH", at(store, product), renamed).json()
    assert [(each["id"], each["options"], each["is_active"]) for each in after["variants"]] == [
        (white["id"], ["米白"], True),
        (product["variants"][1]["id"], ["黑"], False),
    ]
    assert (after["min_price"], after["max_price"]) == (150, 150)
    back = {"variants": [*renamed["variants"], {"options": ["黑"], "price": 210, "code": "B"}]}
    again = client.send("PATCH", at(store, product), back).json()
    assert {each["id"] for each in again["variants"] if each["is_active"]} == {
        each["id"] for each in product["variants"]
    }
    for wrong, field in (
        ([{"options": ["红"], "price": 1}, {"options": ["红"], "price": 2}], "variants.1.options"),
        ([{"options": [], "price": 1}], "variants.0.options"),
        ([{"options": ["红"], "price": 10, "member_price": 11}], "variants.0.member_price"),
        ([{"options": ["红"], "price": 10, "list_price": 9}], "variants.0.list_price"),
        ([{"options": ["红"], "price": 10, "barcode": "6901234567893"}], "variants.0.barcode"),
        ([{"id": str(new_id()), "options": ["红"], "price": 10}], "variants.0.id"),
    ):
        refusal = client.send("PATCH", at(store, product), {"variants": wrong})
        assert (refusal.status_code, list(refusal.json()["fields"])) == (422, [field])


def test_two_editors_do_not_overwrite_each_other(api):
    store = make_store()
    client = api(store.merchant.owner)
    product = draft(client, store).json()
    assert client.send("PATCH", at(store, product), {"title": "一", "version": 1}).status_code == 200
    assert client.send("PATCH", at(store, product), {"title": "二", "version": 1}).status_code == 409


def test_other_peoples_pictures_cannot_be_shown(api):
    store = make_store()
    theirs = send_file(api(make_user()), picture_bytes(seed=4)).json()
    client = api(store.merchant.owner)
    refusal = draft(client, store, asset_ids=[theirs["id"]])
    assert (refusal.status_code, list(refusal.json()["fields"])) == (422, ["asset_ids.0"])
    blocks = [{"kind": "picture", "asset_id": theirs["id"]}]
    assert list(draft(client, store, description=blocks).json()["fields"]) == ["description.0"]
    own = send_file(client, picture_bytes(seed=6)).json()
    made = draft(client, store, description=[{"kind": "picture", "asset_id": own["id"]}]).json()
    assert made["description"][0]["picture"]["base"] == own["picture"]["base"]


ROLES = ("owner", "manager", "catalogue", "shipping", "service", "finance", "other_manager", "stranger")
ALLOWED = {
    "read": {"owner", "manager", "catalogue", "shipping", "service", "finance"},
    "settings": {"owner", "manager"},
    "edit": {"owner", "manager", "catalogue"},
    "price": {"owner", "manager", "catalogue"},
    "publish": {"owner", "manager", "catalogue"},
    "stock": {"owner", "manager", "catalogue", "shipping"},
    "warehouse": {"owner", "manager", "shipping"},
    "export": {"owner", "manager", "catalogue"},
    "staff": {"owner", "manager"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_so_far(api, role):
    people = {name: make_user() for name in ROLES}
    make_user(handle="walker_1")
    store = make_store(
        people["owner"],
        staff={each: people[each] for each in ("manager", "catalogue", "shipping", "service", "finance")},
    )
    make_store(staff={"manager": people["other_manager"]})
    product = make_product(store, stock=5)
    variant = first_variant(product)
    warehouse_id = str(make_warehouse(store).id)
    client, base = api(people[role]), f"/merchant/stores/{store.id}"
    counted = {"variant_id": str(variant.id), "warehouse_id": warehouse_id, "on_hand": 3}
    answers = {
        "read": client.get(f"{base}/products"),
        "settings": client.send("PATCH", base, {"hours": "9-18 点"}),
        "edit": client.send("PATCH", f"{base}/products/{product.id}", {"subtitle": "新"}),
        "price": client.send("PATCH", f"{base}/variants/{variant.id}/price", {"price": 8800}),
        "publish": client.send("POST", f"{base}/products/{product.id}/withdraw"),
        "stock": client.send("POST", f"{base}/stock-adjustments", counted),
        "warehouse": client.send("PATCH", f"{base}/warehouses/{warehouse_id}", {"city_name": "宁波"}),
        "export": client.get(f"{base}/export"),
        "staff": client.send(
            "POST", f"{base}/invitations", {"handle": people["stranger"].handle, "role": "service"}
        ),
    }
    for what, answer in answers.items():
        done = 201 if what == "staff" else 200
        expected = done if role in ALLOWED[what] else 404 if role in {"other_manager", "stranger"} else 403
        assert answer.status_code == expected, (what, answer.content)


def test_one_stores_staff_cannot_reach_into_another(api):
    mine, theirs = make_store(), make_product(make_store(), stock=5)
    client, base = api(mine.merchant.owner), f"/merchant/stores/{mine.id}"
    variant = first_variant(theirs)
    own = first_variant(make_product(mine, stock=5))
    foreign = str(make_warehouse(theirs.store).id)
    home = str(make_warehouse(mine).id)
    for method, path, body in (
        ("GET", f"{base}/products/{theirs.id}", None),
        ("PATCH", f"{base}/products/{theirs.id}", {"title": "我的了"}),
        ("POST", f"{base}/products/{theirs.id}/withdraw", None),
        ("GET", f"{base}/products/{theirs.id}/papers", None),
        ("PATCH", f"{base}/variants/{variant.id}/price", {"price": 1}),
        ("GET", f"{base}/variants/{variant.id}/movements", None),
        ("PATCH", f"{base}/warehouses/{foreign}", {"city_name": "x"}),
        (
            "POST",
            f"{base}/stock-adjustments",
            {"variant_id": str(variant.id), "warehouse_id": home, "on_hand": 1},
        ),
        (
            "POST",
            f"{base}/stock-adjustments",
            {"variant_id": str(own.id), "warehouse_id": foreign, "on_hand": 1},
        ),
    ):
        assert client.send(method, path, body).status_code == 404, path


def test_the_history_of_prices(api, told):
    product = make_product(price=10_000)
    variant, owner = first_variant(product), product.store.merchant.owner
    start = clock.now()

    def cost(days, price, **more):
        with clock.held_at(start + timedelta(days=days)):
            set_price(
                actor_id=owner.id,
                store_id=product.store_id,
                variant_id=variant.id,
                given=asdict(Price(price, **more)),
            )
        product.refresh_from_db()
        return product.min_price, product.lowest_30

    assert cost(10, 8000, list_price=10_000) == (8000, 8000)
    assert cost(11, 8000, list_price=10_000) == (8000, 8000)
    assert cost(20, 9000, member_price=8500) == (9000, 8000)
    assert names(told) == ["PriceDropped", "PriceChanged", "ProductChanged", "PriceChanged", "ProductChanged"]
    assert (told[0].old, told[0].new) == (10_000, 8000)
    assert (product.min_member_price, product.list_price) == (8500, None)
    # On day 45 the window reaches back to day 15, when it still cost 8000.
    with clock.held_at(start + timedelta(days=45)):
        assert prices.refresh_lowest_prices() == 0
    with clock.held_at(start + timedelta(days=50, minutes=1)):
        assert prices.refresh_lowest_prices() == 1
    product.refresh_from_db()
    assert product.lowest_30 == 9000
    assert PriceChange.objects.filter(variant=variant).count() == 3
    for wrong in (Price(0), Price(100, list_price=99), Price(100, member_price=101)):
        with pytest.raises(ProblemError):
            set_price(
                actor_id=owner.id, store_id=product.store_id, variant_id=variant.id, given=asdict(wrong)
            )


def test_a_price_is_taken_as_it_is_written_and_the_others_stay(api):
    variant = first_variant(make_product(price=10_000))
    client = api(variant.store.merchant.owner)

    def send(**prices):
        return client.send(
            "PATCH", f"/merchant/stores/{variant.store_id}/variants/{variant.id}/price", prices
        )

    def kept():
        variant.refresh_from_db()
        return variant.price, variant.list_price, variant.member_price

    assert send(price=10_000, list_price=12_000, member_price=9000).status_code == 200
    for junk in (True, "11900", 11_900.0, None):
        assert send(price=junk).status_code == 422, junk
        assert send(price=10_000, member_price=junk).status_code == (200 if junk is None else 422)
    assert kept() == (10_000, 12_000, None), "null takes a price away"
    assert send(price=10_000, member_price=9000).status_code == 200
    assert send(price=11_900).status_code == 200
    assert kept() == (11_900, 12_000, 9000)
    assert send(price=8000).json()["fields"].keys() == {"member_price"}


@pytest.mark.parametrize("field", ["base_freight", "free_freight_over", "remote_freight"])
def test_freight_is_taken_as_it_is_written(api, field):
    store = make_store()
    client, path = api(store.merchant.owner), f"/merchant/stores/{store.id}/warehouses"
    assert client.send("POST", path, {"name": "华东仓", field: True}).status_code == 422
    assert client.send("POST", path, {"name": "华东仓", field: "800"}).status_code == 422
    assert client.send("POST", path, {"name": "华东仓", field: 800}).status_code == 201


def test_a_draft_has_no_history_of_prices(api):
    store = make_store(is_self_run=True)
    client = api(store.merchant.owner)
    product = whole_draft(client, store, variants=[{"price": 1, "code": "V1"}])
    client.send("PATCH", at(store, product), {"variants": [{"price": 9900, "code": "V1"}]})
    assert client.send("POST", at(store, product, "publish")).json()["lowest_30"] == 9900
    assert PriceChange.objects.count() == 1


def test_goods_on_sale_stay_whole(api):
    product = make_product()
    client = api(product.store.merchant.owner)
    path = f"/merchant/stores/{product.store_id}/products/{product.id}"
    for wrong, field in (({"variants": []}, "variants"), ({"parameters": []}, "parameters")):
        refusal = client.send("PATCH", path, wrong)
        assert (refusal.status_code, list(refusal.json()["fields"])[-1]) == (422, field)
    assert Variant.objects.get().is_active


def test_versions_follow_what_buyers_see(api):
    product = make_product()
    client = api(product.store.merchant.owner)
    path = f"/merchant/stores/{product.store_id}/products/{product.id}"
    assert client.send("PATCH", path, {"subtitle": "釉色温润"}).json()["version"] == 2
    kept = ProductVersion.objects.get(product=product, version=2).snapshot
    assert (kept["subtitle"], kept["variants"][0]["price"]) == ("釉色温润", 9900)


def test_taken_down_and_given_back(api, told):
    brand = make_brand(needs_authorisation=False)
    product = make_product(brand=brand)
    decision = {
        "decision_id": new_id(),
        "case_id": new_id(),
        "subject_kind": "product",
        "subject_id": product.id,
        "author_id": None,
        "is_automatic": False,
        "rule": "community-rules 3.2",
        "reason": "虚假宣传",
    }
    kit_events.publish(DecisionMade(action="remove", **decision))
    product.refresh_from_db()
    assert (product.status, Brand.objects.get().product_count) == ("removed", 0)
    client = api(product.store.merchant.owner)
    path = f"/merchant/stores/{product.store_id}/products/{product.id}"
    assert client.send("POST", f"{path}/publish").status_code == 409
    assert client.send("PATCH", path, {"title": "改名"}).status_code == 409
    assert api().get("/mall/measures").json()["items"][0]["kind"] == "removed"
    kit_events.publish(DecisionMade(action="restore", **decision))
    product.refresh_from_db()
    assert (product.status, Brand.objects.get().product_count) == ("on_sale", 1)
    assert names(told) == ["ProductWithdrawn", "ProductPublished"]


def test_recalled_goods_are_told_and_gone(api, told):
    product = make_product()
    recalls.publish_recall(
        product_id=product.id, batch_no="A1", reason="釉面含铅", advice="停止使用，全额退款"
    )
    assert names(told) == ["ProductWithdrawn", "ProductRecalled"]
    listed = api().get("/mall/recalls").json()["items"]
    assert [(each["batch_no"], each["advice"]) for each in listed] == [("A1", "停止使用，全额退款")]


def test_papers_of_batches_are_read_where_they_are_public(api):
    product = make_product()
    client = api(product.store.merchant.owner)
    base = f"/merchant/stores/{product.store_id}/products/{product.id}/papers"
    made = []
    for is_public in (True, False):
        file = BytesIO(picture_bytes())
        file.name = "报告.png"
        form = {"batch_no": "2026-01", "kind": "inspection", "is_public": is_public, "file": file}
        answer = client.post(base, form)
        assert answer.status_code == 201, answer.content
        made.append(answer.json())
    assert [api().get(f"/papers/{each['id']}").status_code for each in made] == [200, 404]
    assert [client.get(f"/papers/{each['id']}").status_code for each in made] == [200, 200]
    assert len(client.get(base).json()) == 2
    assert client.send("DELETE", f"{base}/{made[0]['id']}").status_code == 204


def test_stock_is_counted_and_told(api):
    product = make_product(stock=5)
    variant = first_variant(product)
    client, base = api(product.store.merchant.owner), f"/merchant/stores/{product.store_id}"
    warehouse_id = client.get(f"{base}/warehouses").json()[0]["id"]
    counted = {"variant_id": str(variant.id), "warehouse_id": warehouse_id}
    answer = client.send("POST", f"{base}/stock-adjustments", {**counted, "delta": 7, "reason": "receipt"})
    assert answer.json() == {"on_hand": 12, "reserved": 0, "delta": 7}
    assert client.send("POST", f"{base}/stock-adjustments", counted).status_code == 422
    assert client.send("POST", f"{base}/stock-adjustments", {**counted, "delta": -13}).status_code == 409
    moved = client.get(f"{base}/variants/{variant.id}/movements").json()["items"]
    assert [(each["delta"], each["on_hand_after"], each["reason"]) for each in moved] == [(7, 12, "receipt")]
    lines = [(variant.id, warehouse_id, 4)]
    order = new_id()
    stock.reserve(reference_id=order, lines=lines)
    stock.consume(order)
    assert (sales_counts.count_sales(), sales_counts.count_sales()) == (1, 1)
    product.refresh_from_db()
    assert (product.sold_count, Store.objects.get(id=product.store_id).sold_count) == (4, 4)
    assert stock_of(variant) == (8, 0)


def test_own_categories_of_a_store(api):
    store = make_store()
    client, path = api(store.merchant.owner), f"/merchant/stores/{store.id}/categories"
    tree = client.send("POST", path, {"name": "花器", "category": "decor"}).json()
    tree = client.send("POST", path, {"name": "陶瓶", "parent_id": tree[0]["id"]}).json()
    child = tree[0]["children"][0]
    assert client.send("POST", path, {"name": "更深", "parent_id": child["id"]}).status_code == 422
    assert client.send("POST", path, {"name": "花器"}).status_code == 422
    other = client.send("POST", path, {"name": "新品"}).json()[1]
    ordered = client.send("PUT", f"{path}/order", {"category_ids": [other["id"], tree[0]["id"]]}).json()
    assert [each["name"] for each in ordered] == ["新品", "花器"]
    moved = client.send("PATCH", f"{path}/{child['id']}", {"name": "瓶", "parent_id": None}).json()
    assert {each["name"] for each in moved} == {"新品", "花器", "瓶"}
    assert client.send("DELETE", f"{path}/{other['id']}").status_code == 204


def test_the_tree_says_nothing_twice():
    assert lint_categories() == []
    home = Category.objects.get(slug="home-living")
    for name, parent, field in (
        ("收纳用品", None, None),
        ("香薰蜡烛", None, "name_zh"),
        ("装饰摆件类", home, "name_zh"),
    ):
        category = Category(slug=f"c-{new_id().hex[:8]}", name_zh=name, name_en=name, parent=parent)
        if field is None:
            save_category(category)
        else:
            with pytest.raises(ProblemError) as refusal:
                save_category(category)
            assert list(refusal.value.fields) == [field]
    home.parent = Category.objects.get(slug="decor")
    with pytest.raises(ProblemError) as refusal:
        save_category(home)
    assert list(refusal.value.fields) == ["parent"]


def test_moving_a_branch_moves_what_is_below():
    root = save_category(Category(slug="new-root", name_zh="器物", name_en="Things"))
    branch = Category.objects.get(slug="pet-goods")
    branch.parent = root
    save_category(branch)
    leaf = Category.objects.get(slug="pet-food")
    assert leaf.path == [root.id, branch.id, leaf.id]
    assert lint_categories() == []
    Category.objects.filter(id=root.id).update(is_active=False)
    Category.objects.filter(id=leaf.id).update(path=[leaf.id])
    make_product(category=Category.objects.get(slug="home-living"))
    Category.objects.filter(slug="toys").update(note_category_slug="nothing", name_zh="童装童鞋 ")
    kinds = {(flaw.kind, flaw.slug) for flaw in categories.lint_categories()}
    assert {("orphan", "pet-food"), ("inactive_parent", "pet-goods"), ("note_field", "toys")} <= kinds
    assert ("not_leaf", "home-living") in kinds
    assert any(kind == "duplicate" for kind, _ in kinds)


def test_products_stand_in_leaves(api):
    store = make_store()
    refusal = draft(api(store.merchant.owner), store, category="home-living")
    assert (refusal.status_code, list(refusal.json()["fields"])) == (422, ["category"])
    tree = api().get("/mall/categories").json()
    assert len(tree) == 12
    assert all(root["children"] for root in tree)
    skincare = next(root for root in tree if root["slug"] == "beauty-skincare")
    assert skincare["children"][0]["required_parameters"] == ["净含量", "保质期", "注册或备案编号"]


def test_brands_are_found_by_name(api):
    make_brand(name_zh="山茶", name_en="Camellia", position=2, is_column=True)
    make_brand(name_zh="松石", name_en="Pine_100%", position=1)
    assert [each["name_zh"] for each in api().get("/mall/brands").json()["items"]] == ["松石", "山茶"]
    assert [each["name_zh"] for each in api().get("/mall/brands?q=camel").json()["items"]] == ["山茶"]
    assert api().get("/mall/brands?q=%25").json()["items"][0]["name_zh"] == "松石"
    assert [each["name_zh"] for each in api().get("/mall/brands?columns=1").json()["items"]] == ["山茶"]
    first = api().get("/mall/brands?limit=1").json()
    after = api().get(f"/mall/brands?limit=1&cursor={first['next_cursor']}").json()
    assert [each["name_zh"] for each in after["items"]] == ["山茶"]


def test_lists_cost_the_same_for_one_and_for_many(api, django_assert_num_queries):
    store = make_store()
    client, path = api(store.merchant.owner), f"/merchant/stores/{store.id}/products?limit=50"
    for count in (1, 12):
        while Product.objects.filter(store=store).count() < count:
            make_product(store, variants=2)
        with django_assert_num_queries(4):
            assert len(client.get(path).json()["items"]) == count


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_keep_counts_and_history_whole():
    store = make_store()
    made = [make_product(store) for _ in range(3)]
    owner = store.merchant.owner_id

    def reprice(product, price):
        variant = first_variant(product)
        set_price(actor_id=owner, store_id=store.id, variant_id=variant.id, given={"price": price})

    def flip(product):
        product_states.withdraw(store_id=store.id, product_id=product.id)
        product_states.submit(actor_id=owner, store_id=store.id, product_id=product.id)

    jobs = [lambda p=product, n=turn: reprice(p, 5000 + n) for product in made for turn in range(4)]
    jobs += [lambda p=product: flip(p) for product in made for _ in range(2)]
    assert run_together(jobs) == []
    on_sale = Product.objects.filter(store=store, status="on_sale").count()
    assert Store.objects.get(id=store.id).product_count == on_sale
    for product in Product.objects.filter(store=store):
        variant = Variant.objects.get(product=product)
        last = PriceChange.objects.filter(variant=variant).order_by("-at", "-id").first()
        assert (product.min_price, last.price) == (variant.price, variant.price)
