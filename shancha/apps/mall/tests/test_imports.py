"""Goods by CSV: in, out, and every way to get it wrong."""

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.csv_format import BOM, guard, read_fen, read_rows, write_fen, write_rows
from shancha.apps.mall.models import CatalogueImport, Product, Stock, Variant
from shancha.apps.mall.services import catalogue_imports
from shancha.apps.mall.tests.factories import make_product, make_store, make_warehouse
from shancha.kit import clock

HEADING = "标题,分类,规格名,规格值,商家编码,价格,划线价,重量克,参数,库存"
ROWS = """手作花瓶,decor,颜色,白,V-W,129.00,159,600,材质=陶,20
手作花瓶,装饰摆件,颜色,黑,V-B,139.00,,600,材质=陶,5
茶杯,kitchen,,,CUP,¥1,,200,材质=瓷;容量=200ml,"1,000"
"""


@pytest.fixture
def shop(api):
    """A store with a warehouse and its owner's client."""
    store = make_store()
    make_warehouse(store, name="杭州仓")
    return store, api(store.merchant.owner)


def send(shop, text, *, is_trial=False, encoding="utf-8"):
    store, client = shop
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode(encoding))
    file.name = "商品.csv"
    return client.post(
        f"/merchant/stores/{store.id}/imports", {"file": file, "is_trial": "true" if is_trial else "false"}
    )


def report_of(shop, made):
    store, client = shop
    answer = client.get(f"/merchant/stores/{store.id}/imports/{made['id']}/report")
    assert answer.content.startswith(BOM.encode())
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_goods_come_in(shop, encoding):
    answer = send(shop, f"{HEADING}\n{ROWS}", encoding=encoding)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["status"], made["total"], made["done"], made["created"], made["failed"]) == (
        "done",
        3,
        3,
        3,
        0,
    ), CatalogueImport.objects.get().errors
    vase = Product.objects.get(title="手作花瓶")
    assert (vase.status, vase.min_price, vase.max_price, vase.option_names) == (
        "draft",
        12900,
        13900,
        ["颜色"],
    )
    assert list(Variant.objects.filter(product=vase).order_by("code").values_list("code", "price")) == [
        ("V-B", 13900),
        ("V-W", 12900),
    ]
    assert Stock.objects.get(variant__code="CUP").on_hand == 1000
    assert Product.objects.get(title="茶杯").parameters == [["材质", "瓷"], ["容量", "200ml"]]


@pytest.mark.django_db
def test_what_goes_out_comes_back_unharmed(shop):
    store, client = shop
    send(shop, f"{HEADING}\n{ROWS}")
    odd = [["成分", "黑/白；=1"], ["a=b", "c"]]
    Product.objects.filter(title="茶杯").update(title='=HYPERLINK("http://x")', parameters=odd)
    path = f"/merchant/stores/{store.id}/export"
    content = b"".join(client.get(path).streaming_content)
    assert content.startswith(BOM.encode())
    assert b"'=HYPERLINK" in content
    before = list(Variant.objects.order_by("id").values("id", "options", "code", "price", "list_price"))
    made = send(shop, content.replace(b"129.00", b"119.00")).json()
    assert (made["created"], made["updated"], made["failed"]) == (0, 3, 0), CatalogueImport.objects.get(
        id=made["id"]
    ).errors
    after = list(Variant.objects.order_by("id").values("id", "options", "code", "price", "list_price"))
    assert [{**row, "price": 11900} if row["price"] == 12900 else row for row in before] == after
    assert Product.objects.get(title='=HYPERLINK("http://x")').parameters == odd


@pytest.mark.django_db
def test_a_trial_finds_every_error_and_writes_nothing(shop):
    bad = (
        f"{HEADING},状态\n{ROWS}"
        "碗,没有这类,,,BOWL,9.999,,,,\n"
        "盘,decor,,,DISH,,,,,\n"
        "碟,decor,,,DISH2,10,5,,参数坏了,-3\n"
        "手作花瓶,decor,颜色,白,V-X,10,,,,\n"
    )
    made = send(shop, bad, is_trial=True).json()
    assert (made["created"], made["failed"], made["has_report"]) == (3, 3, True)
    assert made["updated"] == 1
    assert not Product.objects.exists()
    assert not Stock.objects.exists()
    found = {(row[0], row[1]) for row in report_of(shop, made)}
    assert found == {
        ("5", "分类"),
        ("5", "价格"),
        ("6", "价格"),
        ("7", "参数"),
        ("7", "库存"),
    }


