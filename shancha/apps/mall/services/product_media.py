"""Keeps the ready-made pictures of products equal to their assets."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import PICTURE_SQL, picture_json
from shancha.apps.mall.models import Product, ProductPicture
from shancha.kit import sql
from shancha.kit.language import bilingual

MAX_PICTURES = 12

_REFRESH = f"""
with shown as (
    select pp.product_id, jsonb_agg({PICTURE_SQL} order by pp.position) as pictures
    from mall_productpicture pp join community_asset a on a.id = pp.asset_id
    where pp.product_id = any(%(products)s::uuid[]) group by pp.product_id
)
update mall_product p set pictures = coalesce(s.pictures, '[]'), cover = s.pictures -> 0
from (select unnest(%(products)s::uuid[]) as id) named left join shown s on s.product_id = named.id
where p.id = named.id
"""  # noqa: S608 - constants of ours

# An asset is the store's to show where its staff sent it, or where the store shows it already.
_USABLE = """
select a.id from community_asset a
where a.id = any(%(assets)s::uuid[]) and a.kind = 'image' and a.state = 'ready' and (
    a.owner_id in (select user_id from mall_storestaff where store_id = %(store)s)
    or exists (
        select 1 from mall_productpicture pp join mall_product p on p.id = pp.product_id
        where pp.asset_id = a.id and p.store_id = %(store)s))
"""


def usable_assets(store_id: UUID, asset_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these pictures the store may show."""
    wanted = list(asset_ids)
    if not wanted:
        return set()
    return {row[0] for row in sql.fetch_rows(_USABLE, {"assets": wanted, "store": store_id})}


def check_pictures(asset_ids: Sequence[UUID], usable: Collection[UUID]) -> dict[str, str]:
    """What is wrong with a product's gallery, by field."""
    if len(asset_ids) > MAX_PICTURES:
        return {"asset_ids": bilingual(f"最多 {MAX_PICTURES} 张图片", f"At most {MAX_PICTURES} pictures")}
    if len(set(asset_ids)) != len(asset_ids):
        return {"asset_ids": bilingual("图片重复了", "A picture is named twice")}
    return {
        f"asset_ids.{place}": bilingual("图片不存在或还在处理中", "No such picture, or it is not ready")
        for place, asset_id in enumerate(asset_ids)
        if asset_id not in usable
    }


def set_pictures(product: Product, asset_ids: Sequence[UUID]) -> None:
    """Gives a product these pictures, in this order, and opens them to everybody."""
    ProductPicture.objects.filter(product=product).delete()
    ProductPicture.objects.bulk_create(
        ProductPicture(product=product, asset_id=asset_id, position=place)
        for place, asset_id in enumerate(asset_ids)
    )
    open_assets(asset_ids)
    sql.execute(_REFRESH, {"products": [product.id]})
    product.refresh_from_db(fields=["cover", "pictures"])


def show_blocks(product: Product) -> None:
    """Gives the pictures of a description their ready-made JSON (not stored) and opens them."""
    ids = [UUID(block["asset_id"]) for block in product.description if block["kind"] == "picture"]
    assets = {asset.id: asset for asset in Asset.objects.filter(id__in=ids)}
    for block in product.description:
        if block["kind"] == "picture" and UUID(block["asset_id"]) in assets:
            block["picture"] = picture_json(assets[UUID(block["asset_id"])])
    product.description = [b for b in product.description if b["kind"] != "picture" or b.get("picture")]
    open_assets(ids)


def open_assets(asset_ids: Iterable[UUID]) -> None:
    """Lets everybody see these pictures, and keeps them from being swept as unused."""
    Asset.objects.filter(id__in=list(asset_ids), is_open=False).update(is_open=True)
