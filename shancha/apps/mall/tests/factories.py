"""Stores and goods for tests, written as rows."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import F

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import (
    Brand,
    Category,
    Merchant,
    PriceChange,
    Product,
    ProductVersion,
    Stock,
    Store,
    StoreStaff,
    Variant,
    Warehouse,
)
from shancha.kit import clock

_numbers = itertools.count(1)
PICTURE = {
    "base": "/media/goods/",
    "widths": [360],
    "width": 360,
    "height": 360,
    "color": "#ccaa88",
    "tiny": "",
    "alt": "",
}


def make_merchant(owner: Any = None, **fields: Any) -> Merchant:
    """A merchant who passed the review."""
    number = next(_numbers)
    values = {
        "kind": "company",
        "legal_name": f"茶山{number}贸易有限公司",
        "licence_number": f"91310000MA1{number:07}",
        "address": "上海市黄浦区某路 1 号",
        "status": "approved",
        "renewal_due_at": clock.now() + timedelta(days=180),
        **fields,
    }
    return Merchant.objects.create(owner=owner or make_user(), **values)


def make_store(owner: Any = None, *, staff: dict[str, Any] | None = None, **fields: Any) -> Store:
    """An open store with its owner among the staff; `staff` maps further roles to users. The owner is
    `store.merchant.owner`; `is_self_run=True` makes it the platform's."""
    number = next(_numbers)
    is_self_run = bool(fields.get("is_self_run"))
    merchant = fields.pop("merchant", None) or make_merchant(
        owner, kind="platform" if is_self_run else "company"
    )
    values = {
        "slug": f"store-{number}",
        "name": f"小店{number}",
        "city_name": "上海",
        "phone": "021-12345678",
        "hours": "9:00-21:00",
        "return_receiver": "退货组",
        "return_phone": "021-12345678",
        "return_address": "上海市青浦区示例路 1 号",
        **fields,
    }
    store = Store.objects.create(merchant=merchant, **values)
    StoreStaff.objects.create(store=store, user=merchant.owner, role="owner")
    for role, user in (staff or {}).items():
        StoreStaff.objects.create(store=store, user=user, role=role)
    return store


def make_brand(**fields: Any) -> Brand:
    """A brand."""
    number = next(_numbers)
    values = {"slug": f"brand-{number}", "name_zh": f"品牌{number}", "name_en": f"Brand {number}", **fields}
    return Brand.objects.create(**values)


def make_warehouse(store: Store | None, **fields: Any) -> Warehouse:
    """A warehouse of a store, or the platform's."""
    values = {"name": f"仓库{next(_numbers)}", "city_name": "杭州", **fields}
    return Warehouse.objects.create(store=store, **values)


def make_product(
    store: Store | None = None,
    *,
    variants: int | Sequence[dict[str, Any]] = 1,
    stock: int = 100,
    price: int = 9900,
    warehouse: Warehouse | None = None,
    **fields: Any,
) -> Product:
    """A product on sale. `variants` is how many, or their fields, each of which may carry its own `stock`.
    `stock` pieces of each lie in `warehouse`, which is made of the product's trade mode where none is given.
    """
    number = next(_numbers)
    store = store or make_store()
    category = fields.pop("category", None) or Category.objects.get(slug="decor")
    wanted = [{} for _ in range(variants)] if isinstance(variants, int) else [dict(each) for each in variants]
    has_options = len(wanted) > 1
    now = clock.now()
    values = {
        "title": f"手作花瓶 {number}",
        "parameters": [["材质", "陶"]],
        "option_names": ["款式"] if has_options else [],
        "status": "on_sale",
        "return_class": category.return_class,
        "cover": PICTURE,
        "pictures": [PICTURE],
        "published_at": now,
        **fields,
    }
    prices = [each.get("price", price) for each in wanted]
    member_prices = [each["member_price"] for each in wanted if each.get("member_price")]
    product = Product.objects.create(
        store=store,
        category=category,
        min_price=min(prices),
        max_price=max(prices),
        min_member_price=min(member_prices, default=None),
        **values,
    )
    warehouse = warehouse or _warehouse_of(store, product.trade_mode)
    for position, given in enumerate(wanted):
        pieces = given.pop("stock", stock)
        variant = Variant.objects.create(
            product=product,
            store=store,
            position=position,
            **{
                "price": price,
                "options": [f"款式{position + 1}"] if has_options else [],
                "weight_g": 300,
                **given,
            },
        )
        Stock.objects.create(variant=variant, warehouse=warehouse, on_hand=pieces)
        PriceChange.objects.create(
            product=product,
            variant=variant,
            price=variant.price,
            list_price=variant.list_price,
            member_price=variant.member_price,
            at=now,
        )
    ProductVersion.objects.create(product=product, version=product.version, snapshot={"title": product.title})
    if product.status == "on_sale":
        Store.objects.filter(id=store.id).update(product_count=F("product_count") + 1)
        Brand.objects.filter(id=product.brand_id).update(product_count=F("product_count") + 1)
    return product


def first_variant(product: Product) -> Variant:
    """The product's first variant."""
    variant = Variant.objects.filter(product=product).order_by("position", "id").first()
    assert variant is not None
    return variant


def stock_of(variant: Variant) -> tuple[int, int]:
    """(on hand, reserved) of a variant in its only warehouse."""
    row = Stock.objects.get(variant=variant)
    return row.on_hand, row.reserved


def _warehouse_of(store: Store, kind: str) -> Warehouse:
    known = Warehouse.objects.filter(store=store, kind=kind).order_by("id").first()
    return known or make_warehouse(store, kind=kind)