@pytest.mark.django_db
def test_good_rows_stay_when_others_fail(shop):
    made = send(shop, f"{HEADING}\n{ROWS}碟,decor,,,DISH,10,5,,材质=瓷,\n").json()
    assert (made["created"], made["failed"]) == (3, 1)
    assert report_of(shop, made)[0][:2] == ["5", "划线价"]
    assert Product.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"a,b,c\n1,2,3\n",
        "标题,价格\n".encode(),
        "标题,标题,价格\na,b,1\n".encode(),
        b'\xef\xbb\xbf"unclosed',
        b"\xff\xfe\xfa\xfb",
    ],
)
def test_what_is_no_list_of_goods_is_refused(shop, content):
    answer = send(shop, content)
    assert answer.status_code == 422, answer.content
    assert not CatalogueImport.objects.exists()


@pytest.mark.django_db
def test_another_stores_goods_are_not_reached(shop):
    theirs = make_product(make_store(), variants=[{"code": "SECRET", "price": 500}])
    variant = Variant.objects.get(product=theirs)
    text = f"商品ID,规格ID,价格\n{theirs.id},,1\n,{variant.id},1\nnot-an-id,,1\n"
    made = send(shop, text).json()
    assert (made["failed"], made["updated"]) == (3, 0)
    variant.refresh_from_db()
    assert variant.price == 500
    store, _ = shop
    own = f"/merchant/stores/{store.id}/imports/{made['id']}"
    assert shop[1].get(own).status_code == 200
    other = make_store()
    for client_of, path in ((make_user(), own), (other.merchant.owner, own)):
        shop[1].force_login(client_of, backend="django.contrib.auth.backends.ModelBackend")
        assert shop[1].get(path).status_code == 404
    path = f"/merchant/stores/{other.id}/imports/{made['id']}"
    assert shop[1].get(path).status_code == 404


@pytest.mark.django_db
def test_large_files_are_a_jobs_work_that_goes_on_where_it_stopped(shop, monkeypatch):
    monkeypatch.setattr(catalogue_imports, "AT_ONCE", 2)
    text = f"{HEADING}\n" + "".join(f"瓶 {n},decor,,,N{n},10,,,材质=陶,1\n" for n in range(6))
    made = send(shop, text).json()
    assert (made["status"], made["done"], made["total"]) == ("queued", 0, 6)
    entered = []
    real = catalogue_imports.enter_row

    def break_off(**given):
        if len(entered) == 3:
            raise RuntimeError("the power is gone")
        entered.append(given["row"].number)
        return real(**given)

    monkeypatch.setattr(catalogue_imports, "enter_row", break_off)
    with pytest.raises(RuntimeError):
        catalogue_imports.run_import(made["id"])
    assert CatalogueImport.objects.get().done == 3
    monkeypatch.setattr(catalogue_imports, "enter_row", real)
    for _ in range(2):
        catalogue_imports.run_import(made["id"])
    found = CatalogueImport.objects.get()
    assert (found.status, found.done, found.created, Product.objects.count()) == ("done", 6, 6, 6)
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert catalogue_imports.sweep_imports() == 1


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_all_come_back(text):
    guarded = guard(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    line = write_rows(["标题", "价格"], [[text, "1.00"]])
    if "\x00" in text or not text.strip():
        return
    back = read_rows((BOM + line).encode("utf-8", "surrogatepass"))[0].get("title")
    assert back == text.strip() or text.startswith(("\t", "\r"))


@given(st.integers(1, 10**11))
def test_amounts_survive_the_spreadsheet(fen):
    assert read_fen(write_fen(fen)) == fen
    assert read_fen(f"¥{fen // 100:,}.{fen % 100:02}") == fen


@pytest.mark.parametrize("text", ["1.234", "abc", "NaN", "Infinity", "1e20", "--1", "１元"])
def test_other_amounts_are_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        read_fen(text)
