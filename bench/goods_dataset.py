"""The synthetic mall: stores, brands, products, choices, stock and prices, loaded by COPY once.

200,000 products at scale 1. Words of a title come from its category's own nouns and from what sellers say of
everything, so that a noun finds some hundreds or thousands of products, as it does in a real mall.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from bench.dataset import Say, copy_rows, time_ordered_id

NOUNS = (
    *(
        "精华",
        "面霜",
        "乳液",
        "爽肤水",
        "洁面乳",
        "面膜",
        "眼霜",
        "防晒霜",
        "口红",
        "粉底液",
        "眼影盘",
        "腮红",
    ),
    *(
        "香水",
        "洗发水",
        "护手霜",
        "连衣裙",
        "衬衫",
        "针织衫",
        "牛仔裤",
        "大衣",
        "运动鞋",
        "托特包",
        "项链",
        "丝袜",
    ),
    *("饼干", "巧克力", "坚果", "咖啡豆", "绿茶", "燕麦", "蜂蜜", "奶粉", "纸尿裤", "绘本", "积木", "童鞋"),
    *("四件套", "马克杯", "炒锅", "香薰", "花瓶", "收纳盒", "台灯", "抱枕", "耳机", "键盘", "相机", "吹风机"),
    *(
        "空气炸锅",
        "瑜伽垫",
        "冲锋衣",
        "帐篷",
        "登山杖",
        "猫粮",
        "狗粮",
        "猫砂",
        "小说",
        "手帐",
        "钢笔",
        "拼图",
    ),
)
SAYINGS = (
    *("保湿", "修护", "清爽", "温和", "敏感肌", "提亮", "持久", "轻薄", "便携", "大容量", "限定", "礼盒"),
    *("复古", "简约", "通勤", "显瘦", "加厚", "透气", "防水", "无糖", "低脂", "有机", "手工", "进口"),
)
MODES = ("domestic", "bonded", "direct")
SPAN_DAYS = 540


@dataclass(frozen=True, slots=True)
class Size:
    """How much is loaded."""

    products: int
    stores: int
    brands: int

    @classmethod
    def scaled(cls, scale: float) -> "Size":
        """1.0 means 200,000 products."""
        return cls(int(200_000 * scale), max(10, int(2_000 * scale)), max(20, int(2_000 * scale)))


class Mall:
    """Ids and facts that several tables share; the same for the same size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.random = random.Random(20261128)
        self.start = datetime(2025, 6, 1, tzinfo=UTC)
        step = timedelta(days=SPAN_DAYS) / max(1, size.products)
        self.times = [self.start + step * number for number in range(size.products)]
        self.products = [time_ordered_id(at, number, 21) for number, at in enumerate(self.times)]
        self.stores = [time_ordered_id(self.start, number, 22) for number in range(size.stores)]
        self.brands = [time_ordered_id(self.start, number, 23) for number in range(size.brands)]
        self.choices = [self.random.choice((1, 1, 1, 2, 3)) for _ in range(size.products)]
        self.prices = [1_000 + int(90_000 * self.random.random() ** 3) for _ in range(size.products)]
        self.store_of = [self.skewed(size.stores) for _ in range(size.products)]
        self.owner = time_ordered_id(self.start, 0, 24)
        self.members = [time_ordered_id(self.start, number, 25) for number in range(2_000)]

    def skewed(self, count: int) -> int:
        """An index; low ones come more often."""
        return min(count - 1, int(count * self.random.random() ** 1.6))

    def brand_slug(self, number: int) -> str:
        """A brand's name in addresses."""
        return f"bench-brand-{number}"

    def store_slug(self, number: int) -> str:
        """A store's name in addresses."""
        return f"bench-store-{number}"

    def noun(self, product: int) -> str:
        """What a product is."""
        return NOUNS[product * 7 % len(NOUNS)]


def load(mall: Mall, say: Say) -> None:
    """Fills a migrated database that has no goods yet, then gathers statistics."""
    from shancha.apps.accounts.models import User  # noqa: PLC0415
    from shancha.apps.mall import models as tables  # noqa: PLC0415

    leaves = _leaves()
    steps: list[tuple[str, type[models.Model], Iterator[dict[str, Any]]]] = [
        ("owners", User, iter([_owner(mall)])),
        ("members", User, _members(mall)),
        ("merchants", tables.Merchant, _merchants(mall)),
        ("stores", tables.Store, _stores(mall)),
        ("brands", tables.Brand, _brands(mall)),
        ("warehouses", tables.Warehouse, _warehouses(mall)),
        ("products", tables.Product, _products(mall, leaves)),
        ("variants", tables.Variant, _variants(mall)),
        ("stock", tables.Stock, _stock(mall)),
        ("prices", tables.PriceChange, _prices(mall)),
    ]
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set synchronous_commit = off")
    for name, model, rows in steps:
        started = time.monotonic()
        count = copy_rows(model, rows)
        say(f"{count:,} {name} in {time.monotonic() - started:.0f} s")
    say("vacuum analyze")
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = origin")
        cursor.execute("vacuum analyze")


def _leaves() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from mall_category c where parent_id is not null and not exists"
            " (select 1 from mall_category x where x.parent_id = c.id) order by slug"
        )
        return [row[0] for row in cursor.fetchall()]


def _owner(mall: Mall) -> dict[str, Any]:
    return {
        "id": mall.owner,
        "handle": "benchmerchant",
        "nickname": "掌柜",
        "nickname_key": "掌柜",
        "password": "!",
        "phone_verified_at": mall.start,
    }


