"""Prices: written with their history, and what a product's card says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from shancha.apps.mall.events import PriceChanged, PriceDropped
from shancha.apps.mall.models import PriceChange, Product, Variant
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual

WINDOW = timedelta(days=30)
MAX_PRICE = 1_000_000_000

# `lowest` is the lowest price at which anybody could have bought at any moment of the window, the one at its
# beginning included: of choices withdrawn since as long as they were offered, and in flash sales.
_REFRESH = """
with reckoned as (
    select v.product_id, min(v.price) filter (where v.is_active) as low,
        max(v.price) filter (where v.is_active) as high,
        min(v.member_price) filter (where v.is_active) as member,
        min(v.list_price) filter (where v.is_active and v.list_price > v.price) as listed,
        min(least(case when v.is_active then v.price end, (
            select min(c.price) from mall_pricechange c
            where c.variant_id = v.id and c.at > %(since)s and c.is_offered), (
            select case when c.is_offered then c.price end from mall_pricechange c
            where c.variant_id = v.id and c.at <= %(since)s order by c.at desc, c.id desc limit 1), (
            select min(x.price) from mall_specialprice x
            where x.variant_id = v.id and x.starts_at <= %(now)s and x.ends_at > %(since)s))) as lowest
    from mall_variant v
    where v.product_id = any(%(products)s::uuid[]) group by v.product_id having bool_or(v.is_active)
)
update mall_product p set min_price = coalesce(r.low, 0), max_price = coalesce(r.high, 0),
    list_price = r.listed, min_member_price = r.member, lowest_30 = r.lowest
from (select unnest(%(products)s::uuid[]) as id) named left join reckoned r on r.product_id = named.id
where p.id = named.id and (p.min_price, p.max_price, p.list_price, p.min_member_price, p.lowest_30)
    is distinct from (coalesce(r.low, 0), coalesce(r.high, 0), r.listed, r.member, r.lowest)
"""
_STALE = """
select p.id from mall_product p
where p.status = 'on_sale' and p.lowest_30 < p.min_price
    and p.id > coalesce(%(after)s::uuid, '00000000-0000-0000-0000-000000000000')
order by p.id limit 500
"""


@dataclass(frozen=True, slots=True)
class Price:
    """What a variant costs, in fen."""

    price: int
    list_price: int | None = None
    member_price: int | None = None


def price_of(variant: Variant) -> Price:
    """A variant's present price."""
    return Price(variant.price, variant.list_price, variant.member_price)


def check_price(price: Price) -> dict[str, str]:
    """What is wrong with a price, by field."""
    problems = {}
    if not 0 < price.price <= MAX_PRICE:
        problems["price"] = bilingual("价格需大于 0", "The price must be above 0")
    if price.list_price is not None and not price.price <= price.list_price <= MAX_PRICE:
        problems["list_price"] = bilingual("划线价不能低于售价", "Not below the price")
    if price.member_price is not None and not 0 < price.member_price <= price.price:
        problems["member_price"] = bilingual("会员价不能高于售价", "Not above the price")
    return problems


def record_prices(
    product: Product, changed: Iterable[tuple[Variant, Price | None]], *, actor_id: UUID | None
) -> bool:
    """Enters what these variants cost from now on into the history, and renews what the product's card says;
    `changed` pairs each stored variant with its price before (None for a new one). What is withdrawn
    or offered again is entered as well. The history begins with the first sale: of a product never on sale
    nothing is entered. Publishes PriceDropped and PriceChanged
    where the product is on sale. Returns whether any price moved."""
    changed = list(changed)
    moved = [(variant, before) for variant, before in changed if price_of(variant) != before]
    if product.published_at is not None:
        _enter(product, _to_be_told([variant for variant, _ in changed], moved), actor_id)
    renew_card_prices(product)
    if moved and product.status == Product.Status.ON_SALE:
        _announce(product, moved)
    return bool(moved)


def begin_history(product: Product, variants: Sequence[Variant]) -> None:
    """Enters the prices with which a product goes on sale for the first time."""
    _enter(product, variants, None)


def renew_card_prices(product: Product) -> None:
    """Renews what the product's card says of prices, in the table and in this object."""
    refresh_product_prices([product.id])
    names = ["min_price", "max_price", "list_price", "min_member_price", "lowest_30"]
    product.refresh_from_db(fields=names)


def refresh_product_prices(product_ids: Sequence[UUID]) -> int:
    """Renews `min_price` to `lowest_30` of these products from their active variants; returns how many
    changed."""
    moment = now()
    return sql.execute(_REFRESH, {"products": sorted(product_ids), "since": moment - WINDOW, "now": moment})


def refresh_lowest_prices() -> int:
    """The nightly job's work: a low price leaves the window as time passes. Returns how many changed."""
    changed, after = 0, None
    while rows := sql.fetch_rows(_STALE, {"after": after}):
        changed += refresh_product_prices([row[0] for row in rows])
        after = rows[-1][0]
    return changed


def _announce(product: Product, moved: Sequence[tuple[Variant, Price | None]]) -> None:
    for variant, before in moved:
        if before is not None and variant.is_active and variant.price < before.price:
            publish(
                PriceDropped(
                    variant_id=variant.id, product_id=product.id, old=before.price, new=variant.price
                )
            )
    publish(PriceChanged(product_id=product.id, store_id=product.store_id, min_price=product.min_price))


def _to_be_told(variants: Sequence[Variant], moved: Iterable[tuple[Variant, Price | None]]) -> list[Variant]:
    """Those whose price moved, and those that the history has as offered and are not, or the other way."""
    known = PriceChange.objects.filter(variant__in=variants).order_by("variant_id", "-at", "-id")
    offered = dict(known.distinct("variant_id").values_list("variant_id", "is_offered"))
    moved_ids = {variant.id for variant, _ in moved}
    return [
        variant
        for variant in variants
        if variant.id in moved_ids or offered.get(variant.id, False) != variant.is_active
    ]


def _enter(product: Product, variants: Sequence[Variant], actor_id: UUID | None) -> None:
    PriceChange.objects.bulk_create(
        PriceChange(
            product=product,
            variant=variant,
            price=variant.price,
            list_price=variant.list_price,
            member_price=variant.member_price,
            is_offered=variant.is_active,
            actor_id=actor_id,
            at=now(),
        )
        for variant in variants
    )
