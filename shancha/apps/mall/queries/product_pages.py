"""The product page: one statement, shaped by PostgreSQL. The same price for everybody who asks; what depends
on the viewer is only what they keep."""

from typing import Any
from uuid import UUID

from shancha.apps.mall.queries.product_cards import BRAND_BRIEF, KNOWN, ON_SALE, RATING, TITLE
from shancha.apps.mall.queries.stock import serves_sql
from shancha.apps.mall.queries.store_cards import KEPT_PROMISE, REACH, reach_parameters
from shancha.kit import sql
from shancha.kit.clock import now

_SERVES = serves_sql("s")

# One order takes a choice from one warehouse: what is told is what the fullest of them can send.
_VARIANTS = f"""(
    select coalesce(json_agg(json_build_object(
        'id', v.id, 'options', v.options, 'price', v.price, 'list_price', v.list_price,
        'member_price', v.member_price, 'available', coalesce(k.available, 0),
        'warehouse_id', k.warehouse_id, 'barcode', v.barcode, 'weight_g', v.weight_g,
        'content_amount', v.content_amount::float8, 'content_unit', v.content_unit,
        'picture_position', v.picture_position) order by v.position, v.id), '[]')
    from mall_variant v left join lateral (
        select max(x.on_hand - x.reserved) as available, (array_agg(w.id order by
            x.on_hand > x.reserved desc, w.position, w.days_max, w.id))[1] as warehouse_id
        from mall_stock x join mall_warehouse w on w.id = x.warehouse_id and {_SERVES}
        where x.variant_id = v.id) k on true
    where v.product_id = p.id and v.is_active)"""

# Freight in fen and days to the door, for each warehouse that serves the product's store and way of trade.
_DELIVERY = f"""(
    select coalesce(json_agg(json_build_object(
        'warehouse_id', w.id, 'kind', w.kind, 'country', w.country, 'city', w.city_name,
        'days_min', w.days_min, 'days_max', w.days_max, 'base_freight', w.base_freight,
        'free_freight_over', w.free_freight_over, 'remote_freight', w.remote_freight,
        'remote_provinces', w.remote_provinces) order by w.position, w.days_max, w.id), '[]')
    from mall_warehouse w where {_SERVES})"""

_PAGE = f"""
select json_build_object(
    'id', p.id, 'title', {TITLE}, 'subtitle', p.subtitle, 'description', p.description,
    'parameters', p.parameters, 'option_names', p.option_names, 'trade_mode', p.trade_mode,
    'origin', p.origin, 'importer', p.importer, 'label_zh', p.label_zh,
    'positive_list_version', p.positive_list_version, 'status', p.status, 'is_on_sale', {ON_SALE},
    'version', p.version, 'published_at', p.published_at,
    'cover', p.cover, 'pictures', p.pictures,
    'min_price', p.min_price, 'max_price', p.max_price, 'list_price', p.list_price,
    'member_price', p.min_member_price,
    'returns', json_build_object('kind', p.return_class, 'seven_days', p.return_class = 'seven_days',
        'must_confirm', p.return_class = 'confirmed_only'),
    'tax', json_build_object('is_cross_border', p.trade_mode <> 'domestic', 'vat_bp', c.vat_bp,
        'consumption_tax', c.consumption_tax),
    'prices', json_build_object('lowest_30', p.lowest_30,
        'changed_at', (select h.at from mall_pricechange h where h.product_id = p.id
            order by h.at desc, h.id desc limit 1)),
    'variants', {_VARIANTS}, 'delivery', {_DELIVERY},
    'category_path', (select json_agg(json_build_object('slug', x.slug, 'name',
            case when %(english)s::bool then x.name_en else x.name_zh end) order by u.place)
        from unnest(c.path) with ordinality u(id, place) join mall_category x on x.id = u.id),
    'brand', {BRAND_BRIEF},
    'store', json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'logo', s.logo,
        'is_self_run', s.is_self_run, 'city', s.city_name, 'follower_count', s.follower_count,
        'product_count', s.product_count, {REACH}, 'closing_at', s.closing_at,
        'rating', case when s.rating_count > 0 then round(s.rating_sum::numeric / s.rating_count, 1) end,
        'kept_promise', {KEPT_PROMISE},
        'is_followed', exists (select 1 from mall_storefollow f
            where f.user_id = %(viewer)s::uuid and f.store_id = s.id)),
    'papers', (select coalesce(json_agg(json_build_object('id', x.id, 'batch_no', x.batch_no,
            'kind', x.kind, 'issuer', x.issuer, 'issued_at', x.issued_at, 'expires_at', x.expires_at)
            order by x.created_at desc, x.id), '[]')
        from mall_batchpaper x where x.product_id = p.id and x.is_public),
    'recalls', (select coalesce(json_agg(json_build_object('batch_no', x.batch_no, 'reason', x.reason,
            'advice', x.advice, 'published_at', x.published_at) order by x.published_at desc), '[]')
        from mall_recall x where x.product_id = p.id),
    'sold_count', p.sold_count, 'rating', {RATING}, 'rating_count', p.rating_count,
    'review_count', p.review_count, 'note_count', p.note_count, 'wish_count', p.wish_count,
    'is_wished', exists (select 1 from mall_wish x
        where x.owner_id = %(viewer)s::uuid and x.product_id = p.id))::text
from mall_product p
join mall_store s on s.id = p.store_id
join mall_category c on c.id = p.category_id
left join mall_brand b on b.id = p.brand_id
where p.id = %(product)s::uuid and {KNOWN}
"""

_HISTORY = """
select json_build_object(
    'lowest_30', p.lowest_30,
    'items', (select coalesce(json_agg(json_build_object('variant_id', x.variant_id, 'price', x.price,
            'list_price', x.list_price, 'member_price', x.member_price, 'at', x.at,
            'special_until', x.special_until) order by x.at desc, x.id desc), '[]')
        from (
            select h.id, h.variant_id, h.price, h.list_price, h.member_price, h.at,
                null::timestamptz as special_until
            from mall_pricechange h
            where h.product_id = p.id and h.at > %(since)s::timestamptz and h.is_offered
            union all
            select s.id, s.variant_id, s.price, null, null, s.starts_at, s.ends_at
            from mall_specialprice s
            where s.product_id = p.id and s.starts_at between %(since)s::timestamptz and %(now)s::timestamptz
            order by at desc, id desc limit 500) x))::text
from mall_product p where p.id = %(product)s::uuid and {known}
""".replace("{known}", KNOWN)


def find_page(*, product_id: UUID, viewer_id: UUID | None, english: bool) -> str | None:
    """The product as JSON; None where there is none that readers may see. What is off the shelf is still
    told, with `is_on_sale` false."""
    parameters = {"product": product_id, "viewer": viewer_id, "english": english, **reach_parameters()}
    return sql.fetch_value(_PAGE, parameters)  # type: ignore[no-any-return]


def find_history(*, product_id: UUID, since: Any) -> str | None:
    """What the product's choices have cost since then, latest first, at most 500 changes, as JSON."""
    return sql.fetch_value(_HISTORY, {"product": product_id, "since": since, "now": now()})  # type: ignore[no-any-return]


def is_known(product_id: UUID) -> bool:
    """Whether readers may see the product's page."""
    return bool(sql.fetch_value(f"select 1 from mall_product p where p.id = %s and {KNOWN}", [product_id]))
