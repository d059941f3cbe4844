"""Operators arrange the mall's home in forms: fields by kind of block, checked, with pictures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset
from shancha.apps.community.tests.factories import picture_bytes
from shancha.apps.mall.models import MallBlock
from shancha.apps.mall.tests.factories import make_brand

pytestmark = pytest.mark.django_db
COMMON = {"title_zh": "", "title_en": "", "audience": "all", "position": "5", "is_active": "on"}


@pytest.fixture
def office(api):
    return api(make_user(is_operator=True))


def add(office, kind, **fields):
    return office.post(f"/admin/mall/mallblock/add/?kind={kind}", {**COMMON, **fields})


def change(office, block, **fields):
    return office.post(f"/admin/mall/mallblock/{block.id}/change/", {**COMMON, **fields})


def picture(content=None):
    return SimpleUploadedFile("横幅.jpg", content or picture_bytes(size=(800, 300)), "image/jpeg")


def banner(place, **more):
    row = {"title": f"横幅 {place}", "title_en": "", "text": "", "text_en": "", "to": "/flash", **more}
    return {f"{name}_{place}": value for name, value in row.items()}


def test_each_kind_has_a_form_of_its_own(office):
    chooser = office.get("/admin/mall/mallblock/add/").content.decode()
    for kind in MallBlock.Kind.values:
        assert f"?kind={kind}" in chooser
        page = office.get(f"/admin/mall/mallblock/add/?kind={kind}")
        assert page.status_code == 200, kind
        assert 'name="config"' not in page.content.decode()
    for block in MallBlock.objects.all():
        assert office.get(f"/admin/mall/mallblock/{block.id}/change/").status_code == 200, block.kind


def test_banners_are_made_changed_and_taken_away(office, api):
    MallBlock.objects.filter(kind="banner").delete()
    made = add(office, "banner", **banner(0, picture=picture(), title_en="First"), **banner(1))
    assert made.status_code == 302, made.content.decode()
    block = MallBlock.objects.get(kind="banner")
    first, second = block.config["items"]
    asset = Asset.objects.get()
    assert (first["asset_id"], first["title_en"], "asset_id" in second) == (str(asset.id), "First", False)
    assert asset.is_open
    shown = api().get("/mall/home").json()
    banners = next(each["banners"] for each in shown["blocks"] if each["kind"] == "banner")
    assert [(each["title"], bool(each["picture"])) for each in banners] == [
        ("横幅 0", True),
        ("横幅 1", False),
    ]
    page = office.get(f"/admin/mall/mallblock/{block.id}/change/").content.decode()
    assert f"{asset.key}" in page
    change(office, block, **banner(0, title="改名"))
    block.refresh_from_db()
    assert block.config["items"] == [{"title": "改名", "text": "", "to": "/flash", "asset_id": str(asset.id)}]
    change(office, block, **banner(0, clear="on"))
    block.refresh_from_db()
    assert "asset_id" not in block.config["items"][0]
    assert f"{asset.key}" not in office.get("/admin/mall/mallblock/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        banner(0, title=""),
        banner(0, to=""),
        banner(0, to="https://elsewhere.example/"),
        banner(0, to="//elsewhere.example/"),
        banner(0, picture=SimpleUploadedFile("x.jpg", b"<html>", "image/jpeg")),
    ],
)
def test_banners_that_are_not_whole_are_refused(office, fields):
    MallBlock.objects.filter(kind="banner").delete()
    assert add(office, "banner", **fields).status_code == 200
    assert not MallBlock.objects.filter(kind="banner").exists()


def test_goods_are_chosen_from_the_catalogue(office):
    brand = make_brand()
    wanted = {"category": "decor", "brand": brand.slug, "sort": "sales", "count": "8"}
    assert add(office, "goods", **wanted).status_code == 302
    block = MallBlock.objects.get(kind="goods", position=5)
    assert block.config == {"category": "decor", "brand": brand.slug, "sort": "sales", "count": 8}
    assert add(office, "goods", **wanted).status_code == 200, "the same twice"
    assert add(office, "goods", **{**wanted, "category": "no-such"}).status_code == 200
    assert add(office, "goods", **{**wanted, "count": "500"}).status_code == 200
    assert change(office, block, sort="newest", category="", brand="", count="").status_code == 302
    block.refresh_from_db()
    assert block.config == {"sort": "newest"}


def test_guides_stay_in_the_mall(office):
    assert add(office, "guide", to="//elsewhere.example").status_code == 200
    assert add(office, "guide", to="/rules").status_code == 302
    assert MallBlock.objects.get(kind="guide").config == {"to": "/rules"}


def test_only_operators_arrange_the_home(api):
    assert api(make_user(is_moderator=True)).get("/admin/mall/mallblock/add/").status_code == 403
