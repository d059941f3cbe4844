"""The demo's goods as rows: products with pictures, variants, stock, prices and what they said.

Twelve hundred products one by one through the services would take minutes; rows are written at once, then
through the same reckoning of prices and counters that the services use.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.mall.models import (
    Brand,
    Category,
    PriceChange,
    Product,
    ProductPicture,
    ProductVersion,
    Stock,
    StockMovement,
    Variant,
)
from shancha.apps.mall.queries.categories import required_parameters
from shancha.apps.mall.services import papers, product_states, products
from shancha.apps.mall.services.brands import recount_products
from shancha.apps.mall.services.prices import refresh_product_prices
from shancha.apps.mall.services.product_versions import snapshot
from shancha.demo import logins
from shancha.demo.mall.catalogue import Article
from shancha.demo.mall.pictures import Shelf
from shancha.demo.mall.stores import OpenStore, sample_paper
from shancha.kit import sql
from shancha.kit.clock import held_at

_BATCH = 1000
_NOTICES = {
    "domestic": "付款后 48 小时内从{warehouse}发出；支持七天无理由的商品，签收七天内可申请退货。",
    "bonded": "由{warehouse}发货，付款后申报清关，一般 3–6 天送达；税费以结算页为准。",
    "direct": "由{warehouse}直接发出，需清关，一般 6–12 天送达；请使用订购人本人的身份信息。",
}
_FALLBACKS = {
    "保质期": "见包装标示", "贮存条件": "阴凉干燥处，避免阳光直射", "适用年龄": "见商品标识",
    "作者": "本店编辑部选编", "出版社": "夜航书房（示例）", "认证编号": "示例 2026-{number:06}",
    "注册或备案编号": "示例备案 {number:08}", "型号": "SC-{number:05}",
}  # fmt: skip
_STORE_COUNTS = """
update mall_store s set product_count = (
    select count(*) from mall_product p where p.store_id = s.id and p.status = 'on_sale')
