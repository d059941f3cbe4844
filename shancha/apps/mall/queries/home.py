"""The mall's home: its blocks for an audience, filled from the catalogue, nothing twice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from shancha.apps.community.queries.pictures import PICTURE_SQL
from shancha.apps.mall.models import MallBlock
from shancha.apps.mall.queries.product_cards import BRAND_BRIEF, CARD, JOINS, ON_SALE
from shancha.kit import sql
from shancha.kit.clock import now

NEW_DAYS = 30
_MOST = 20
# A block shows no more than so many products of one store.
_OF_ONE_STORE = 3
_GOODS = f"""
select coalesce(json_agg({CARD} order by chosen.place), '[]')::text from (
    select id, row_number() over () as place from (
        select id, place, row_number() over (partition by store_id order by place) as nth from (
            select p.id, p.store_id, row_number() over (order by {{order}}, p.id desc) as place
            from mall_product p join mall_store s on s.id = p.store_id
            where {ON_SALE} and p.id <> all(%(shown)s::uuid[]) and {{where}}
            order by {{order}}, p.id desc limit 200) nearest) spread
    where nth <= {_OF_ONE_STORE} or %(one_store)s::bool order by place limit %(count)s::int) chosen
join mall_product p on p.id = chosen.id {JOINS}
"""
_ORDERS = {
    "comprehensive": "p.heat desc",
    "sales": "p.sold_count desc",
    "newest": "p.published_at desc",
}
_CATEGORIES = """
select c.slug, case when %(english)s::bool then c.name_en else c.name_zh end as name
from mall_category c where c.is_active and c.parent_id is null
order by c.position, c.slug limit %(count)s::int"""
_BRANDS = f"""
select coalesce(json_agg(x.brand), '[]')::text from (
    select json_build_object('slug', b.slug, 'name', ({BRAND_BRIEF}) ->> 'name', 'logo', b.logo,
        'product_count', b.product_count) as brand
    from mall_brand b where b.is_column and b.is_active order by b.position, b.id limit %(count)s::int) x"""
# The flash sale that runs, else the next one: the one that the home shows.
_IN_FLASH = """
select x.product_id::text from mall_specialprice x where x.reference_id = (
    select nearest.reference_id from mall_specialprice nearest where nearest.ends_at > %s
    order by nearest.starts_at, nearest.reference_id limit 1)"""
_PICTURES = f"""
select a.id::text, {PICTURE_SQL}::text from community_asset a
where a.id = any(%(ids)s::uuid[]) and a.is_open and a.state = 'ready'"""


@dataclass(slots=True)
class Page:
    """The home while it is put together: for readers of a language, with the products shown so far."""

    english: bool
    shown: list[str] = field(default_factory=list)


def is_new_member(user_id: UUID) -> bool:
    """Whether a member joined within the last thirty days."""
    since = now() - timedelta(days=NEW_DAYS)
    return bool(
        sql.fetch_value("select 1 from accounts_user where id = %s and joined_at > %s", [user_id, since])
    )


def load_home(*, audiences: Collection[str], english: bool) -> list[dict[str, Any]]:
    """The blocks that are up now for these audiences, in their order: {id, kind, title, more, products,
    categories, brands, banners}. A product stands in one block only, those in the flash sale in its block;
    blocks with nothing in them are left out, but for those that other operations fill (flash, member)."""
    at = now()
    found = MallBlock.objects.filter(
        Q(starts_at__isnull=True) | Q(starts_at__lte=at),
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        is_active=True,
        audience__in=list(audiences),
    ).order_by("position", "id")
    blocks = list(found[:_MOST])
    page = Page(english=english)
    if any(block.kind == MallBlock.Kind.FLASH for block in blocks):
        page.shown += [row[0] for row in sql.fetch_rows(_IN_FLASH, [at])]
    signatures: set[str] = set()
    home = []
    for block in blocks:
        if block.signature in signatures:
            continue
        content = _fill(block, page)
        if content is None:
            continue
        signatures.add(block.signature)
        page.shown += [card["id"] for card in content.get("products", ())]
        home.append(_as_json(block, content, english=english))
    return home


def _as_json(block: MallBlock, content: dict[str, Any], *, english: bool) -> dict[str, Any]:
    title = block.title_en if english and block.title_en else block.title_zh
    empty: dict[str, Any] = {"more": None, "products": [], "categories": [], "brands": [], "banners": []}
    return {"id": block.id, "kind": block.kind, "title": title, **empty, **content}


def _fill(block: MallBlock, page: Page) -> dict[str, Any] | None:
    return _FILLED[block.kind](block, page)


def _count(block: MallBlock, usual: int) -> int:
    wanted = block.config.get("count")
    return min(max(1, wanted), 50) if isinstance(wanted, int) else usual


def _products(
    page: Page, *, where: str, order: str, count: int, one_store: bool = False, **more: Any
) -> list[dict[str, Any]]:
    statement = _GOODS.replace("{where}", where).replace("{order}", order)
    parameters = {
        "shown": page.shown,
        "english": page.english,
        "count": count,
        "one_store": one_store,
        **more,
    }
    return orjson.loads(sql.fetch_value(statement, parameters))  # type: ignore[no-any-return]


def _self_run(block: MallBlock, page: Page) -> dict[str, Any] | None:
    found = _products(
        page,
        where="s.is_self_run",
        order="p.heat desc",
        count=_count(block, 6),
        one_store=True,
    )
    return {"products": found, "more": "/goods?self_run=1"} if found else None


def _hot_notes(block: MallBlock, page: Page) -> dict[str, Any] | None:
    found = _products(page, where="p.note_count > 0", order="p.heat desc", count=_count(block, 6))
    return {"products": found} if found else None


def _goods(block: MallBlock, page: Page) -> dict[str, Any] | None:
    category, brand = block.config.get("category") or "", block.config.get("brand") or ""
    found = _products(
        page,
        where="(%(category)s = '' or p.category_id in (select c.id from mall_category c, mall_category top"
        " where top.slug = %(category)s and top.id = any(c.path)))"
        " and (%(brand)s = '' or p.brand_id = (select id from mall_brand where slug = %(brand)s))",
        order=_ORDERS.get(str(block.config.get("sort")), _ORDERS["comprehensive"]),
        count=_count(block, 20),
        category=category,
        brand=brand,
    )
    query = "&".join(f"{name}={value}" for name, value in (("category", category), ("brand", brand)) if value)
    return {"products": found, "more": f"/goods?{query}" if query else "/goods"} if found else None


def _categories(block: MallBlock, page: Page) -> dict[str, Any] | None:
    found = sql.fetch_all(_CATEGORIES, {"english": page.english, "count": _count(block, 10)})
    return {"categories": found, "more": "/mall/categories"} if found else None


def _brands(block: MallBlock, page: Page) -> dict[str, Any] | None:
    found = orjson.loads(sql.fetch_value(_BRANDS, {"english": page.english, "count": _count(block, 8)}))
    return {"brands": found, "more": "/mall/brands"} if found else None


def _banners(block: MallBlock, page: Page) -> dict[str, Any] | None:
    items = [item for item in block.config.get("items") or () if isinstance(item, dict)][:10]
    ids = [str(item["asset_id"]) for item in items if item.get("asset_id")]
    pictures: dict[str, str] = dict(sql.fetch_rows(_PICTURES, {"ids": ids})) if ids else {}
    found = [
        {
            "title": _said(item, "title", page),
            "text": _said(item, "text", page),
            "to": str(item.get("to") or "/mall"),
            "picture": orjson.loads(pictures.get(str(item.get("asset_id")), "null")),
        }
        for item in items
    ]
    return {"banners": found} if found else None


def _said(item: dict[str, Any], name: str, page: Page) -> str:
    return str((page.english and item.get(f"{name}_en")) or item.get(name) or "")


def _elsewhere(block: MallBlock, page: Page) -> dict[str, Any]:
    return {"more": str(block.config.get("to") or _MORE.get(block.kind) or "") or None}


_MORE = {"flash": "/flash", "member": "/membership"}
_FILLED: dict[str, Callable[[MallBlock, Page], dict[str, Any] | None]] = {
    "banner": _banners,
    "categories": _categories,
    "brands": _brands,
    "flash": _elsewhere,
    "self_run": _self_run,
    "hot_notes": _hot_notes,
    "member": _elsewhere,
    "goods": _goods,
    "guide": _elsewhere,
}
