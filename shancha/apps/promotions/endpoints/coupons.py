"""Coupons over HTTP: the claim centre and one's own pocket."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, participant, require_viewer, viewer_of, visitor
from shancha.apps.promotions.queries import coupons as queries
from shancha.apps.promotions.schemas.coupons import CodeRedeem, CouponCounts, CouponOffer, MyCoupon, State
from shancha.apps.promotions.services import claims
from shancha.kit.errors import problems
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["promotions"])


@router.get("/coupons", auth=visitor, response={200: Page[CouponOffer], **problems(401, 403, 422)})
def list_coupons(
    request: HttpRequest,
    store_id: UUID | None = None,
    product_id: UUID | None = None,
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """The claim centre: coupons handed out now, the latest first; a store's, or those for a product."""
    viewer = viewer_of(request)
    return queries.list_offers(
        viewer_id=viewer.id if viewer else None,
        store_id=store_id,
        product_id=product_id,
        cursor=cursor,
        limit=limit,
        english=is_english(),
    )


@router.post(
    "/coupons/{coupon_id}/claims",
    auth=participant,
    response={201: MyCoupon, **problems(401, 403, 404, 409, 422)},
)
def claim_coupon(request: HttpRequest, coupon_id: UUID) -> Any:
    """Puts a coupon into one's pocket."""
    viewer_id = require_viewer(request).id
    claim_id = claims.claim_coupon(user_id=viewer_id, coupon_id=coupon_id)
    return 201, queries.get_claim(user_id=viewer_id, claim_id=claim_id, english=is_english())


@router.get("/me/coupons", auth=member, response={200: Page[MyCoupon], **problems(401, 403, 422)})
def list_my_coupons(
    request: HttpRequest, status: State = "open", cursor: CursorText = "", limit: Limit = 20
) -> Any:
    """One's own coupons: usable ones by their end, used and expired ones the latest first."""
    return queries.list_pocket(
        user_id=require_viewer(request).id, state=status, cursor=cursor, limit=limit, english=is_english()
    )


@router.get("/me/coupons/counts", auth=member, response={200: CouponCounts, **problems(401, 403)})
def count_my_coupons(request: HttpRequest) -> Any:
    """How many coupons one has, by state."""
    return queries.count_pocket(user_id=require_viewer(request).id)


@router.post(
    "/me/coupons/codes",
    auth=participant,
    response={201: MyCoupon, **problems(401, 403, 409, 422, 429)},
)
def redeem_coupon_code(request: HttpRequest, payload: CodeRedeem) -> Any:
    """Turns a gift code into a coupon."""
    viewer_id = require_viewer(request).id
    claim_id = claims.redeem_code(user_id=viewer_id, code=payload.code)
    return 201, queries.get_claim(user_id=viewer_id, claim_id=claim_id, english=is_english())
