"""Coupons are made and run by stores (for their own goods) and by the platform."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Brand, Category, Product
from shancha.apps.mall.services.shop_words import find_refused_word
from shancha.apps.promotions.errors import CouponFixedError, CouponInvalidError, CouponNotFoundError
from shancha.apps.promotions.models import Coupon, CouponProduct
from shancha.kit.clock import now
from shancha.kit.language import bilingual

MAX_PERCENT = 9_000  # at most nine tenths off: more is a typing error
OPEN_COUPONS = 200
_MOVES = {
    "draft": {"active", "ended"},
    "active": {"paused", "ended"},
    "paused": {"active", "ended"},
    "ended": set[str](),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a new coupon; see `models.Coupon`."""

    name_zh: str
    kind: str
    value: int
    quantity: int
    scope: str = "store"
    name_en: str = ""
    threshold: int = 0
    cap: int | None = None
    per_user: int = 1
    claim_starts_at: datetime | None = None
    claim_ends_at: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    valid_days: int | None = None
    members_only: bool = False
    code_only: bool = False
    category_id: UUID | None = None
    brand_id: UUID | None = None
    product_ids: tuple[UUID, ...] = ()


@transaction.atomic
def create_coupon(
    *,
    actor_id: UUID | None,
    store_id: UUID | None,
    terms: Terms,
    platform_share_bp: int | None = None,
    status: str = "active",
) -> UUID:
    """Makes a coupon of a store, or of the platform where `store_id` is None; returns its id. A store pays
    for its own unless `platform_share_bp` says otherwise. Raises CouponInvalidError by field."""
    _check(store_id, terms)
    share = platform_share_bp if platform_share_bp is not None else 0 if store_id else 10_000
    coupon = Coupon.objects.create(
        store_id=store_id,
        platform_share_bp=share,
        status=status,
        created_by_id=actor_id,
        name_zh=terms.name_zh,
        name_en=terms.name_en,
        scope=terms.scope,
        kind=terms.kind,
        threshold=terms.threshold,
        value=terms.value,
        cap=terms.cap,
        quantity=terms.quantity,
        per_user=terms.per_user,
        claim_starts_at=terms.claim_starts_at or now(),
        claim_ends_at=terms.claim_ends_at,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        valid_days=terms.valid_days,
        members_only=terms.members_only,
        code_only=terms.code_only,
        category_id=terms.category_id,
        brand_id=terms.brand_id,
    )
    CouponProduct.objects.bulk_create(
        [CouponProduct(coupon=coupon, product_id=each) for each in sorted(set(terms.product_ids))]
    )
    return coupon.id


@transaction.atomic
def change_coupon(
    *,
    coupon_id: UUID,
    store_id: UUID | None,
    name_zh: str | None = None,
    name_en: str | None = None,
    quantity: int | None = None,
    status: str | None = None,
) -> None:
    """Renames it, adds to the quantity, pauses, resumes or ends it. What it gives stays as it was claimed.
    Raises CouponNotFoundError for a coupon that is not this store's, CouponFixedError, CouponInvalidError."""
    coupon = Coupon.objects.select_for_update(no_key=True).filter(id=coupon_id).first()
    if coupon is None or coupon.store_id != store_id:
        raise CouponNotFoundError
    if quantity is not None and quantity < coupon.quantity:
        raise CouponFixedError
    if status is not None and status != coupon.status and status not in _MOVES[coupon.status]:
        raise CouponFixedError
    coupon.name_zh = name_zh or coupon.name_zh
    coupon.name_en = coupon.name_en if name_en is None else name_en
    coupon.quantity = quantity or coupon.quantity
    coupon.status = status or coupon.status
    _refuse(_name_problem(coupon.name_zh, coupon.name_en, coupon.created_by_id))
    coupon.updated_at = now()
    coupon.save(update_fields=["name_zh", "name_en", "quantity", "status", "updated_at"])


def _check(store_id: UUID | None, terms: Terms) -> None:
    problems = {**_scope_problems(store_id, terms), **_amount_problems(terms), **_time_problems(terms)}
    _refuse(problems or _name_problem(terms.name_zh, terms.name_en, None))
    if store_id is not None:
        open_ones = Coupon.objects.filter(store_id=store_id).exclude(status="ended").count()
        if open_ones >= OPEN_COUPONS:
            message = bilingual("未结束的券最多 200 张", "At most 200 coupons that have not ended")
            raise CouponInvalidError(fields={"scope": message})


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise CouponInvalidError(fields=problems)


def _scope_problems(store_id: UUID | None, terms: Terms) -> dict[str, str]:
    wanted = {
        "category_id": terms.scope == "category",
        "brand_id": terms.scope == "brand",
        "product_ids": terms.scope == "product",
    }
    missing = bilingual("请选择适用范围", "Say what it covers")
    problems = {
        name: missing for name, is_wanted in wanted.items() if is_wanted != bool(getattr(terms, name))
    }
    if (terms.scope == "store" and store_id is None) or (terms.scope == "platform" and store_id is not None):
        problems["scope"] = missing
    return problems or _missing_subjects(store_id, terms)


def _missing_subjects(store_id: UUID | None, terms: Terms) -> dict[str, str]:
    gone = bilingual("没有找到，或不属于本店", "Not found, or not of this store")
    problems = {}
    if terms.category_id and not Category.objects.filter(id=terms.category_id, is_active=True).exists():
        problems["category_id"] = gone
    if terms.brand_id and not Brand.objects.filter(id=terms.brand_id).exists():
        problems["brand_id"] = gone
    if terms.product_ids:
        products = Product.objects.filter(id__in=terms.product_ids)
        if store_id is not None:
            products = products.filter(store_id=store_id)
        if products.count() != len(set(terms.product_ids)):
            problems["product_ids"] = gone
    return problems


def _amount_problems(terms: Terms) -> dict[str, str]:
    problems = {}
    if terms.kind == "percent" and terms.value > MAX_PERCENT:
        problems["value"] = bilingual("折扣最多减九成", "At most nine tenths off")
    if terms.kind == "amount" and terms.threshold and terms.value >= terms.threshold:
        problems["value"] = bilingual("面额要小于门槛", "Less than the minimum it asks for")
    if terms.kind != "percent" and terms.cap is not None:
        problems["cap"] = bilingual("只有折扣券有封顶", "Only percentages have a limit")
    if terms.cap == 0:
        problems["cap"] = bilingual("封顶要大于 0", "The limit is above zero")
    return problems


def _time_problems(terms: Terms) -> dict[str, str]:
    problems = {}
    later = bilingual("结束要晚于开始和现在", "The end comes after the beginning, and after now")
    begins = terms.claim_starts_at or now()
    if terms.claim_ends_at is not None and terms.claim_ends_at <= max(begins, now()):
        problems["claim_ends_at"] = later
    if (terms.valid_until is None) == (terms.valid_days is None):
        problems["valid_until"] = bilingual("失效时间与有效天数二选一", "Either an end or a number of days")
    elif terms.valid_until is not None and terms.valid_until <= max(terms.valid_from or now(), begins, now()):
        problems["valid_until"] = later
    return problems


def _name_problem(name_zh: str, name_en: str, author_id: UUID | None) -> dict[str, str]:
    refused = find_refused_word(kind="store", author_id=author_id, text=f"{name_zh}\n{name_en}")
    return {"name_zh": refused} if refused else {}