"""


@dataclass(frozen=True, slots=True)
class Stocked:
    """A product that stands, with the article it was made from."""

    product: Product
    article: Article
    opened: OpenStore
    variants: list[Variant]

    @property
    def stocked_variants(self) -> list[Variant]:
        """Those that came with stock; all where none did."""
        pairs = zip(self.variants, self.article.choices, strict=True)
        return [variant for variant, choice in pairs if choice.stock] or self.variants


@dataclass(frozen=True, slots=True)
class Makings:
    """What stands before the goods come: stores, brands, shelves and pictures."""

    opened: dict[str, OpenStore]
    brands: dict[str, Brand]
    tree: dict[str, Category]
    shelf: Shelf


def build(
    rng: random.Random, articles: Sequence[Article], makings: Makings, *, since: datetime, until: datetime
) -> list[Stocked]:
    """Puts all articles on sale, first on sale at some time of the past weeks."""
    slugs = {article.category for article in articles}
    required = {slug: required_parameters(makings.tree[slug]) for slug in slugs}
    makings.shelf.store_all(("good", name) for article in articles for name in article.pictures)
    stocked = []
    for article in articles:
        at = since + (until - since) * rng.random() ** 0.6 * 0.98
        opened = makings.opened[article.store]
        product = _product(article, opened, makings, required[article.category], at)
        stocked.append(Stocked(product, article, opened, _variants(article, product)))
    _store(stocked, makings.shelf)
    _fill(stocked)
    _price(rng, stocked, until)
    _keep_versions(stocked)
    sql.execute(_STORE_COUNTS)
    recount_products([brand.id for brand in makings.brands.values()])
    return stocked


def prove_batches(rng: random.Random, stocked: Sequence[Stocked], *, until: datetime) -> None:
    """Imports of the house show what came with their batch: customs and inspection (samples, marked so)."""
    imported = [each for each in stocked if each.article.trade_mode != "domestic"]
    for each in rng.sample(imported, min(len(imported), 30)):
        issued = (until - timedelta(days=rng.randint(20, 200))).date()
        for kind, issuer in (("customs", "示例海关"), ("inspection", "示例检测中心")):
            papers.add_batch_paper(
                store_id=each.opened.id,
                product_id=each.product.id,
                file=sample_paper(),
                filename="示例.png",
                facts={
                    "kind": kind,
                    "batch_no": f"DEMO{issued:%y%m}{each.article.number:04}",
                    "issuer": issuer,
                    "issued_at": issued,
                    "expires_at": None,
                    "is_public": True,
                },
            )


def leave_work(rng: random.Random, stocked: Sequence[Stocked], *, until: datetime) -> None:
    """What a merchant finds on the desk: goods off the shelf, a draft, goods that got cheaper today."""
    for number, each in enumerate(rng.sample(list(stocked), max(3, len(stocked) // 40))):
        owner_id, store_id, product_id = each.opened.owner.id, each.opened.id, each.product.id
        with held_at(until - timedelta(minutes=rng.randint(20, 2000))):
            if number % 3 == 0:
                product_states.withdraw(store_id=store_id, product_id=product_id)
                continue
            variant = each.variants[0]
            price = max(100, variant.price * 9 // 1000 * 100)
            products.set_price(
                actor_id=owner_id,
                store_id=store_id,
                variant_id=variant.id,
                given={
                    "price": price,
                    "list_price": variant.price,
                    "member_price": min(price, variant.member_price or price),
                },
            )
    first = next(each for each in stocked if each.opened.text["slug"] == logins.MERCHANT_STORE)
    products.create_product(
        actor_id=first.opened.owner.id,
        store_id=first.opened.id,
        given={
            "title": f"{first.article.title}（升级款，筹备中）",
            "category": first.article.category,
            "brand_id": first.product.brand_id,
            "parameters": first.product.parameters,
        },
    )


def _product(
    article: Article, opened: OpenStore, makings: Makings, required: list[str], at: datetime
) -> Product:
    category = makings.tree[article.category]
    pictures = [picture_json(makings.shelf.get("good", name)) for name in article.pictures]
    is_import = article.trade_mode != "domestic"
    parameters = _parameters(article, required)
    return Product(
        store=opened.store,
        brand=makings.brands[article.brand["slug"]],
        category=category,
        title=article.title,
        title_en=article.title_en,
        subtitle=article.subtitle[:120],
        description=_description(article, opened),
        parameters=parameters,
        option_names=article.option_names,
        trade_mode=article.trade_mode,
        origin=article.origin,
        importer="山茶集（示例）供应链有限公司" if is_import else "",
        label_zh=_label(article, parameters) if is_import else "",
        positive_list_version="2022 年版（2024 年调整）" if is_import else "",
        return_class=category.return_class,
        status=Product.Status.ON_SALE,
        cover=pictures[0],
        pictures=pictures,
        min_price=min(choice.price for choice in article.choices),
        max_price=max(choice.price for choice in article.choices),
        is_demo=True,
        published_at=at,
        submitted_at=at - timedelta(hours=5),
        created_at=at - timedelta(hours=6),
        updated_at=at,
    )


def _parameters(article: Article, required: list[str]) -> list[list[str]]:
    given = {"品牌": article.brand["zh"], "产地": article.origin, **dict(article.leaf["params"])}
    made = article.leaf["made"]
    own = {"配料": made, "材质": made, "净含量": "、".join(c.options[0] for c in article.choices[:3])}
    for name in required:
        fallback = own.get(name) or _FALLBACKS[name].format(number=article.number + 1)
        given.setdefault(name, fallback)
    return [[name, value[:200]] for name, value in given.items()]


def _description(article: Article, opened: OpenStore) -> list[dict[str, str]]:
    notice = _NOTICES[article.trade_mode].format(warehouse=opened.text["warehouse"])
    return [
        {"kind": "text", "text": f"{article.brand['zh']}：{article.brand['intro']}"},
        {"kind": "heading", "text": "编辑试用"},
        {"kind": "text", "text": "\n".join(article.leaf["say"])},
        {"kind": "heading", "text": "成分与材质"},
        {"kind": "text", "text": article.leaf["made"]},
        {"kind": "heading", "text": "发货与售后"},
        {"kind": "text", "text": notice},
    ]


def _label(article: Article, parameters: list[list[str]]) -> str:
    """The Chinese electronic label of an import."""
    lines = [f"品名：{article.line}", f"原产国（地区）：{article.origin}"]
    return "\n".join([*lines, *(f"{name}：{value}" for name, value in parameters if name != "产地")])


def _variants(article: Article, product: Product) -> list[Variant]:
    return [
        Variant(
            product=product,
            store=product.store,
            code=f"SC{article.number:05}-{place:02}",
            barcode=choice.barcode,
            options=choice.options,
            price=choice.price,
            list_price=choice.list_price,
            member_price=choice.member_price,
            weight_g=choice.weight_g,
            content_amount=Decimal(str(choice.content)) if article.unit else None,
            content_unit=article.unit,
            hs_code=article.hs_code,
            picture_position=choice.picture,
            position=place,
            created_at=product.created_at,
            updated_at=product.updated_at,
        )
        for place, choice in enumerate(article.choices)
    ]


def _store(stocked: Sequence[Stocked], shelf: Shelf) -> None:
    Product.objects.bulk_create([each.product for each in stocked], batch_size=_BATCH)
    Variant.objects.bulk_create([variant for each in stocked for variant in each.variants], batch_size=_BATCH)
    ProductPicture.objects.bulk_create(
        [
            ProductPicture(product=each.product, asset=shelf.get("good", name), position=place)
            for each in stocked
            for place, name in enumerate(each.article.pictures)
        ],
        batch_size=_BATCH,
    )


def _fill(stocked: Sequence[Stocked]) -> None:
    """Goods arrive in the warehouse of their store, with the movement that says so."""
    lying = [
        (variant, each.opened.warehouse, choice.stock, each.product.created_at)
        for each in stocked
        for variant, choice in zip(each.variants, each.article.choices, strict=True)
    ]
    Stock.objects.bulk_create(
        [Stock(variant=v, warehouse=w, on_hand=count, updated_at=at) for v, w, count, at in lying],
        batch_size=_BATCH,
    )
    StockMovement.objects.bulk_create(
        [
            StockMovement(variant=v, warehouse=w, delta=count, on_hand_after=count, reason="receipt", at=at)
            for v, w, count, at in lying
            if count
        ],
        batch_size=_BATCH,
    )


def _price(rng: random.Random, stocked: Sequence[Stocked], until: datetime) -> None:
    """The history of prices: from the first day on, and for some one that was lower or higher before."""
    changes = []
    for each in stocked:
        first = each.product.published_at
        assert first is not None
        factor = rng.choice((None, None, None, None, 0.9, 1.1, 1.2))
        moved = first + (until - first) * rng.uniform(0.4, 0.9)
        for variant in each.variants:
            before = max(100, round(variant.price * factor / 100) * 100) if factor else variant.price
            changes.append(_change(variant, before, first))
            if before != variant.price:
                changes.append(_change(variant, variant.price, moved))
    PriceChange.objects.bulk_create(changes, batch_size=_BATCH)
    refresh_product_prices([each.product.id for each in stocked])


def _change(variant: Variant, price: int, at: datetime) -> PriceChange:
    list_price, member_price = variant.list_price, variant.member_price
    return PriceChange(
        product_id=variant.product_id,
        variant=variant,
        price=price,
        list_price=list_price if list_price and list_price >= price else None,
        member_price=member_price if member_price and member_price <= price else None,
        at=at,
    )


def _keep_versions(stocked: Sequence[Stocked]) -> None:
    versions: list[Any] = [
        ProductVersion(
            product=each.product,
            version=1,
            snapshot=snapshot(each.product),
            created_at=each.product.published_at or each.product.created_at,
        )
        for each in stocked
    ]
    ProductVersion.objects.bulk_create(versions, batch_size=_BATCH)
