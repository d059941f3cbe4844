"""A file that was exported earlier comes back: what happened in the meantime stays."""

import csv
import io
from dataclasses import asdict
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shancha.apps.mall.csv_snapshot import Snapshot, read_snapshot, write_snapshot
from shancha.apps.mall.models import CatalogueImport, Product, Stock, StockMovement, Variant
from shancha.apps.mall.services import catalogue_imports
from shancha.apps.mall.services.prices import Price
from shancha.apps.mall.services.products import set_price
from shancha.apps.mall.services.stock import consume, reserve
from shancha.apps.mall.tests.factories import first_variant, make_product, make_warehouse, stock_of
from shancha.kit import clock
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db


class Sheet:
    """A store's export, changed cell by cell as in a spreadsheet, and sent back."""

    def __init__(self, client, store):
        self.client, self.store = client, store
        path = f"/merchant/stores/{store.id}/export"
        text = b"".join(client.get(path).streaming_content).decode("utf-8-sig")
        self.heading, *self.rows = csv.reader(io.StringIO(text))

    def put(self, column, value, *, row=0):
        self.rows[row][self.heading.index(column)] = value
        return self

    def drop(self, column):
        at = self.heading.index(column)
        for line in (self.heading, *self.rows):
            line.pop(at)
        return self

    def send(self):
        buffer = io.StringIO()
        csv.writer(buffer).writerows([self.heading, *self.rows])
        made = catalogue_imports.begin_import(
            actor_id=self.store.merchant.owner_id,
            store_id=self.store.id,
            file=io.BytesIO(buffer.getvalue().encode()),
            filename="goods.csv",
            is_trial=False,
        )
        return [(column, chinese) for _, column, chinese, _ in CatalogueImport.objects.get(id=made.id).errors]


@pytest.fixture
def product():
    return make_product(stock=20, price=10_000)


@pytest.fixture
def sheet(api, product):
    return Sheet(api(product.store.merchant.owner), product.store)


def sell(product, pieces):
    reference, variant = new_id(), first_variant(product)
    warehouse_id = Stock.objects.filter(variant=variant).order_by("-on_hand")[0].warehouse_id
    reserve(reference_id=reference, lines=[(variant.id, warehouse_id, pieces)])
    consume(reference)


def stock_of_all(product):
    return sorted(Stock.objects.filter(variant__product=product).values_list("on_hand", flat=True))


def cost(product, price, **more):
    set_price(
        actor_id=product.store.merchant.owner_id,
        store_id=product.store_id,
        variant_id=first_variant(product).id,
        given=asdict(Price(price, **more)),
    )


def test_what_was_sold_since_stays_sold(product, sheet):
    sell(product, 7)
    assert sheet.put("标题", "新名字").send() == []
    assert Product.objects.get().title == "新名字"
    assert stock_of(first_variant(product)) == (13, 0)
    assert not StockMovement.objects.filter(reason="import").exists()


def test_a_count_is_the_change_against_the_exported_one_and_moves_once(product, sheet):
    sell(product, 7)
    assert sheet.put("库存", "25").send() == []
    assert stock_of(first_variant(product)) == (18, 0)
    assert sheet.send() == []
    assert stock_of(first_variant(product)) == (18, 0)
    sell(product, 8)
    assert sheet.put("库存", "30").send() == []
    assert stock_of(first_variant(product)) == (15, 0)
    assert list(StockMovement.objects.filter(reason="import").values_list("delta", flat=True)) == [5, 5]


def test_less_than_what_orders_hold_is_reported(product, sheet):
    sell(product, 18)
    ((column, _),) = sheet.put("库存", "10").send()
    assert column == "库存"
    assert stock_of(first_variant(product)) == (2, 0)


def test_without_the_exported_values_an_export_moves_no_stock(product, sheet):
    sell(product, 7)
    ((column, told),) = sheet.drop("导出时").send()
    assert (column, "重新导出" in told) == ("库存", True)
    assert stock_of(first_variant(product)) == (13, 0)


def test_exported_values_of_another_row_or_broken_ones_are_refused(api, product):
    make_product(product.store, stock=5)
    sheet = Sheet(api(product.store.merchant.owner), product.store)
    at = sheet.heading.index("导出时")
    sheet.rows[0][at], sheet.rows[1][at] = sheet.rows[1][at], "库存=1"
    assert [column for column, _ in sheet.send()] == ["导出时", "导出时"]


