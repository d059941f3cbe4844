"""Membership over HTTP."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, participant, require_viewer, viewer_of, visitor
from shancha.apps.promotions.queries import membership as queries
from shancha.apps.promotions.schemas.membership import (
    Card,
    MembershipBuy,
    MembershipPage,
    MembershipRefund,
    MembershipTry,
    Purchase,
)
from shancha.apps.promotions.services import membership
from shancha.kit.errors import problems
from shancha.kit.idempotency import IdempotencyKey, once
from shancha.kit.language import is_english

router = Router(tags=["promotions"])


@router.get("/membership", auth=visitor, response={200: MembershipPage, **problems(401, 403)})
def get_membership(request: HttpRequest) -> Any:
    """Plans on sale; to a member also their card, what it has saved, and purchases."""
    viewer, english = viewer_of(request), is_english()
    return {
        "plans": queries.list_plans(english=english),
        "card": queries.get_membership(user_id=viewer.id, english=english) if viewer else None,
        "can_try": queries.can_try(user_id=viewer.id if viewer else None),
        "purchases": queries.list_purchases(user_id=viewer.id, english=english) if viewer else [],
    }


@router.post(
    "/membership/purchases",
    auth=participant,
    response={201: Purchase, **problems(401, 403, 404, 409, 422)},
)
def buy_membership(request: HttpRequest, payload: MembershipBuy, key: IdempotencyKey) -> Any:
    """Asks for a plan; its `payment_id` is then paid like any other."""
    viewer_id, english = require_viewer(request).id, is_english()

    def buy() -> tuple[int, Any]:
        period = membership.buy_membership(user_id=viewer_id, plan_id=payload.plan_id, renews=payload.renews)
        return 201, queries.get_purchase(period_id=period.id, english=english)

    return once(scope="membership", owner_id=viewer_id, key=key, payload=payload.dict(), action=buy)


@router.post("/membership/trial", auth=participant, response={201: Card, **problems(401, 403, 404, 409, 422)})
def start_membership_trial(request: HttpRequest, payload: MembershipTry) -> Any:
    """Tries a plan, once; it ends by itself."""
    viewer_id = require_viewer(request).id
    membership.start_trial(user_id=viewer_id, plan_id=payload.plan_id)
    return 201, queries.get_membership(user_id=viewer_id, english=is_english())


@router.put("/membership/renewal", auth=participant, response={204: None, **problems(401, 403, 409)})
def resume_membership_renewal(request: HttpRequest) -> Any:
    """Asks for a bill before the card ends."""
    membership.set_renewal(user_id=require_viewer(request).id, renews=True)
    return 204, None


@router.delete("/membership/renewal", auth=member, response={204: None, **problems(401, 403, 409)})
def cancel_membership_renewal(request: HttpRequest) -> Any:
    """No further bills; the card stays good until its end."""
    membership.set_renewal(user_id=require_viewer(request).id, renews=False)
    return 204, None


@router.post(
    "/membership/refund",
    auth=member,
    response={200: MembershipRefund, **problems(401, 403, 404, 409, 422)},
)
def refund_membership(request: HttpRequest, key: IdempotencyKey) -> Any:
    """Ends the card now and gives back what is left of it."""
    viewer_id = require_viewer(request).id

    def refund() -> tuple[int, Any]:
        return 200, {"refunded_amount": membership.refund_membership(user_id=viewer_id)}

    return once(scope="membership_refund", owner_id=viewer_id, key=key, payload={}, action=refund)