def _members(mall: Mall) -> Iterator[dict[str, Any]]:
    """Who searches: members are limited one by one, visitors by their network."""
    for number, user_id in enumerate(mall.members):
        yield {
            "id": user_id,
            "handle": f"benchbuyer{number}",
            "nickname": f"买家{number}",
            "nickname_key": f"买家{number}",
            "password": "!",
            "phone_verified_at": mall.start,
        }


def _merchants(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, store_id in enumerate(mall.stores):
        yield {
            "id": store_id,
            "owner_id": mall.owner,
            "kind": "platform" if number < 5 else "company",
            "legal_name": f"测量贸易{number}有限公司",
            "licence_number": f"91310000{number:010}",
            "address": "上海市黄浦区",
            "status": "approved",
        }


def _stores(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, store_id in enumerate(mall.stores):
        yield {
            "id": store_id,
            "merchant_id": store_id,
            "slug": mall.store_slug(number),
            "name": f"测量小店{number}",
            "is_self_run": number < 5,
            "status": "open",
            "follower_count": max(0, 5000 - number),
            "product_count": 100,
            "rating_sum": 4_700,
            "rating_count": 1_000,
            "theme": "{}",
        }


def _brands(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, brand_id in enumerate(mall.brands):
        yield {
            "id": brand_id,
            "slug": mall.brand_slug(number),
            "name_zh": f"牌子{number}号",
            "name_en": f"Label{number}",
        }


def _warehouse_id(store: UUID, mode: int) -> UUID:
    return UUID(int=store.int ^ ((mode + 1) << 40))


def _warehouses(mall: Mall) -> Iterator[dict[str, Any]]:
    for store_id in mall.stores:
        for number, mode in enumerate(MODES):
            yield {
                "id": _warehouse_id(store_id, number),
                "store_id": store_id,
                "name": mode,
                "kind": mode,
                "free_freight_over": 9_900,
                "remote_provinces": [],
            }


def _picture(number: int) -> str:
    tiny = "data:image/webp;base64,UklGRpYAAABXRUJQVlA4IIoAAADwBACdASoMABAAPm0u" + "A" * 60
    return (
        f'{{"base":"/media/benchgoods{number:06d}/","widths":[360,720],"width":720,"height":720,'
        f'"color":"#d9a7b0","tiny":"{tiny}","alt":""}}'
    )


def _products(mall: Mall, leaves: list[UUID]) -> Iterator[dict[str, Any]]:
    rng = mall.random
    for number, product_id in enumerate(mall.products):
        brand, price = mall.skewed(mall.size.brands), mall.prices[number]
        cover = _picture(number % 500)
        yield {
            "id": product_id,
            "store_id": mall.stores[mall.store_of[number]],
            "brand_id": mall.brands[brand],
            "category_id": leaves[number * 7 % len(NOUNS) % len(leaves)],
            "title": f"牌子{brand}号 {rng.choice(SAYINGS)}{rng.choice(SAYINGS)}{mall.noun(number)}",
            "subtitle": f"{rng.choice(SAYINGS)}，{rng.choice(SAYINGS)}",
            "description": '[{"kind":"text","text":"用心做的好物，适合每一天。"}]',
            "parameters": '[["净含量","50ml"],["保质期","三年"]]',
            "option_names": '["规格"]' if mall.choices[number] > 1 else "[]",
            "trade_mode": MODES[number % 3],
            "return_class": "seven_days",
            "status": "on_sale",
            "cover": cover,
            "pictures": f"[{cover},{cover},{cover},{cover}]",
            "min_price": price,
            "max_price": price + 500 * (mall.choices[number] - 1),
            "list_price": price + 3_000,
            "lowest_30": price,
            "sold_count": int(20_000 * rng.random() ** 8),
            "rating_sum": 470,
            "rating_count": 100,
            "review_count": 100,
            "heat": 40 * rng.random() ** 6,
            "published_at": mall.times[number],
            "created_at": mall.times[number],
            "updated_at": mall.times[number],
        }


def _variant_id(product: UUID, choice: int) -> UUID:
    return UUID(int=product.int ^ ((choice + 1) << 50))


def _choices(mall: Mall) -> Iterator[tuple[int, int, UUID]]:
    for number, product_id in enumerate(mall.products):
        for choice in range(mall.choices[number]):
            yield number, choice, _variant_id(product_id, choice)


def _variants(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, choice, variant_id in _choices(mall):
        yield {
            "id": variant_id,
            "product_id": mall.products[number],
            "store_id": mall.stores[mall.store_of[number]],
            "options": f'["规格{choice + 1}"]' if mall.choices[number] > 1 else "[]",
            "barcode": f"{6_900_000_000_000 + number * 4 + choice}",
            "price": mall.prices[number] + 500 * choice,
            "list_price": mall.prices[number] + 3_000,
            "position": choice,
        }


def _stock(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, _, variant_id in _choices(mall):
        yield {
            "variant_id": variant_id,
            "warehouse_id": _warehouse_id(mall.stores[mall.store_of[number]], number % 3),
            "on_hand": 0 if number % 20 == 0 else 50,
            "reserved": 0,
        }


def _prices(mall: Mall) -> Iterator[dict[str, Any]]:
    for number, choice, variant_id in _choices(mall):
        yield {
            "id": UUID(int=variant_id.int ^ (1 << 55)),
            "product_id": mall.products[number],
            "variant_id": variant_id,
            "price": mall.prices[number] + 500 * choice,
            "at": mall.times[number],
        }