def test_another_warehouse_is_not_counted_with_the_values_of_the_first(product, sheet):
    other = make_warehouse(product.store, name="二号仓")
    assert sheet.put("仓库", "二号仓").put("库存", "4").send() == []
    assert Stock.objects.get(warehouse=other).on_hand == 4
    ((column, _),) = sheet.put("库存", "9").send()
    assert column == "仓库"
    assert Stock.objects.get(warehouse=other).on_hand == 4


def test_a_row_for_each_warehouse_goes_and_comes_back(api, product):
    variant = first_variant(product)
    first = Stock.objects.get(variant=variant)
    second = make_warehouse(product.store, name="二号仓", position=1)
    Stock.objects.create(variant=variant, warehouse=second, on_hand=6)
    idle = make_warehouse(product.store, name="旧仓", is_active=False)
    Stock.objects.create(variant=variant, warehouse=idle, on_hand=1)
    sheet = Sheet(api(product.store.merchant.owner), product.store)
    at = [sheet.heading.index(name) for name in ("标题", "价格", "仓库", "库存")]
    shown = [[line[place] for place in at] for line in sheet.rows]
    assert shown == [[product.title, "100.00", first.warehouse.name, "20"], ["", "", "二号仓", "6"]]
    assert sheet.send() == []
    assert not StockMovement.objects.exists()
    sell(product, 3)
    assert sheet.put("标题", "新名字").put("库存", "18").put("库存", "9", row=1).send() == []
    assert sheet.send() == []
    assert stock_of_all(product) == [1, 9, 15]
    product.refresh_from_db()
    assert product.title == "新名字"


def test_a_further_warehouse_is_a_row_more(product, sheet):
    make_warehouse(product.store, name="三号仓")
    row = ["" for _ in sheet.heading]
    for column, value in (("规格ID", str(first_variant(product).id)), ("仓库", "三号仓"), ("库存", "8")):
        row[sheet.heading.index(column)] = value
    sheet.rows.append(row)
    assert sheet.send() == []
    assert Stock.objects.get(warehouse__name="三号仓").on_hand == 8
    assert sheet.send() == []
    assert stock_of_all(product) == [8, 20]


def test_what_goods_from_abroad_must_tell_comes_by_csv(product, sheet):
    sheet.put("中文标签", "品名：面霜\n产地：法国").put("正面清单版本", "2022-03")
    assert sheet.send() == []
    product.refresh_from_db()
    assert (product.label_zh, product.positive_list_version) == ("品名：面霜\n产地：法国", "2022-03")


def test_prices_of_the_meantime_stay(product, sheet):
    with clock.held_at(clock.now() + timedelta(hours=1)):
        cost(product, 8_000, member_price=7_500)
        assert sheet.put("卖点", "手作").send() == []
        variant = first_variant(product)
        assert (variant.price, variant.member_price) == (8_000, 7_500)
        ((column, told),) = sheet.put("价格", "90.00").send()
    assert (column, "从 100.00 改为 80.00" in told) == ("价格", True)
    assert first_variant(product).price == 8_000


def test_a_price_that_nobody_else_moved_is_taken(product, sheet):
    assert sheet.put("价格", "90.00").put("划线价", "120").send() == []
    assert sheet.send() == []
    variant = first_variant(product)
    assert (variant.price, variant.list_price) == (9_000, 12_000)


def test_a_choice_withdrawn_since_stays_withdrawn(api):
    product = make_product(variants=2)
    sheet = Sheet(api(product.store.merchant.owner), product.store)
    gone = Variant.objects.get(id=sheet.rows[0][sheet.heading.index("规格ID")])
    Variant.objects.filter(id=gone.id).update(is_active=False)
    assert [column for column, _ in sheet.send()] == ["规格ID"]
    gone.refresh_from_db()
    assert not gone.is_active


@given(st.integers(0, 10**6), st.integers(1, 10**9), st.none() | st.integers(1, 10**9), st.booleans())
def test_exported_values_come_back_as_they_went(stock, price, list_price, lies_somewhere):
    snapshot = Snapshot(
        "20261128120000-abc", new_id(), new_id() if lies_somewhere else None, stock, price, list_price, None
    )
    assert read_snapshot(write_snapshot(snapshot)) == snapshot
