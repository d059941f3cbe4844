"""What the index holds of a product and of a store."""

import math
from typing import Any
from uuid import UUID

from shancha.apps.discovery.goods.fields import (
    LARGEST,
    TRADE_MODES,
    band_of,
    code_of,
    gtin,
    minutes,
    order_key,
)
from shancha.apps.discovery.search.documents import named_fields, prefixes
from shancha.apps.discovery.search.sounds import sound_sequence, spellings
from shancha.apps.discovery.search.words import fold, grams, words

_DETAIL_LENGTH = 2_000
_MERIT_UNIT = 1_000_000
_MONTHS_PER_POINT = 6
_PRIOR_RATING, _PRIOR_REVIEWS = 4.2, 5


def product_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The entry of a product from a row of `queries.search_sources`."""
    product_id: UUID = row["id"]
    merit = _merit(row)
    price, published = row["min_price"], row["published_at"].timestamp()
    return {
        **_words(row),
        "author": "",
        "category": "",
        "category_code": 0,
        "published": published,
        "hot": float(row["sold_count"]),
        # Twice the score for what sells and is liked most: words first, esteem second.
        "weight": min(2.0, merit / 8),
        "place": [place.hex for place in row["category_path"]],
        "brand": row["brand_id"].hex if row["brand_id"] else "",
        "store": row["store_id"].hex,
        "shelf": [shelf.hex for shelf in row["store_categories"] or ()],
        "mode": row["trade_mode"],
        "stock": "1" if row["is_in_stock"] else "0",
        "barcode": list(dict.fromkeys(gtin(code) for code in row["barcodes"] or ())),
        "leaf_code": code_of(row["category_id"]),
        "brand_code": code_of(row["brand_id"]) if row["brand_id"] else 0,
        "store_code": code_of(row["store_id"]),
        "mode_code": TRADE_MODES.index(row["trade_mode"]),
        "band": band_of(price),
        "is_in_stock": int(row["is_in_stock"]),
        "price": price,
        "by_merit": order_key(min(LARGEST, int(merit * _MERIT_UNIT)), product_id),
        "by_sales": order_key(row["sold_count"], product_id),
        "by_price": order_key(price, product_id),
        "by_time": order_key(minutes(published), product_id),
    }


def _words(row: dict[str, Any]) -> dict[str, str]:
    """Title and brand weigh most; both languages are in it, so that either name of a brand finds it."""
    brand = f"{row['brand_zh'] or ''} {row['brand_en'] or ''}"
    spoken = fold(f"{row['title']}\n{row['brand_zh'] or ''}")
    title = words(fold(f"{row['title']} {row['title_en']} {brand}"))
    detail = "\n".join([row["subtitle"], *(row["category_names"] or ()), row["store_name"], row["details"]])
    rest = words(fold(detail)[:_DETAIL_LENGTH])
    return {
        "title": " ".join(title),
        "text": " ".join(title + rest),
        "grams": " ".join(grams(fold(f"{row['title']}\n{brand}\n{row['subtitle']}"))),
        "sounds": " ".join(sound_sequence(spoken)),
        "spelled": " ".join(spellings(spoken)),
        "prefix": " ".join(prefixes(fold(row["title"]))),
    }


def _merit(row: dict[str, Any]) -> float:
    """What a product is worth without a question asked (综合): sold, talked about, rated, new; in stock
    before sold out. Never who sells it or what they pay."""
    known = row["rating_count"] + _PRIOR_REVIEWS
    rating = float(row["rating_sum"] + _PRIOR_RATING * _PRIOR_REVIEWS) / known
    age_months = (row["published_at"].timestamp() / 86_400 - 18_262) / 30.4  # since 2020
    merit: float = (
        4
        + math.log1p(row["sold_count"])
        + 0.6 * math.log1p(row["note_count"])
        + 0.8 * math.log1p(max(0.0, row["heat"]))
        + 1.5 * (rating - _PRIOR_RATING)
        + age_months / _MONTHS_PER_POINT
        - (0 if row["is_in_stock"] else 6)
    )
    return max(0.0, merit)


def store_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The entry of a store."""
    name = fold(row["name"])
    known = row["follower_count"] + row["product_count"]
    return {
        **named_fields(name, also=fold(f"{row['slug']} {row['intro']} {row['city_name']}")),
        "prefix": " ".join(prefixes(name)),
        "author": "",
        "category": "",
        "category_code": 0,
        "published": row["created_at"].timestamp(),
        "hot": float(row["follower_count"]),
        "weight": 1.0 + 0.12 * math.log1p(known),
    }
