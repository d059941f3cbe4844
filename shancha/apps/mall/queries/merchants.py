"""Merchants' files as their owners and the public see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.mall.errors import PaperNotFoundError, StoreNotFoundError
from shancha.apps.mall.models import (
    Merchant,
    MerchantContract,
    MerchantMeasure,
    MerchantPaper,
    Recall,
    StaffInvitation,
    Store,
    StoreStaff,
)
from shancha.kit.language import is_english
from shancha.kit.pagination import decode_cursor, encode_cursor

_FILE = (
    "id",
    "kind",
    "status",
    "legal_name",
    "licence_number",
    "licence_expires_at",
    "address",
    "contact_name",
    "contact_phone",
    "store_name",
    "brand_names",
    "introduction",
    "reason",
    "deposit_due",
    "deposit_paid",
    "renewal_due_at",
    "submitted_at",
    "created_at",
)
_PAPER = (
    "id",
    "kind",
    "brand_id",
    "filename",
    "content_type",
    "byte_size",
    "expires_at",
    "status",
    "reason",
    "created_at",
)
_STORE = (
    "id",
    "slug",
    "name",
    "intro",
    "logo",
    "banner",
    "is_self_run",
    "status",
    "status_reason",
    "closing_at",
    "phone",
    "hours",
    "city_name",
    "return_receiver",
    "return_phone",
    "return_address",
    "theme",
    "follower_count",
    "product_count",
    "sold_count",
    "commission_bp",
    "created_at",
)


def list_applications(owner_id: UUID) -> list[dict[str, Any]]:
    """The member's merchant files, the newest first; 20 at most."""
    found = Merchant.objects.filter(owner_id=owner_id).order_by("-created_at", "-id")[:20]
    return [merchant_json(merchant) for merchant in found]


def merchant_json(merchant: Merchant) -> dict[str, Any]:
    """A merchant's file whole: facts, papers, contracts, stores."""
    papers = MerchantPaper.objects.filter(merchant=merchant).select_related("brand")
    contracts = MerchantContract.objects.filter(merchant=merchant).order_by("-version")
    stores = Store.objects.filter(merchant=merchant).order_by("created_at", "id")
    return {
        **{name: getattr(merchant, name) for name in _FILE},
        "papers": [paper_json(paper) for paper in papers.order_by("created_at", "id")],
        "contracts": [
            {
                "version": contract.version,
                "commission_bp": contract.commission_bp,
                "text": contract.text,
                "signed_at": contract.signed_at,
                "created_at": contract.created_at,
            }
            for contract in contracts[:20]
        ],
        "stores": [
            {"id": store.id, "slug": store.slug, "name": store.name, "status": store.status}
            for store in stores[:50]
        ],
    }


def paper_json(paper: MerchantPaper) -> dict[str, Any]:
    """A paper as its merchant sees it."""
    brand = paper.brand
    name = (is_english() and brand.name_en) or brand.name_zh if brand else ""
    return {**{each: getattr(paper, each) for each in _PAPER}, "brand_name": name}


def find_merchant_paper(merchant_id: UUID, paper_id: UUID) -> MerchantPaper:
    """A paper of the merchant's; raises PaperNotFoundError."""
    paper = MerchantPaper.objects.filter(id=paper_id, merchant_id=merchant_id).first()
    if paper is None:
        raise PaperNotFoundError
    return paper


def list_own_stores(user_id: UUID) -> list[dict[str, Any]]:
    """Stores that the member works for, with the role in each."""
    found = StoreStaff.objects.filter(user_id=user_id).select_related("store").order_by("created_at", "id")
    return [
        {
            "id": staff.store_id,
            "slug": staff.store.slug,
            "name": staff.store.name,
            "logo": staff.store.logo,
            "is_self_run": staff.store.is_self_run,
            "status": staff.store.status,
            "product_count": staff.store.product_count,
            "role": staff.role,
        }
        for staff in found[:100]
    ]


def store_settings(store_id: UUID, role: str) -> dict[str, Any]:
    """A store as its staff see it, with the asker's role."""
    store = Store.objects.select_related("merchant").filter(id=store_id).first()
    if store is None:
        raise StoreNotFoundError
    return {
        **{name: getattr(store, name) for name in _STORE},
        "role": role,
        "merchant_id": store.merchant_id,
        "legal_name": store.merchant.legal_name,
        "licence_number": store.merchant.licence_number,
    }


def list_own_invitations(user_id: UUID) -> list[dict[str, Any]]:
    """Stores that ask the member to join their staff, the latest first, with the asker's nickname."""
    found = StaffInvitation.objects.filter(user_id=user_id, declined_at=None)
    found = found.exclude(store__status=Store.Status.CLOSED).select_related("store", "invited_by")
    return [
        {
            "store_id": invitation.store_id,
            "slug": invitation.store.slug,
            "name": invitation.store.name,
            "logo": invitation.store.logo,
            "role": invitation.role,
            "invited_by": invitation.invited_by.nickname,
            "created_at": invitation.created_at,
        }
        for invitation in found.order_by("-created_at", "-id")[:50]
    ]


def list_invitations(store_id: UUID) -> list[dict[str, Any]]:
    """Whom a store asked to join its staff and who has not answered yet, the latest first."""
    found = StaffInvitation.objects.filter(store_id=store_id, declined_at=None).select_related("user")
    return [_person(invitation) for invitation in found.order_by("-created_at", "-id")[:100]]


def list_staff(store_id: UUID) -> list[dict[str, Any]]:
    """Who works for a store."""
    found = StoreStaff.objects.filter(store_id=store_id).select_related("user").order_by("created_at", "id")
    return [_person(staff) for staff in found[:200]]


def _person(row: StoreStaff | StaffInvitation) -> dict[str, Any]:
    return {
        "user_id": row.user_id,
        "handle": row.user.handle,
        "nickname": row.user.nickname,
        "role": row.role,
        "created_at": row.created_at,
    }


def list_measures(*, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """Measures against merchants, the latest first: public (电子商务法 36)."""
    found = MerchantMeasure.objects.order_by("-published_at", "-id")
    rows = list(_after(found, cursor)[: limit + 1])
    items = [
        {
            "id": row.id,
            "store_name": row.store_name,
            "kind": row.kind,
            "reason": row.reason,
            "published_at": row.published_at,
        }
        for row in rows[:limit]
    ]
    return {"items": items, "next_cursor": _next(rows, limit)}


def list_recalls(*, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """Goods called back, the latest first: public."""
    found = Recall.objects.select_related("product__store").order_by("-published_at", "-id")
    rows = list(_after(found, cursor)[: limit + 1])
    items = [
        {
            "id": row.id,
            "product_id": row.product_id,
            "title": row.product.title,
            "store_name": row.product.store.name,
            "batch_no": row.batch_no,
            "reason": row.reason,
            "advice": row.advice,
            "published_at": row.published_at,
        }
        for row in rows[:limit]
    ]
    return {"items": items, "next_cursor": _next(rows, limit)}


def _after(found: Any, cursor: str) -> Any:
    after = decode_cursor(cursor, datetime.fromisoformat, UUID)
    if after is None:
        return found
    at, row_id = after
    return found.filter(published_at__lte=at).exclude(published_at=at, id__gte=row_id)


def _next(rows: list[Any], limit: int) -> str | None:
    if len(rows) <= limit:
        return None
    return encode_cursor(rows[limit - 1].published_at, rows[limit - 1].id)
