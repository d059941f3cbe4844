"""A small mall, built as the big one is: everything in it holds together."""

import random
from datetime import timedelta

import pytest

from shancha.apps.accounts.models import User
from shancha.apps.community.models import NoteTopic, Topic
from shancha.apps.mall.models import (
    Brand,
    NoteProduct,
    Product,
    Stock,
    StockMovement,
    Store,
    StoreCategory,
    Variant,
)
from shancha.apps.mall.queries.home import load_home
from shancha.apps.mall.services.categories import lint_categories
from shancha.apps.mall.services.product_checks import missing_for_sale
from shancha.apps.orders.models import AfterSale, Credit, Objection, Order, OrderLine, Parcel, Review
from shancha.apps.promotions.models import CouponClaim, FlashItem, FlashSale, Membership
from shancha.apps.wallet.queries.balances import clearing_differences, trial_balance
from shancha.demo import logins, mall, members, notes, topics
from shancha.kit import clock, limits


def _build() -> None:
    rng, until = random.Random(1), clock.now()
    since = until - timedelta(days=75)
    with limits.suspended():
        people = members.build(rng, since=since, small=True)
        topics.introduce(people)
        published = notes.publish_all(notes.plan(rng, people, since=since, until=until, small=True))
        published.append(notes.retell(published, people, until))
        notes.finish(published)
        shop = mall.open_shop(people, since=since, until=until, small=True)
        mall.build(people, published, shop, since=since, until=until, small=True, say=print)


@pytest.mark.django_db
def test_the_small_mall_is_whole() -> None:
    _build()
    _check_topics()
    _check_goods()
    _check_shelves_and_home()
    _check_orders()
    _check_books()


def _check_topics() -> None:
    introduced = Topic.objects.exclude(introduction="")
    assert introduced.filter(host__isnull=False, banner__isnull=False).count() > len(introduced) / 2
    assert not Topic.objects.filter(is_demo=False).exists()
    assert NoteTopic.objects.filter(pinned_at__isnull=False, published_at__isnull=False).exists()


def _check_goods() -> None:
    products = list(Product.objects.select_related("category", "brand"))
    assert len(products) >= 80
    for product in products:
        if product.status == "draft":
            continue
        variants = list(Variant.objects.filter(product=product))
        assert not missing_for_sale(product, variants), product.title
        assert product.min_price == min(variant.price for variant in variants)
        assert product.lowest_30 is not None
        assert product.note_count == NoteProduct.objects.filter(product=product).count()
    for stock in Stock.objects.all():
        moved = StockMovement.objects.filter(variant=stock.variant_id, warehouse=stock.warehouse_id)
        assert stock.on_hand == sum(moved.values_list("delta", flat=True))
        assert 0 <= stock.reserved <= stock.on_hand


def _check_shelves_and_home() -> None:
    assert lint_categories() == []
    assert Store.objects.count() == 25
    assert Brand.objects.count() == 60
    assert Brand.objects.get(slug="tangli").official_store.slug == logins.MERCHANT_STORE  # type: ignore[union-attr]
    for store in Store.objects.all():
        assert (store.status, bool(store.phone and store.hours)) == ("open", True), store.name
        assert store.product_count == Product.objects.filter(store=store, status="on_sale").count()
    shelves = StoreCategory.objects.filter(store__slug=logins.MERCHANT_STORE)
    assert len(shelves) > 3
    assert Product.objects.filter(store_category__in=shelves).exists()
    kinds = [block["kind"] for block in load_home(audiences=["all"], english=False)]
    (banners,) = (each["banners"] for each in load_home(audiences=["all"], english=True) if each["banners"])
    assert all(banner["title"].isascii() for banner in banners)
    assert {"banner", "categories", "flash", "self_run", "brands", "hot_notes", "goods"} <= set(kinds)
    assert NoteProduct.objects.exists()
    assert FlashSale.objects.filter(
        status="ready", starts_at__lte=clock.now(), ends_at__gt=clock.now()
    ).exists()


def _check_orders() -> None:
    reader = User.objects.get(handle="kales")
    assert set(Order.objects.filter(buyer=reader).values_list("status", flat=True)) >= {
        *("to_pay", "to_ship", "to_receive", "to_review", "completed", "cancelled")
    }
    merchant = User.objects.get(handle=logins.MERCHANT)
    own = Store.objects.get(slug=logins.MERCHANT_STORE)
    assert own.merchant.owner_id == merchant.id
    assert Order.objects.filter(store=own, status="to_ship").exists()
    for order in Order.objects.all():
        lines = OrderLine.objects.filter(order=order)
        assert order.payable_amount == sum(lines.values_list("payable_amount", flat=True))
        assert order.refunded_amount <= order.paid_amount + order.wallet_amount + order.points_amount
        if order.status in {"to_receive", "to_review", "completed"}:
            assert Parcel.objects.filter(order=order).exists()
    assert Store.objects.filter(promise_due_count__gte=10, promise_kept_count__gt=0).exists()
    assert CouponClaim.objects.filter(status="open").exists()
    assert Membership.objects.exists()
    assert Review.objects.exists()
    assert AfterSale.objects.filter(status="disputed").exists()
    assert AfterSale.objects.filter(kind="repair", status="resent", buyer=reader).exists()
    objection = Objection.objects.select_related("after_sale").get()
    assert (objection.status, objection.after_sale.store_id) == ("open", own.id)
    assert objection.buyer_id == reader.id
    assert Credit.objects.filter(status="kept").exists()
    assert FlashItem.objects.filter(sold__gt=0).exists()


def _check_books() -> None:
    found = trial_balance()
    assert not found["wrong"]
    assert not clearing_differences()
