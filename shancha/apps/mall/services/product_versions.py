"""What a product said at each time (电子商务法 31: kept three years)."""

from datetime import timedelta
from typing import Any

from shancha.apps.mall.models import Product, ProductVersion, Variant
from shancha.kit import sql
from shancha.kit.clock import now

KEPT = timedelta(days=3 * 366)
_FIELDS = (
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
    "pictures",
)

# A version ends when the next begins; three years later nobody may ask for it any more.
_SWEEP = """
delete from mall_productversion v using (
    select x.product_id, x.version from mall_productversion x
    where x.created_at < %(before)s and exists (
        select 1 from mall_productversion y
        where y.product_id = x.product_id and y.version > x.version and y.created_at < %(before)s)
    limit 5000
) old where v.product_id = old.product_id and v.version = old.version
"""


def keep_version(product: Product) -> None:
    """Keeps what the product says now under its present version."""
    ProductVersion.objects.update_or_create(
        product_id=product.id,
        version=product.version,
        defaults={"snapshot": snapshot(product), "created_at": now()},
    )


def snapshot(product: Product) -> dict[str, Any]:
    """Everything that a buyer is told, as JSON."""
    facts = {name: getattr(product, name) for name in _FIELDS}
    variants = Variant.objects.filter(product=product, is_active=True).order_by("position", "id")
    facts["category"] = product.category.slug
    facts["brand"] = product.brand.name_zh if product.brand else ""
    facts["variants"] = [
        {
            "id": str(variant.id),
            "code": variant.code,
            "barcode": variant.barcode,
            "options": variant.options,
            "price": variant.price,
            "list_price": variant.list_price,
            "member_price": variant.member_price,
            "content": f"{variant.content_amount or ''}{variant.content_unit}",
        }
        for variant in variants
    ]
    return facts


def sweep_versions() -> int:
    """The nightly job's work: forgets versions that ended more than three years ago; returns how many."""
    return sql.execute(_SWEEP, {"before": now() - KEPT})
