"""The life of a product: draft, review, on sale, off the shelf, removed, recalled. Nothing else moves it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from shancha.apps.mall.errors import (
    ProductBlockedError,
    ProductInvalidError,
    ProductNotFoundError,
    ProductStateError,
    StoreShutError,
)
from shancha.apps.mall.events import ProductPublished, ProductWithdrawn
from shancha.apps.mall.models import Brand, MerchantMeasure, Product, Store, Variant
from shancha.apps.mall.services import product_checks as checks
from shancha.apps.mall.services.permits import lapsed_needs, missing_papers, needs_of
from shancha.apps.mall.services.prices import begin_history, renew_card_prices
from shancha.apps.mall.services.product_versions import keep_version
from shancha.apps.moderation.services import screen
from shancha.kit.clock import now
from shancha.kit.events import publish

_Status = Product.Status
# A store whose goods passed the review this often, without a measure since, puts simple goods on sale itself.
TRUSTED_AFTER = 10
PAPERS_LAPSED = "所需资质已过期，更新资质并通过审核后自动恢复上架"
TRUST_WINDOW = timedelta(days=180)


@transaction.atomic
def submit(*, actor_id: UUID, store_id: UUID, product_id: UUID) -> Product:
    """Puts a complete product on sale, or before the reviewers: new goods of a store that is neither self-run
    nor trusted, and words that the machine doubts. Repeated, nothing happens.

    Raises ProductInvalidError naming what is missing, ProductBlockedError, StoreShutError, ProductStateError.
    """
    product = _lock_own(store_id, product_id)
    if product.status in {_Status.ON_SALE, _Status.REVIEW}:
        return product
    if product.status not in {_Status.DRAFT, _Status.OFF_SHELF}:
        raise ProductStateError
    if product.store.status != Store.Status.OPEN:
        raise StoreShutError
    variants = _active_variants(product)
    if lacking := checks.missing_for_sale(product, variants) | missing_papers(product):
        raise ProductInvalidError(fields=lacking)
    is_doubted_ = is_doubted(product, checks.words_of(product, variants), actor_id=actor_id)
    if is_doubted_ or not (product.published_at or _is_trusted(product.store)):
        hold(product)
    else:
        _publish(product)
    return product


@transaction.atomic
def withdraw(*, store_id: UUID, product_id: UUID) -> Product:
    """Takes a product off the shelf, or back from review. Repeated, nothing happens."""
    product = _lock_own(store_id, product_id)
    if product.status == _Status.ON_SALE:
        _move(product, _Status.OFF_SHELF)
    elif product.status == _Status.REVIEW:
        _move(product, _Status.OFF_SHELF if product.published_at else _Status.DRAFT)
    elif product.status not in {_Status.DRAFT, _Status.OFF_SHELF}:
        raise ProductStateError
    return product


@transaction.atomic
def approve(*, product_id: UUID) -> Product:
    """A reviewer lets it on sale. Raises ProductStateError, ProductInvalidError where it is incomplete."""
    product = _lock(product_id)
    if product.status != _Status.REVIEW:
        raise ProductStateError
    if lacking := checks.missing_for_sale(product, _active_variants(product)) | missing_papers(product):
        raise ProductInvalidError(fields=lacking)
    _publish(product)
    return product


@transaction.atomic
def reject(*, product_id: UUID, reason: str) -> Product:
    """A reviewer sends it back with a reason that the merchant reads."""
    product = _lock(product_id)
    if product.status != _Status.REVIEW:
        raise ProductStateError
    _move(product, _Status.OFF_SHELF if product.published_at else _Status.DRAFT, reason=reason)
    return product


@transaction.atomic
def remove(*, product_id: UUID, reason: str) -> Product:
    """Takes a product down for a breach of rules or law, and publishes the measure. Repeated, nothing
    happens."""
    product = _lock(product_id)
    if product.status != _Status.REMOVED:
        _move(product, _Status.REMOVED, reason=reason)
        MerchantMeasure.objects.create(
            merchant_id=product.store.merchant_id,
            store_name=product.store.name,
            kind=MerchantMeasure.Kind.REMOVED,
            reason=f"{product.title[:80]}：{reason}"[:500],
        )
    return product


@transaction.atomic
def restore(*, product_id: UUID) -> Product:
    """Lifts a removal, or ends a review well: on sale where the product is complete and its store open, else
    off the shelf. Anything else stays as it is."""
    product = _lock(product_id)
    if product.status not in {_Status.REMOVED, _Status.REVIEW}:
        return product
    if _is_ready(product) and product.store.status == Store.Status.OPEN:
        _publish(product)
    else:
        _move(product, _Status.OFF_SHELF)
    return product


@transaction.atomic
def check_papers(product_id: UUID) -> bool:
    """Takes a product off the shelf while a paper that it stood on has run out, and puts one that left for
    that reason back when its papers are whole again. Returns whether it moved."""
    product = _lock(product_id)
    if (
        product.status == _Status.ON_SALE
        and lapsed_needs(product.store.merchant_id) & needs_of(product).keys()
    ):
        _move(product, _Status.OFF_SHELF, reason=PAPERS_LAPSED)
        return True
    was_lapsed = product.status == _Status.OFF_SHELF and product.status_reason == PAPERS_LAPSED
    if was_lapsed and product.store.status == Store.Status.OPEN and _is_ready(product):
        _publish(product)
        return True
    return False


def _is_ready(product: Product) -> bool:
    return not (checks.missing_for_sale(product, _active_variants(product)) | missing_papers(product))


def recall(product: Product, reason: str) -> None:
    """A locked product is called back: nobody may buy it any more."""
    _move(product, _Status.RECALLED, reason=reason)


def hold(product: Product) -> None:
    """Puts a locked product before the reviewers; it is not on sale meanwhile."""
    product.submitted_at = now()
    _move(product, _Status.REVIEW)


def is_doubted(product: Product, words: str, *, actor_id: UUID) -> bool:
    """Whether the machine doubts a product's words; raises ProductBlockedError where it refuses them."""
    screening = screen(kind="product", author_id=actor_id, text=words, subject_id=product.id)
    if screening.decision == "block":
        reasons = "；".join(dict.fromkeys(str(reason.text) for reason in screening.reasons))
        raise ProductBlockedError(fields={"title": reasons})
    return screening.decision == "review"


