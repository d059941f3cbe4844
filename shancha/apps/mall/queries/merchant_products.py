"""Products, stock and papers as a store's staff see them."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.errors import PaperNotFoundError, ProductNotFoundError, VariantNotFoundError
from shancha.apps.mall.models import (
    BatchPaper,
    CatalogueImport,
    Product,
    ProductPicture,
    StockMovement,
    StoreCategory,
    Variant,
    Warehouse,
)
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_LIST = """
select coalesce(json_agg(json_build_object('at', x.updated_at, 'row', json_build_object(
    'id', x.id, 'title', x.title, 'cover', x.cover, 'status', x.status, 'status_reason', x.status_reason,
    'category', x.category, 'brand', x.brand, 'trade_mode', x.trade_mode, 'min_price', x.min_price,
    'max_price', x.max_price, 'variant_count', x.variant_count, 'stock', x.stock, 'reserved', x.reserved,
    'sold_count', x.sold_count, 'version', x.version, 'updated_at', x.updated_at)) order by x.place),
    '[]')::text
from (
    select p.*, c.name_zh as category, b.name_zh as brand,
        row_number() over (order by p.updated_at desc, p.id desc) as place, n.variant_count,
        k.stock, k.reserved
    from (
        select * from mall_product
        where store_id = %(store)s and (%(status)s::text = '' or status = %(status)s::text)
            and (%(like)s::text = '' or title ilike %(like)s or title_en ilike %(like)s or id in (
                select product_id from mall_variant
                where store_id = %(store)s and (code = %(words)s::text or barcode = %(words)s::text)))
            and (%(at)s::timestamptz is null or (updated_at, id) < (%(at)s::timestamptz, %(id)s::uuid))
        order by updated_at desc, id desc limit %(limit)s
    ) p
    join mall_category c on c.id = p.category_id
    left join mall_brand b on b.id = p.brand_id
    cross join lateral (
        select count(*) as variant_count from mall_variant v where v.product_id = p.id and v.is_active) n
    cross join lateral (
        select coalesce(sum(s.on_hand), 0)::bigint as stock, coalesce(sum(s.reserved), 0)::bigint as reserved
        from mall_variant v join mall_stock s on s.variant_id = v.id where v.product_id = p.id) k
) x
"""
_COUNTS = "select status, count(*) from mall_product where store_id = %s group by status"
_STOCK = """
select s.variant_id, s.warehouse_id, w.name, w.kind, s.on_hand, s.reserved
from mall_variant v join mall_stock s on s.variant_id = v.id join mall_warehouse w on w.id = s.warehouse_id
where v.product_id = %s order by w.position, w.id
"""
_PLAIN = (
    "id",
    "title",
    "title_en",
    "subtitle",
    "description",
    "parameters",
    "option_names",
    "trade_mode",
    "origin",
    "importer",
    "label_zh",
    "positive_list_version",
    "return_class",
    "status",
    "status_reason",
    "cover",
    "pictures",
    "min_price",
    "max_price",
    "lowest_30",
    "sold_count",
    "version",
    "published_at",
    "created_at",
    "updated_at",
)
_VARIANT = (
    "id",
    "code",
    "barcode",
    "options",
    "price",
    "list_price",
    "member_price",
    "weight_g",
    "content_unit",
    "hs_code",
    "picture_position",
    "is_active",
    "sold_count",
)
_WAREHOUSE = (
    "id",
    "name",
    "kind",
    "country",
    "city_name",
    "days_min",
    "days_max",
    "base_freight",
    "free_freight_over",
    "remote_freight",
    "remote_provinces",
    "position",
    "is_active",
)
_PAPER = (
    "id",
    "batch_no",
    "kind",
    "filename",
    "content_type",
    "byte_size",
    "issuer",
    "issued_at",
    "expires_at",
    "is_public",
    "created_at",
)
_IMPORT = (
    "id",
    "filename",
    "is_trial",
    "status",
    "total",
    "done",
    "created",
    "updated",
    "failed",
    "error",
    "created_at",
    "finished_at",
)


def list_products(
    *, store_id: UUID, status: str = "", words: str = "", cursor: str = "", limit: int = 20
) -> dict[str, Any]:
    """The store's products, the last changed first: by status, and by a part of the title, a code or a
    barcode."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = sql.fetch_value(
        _LIST,
        {
            "store": store_id,
            "status": status,
            "words": words,
            "like": f"%{escaped}%" if words else "",
            "at": after[0],
            "id": after[1],
            "limit": limit + 1,
        },
    )
    rows = orjson.loads(found)
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = encode_cursor(rows[-1]["at"], rows[-1]["row"]["id"])
    counts: dict[str, int] = dict(sql.fetch_rows(_COUNTS, [store_id])) if not cursor else {}
    return {"items": [row["row"] for row in rows], "next_cursor": next_cursor, "counts": counts}


