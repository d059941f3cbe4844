"""A merchant's file: locked, moved, looked at. What the services around it share."""

import re
from typing import Any
from uuid import UUID

from shancha.apps.mall.errors import MerchantNotFoundError, MerchantStateError
from shancha.apps.mall.events import StoreOpened
from shancha.apps.mall.models import Merchant, MerchantPaper, Store
from shancha.apps.mall.services.shop_words import find_refused_word
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

# 统一社会信用代码, GB 32100-2015: 18 places of digits and letters without I, O, S, V, Z.
_CREDIT_CODE = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{18}$")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# An application that is being written or looked at, or was sent back.
APPLYING = (Merchant.Status.DRAFT, Merchant.Status.SUBMITTED, Merchant.Status.REJECTED)
_LINES = {"legal_name": 120, "address": 200, "store_name": 40}


def lock_merchant(merchant_id: UUID, owner_id: UUID | None = None) -> Merchant:
    """The merchant, locked; with `owner_id` only that member's. Raises MerchantNotFoundError."""
    found = Merchant.objects.select_for_update(no_key=True).filter(id=merchant_id)
    merchant = (found.filter(owner_id=owner_id) if owner_id else found).first()
    if merchant is None:
        raise MerchantNotFoundError
    return merchant


def lock_stores(merchant: Merchant, *states: str) -> list[Store]:
    """The merchant's stores in these states, locked."""
    found = Store.objects.select_for_update(no_key=True).filter(merchant=merchant, status__in=states)
    return list(found.order_by("id"))


def require_status(merchant: Merchant, *states: str) -> None:
    """Raises MerchantStateError where the file stands elsewhere."""
    if merchant.status not in states:
        raise MerchantStateError


def note_decision(merchant: Merchant, status: str, *, operator_id: UUID | None, reason: str = "") -> None:
    """Notes on the file (not stored) what was decided, by whom and why."""
    merchant.status, merchant.reason = status, clean_text(reason)[:500]
    merchant.reviewed_by_id, merchant.reviewed_at, merchant.updated_at = operator_id, now(), now()


def open_store(store: Store) -> None:
    """Opens a locked store, the first time or again."""
    store.status, store.status_reason, store.closing_at = Store.Status.OPEN, "", None
    store.save(update_fields=["status", "status_reason", "closing_at"])
    publish(StoreOpened(store_id=store.id, merchant_id=store.merchant_id))


def is_credit_code(code: str) -> bool:
    """Whether it is a 统一社会信用代码 whose check character is right (GB 32100-2015, 4.1: modulus 31 with
    weights 3^i)."""
    if not _CREDIT_CODE.match(code):
        return False
    total = sum(_CREDIT_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def missing_for_review(merchant: Merchant) -> dict[str, str]:
    """What an application lacks, by field."""
    problems = {
        name: bilingual("请填写", "Please fill in")
        for name in ("legal_name", "address", "store_name", "contact_name", "contact_phone")
        if not getattr(merchant, name)
    }
    if not is_credit_code(merchant.licence_number):
        problems["licence_number"] = bilingual("统一社会信用代码不正确", "Not a valid credit code")
    if merchant.licence_expires_at is not None and merchant.licence_expires_at <= now().date():
        problems["licence_expires_at"] = bilingual("执照已过期", "The licence has run out")
    if merchant.store_name and Store.objects.filter(name=merchant.store_name).exists():
        problems["store_name"] = bilingual("店名已被使用", "This name is taken")
    elif merchant.store_name and (
        refused := find_refused_word(kind="board", author_id=merchant.owner_id, text=merchant.store_name)
    ):
        problems["store_name"] = refused
    if not MerchantPaper.objects.filter(
        merchant=merchant, kind=MerchantPaper.Kind.LICENCE, status__in=["submitted", "approved"]
    ).exists():
        problems["papers"] = bilingual("请上传营业执照", "Please add the business licence")
    return problems


def clean_fact(name: str, value: Any) -> Any:
    """A fact of an application, as it is stored."""
    if name in _LINES:
        return clean_line(value or "")[: _LINES[name]]
    if name == "licence_number":
        return clean_line(value or "").upper().replace(" ", "")[:30]
    if name == "introduction":
        return clean_text(value or "")[:1000]
    if name == "brand_names":
        names = [clean_line(each)[:80] for each in value or []]
        return [each for each in dict.fromkeys(names) if each]
    return clean_line(value) if isinstance(value, str) else value
