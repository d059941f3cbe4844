"""The lowest price on a product's card, where flash sales and withdrawn choices had a part in it."""

from datetime import timedelta

import pytest

from shancha.apps.mall.models import SpecialPrice, Variant
from shancha.apps.mall.services import prices, special_prices
from shancha.apps.mall.services.products import update_product
from shancha.apps.mall.tests.factories import first_variant, make_product
from shancha.apps.promotions.services import flash
from shancha.apps.promotions.tests.factories import make_flash_item
from shancha.kit import clock

pytestmark = pytest.mark.django_db


def lowest(product):
    product.refresh_from_db()
    return product.min_price, product.lowest_30


def history(api, product):
    answer = api().get(f"/products/{product.id}/prices")
    return [(point["price"], bool(point["special_until"])) for point in answer.json()["items"]]


def test_a_flash_price_is_the_lowest_for_thirty_days_after_its_end(api):
    product = make_flash_item(price=4_900).variant.product
    start = clock.now()
    sale = SpecialPrice.objects.get()
    special_prices.tell_special_prices(reference_id=sale.reference_id)
    assert lowest(product) == (9_900, 4_900)
    assert sorted(history(api, product)) == [(4_900, True), (9_900, False)]
    with clock.held_at(start + timedelta(hours=2)):
        flash.end_due_sales()
    with clock.held_at(sale.ends_at + timedelta(days=29)):
        assert prices.refresh_lowest_prices() == 0
    with clock.held_at(sale.ends_at + timedelta(days=30, minutes=1)):
        assert prices.refresh_lowest_prices() == 1
    assert lowest(product) == (9_900, 9_900)


def test_a_sale_that_never_began_was_no_price(api):
    start = clock.now()
    item = make_flash_item(is_set=False)
    sale = item.sale
    sale.starts_at, sale.ends_at = start + timedelta(hours=1), start + timedelta(hours=2)
    sale.save()
    flash.set_sale(sale_id=sale.id)
    special_prices.tell_special_prices(reference_id=sale.id)
    assert lowest(item.variant.product) == (9_900, 9_900)
    assert history(api, item.variant.product) == [(9_900, False)]
    flash.end_sale(sale_id=sale.id)
    with clock.held_at(start + timedelta(hours=3)):
        special_prices.tell_special_prices(reference_id=sale.id)
    assert lowest(item.variant.product) == (9_900, 9_900)
    assert not SpecialPrice.objects.exists()


def test_a_withdrawn_choice_counts_as_long_as_it_was_offered(api):
    product = make_product(variants=[{"price": 5_000}, {"price": 9_000}])
    start = clock.now()
    cheap = first_variant(product)

    def offer(days, *kept):
        rows = [{"id": each.id, "options": each.options, "price": each.price} for each in kept]
        with clock.held_at(start + timedelta(days=days)):
            update_product(
                actor_id=product.store.merchant.owner_id,
                store_id=product.store_id,
                product_id=product.id,
                given={"variants": rows},
            )
        return lowest(product)

    dear = Variant.objects.exclude(id=cheap.id).get()
    assert offer(10, dear) == (9_000, 5_000)
    assert history(api, product) == [(9_000, False), (5_000, False)]
    with clock.held_at(start + timedelta(days=39)):
        assert prices.refresh_lowest_prices() == 0
    with clock.held_at(start + timedelta(days=41)):
        assert prices.refresh_lowest_prices() == 1
    assert lowest(product) == (9_000, 9_000)
    assert offer(60, cheap, dear) == (5_000, 5_000)
    assert offer(61, dear) == (9_000, 5_000)
    with clock.held_at(start + timedelta(days=92)):
        assert prices.refresh_lowest_prices() == 1
