"""Brands."""

from uuid import UUID

from django.db import transaction

from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.mall.models import Brand
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.text import clean_line, clean_text

_COUNT = """
update mall_brand b set product_count = (
    select count(*) from mall_product p where p.brand_id = b.id and p.status = 'on_sale')
where b.id = any(%s::uuid[])
"""


@transaction.atomic
def save_brand(brand: Brand, logo: Asset | None = None) -> Brand:
    """Stores a brand; a new logo is opened to everybody."""
    brand.name_zh, brand.name_en = clean_line(brand.name_zh), clean_line(brand.name_en)
    brand.intro, brand.country = clean_text(brand.intro), brand.country.upper()
    if logo is not None:
        Asset.objects.filter(id=logo.id).update(is_open=True)
        brand.logo_asset, brand.logo = logo, picture_json(logo)
    brand.updated_at = now()
    brand.save()
    return brand


def recount_products(brand_ids: list[UUID]) -> None:
    """Counts what of these brands is on sale."""
    sql.execute(_COUNT, [sorted(brand_ids)])
