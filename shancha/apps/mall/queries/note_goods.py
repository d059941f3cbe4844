"""What a note names of the mall, as it is now."""

from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.models import DraftTags
from shancha.apps.mall.queries.product_cards import CARD, KNOWN
from shancha.apps.mall.queries.stock import serves_sql
from shancha.apps.mall.wanting import key_of_text, product_key
from shancha.kit import sql
from shancha.kit.language import name_sql

# A tag hangs on a picture by its asset; its number is counted at reading, so that it follows the pictures.
_TAGS = f"""
with pictures as (
    select na.asset_id, row_number() over (order by na.position) - 1 as place
    from community_noteasset na join community_asset a on a.id = na.asset_id and a.kind = 'image'
    join community_note n on n.id = na.note_id and n.kind = 'images'
    where na.note_id = %(note)s::uuid
)
select coalesce(json_agg(json_build_object(
    'kind', t.kind, 'picture', x.place, 'x', case when x.place is not null then t.x end,
    'y', case when x.place is not null then t.y end, 'label', t.label, 'product_id', t.product_id,
    'product', case when p.id is not null and {KNOWN} then {CARD} end,
    'variant', case when v.id is not null then json_build_object('id', v.id, 'options', v.options,
        'price', v.price, 'available', coalesce((select max(k.on_hand - k.reserved) from mall_stock k
            join mall_warehouse w on w.id = k.warehouse_id and {serves_sql("s")}
            where k.variant_id = v.id), 0)) end,
    'brand', (select json_build_object('slug', g.slug, 'name',
            {name_sql("g")}, 'logo', g.logo)
        from mall_brand g where g.id = t.brand_id and g.is_active))
    order by x.place nulls last, t.position), '[]')::text
from mall_notetag t
left join pictures x on x.asset_id = t.asset_id
left join mall_product p on p.id = t.product_id
left join mall_store s on s.id = p.store_id
left join mall_brand b on b.id = p.brand_id
left join mall_variant v on v.id = t.variant_id and v.is_active
where t.note_id = %(note)s::uuid
"""


def list_goods(*, note_id: UUID, english: bool) -> list[dict[str, Any]]:
    """The tags of a note with their goods as they are now. `state` is available, sold_out, off_shelf, gone,
    brand or words; `want` is the key of what one may want here where it can't be bought. The caller has made
    sure that the asker may see the note."""
    found = orjson.loads(sql.fetch_value(_TAGS, {"note": note_id, "english": english}))
    return [_shown(tag) for tag in found]


def is_marked(note_id: UUID) -> bool:
    """Whether the note carries the mark 广告."""
    return bool(
        sql.fetch_value("select is_ad or is_paid_cooperation from community_note where id = %s", [note_id])
    )


def draft_tags(*, draft_id: UUID, pictures: list[UUID]) -> list[dict[str, Any]] | None:
    """The tags kept beside a draft, with their pictures' present numbers; None where there are none."""
    kept = DraftTags.objects.filter(draft_id=draft_id).first()
    if kept is None:
        return None
    places = {str(asset_id): place for place, asset_id in enumerate(pictures)}
    brands = {row["brand_id"] for row in kept.tags if row["brand_id"]}
    slugs: dict[str, str] = dict(
        sql.fetch_rows("select id::text, slug from mall_brand where id = any(%s::uuid[])", [list(brands)])
    )
    return [
        {
            "kind": row["kind"],
            "picture": places.get(row["asset_id"] or ""),
            "x": row["x"],
            "y": row["y"],
            "product_id": row["product_id"],
            "variant_id": row["variant_id"],
            "brand": slugs.get(row["brand_id"] or ""),
            "label": row["label"],
        }
        for row in kept.tags
    ]


def note_tags(*, note_id: UUID) -> list[dict[str, Any]]:
    """The tags of a note in the shape in which its author sends them."""
    return [
        {
            "kind": tag["kind"],
            "picture": tag["picture"],
            "x": tag["x"],
            "y": tag["y"],
            "product_id": tag["product_id"],
            "variant_id": tag["variant"]["id"] if tag["variant"] else None,
            "brand": tag["brand"]["slug"] if tag["brand"] else None,
            "label": tag["label"],
        }
        for tag in list_goods(note_id=note_id, english=False)
    ]


def _shown(tag: dict[str, Any]) -> dict[str, Any]:
    product, variant = tag["product"], tag["variant"]
    state, want = tag["kind"], None
    if tag["product_id"] is not None:
        if product is None:
            state = "gone"
        elif not product["is_on_sale"]:
            state = "off_shelf"
        else:
            has_stock = variant["available"] > 0 if variant else product["is_in_stock"]
            state = "available" if has_stock else "sold_out"
        if state in {"off_shelf", "sold_out"}:
            want = {"key": product_key(UUID(tag["product_id"])), "label": product["title"][:80]}
    elif tag["kind"] == "words":
        key = key_of_text(tag["label"])
        want = {"key": key, "label": tag["label"]} if key else None
    elif tag["brand"] is None:
        state = "gone"
    return {**tag, "state": state, "want": want}