def lock_by_id(product_id: UUID) -> Product:
    """A product with its store, both locked in the order of all. Raises ProductNotFoundError."""
    return _lock(product_id)


def _publish(product: Product) -> None:
    if product.published_at is None:
        product.published_at = now()
        begin_history(product, _active_variants(product))
    renew_card_prices(product)
    _move(product, _Status.ON_SALE)
    keep_version(product)


def _move(product: Product, status: str, *, reason: str = "") -> None:
    """The only place that writes a status; the shelves of store and brand are counted with it."""
    before = product.status
    product.status, product.status_reason, product.updated_at = status, reason, now()
    product.save(update_fields=["status", "status_reason", "updated_at", "published_at", "submitted_at"])
    step = (status == _Status.ON_SALE) - (before == _Status.ON_SALE)
    if step:
        Store.objects.filter(id=product.store_id).update(product_count=F("product_count") + step)
        if product.brand_id:
            Brand.objects.filter(id=product.brand_id).update(product_count=F("product_count") + step)
    if step > 0:
        publish(ProductPublished(product_id=product.id, store_id=product.store_id))
    elif step < 0:
        publish(ProductWithdrawn(product_id=product.id, store_id=product.store_id, status=status))


def _is_trusted(store: Store) -> bool:
    if store.is_self_run:
        return True
    is_measured = MerchantMeasure.objects.filter(
        merchant_id=store.merchant_id, published_at__gt=now() - TRUST_WINDOW
    ).exists()
    passed = Product.objects.filter(store=store, published_at__isnull=False)
    return not is_measured and passed.count() >= TRUSTED_AFTER


def _active_variants(product: Product) -> list[Variant]:
    return list(Variant.objects.filter(product=product, is_active=True).order_by("position", "id"))


def _lock(product_id: UUID) -> Product:
    store_id = Product.objects.filter(id=product_id).values_list("store_id", flat=True).first()
    if store_id is None:
        raise ProductNotFoundError
    return _lock_own(store_id, product_id)


def _lock_own(store_id: UUID, product_id: UUID) -> Product:
    store = Store.objects.select_for_update(no_key=True).filter(id=store_id).first()
    product = (
        Product.objects.select_for_update(no_key=True, of=("self",))
        .select_related("category", "brand")
        .filter(id=product_id, store_id=store_id)
        .first()
    )
    if store is None or product is None:
        raise ProductNotFoundError
    product.store = store
    return product
