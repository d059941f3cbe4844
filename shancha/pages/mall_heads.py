"""Previews of the mall's public pages: what strangers may know, and the head that says it."""

from typing import Any
from uuid import UUID

import orjson

from shancha.kit import sql
from shancha.pages.heads import Head, absolute, cover_address, summary

_PRODUCT = """
    select p.id, p.title, p.subtitle, p.description::text as description, p.cover::text as cover,
        p.min_price, p.max_price, p.rating_sum, p.rating_count, s.name as store, s.slug as store_slug,
        coalesce(b.name_zh, '') as brand,
        exists (
            select 1 from mall_variant v join mall_stock k on k.variant_id = v.id and k.on_hand > k.reserved
            where v.product_id = p.id and v.is_active) as in_stock
    from mall_product p join mall_store s on s.id = p.store_id left join mall_brand b on b.id = p.brand_id
    where p.id = %s and p.status = 'on_sale' and s.status in ('open', 'closing')
"""

_STORE = """
    select s.slug, s.name, s.intro, s.city_name, s.is_self_run, s.logo::text as cover, s.product_count
    from mall_store s where s.slug = %s and s.status in ('open', 'closing')
"""


def product_head(product_id: UUID) -> Head | None:
    """Goods on sale: schema.org Product with its offers in yuan. None where strangers see nothing."""
    rows = sql.fetch_all(_PRODUCT, [product_id])
    return _product(rows[0]) if rows else None


def store_head(slug: str) -> Head | None:
    """An open store: schema.org Store. None where strangers see nothing."""
    rows = sql.fetch_all(_STORE, [slug])
    return _store(rows[0]) if rows else None


def _product(row: dict[str, Any]) -> Head:
    image, size = cover_address(orjson.loads(row["cover"] or "null"))
    path = f"/product/{row['id']}"
    words = [
        block["text"]
        for block in orjson.loads(row["description"])
        if block.get("kind") in {"text", "heading"}
    ]
    offers = {
        "@type": "AggregateOffer",
        "priceCurrency": "CNY",
        "lowPrice": f"{row['min_price'] / 100:.2f}",
        "highPrice": f"{row['max_price'] / 100:.2f}",
        "availability": "https://schema.org/" + ("InStock" if row["in_stock"] else "OutOfStock"),
        "seller": {
            "@type": "Organization",
            "name": row["store"],
            "url": absolute(f"/store/{row['store_slug']}"),
        },
    }
    return Head(
        title=row["title"],
        description=summary(row["subtitle"] or " ".join(words)) or row["title"],
        path=path,
        image=image,
        image_size=size,
        kind="product",
        structured={
            "@context": "https://schema.org",
            "@type": "Product",
            "name": row["title"],
            "url": absolute(path),
            "offers": offers,
            **({"brand": {"@type": "Brand", "name": row["brand"]}} if row["brand"] else {}),
            **({"image": absolute(image)} if image else {}),
            **({"aggregateRating": _rating(row)} if row["rating_count"] else {}),
        },
        text=[f"¥{row['min_price'] / 100:.2f}", row["store"], row["subtitle"], *words],
    )


def _rating(row: dict[str, Any]) -> dict[str, Any]:
    average = row["rating_sum"] / row["rating_count"]
    return {
        "@type": "AggregateRating",
        "ratingValue": f"{average:.1f}",
        "reviewCount": row["rating_count"],
    }


def _store(row: dict[str, Any]) -> Head:
    image, size = cover_address(orjson.loads(row["cover"] or "null"))
    path = f"/store/{row['slug']}"
    return Head(
        title=row["name"],
        description=summary(row["intro"]) or f"{row['product_count']} 件商品",
        path=path,
        image=image,
        image_size=size,
        structured={
            "@context": "https://schema.org",
            "@type": "Store",
            "name": row["name"],
            "description": row["intro"],
            "url": absolute(path),
        },
        text=[row["intro"]],
    )
