"""Products written by their store's staff: made, described, given variants."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from shancha.apps.mall.errors import (
    ProductConflictError,
    ProductInvalidError,
    ProductNotFoundError,
    ProductStateError,
    StoreNotFoundError,
    StoreShutError,
    VariantNotFoundError,
)
from shancha.apps.mall.events import ProductChanged
from shancha.apps.mall.models import Brand, Product, Store, Variant
from shancha.apps.mall.services import product_checks as checks
from shancha.apps.mall.services import product_media, product_states, product_versions
from shancha.apps.mall.services.permits import missing_papers, needs_of
from shancha.apps.mall.services.prices import Price, check_price, price_of, record_prices
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

PRODUCT_LIMIT = 50_000
_SHOWN = {Product.Status.ON_SALE, Product.Status.REVIEW}
_FROZEN = {Product.Status.REMOVED, Product.Status.RECALLED}


@transaction.atomic
def create_product(*, actor_id: UUID, store_id: UUID, given: Mapping[str, Any]) -> Product:
    """Makes a draft. `given` holds fields by name (see `schemas.merchant_products.ProductWrite`): title and
    category at least. Raises ProductInvalidError naming every field at fault, StoreShutError."""
    store = lock_store(store_id)
    if store.status != Store.Status.OPEN:
        raise StoreShutError
    if Product.objects.filter(store=store).count() >= PRODUCT_LIMIT:
        message = bilingual(f"最多 {PRODUCT_LIMIT} 件商品", f"At most {PRODUCT_LIMIT} products")
        raise ProductInvalidError(fields={"title": message})
    product = Product(store=store, status=Product.Status.DRAFT)
    return _write(product, given, actor_id=actor_id, is_new=True)


@transaction.atomic
def update_product(
    *, actor_id: UUID, store_id: UUID, product_id: UUID, given: Mapping[str, Any], version: int | None = None
) -> Product:
    """Changes what is given; `variants`, where given, are all there are: one left out is taken from choice.

    A product on sale must stay complete, and its new words are screened: those that the machine doubts take
    it back into review. Raises ProductNotFoundError, ProductConflictError where `version` is not the present
    one, ProductInvalidError, ProductBlockedError, ProductStateError for one that was removed or recalled.
    """
    product = lock_product(store_id, product_id)
    if product.status in _FROZEN:
        raise ProductStateError
    if version is not None and version != product.version:
        raise ProductConflictError
    return _write(product, given, actor_id=actor_id, is_new=False)


@transaction.atomic
def set_price(*, actor_id: UUID, store_id: UUID, variant_id: UUID, given: Mapping[str, Any]) -> Product:
    """Changes what is given of a variant's prices: `price`, `list_price`, `member_price`. Publishes
    PriceDropped and PriceChanged. Raises VariantNotFoundError, ProductInvalidError."""
    found = Variant.objects.filter(id=variant_id, store_id=store_id).values_list("product_id", flat=True)
    if not found:
        raise VariantNotFoundError
    product = lock_product(store_id, found[0])
    variant = Variant.objects.select_for_update(no_key=True).get(id=variant_id)
    before = price_of(variant)
    price = replace(before, **given)
    if problems := check_price(price):
        raise ProductInvalidError(fields=problems)
    variant.price, variant.list_price, variant.member_price = (
        price.price,
        price.list_price,
        price.member_price,
    )
    variant.updated_at = now()
    variant.save(update_fields=["price", "list_price", "member_price", "updated_at"])
    if record_prices(product, [(variant, before)], actor_id=actor_id):
        _touch(product)
    return product


def lock_store(store_id: UUID) -> Store:
    """The store, locked. Whoever changes products of a store takes it first: store, product, variant, stock
    is the order everywhere. Raises StoreNotFoundError."""
    store = Store.objects.select_for_update(no_key=True).filter(id=store_id).first()
    if store is None:
        raise StoreNotFoundError
    return store


def lock_product(store_id: UUID, product_id: UUID) -> Product:
    """A product of the store, both locked. Raises ProductNotFoundError."""
    store = lock_store(store_id)
    product = (
        Product.objects.select_for_update(no_key=True, of=("self",))
        .select_related("category", "brand")
        .filter(id=product_id, store_id=store_id)
        .first()
    )
    if product is None:
        raise ProductNotFoundError
    product.store = store
    return product


def _write(product: Product, given: Mapping[str, Any], *, actor_id: UUID, is_new: bool) -> Product:
    variants = list(Variant.objects.filter(product=product).order_by("position", "id"))
    words_before, brand_before = checks.words_of(product, _active(variants)), product.brand_id
    is_shown = product.status in _SHOWN and not is_new
    needs_before = needs_of(product).keys() if is_shown else set()
    problems = checks.clean_fields(product, given)
    if is_new and "category" not in given:
        problems["category"] = bilingual("请选择分类", "Please choose a category")
    if "asset_ids" in given:
        usable = product_media.usable_assets(product.store_id, given["asset_ids"])
        problems |= product_media.check_pictures(given["asset_ids"], usable)
    changed: list[tuple[Variant, Price | None]] = []
    if "variants" in given or "option_names" in given:
        listed = given.get("variants")
        changed, found = _plan_variants(product, variants, listed)
        problems |= found
        if product.status in _SHOWN and changed and not any(variant.is_active for variant, _ in changed):
            problems["variants"] = bilingual("请至少保留一个规格", "At least one variant stays")
    if is_shown and not problems and needs_of(product).keys() - needs_before:
        problems |= missing_papers(product)
    if problems:
        raise ProductInvalidError(fields=problems)
    _store(product, given, changed, actor_id=actor_id, is_new=is_new)
    if product.status == Product.Status.ON_SALE and product.brand_id != brand_before:
        _move_brand(brand_before, product.brand_id)
    _after_change(product, words_before, actor_id=actor_id, is_new=is_new)
    return product


def _store(
    product: Product,
    given: Mapping[str, Any],
    changed: Sequence[tuple[Variant, Price | None]],
    *,
    actor_id: UUID,
    is_new: bool,
) -> None:
    product_media.show_blocks(product)
    product.updated_at = now()
    product.version += 0 if is_new else 1
    product.save(force_insert=is_new)
    if "asset_ids" in given:
        product_media.set_pictures(product, given["asset_ids"])
    if changed:
        # What leaves choice first, so that its options are free for another.
        for variant, _ in sorted(changed, key=lambda pair: pair[0].is_active):
            _save_variant(variant)
        record_prices(product, changed, actor_id=actor_id)


def _after_change(product: Product, words_before: str, *, actor_id: UUID, is_new: bool) -> None:
    if is_new or product.status not in _SHOWN:
        return
    variants = _active(Variant.objects.filter(product=product).order_by("position", "id"))
    if lacking := checks.missing_for_sale(product, variants):
        raise ProductInvalidError(fields=lacking)
    words = checks.words_of(product, variants)
    if words != words_before and product_states.is_doubted(product, words, actor_id=actor_id):
        product_states.hold(product)
    elif product.status == Product.Status.ON_SALE:
        product_versions.keep_version(product)
        publish(ProductChanged(product_id=product.id, store_id=product.store_id, version=product.version))


def _move_brand(before: UUID | None, after: UUID | None) -> None:
    steps = [(brand_id, step) for brand_id, step in ((before, -1), (after, 1)) if brand_id]
    for brand_id, step in sorted(steps):
        Brand.objects.filter(id=brand_id).update(product_count=F("product_count") + step)


def _touch(product: Product) -> None:
    """A change that needs no look at words: another version, and those above are told."""
    product.version += 1
    product.updated_at = now()
    product.save(update_fields=["version", "updated_at"])
    if product.status == Product.Status.ON_SALE:
        product_versions.keep_version(product)
        publish(ProductChanged(product_id=product.id, store_id=product.store_id, version=product.version))


def _active(variants: Any) -> list[Variant]:
    return [variant for variant in variants if variant.is_active]


def _plan_variants(
    product: Product, known: list[Variant], listed: Sequence[Mapping[str, Any]] | None
) -> tuple[list[tuple[Variant, Price | None]], checks.Problems]:
    """Variants as they will be, each with its price before, and what is wrong with them by field."""
    before = {variant.id: price_of(variant) for variant in known}
    if listed is None:
        return _recheck(product, known)
    by_id = {variant.id: variant for variant in known}
    by_options = {tuple(variant.options): variant for variant in known}
    planned: list[Variant] = []
    problems: checks.Problems = {}
    for place, row in enumerate(listed[: checks.MAX_VARIANTS]):
        options = [clean_line(value)[:40] for value in row.get("options", [])]
        variant = by_id.get(row["id"]) if row.get("id") else by_options.get(tuple(options))
        if row.get("id") and variant is None:
            problems[f"variants.{place}.id"] = bilingual("没有这个规格", "No such variant")
        variant = variant or Variant(product=product, store_id=product.store_id)
        _fill_variant(variant, row, options, place)
        found = checks.check_variant(variant, len(product.option_names)) | check_price(price_of(variant))
        problems |= {f"variants.{place}.{name}": message for name, message in found.items()}
        planned.append(variant)
    problems |= _repeats(product, planned, len(listed))
    for variant in known:
        if variant not in planned:
            variant.is_active = False
            planned.append(variant)
    return [(variant, before.get(variant.id)) for variant in planned], problems


def _recheck(
    product: Product, known: list[Variant]
) -> tuple[list[tuple[Variant, Price | None]], checks.Problems]:
    """Option names alone changed: every active variant must still fit them."""
    count = len(product.option_names)
    if any(len(variant.options) != count for variant in known if variant.is_active):
        return [], {"variants": bilingual("请同时填写各规格的值", "Give each variant's options too")}
    return [], {}


def _fill_variant(variant: Variant, row: Mapping[str, Any], options: list[str], place: int) -> None:
    variant.options, variant.position = options, place
    variant.code = clean_line(row.get("code") or "")[:60]
    variant.barcode = clean_line(row.get("barcode") or "")[:14]
    variant.hs_code = clean_line(row.get("hs_code") or "")[:13]
    variant.price, variant.list_price = row["price"], row.get("list_price")
    variant.member_price = row.get("member_price")
    variant.weight_g = row.get("weight_g") or 0
    variant.content_amount = checks.as_content(row.get("content_amount"))
    variant.content_unit = row.get("content_unit") or ""
    variant.picture_position = row.get("picture_position")
    variant.is_active = row.get("is_active", True)
    variant.updated_at = now()


def _repeats(product: Product, planned: Sequence[Variant], count: int) -> checks.Problems:
    problems: checks.Problems = {}
    if count > checks.MAX_VARIANTS:
        problems["variants"] = bilingual(
            f"最多 {checks.MAX_VARIANTS} 个规格", f"At most {checks.MAX_VARIANTS}"
        )
    seen_options: set[tuple[str, ...]] = set()
    seen_codes: set[str] = set()
    own = [variant.id for variant in planned]
    codes = [variant.code for variant in planned if variant.code]
    elsewhere = set(
        Variant.objects.filter(store_id=product.store_id, code__in=codes)
        .exclude(id__in=own)
        .values_list("code", flat=True)
    )
    for place, variant in enumerate(planned):
        if tuple(variant.options) in seen_options:
            problems[f"variants.{place}.options"] = bilingual("规格重复了", "The same options twice")
        if variant.code and (variant.code in seen_codes or variant.code in elsewhere):
            problems[f"variants.{place}.code"] = bilingual("商家编码重复了", "This code is taken")
        seen_options.add(tuple(variant.options))
        seen_codes.add(variant.code)
    return problems


def _save_variant(variant: Variant) -> None:
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        message = bilingual("规格或商家编码重复了", "The options or the code are taken")
        raise ProductInvalidError(fields={"variants": message}) from error
