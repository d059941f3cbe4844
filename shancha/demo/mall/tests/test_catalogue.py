"""The demo's articles: many, different, believable, the same each time."""

from collections import Counter

from shancha.apps.mall.barcodes import is_barcode
from shancha.demo.mall import catalogue, words
from shancha.demo.mall.pictures import good_names

ARTICLES = catalogue.articles(good_names())


def test_there_are_twelve_hundred_different_ones_of_all_brands_in_all_stores() -> None:
    assert len(ARTICLES) == len({each.title for each in ARTICLES}) == catalogue.COUNT
    assert len({each.brand["slug"] for each in ARTICLES}) == len(words.brands()) == 60
    assert len({each.store for each in ARTICLES}) == len(words.stores()) == 25
    assert sum(store["kind"] == "self_run" for store in words.stores()) == 5


def test_they_are_the_same_each_time_and_fewer_are_spread_over_the_shelves() -> None:
    again = catalogue.articles(good_names())
    assert [each.title for each in again] == [each.title for each in ARTICLES]
    few = catalogue.articles(good_names(), count=90)
    assert len(few) == 90
    assert len({each.field for each in few}) >= 5


def test_every_barcode_is_right_and_its_own() -> None:
    codes = [choice.barcode for each in ARTICLES for choice in each.choices]
    assert len(codes) == len(set(codes))
    assert all(map(is_barcode, codes))


def test_prices_and_options_hold_together() -> None:
    for each in ARTICLES:
        options = [tuple(choice.options) for choice in each.choices]
        assert len(options) == len(set(options)), each.title
        for choice in each.choices:
            assert choice.price > 0
            assert choice.list_price is None or choice.list_price >= choice.price
            assert choice.member_price is None or 0 < choice.member_price <= choice.price
            assert len(choice.options) == len(each.option_names)


def test_pictures_exist_and_none_is_seen_all_the_time() -> None:
    shown = Counter(name for each in ARTICLES for name in each.pictures)
    assert set(shown) <= good_names()
    assert len(shown) > 0.9 * len(good_names())
    assert max(shown.values()) < 40
    assert all(1 <= len(set(each.pictures)) == len(each.pictures) for each in ARTICLES)


def test_goods_made_here_are_not_imported() -> None:
    assert not [each for each in ARTICLES if each.trade_mode != "domestic" and each.origin == "中国"]