def product_json(store_id: UUID, product_id: UUID) -> dict[str, Any]:
    """A product of the store with everything that its staff may change. Raises ProductNotFoundError."""
    product = (
        Product.objects.select_related("category", "brand").filter(id=product_id, store_id=store_id).first()
    )
    if product is None:
        raise ProductNotFoundError
    pictures = ProductPicture.objects.filter(product=product).order_by("position")
    variants = Variant.objects.filter(product=product).order_by("-is_active", "position", "id")
    stock = defaultdict(list)
    for variant_id, warehouse_id, name, kind, on_hand, reserved in sql.fetch_rows(_STOCK, [product_id]):
        stock[variant_id].append(
            {
                "warehouse_id": warehouse_id,
                "warehouse": name,
                "kind": kind,
                "on_hand": on_hand,
                "reserved": reserved,
            }
        )
    return {
        **{name: getattr(product, name) for name in _PLAIN},
        "category": product.category.slug,
        "brand": {"id": product.brand.id, "name": product.brand.name_zh} if product.brand else None,
        "store_category_id": product.store_category_id,
        "asset_ids": [picture.asset_id for picture in pictures],
        "variants": [
            {
                **{name: getattr(variant, name) for name in _VARIANT},
                "content_amount": (
                    None if variant.content_amount is None else f"{variant.content_amount.normalize():f}"
                ),
                "stock": stock[variant.id],
            }
            for variant in variants
        ],
    }


def list_movements(*, store_id: UUID, variant_id: UUID, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """How a variant's stock moved, the latest first. Raises VariantNotFoundError."""
    if not Variant.objects.filter(id=variant_id, store_id=store_id).exists():
        raise VariantNotFoundError
    found = StockMovement.objects.filter(variant_id=variant_id).order_by("-at", "-id")
    if after := decode_cursor(cursor, datetime.fromisoformat, UUID):
        found = found.filter(at__lte=after[0]).exclude(at=after[0], id__gte=after[1])
    rows = list(found.select_related("warehouse")[: limit + 1])
    items = [
        {
            "id": row.id,
            "warehouse": row.warehouse.name,
            "delta": row.delta,
            "on_hand_after": row.on_hand_after,
            "reason": row.reason,
            "note": row.note,
            "at": row.at,
        }
        for row in rows[:limit]
    ]
    next_cursor = encode_cursor(rows[limit - 1].at, rows[limit - 1].id) if len(rows) > limit else None
    return {"items": items, "next_cursor": next_cursor}


def warehouse_json(warehouse: Warehouse, store_id: UUID) -> dict[str, Any]:
    """A warehouse; `is_own` tells it from the platform's."""
    facts = {name: getattr(warehouse, name) for name in _WAREHOUSE}
    return {**facts, "is_own": warehouse.store_id == store_id}


def list_store_categories(store_id: UUID) -> list[dict[str, Any]]:
    """The store's own categories, in order, as a tree of two levels."""
    places = StoreCategory.objects.filter(store_id=store_id).select_related("category")
    nodes: dict[UUID, dict[str, Any]] = {
        place.id: {
            "id": place.id,
            "name": place.name,
            "position": place.position,
            "parent_id": place.parent_id,
            "category": place.category.slug if place.category else None,
            "children": [],
        }
        for place in places.order_by("position", "id")
    }
    roots: list[dict[str, Any]] = []
    for node in nodes.values():
        siblings = nodes[node["parent_id"]]["children"] if node["parent_id"] in nodes else roots
        siblings.append(node)
    return roots


def list_batch_papers(store_id: UUID, product_id: UUID) -> list[dict[str, Any]]:
    """Papers of a product of the store, the newest first. Raises ProductNotFoundError."""
    if not Product.objects.filter(id=product_id, store_id=store_id).exists():
        raise ProductNotFoundError
    found = BatchPaper.objects.filter(product_id=product_id).order_by("-created_at", "-id")
    return [batch_paper_json(paper) for paper in found[:200]]


def batch_paper_json(paper: BatchPaper) -> dict[str, Any]:
    """A paper of a batch; its file has an address of its own."""
    return {name: getattr(paper, name) for name in _PAPER}


def find_batch_paper(paper_id: UUID) -> BatchPaper:
    """A paper of a batch with its product; who may read it is the caller's business. Raises
    PaperNotFoundError."""
    paper = BatchPaper.objects.select_related("product").filter(id=paper_id).first()
    if paper is None:
        raise PaperNotFoundError
    return paper


def list_imports(store_id: UUID) -> list[dict[str, Any]]:
    """The store's last 20 imports."""
    found = CatalogueImport.objects.filter(store_id=store_id).order_by("-created_at", "-id")
    return [import_json(each) for each in found[:20]]


def import_json(found: CatalogueImport) -> dict[str, Any]:
    """An import and how far it has come; `has_report` tells whether rows failed."""
    return {**{name: getattr(found, name) for name in _IMPORT}, "has_report": bool(found.errors)}
