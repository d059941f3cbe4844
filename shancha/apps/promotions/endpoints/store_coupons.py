"""A store's own coupons over HTTP, for its staff."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, writer
from shancha.apps.mall.policies import MANAGERS, require_store_role
from shancha.apps.promotions.queries import coupons as queries
from shancha.apps.promotions.schemas.coupons import CouponChange, CouponCreate, StoreCoupon
from shancha.apps.promotions.services import coupons
from shancha.kit.errors import problems
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["promotions"])


@router.get(
    "/merchant/stores/{store_id}/coupons",
    auth=member,
    response={200: Page[StoreCoupon], **problems(401, 403, 404, 422)},
)
def list_store_coupons(
    request: HttpRequest, store_id: UUID, cursor: CursorText = "", limit: Limit = 20
) -> Any:
    """The store's coupons in all states, the latest first. For everybody who works there."""
    require_store_role(require_viewer(request).id, store_id)
    return queries.list_store_coupons(store_id=store_id, cursor=cursor, limit=limit, english=is_english())


@router.post(
    "/merchant/stores/{store_id}/coupons",
    auth=writer,
    response={201: StoreCoupon, **problems(401, 403, 404, 409, 422)},
)
def create_store_coupon(request: HttpRequest, store_id: UUID, payload: CouponCreate) -> Any:
    """Makes a coupon for the store's goods, at the store's cost. For owner and managers."""
    viewer_id = require_viewer(request).id
    require_store_role(viewer_id, store_id, MANAGERS)
    values = payload.dict()
    terms = coupons.Terms(**{**values, "product_ids": tuple(values["product_ids"])})
    coupon_id = coupons.create_coupon(actor_id=viewer_id, store_id=store_id, terms=terms)
    return 201, queries.get_store_coupon(store_id=store_id, coupon_id=coupon_id, english=is_english())


@router.patch(
    "/merchant/stores/{store_id}/coupons/{coupon_id}",
    auth=writer,
    response={200: StoreCoupon, **problems(401, 403, 404, 409, 422)},
)
def change_store_coupon(request: HttpRequest, store_id: UUID, coupon_id: UUID, payload: CouponChange) -> Any:
    """Renames it, adds to its quantity, pauses, resumes or ends it. For owner and managers."""
    require_store_role(require_viewer(request).id, store_id, MANAGERS)
    coupons.change_coupon(coupon_id=coupon_id, store_id=store_id, **payload.dict())
    return queries.get_store_coupon(store_id=store_id, coupon_id=coupon_id, english=is_english())
