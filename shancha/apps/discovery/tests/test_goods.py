"""Lists and search of goods through the API: found, counted, ordered, paged, and in step with the mall."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Topic
from shancha.apps.discovery.models import SearchLog
from shancha.apps.discovery.queries import goods_names, search_words
from shancha.apps.discovery.search import index
from shancha.apps.discovery.services import indexing, rebuild_search_index
from shancha.apps.mall import events as mall
from shancha.apps.mall.models import Category, Product, StoreCategory
from shancha.apps.mall.queries.product_cards import listed_cards
from shancha.apps.mall.tests.factories import make_brand, make_product, make_store
from shancha.apps.promotions.queries.offers import shelf_cards
from shancha.apps.promotions.tests.factories import make_coupon
from shancha.kit import clock, events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    _forget()
    yield
    _forget()


def _forget() -> None:
    index.forget_reader()
    search_words.forget_words()
    goods_names.forget_names()


def build() -> None:
    rebuild_search_index()
    _forget()


def catch_up() -> None:
    indexing.refresh_search_index(gather_seconds=0)
    index.forget_reader()


@pytest.fixture
def goods(api: Callable[..., Any]) -> Callable[..., Any]:
    def ask(**query: Any) -> Any:
        answer = api().get("/goods", query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def titles(page: Any) -> list[str]:
    return [item["title"] for item in page["items"]]


def counts(facet: Any, key: str = "slug") -> dict[str, int]:
    return {each[key]: each["count"] for each in facet}


def category(slug: str, parent: Category | None = None) -> Category:
    made = Category.objects.create(slug=slug, name_zh=slug, name_en=slug, parent=parent)
    made.path = [*(parent.path if parent else ()), made.id]
    made.save()
    return made


@pytest.fixture
def shelf() -> dict[str, Any]:
    """Nine creams and three vases of two stores, three brands and three ways of trade."""
    root, home = category("t-root"), category("t-home")
    care = category("t-cream", root)
    cleanser = category("t-cleanser", root)
    ours, theirs = make_store(is_self_run=True, name="自营福利"), make_store(name="小山茶铺")
    brands = [
        make_brand(slug="lancome", name_zh="兰蔻", name_en="Lancôme"),
        make_brand(slug="sk", name_zh="美之匙", name_en="SK-II"),
        make_brand(slug="dove", name_zh="多芬", name_en="Dove"),
    ]
    made = [
        make_product(
            ours if number % 2 else theirs,
            title=f"保湿面霜{number}号",
            category=care if number < 6 else cleanser,
            brand=brands[number % 3],
            trade_mode=("domestic", "bonded", "direct")[number % 3],
            price=3_000 + 4_000 * number,
            sold_count=number * 10,
            stock=0 if number == 8 else 5,
            variants=[{"barcode": f"69012345678{number}0"}],
        )
        for number in range(9)
    ]
    for number in range(3):
        make_product(theirs, title=f"青瓷花瓶{number}", category=home, price=20_000)
    build()
    return {"made": made, "ours": ours, "theirs": theirs, "brands": brands}


def test_everything_is_counted_ordered_and_paged_without_gaps(goods, shelf):
    page = goods(limit=5)
    assert page["total"] == 12
    assert counts(page["facets"]["categories"]) == {"t-root": 9, "t-home": 3}
    assert counts(page["facets"]["brands"]) == {"lancome": 3, "sk": 3, "dove": 3}
    assert counts(page["facets"]["trade_modes"], "value") == {"domestic": 6, "bonded": 3, "direct": 3}
    assert page["facets"]["in_stock"] == 11
    for sort in ("comprehensive", "sales", "price_up", "price_down", "newest"):
        seen, cursor = [], None
        while cursor is not None or not seen:
            page = goods(limit=5, sort=sort, **({"cursor": cursor} if cursor else {}))
            seen += page["items"]
            assert page["total"] == 12
            cursor = page["next_cursor"]
        assert len({item["id"] for item in seen}) == len(seen) == 12, sort
        prices = [item["min_price"] for item in seen]
        if sort.startswith("price"):
            assert prices == sorted(prices, reverse=sort == "price_down")
        if sort == "sales":
            assert [item["sold_count"] for item in seen] == sorted(
                (item["sold_count"] for item in seen), reverse=True
            )


def test_a_choice_narrows_all_facets_but_its_own(goods, shelf):
    page = goods(category="t-root", brand=["lancome"], price_max=19_999)
    assert page["total"] == 2
    assert counts(page["facets"]["brands"]) == {"lancome": 2, "sk": 2, "dove": 1}
    assert counts(page["facets"]["categories"]) == {"t-cream": 2}
    bands = {(band["min"], band["max"]): band["count"] for band in page["facets"]["price_bands"]}
    assert bands == {(0, 4_999): 1, (10_000, 19_999): 1, (20_000, 49_999): 1}
    assert goods(trade_mode=["bonded", "direct"])["total"] == 6
    assert goods(category="t-root", in_stock="true")["total"] == 8
    assert goods(category="no-such")["total"] == 0
    assert goods(brand=["no-such"])["items"] == []
    assert goods(price_min=5_000, price_max=4_000)["total"] == 0


def test_words_pinyin_letters_and_barcodes_find(goods, shelf):
    assert goods(q="面霜")["total"] == 9
    assert goods(q="mianshuang", sort="price_up")["total"] == 9
    assert goods(q="lancome 面霜")["total"] == 3
    assert goods(q="兰蔻")["total"] == goods(q="Lancôme")["total"] == 3
    for written in ("6901234567830", "６９０１２３４５６７８３０"):
        assert titles(goods(q=written)) == ["保湿面霜3号"]
    assert titles(goods(q="面霜", sort="price_down"))[0] == "保湿面霜8号"
    assert counts(goods(q="面霜")["facets"]["categories"]) == {"t-root": 9}
    assert titles(goods(q="面双", limit=1))  # same sound
    assert goods(q="面双")["corrected"] == "面霜"
    assert goods(q="lancone")["corrected"] == "lancome"
    nothing = goods(q="不存在的东西")
    assert (nothing["total"], nothing["items"]) == (0, [])
    assert SearchLog.objects.filter(query="不存在的东西", result_count=0).exists()


def test_only_what_finds_goods_is_offered_as_the_word_that_was_meant(goods, shelf):
    Topic.objects.create(name="夜奶", name_key="夜奶", slug="夜奶")
    build()
    elsewhere = goods(q="ymnai")
    assert (elsewhere["total"], elsewhere["corrected"]) == (0, None)
    chosen = goods(q="面双", price_min=50_000)
    assert (chosen["total"], chosen["corrected"]) == (0, None)
    assert goods(q="面双", price_max=50_000)["corrected"] == "面霜"


@pytest.mark.parametrize("signs", ["%", "_", "\\", "#", "。。", "😀"])
def test_signs_without_a_word_find_nothing(goods, shelf, signs):
    page = goods(q=signs)
    assert (page["total"], page["items"], page["corrected"]) == (0, [], None)
    cursor = goods(q="面霜", limit=5)["next_cursor"]
    assert goods(q=signs, cursor=cursor)["items"] == []
    assert goods(q="  ")["total"] == 12


def test_within_a_store_and_its_own_categories(goods, shelf, api):
    theirs = shelf["theirs"]
    top = StoreCategory.objects.create(store=theirs, name="护肤")
    below = StoreCategory.objects.create(store=theirs, name="面霜", parent=top)
    Product.objects.filter(id=shelf["made"][0].id).update(store_category=below)
    build()
    assert goods(store=theirs.slug)["total"] == 8
    assert goods(store=theirs.slug, q="面霜")["total"] == 5
    assert goods(store=theirs.slug, store_category=str(top.id))["total"] == 1
    assert goods(store=theirs.slug, store_category=str(below.id))["total"] == 1
    found = api().get("/goods/suggestions", {"q": "面霜", "store": theirs.slug}).json()["items"]
    assert {item["kind"] for item in found} == {"product"}
    assert len(found) == 5
    assert api().get("/goods/suggestions", {"q": "面霜", "store": "nowhere"}).json() == {"items": []}


def test_suggestions_know_brands_categories_and_stores(api, shelf):
    def kinds(q: str) -> list[tuple[str, str]]:
        items = api().get("/goods/suggestions", {"q": q}).json()["items"]
        return [(item["kind"], item["text"]) for item in items]

    assert kinds("lank")[0] == ("brand", "兰蔻")
    assert kinds("lan")[0] == ("brand", "兰蔻")
    assert ("store", "小山茶铺") in kinds("小山")
    assert ("product", "青瓷花瓶0") in kinds("青瓷")
    assert ("category", "t-cream") in kinds("t-cr")


def test_the_index_follows_the_mall(goods, shelf):
    product = make_product(title="蓝染围巾", price=8_800)
    events.publish(mall.ProductPublished(product_id=product.id, store_id=product.store_id))
    catch_up()
    assert titles(goods(q="围巾")) == ["蓝染围巾"]
    cheapest = goods(sort="price_up", limit=1)
    assert titles(cheapest) != ["蓝染围巾"]
    assert titles(goods(sort="price_up", limit=1, cursor=cheapest["next_cursor"])) != titles(cheapest)
    Product.objects.filter(id=product.id).update(min_price=100, max_price=100)
    events.publish(mall.PriceChanged(product_id=product.id, store_id=product.store_id, min_price=100))
    catch_up()
    assert goods(q="围巾", price_max=100)["total"] == 1
    assert titles(goods(sort="price_up", limit=1)) == ["蓝染围巾"]
    Product.objects.filter(id=product.id).update(status="off_shelf")
    assert goods(q="围巾")["items"] == []  # at once, whatever the index says
    events.publish(
        mall.ProductWithdrawn(product_id=product.id, store_id=product.store_id, status="off_shelf")
    )
    catch_up()
    assert goods(q="围巾")["total"] == 0
    theirs = shelf["theirs"]
    theirs.status = "suspended"
    theirs.save()
    events.publish(mall.StoreSuspended(store_id=theirs.id, merchant_id=theirs.merchant_id))
    catch_up()
    assert goods()["total"] == 4


def test_without_an_index_the_list_is_plain_but_never_an_error(goods, settings, tmp_path):
    product = make_product(title="蓝染围巾")
    settings.DATA_DIR = tmp_path / "empty"
    _forget()
    assert titles(goods()) == [product.title]
    assert titles(goods(q="围巾")) == [product.title]
    assert goods(q="围巾", category="no-such")["total"] == 0


def test_the_tabs_of_search_hold_goods_and_stores(api, shelf):
    def search(**query: Any) -> Any:
        answer = api(make_user()).get("/search", query)
        assert answer.status_code == 200
        return answer.json()["items"]

    assert len(search(q="面霜", type="goods")) == 9
    assert [item["name"] for item in search(q="山茶铺", type="stores")] == ["小山茶铺"]
    assert [item["name"] for item in search(q="xsc", type="stores")] == ["小山茶铺"]
    assert search(q="面霜", type="goods", order="hot")[0]["sold_count"] == 80


@pytest.mark.parametrize("english", [False, True])
def test_a_card_is_the_same_in_every_list(shelf, english):
    make_product(shelf["ours"], title='"引号\\" 与\n换行', title_en="", brand=None)
    Product.objects.filter(id=shelf["made"][0].id).update(
        rating_sum=14, rating_count=3, list_price=30_000, min_member_price=8_000, lowest_30=7_000
    )
    ids = list(Product.objects.order_by("title").values_list("id", flat=True))
    on_shelves = orjson.loads(orjson.dumps(shelf_cards(ids, english=english)))
    assert [card.pop("coupon_price") for card in on_shelves] == [None] * len(ids)
    assert on_shelves == orjson.loads(listed_cards(ids, english=english)[1])


def test_bad_requests_are_refused(api, shelf):
    for query in (
        {"sort": "random"},
        {"cursor": "%%%"},
        {"q": "x" * 61},
        {"price_min": -1},
        {"trade_mode": "smuggled"},
        {"limit": 51},
    ):
        assert api().get("/goods", query).status_code == 422, query


def test_cards_tell_the_price_with_coupons_open_to_all(goods, api):
    brand, ours, theirs = make_brand(), make_store(), make_store()
    plain = make_product(theirs, title="无券", price=8_000)
    cheap = make_product(ours, title="店铺券", price=12_000)
    branded = make_product(theirs, title="品牌券", price=30_000, brand=brand)
    make_coupon(store=ours, value=1_000)
    make_coupon(store=ours, value=3_000)
    make_coupon(brand=brand, scope="brand", kind="percent", value=1_000, threshold=0)
    make_coupon(scope="product", value=9_000)  # of no product
    for closed in (
        {"code_only": True},
        {"members_only": True},
        {"status": "paused"},
        {"quantity": 1, "claimed_count": 1},
        {"kind": "freight"},
        {"threshold": 40_000},
        {"valid_until": clock.now() - timedelta(hours=1)},
    ):
        make_coupon(**{"value": 5_000, **closed})
    build()

    def asked() -> tuple[dict[str, int | None], int]:
        with CaptureQueriesContext(connection) as captured:
            page = goods()
        return {item["id"]: item["coupon_price"] for item in page["items"]}, len(captured)

    prices, few = asked()
    assert prices == {str(plain.id): None, str(cheap.id): 9_000, str(branded.id): 27_000}
    offers = api().get(f"/products/{cheap.id}/offers").json()
    assert offers["variants"][0]["coupon_price"] == 9_000, "the product's page says the same"
    for _ in range(12):
        make_product(ours, price=12_000)
    build()
    prices, many = asked()
    assert len(prices) == 15
    assert many == few
