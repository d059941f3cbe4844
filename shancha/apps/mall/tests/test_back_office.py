"""The operators' side: merchants reviewed with facts, goods judged, the tree kept whole."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.tests.factories import picture_bytes
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import Category, Merchant, Product, Recall, Store
from shancha.apps.mall.queries.admissions import brand_esteem
from shancha.apps.mall.services import contracts, papers
from shancha.apps.mall.tests.factories import make_brand, make_merchant, make_product, make_store

pytestmark = pytest.mark.django_db
PAGES = (
    "merchant",
    "store",
    "storestaff",
    "stafftenure",
    "merchantmeasure",
    "catalogueimport",
    "category",
    "brand",
    "product",
    "recall",
    "warehouse",
    "variant",
    "stockmovement",
    "pricechange",
    "batchpaper",
)


def house_form(**changes):
    licence = SimpleUploadedFile("licence.png", picture_bytes())
    return {
        "owner": "",
        "legal_name": "茶山总店有限公司",
        "licence_number": "91990000MA0000001B",
        "address": "上海市黄浦区某路 1 号",
        "contact_name": "李经理",
        "contact_phone": "13900001000",
        "store_name": "福利社",
        "licence": licence,
        "phone": "021-87654321",
        "hours": "9:00-21:00",
        "commission_bp": "0",
        **changes,
    }


def act(client, page, action, *things, **fields):
    body = {"action": action, "_selected_action": [str(thing.pk) for thing in things], **fields}
    return client.post(f"/admin/mall/{page}/", body, follow=True)


def test_every_page_opens_for_operators_alone(api):
    product = make_product(brand=make_brand())
    operator = api(make_user(is_operator=True))
    for page in PAGES:
        assert operator.get(f"/admin/mall/{page}/?q=x").status_code in {200, 302}, page
        assert operator.get(f"/admin/mall/{page}/").status_code == 200, page
        assert api(make_user(is_moderator=True)).get(f"/admin/mall/{page}/").status_code == 403, page
        assert api(make_user()).get(f"/admin/mall/{page}/").status_code == 302, page
    for page, thing in (("product", product), ("store", product.store), ("merchant", product.store.merchant)):
        assert operator.get(f"/admin/mall/{page}/{thing.pk}/change/").status_code == 200


def test_a_merchant_is_judged_by_what_notes_say(api):
    for stars in (5, 4, 5):
        make_public_note(
            title="山茶面霜 用了一个月",
            evaluation={"product": "山茶面霜", "scores": [{"name": "保湿", "score": stars}]},
        )
    make_public_note(title="100%山茶", is_paid_cooperation=True)
    loved, unknown, odd = brand_esteem(["山茶", "没人知道", "%"])
    assert (loved.notes, loved.authors, loved.paid, round(loved.stars, 1)) == (4, 4, 1, 4.7)
    assert loved.score > 30
    assert (unknown.score, odd.notes) == (None, 1)
    merchant = make_merchant(status="submitted", brand_names=["山茶"], store_name="山茶小店")
    paper = papers.add_merchant_paper(
        merchant=Merchant(id=merchant.id, status="draft"),
        kind="licence",
        file=io.BytesIO(picture_bytes()),
        filename="a.png",
        expires_at=None,
    )
    client = api(make_user(is_operator=True))
    page = client.get(f"/admin/mall/merchant/{merchant.id}/change/").content.decode()
    assert f"口碑分 {loved.score}" in page
    link = f"/admin/mall/merchant/paper/{paper.id}/"
    assert link in page
    assert client.get(link).status_code == 200
    assert api(make_user(is_moderator=True)).get(link).status_code == 404
    refused = act(client, "merchant", "reject", merchant)
    assert "请填写理由" in refused.content.decode()
    act(client, "merchant", "approve", merchant, commission_bp="600", deposit_yuan="2000")
    merchant.refresh_from_db()
    assert (merchant.status, merchant.deposit_due) == ("approved", 200_000)
    assert merchant.contracts.get().commission_bp == 600
    act(client, "merchant", "record_deposit", merchant, deposit_yuan="2000", reason="银行流水 1")
    act(client, "merchant", "suspend", merchant, reason="材料造假")
    act(client, "merchant", "restore", merchant, reason="已更正")
    merchant.refresh_from_db()
    assert (merchant.status, merchant.deposit_paid) == ("approved", 200_000)
    logged = list(LogEntry.objects.order_by("id").values_list("change_message", flat=True))
    assert logged == ["通过入驻", "登记保证金 银行流水 1", "暂停 材料造假", "恢复营业 已更正"]


def test_goods_are_judged_with_reasons(api):
    client = api(make_user(is_operator=True))
    store = make_store()
    waiting, bad = make_product(store, status="review"), make_product(store)
    act(client, "product", "approve", waiting)
    act(client, "product", "remove", bad, reason="虚假宣传")
    assert {each.status for each in Product.objects.all()} == {"on_sale", "removed"}
    act(client, "product", "restore", bad)
    act(client, "product", "recall", waiting, reason="含铅", advice="停用退款", batch_no="A1")
    assert (Recall.objects.get().batch_no, Product.objects.get(id=waiting.id).status) == ("A1", "recalled")


def test_the_house_opens_stores_that_are_self_run(api):
    client = api(make_user(is_operator=True))
    assert client.get("/admin/mall/merchant/add/").status_code == 200
    client.post("/admin/mall/merchant/add/", house_form(), follow=True)
    first = Store.objects.get()
    house = Merchant.objects.get()
    assert (first.name, first.is_self_run, first.status) == ("福利社", True, "open")
    assert (house.kind, house.status, house.deposit_due) == ("platform", "approved", 0)
    assert house.papers.get().status == "approved"
    assert house.contracts.get().signed_by == house.owner
    act(client, "merchant", "open_another_store", house, reason="福利社二店")
    second = Store.objects.get(name="福利社二店")
    assert (second.is_self_run, second.status) == (True, "open")


def test_the_house_is_refused_in_its_form(api):
    client = api(make_user(is_operator=True))
    shut_out = make_user(status="suspended")
    page = client.post("/admin/mall/merchant/add/", house_form(owner=shut_out.handle)).content.decode()
    assert "已被停用" in page
    assert not Merchant.objects.filter(owner=shut_out).exists()
    page = client.post("/admin/mall/merchant/add/", house_form(owner="nobody-here")).content.decode()
    assert "没有找到这位成员" in page
    assert "茶山总店有限公司" in page
    page = client.post("/admin/mall/merchant/add/", house_form(licence_number="1")).content.decode()
    assert "统一社会信用代码不正确" in page
    bad_paper = house_form(licence=SimpleUploadedFile("a.png", b"no picture"))
    assert "errornote" in client.post("/admin/mall/merchant/add/", bad_paper).content.decode()
    assert not Merchant.objects.exists()
    assert api(make_user(is_moderator=True)).get("/admin/mall/merchant/add/").status_code == 403


def test_the_house_of_another_owner_waits_for_the_signature(api):
    owner = make_user()
    client = api(make_user(is_operator=True))
    client.post("/admin/mall/merchant/add/", house_form(owner=owner.handle), follow=True)
    store = Store.objects.get()
    assert (store.merchant.owner, store.status) == (owner, "suspended")
    path = f"/api/v1/merchant/applications/{store.merchant_id}/contracts/1/signature"
    assert api(owner).post(path).status_code == 200
    store.refresh_from_db()
    assert store.status == "open"


def test_a_second_store_waits_for_contract_and_deposit(api):
    merchant = make_merchant(deposit_due=100_000)
    client = api(make_user(is_operator=True))
    act(client, "merchant", "open_another_store", merchant, reason="二店")
    store = Store.objects.get()
    assert (store.status, store.status_reason) == ("suspended", "等待签约与保证金")
    reached = {"phone": "021-12345678", "hours": "9:00-21:00"}
    assert api(merchant.owner).send("PATCH", f"/merchant/stores/{store.id}", reached).status_code == 200
    contract = contracts.propose_contract(merchant_id=merchant.id, commission_bp=300)
    contracts.sign_contract(owner_id=merchant.owner_id, merchant_id=merchant.id, version=contract.version)
    store.refresh_from_db()
    assert store.status == "suspended"
    act(client, "merchant", "record_deposit", merchant, deposit_yuan="1000", reason="银行流水 2")
    store.refresh_from_db()
    assert (store.status, store.commission_bp) == ("open", 300)
    act(client, "merchant", "open_another_store", merchant, reason="三店")
    assert Store.objects.get(name="三店").status == "open"


def test_the_tree_cannot_be_broken_from_the_back_office(api):
    client = api(make_user(is_operator=True))
    toys = Category.objects.get(slug="toys")
    form = {
        "parent": str(Category.objects.get(slug="mother-baby").id),
        "name_zh": "女装类",
        "name_en": "Toys",
        "position": "4",
        "is_active": "on",
        "return_class": "seven_days",
        "vat_bp": "1300",
        "consumption_tax": "none",
        "commission_bp": "500",
        "required_parameters": "[]",
        "note_category_slug": "parenting",
    }
    path = f"/admin/mall/category/{toys.id}/change/"
    refused = client.post(path, form, follow=True)
    assert "重复" in refused.content.decode()
    assert refused.redirect_chain == []
    assert 'value="女装类"' in refused.content.decode()
    assert not LogEntry.objects.exists()
    added = client.post("/admin/mall/category/add/", {**form, "slug": "toys-again"}, follow=True)
    assert "重复" in added.content.decode()
    assert not Category.objects.filter(slug="toys-again").exists()
    toys.refresh_from_db()
    assert toys.name_zh == "玩具"
    client.post(path, {**form, "name_zh": "益智玩具"})
    toys.refresh_from_db()
    assert toys.name_zh == "益智玩具"
    Category.objects.filter(slug="diapers").update(name_zh="益智玩具 ")
    assert "duplicate" in client.get("/admin/mall/category/").content.decode()
