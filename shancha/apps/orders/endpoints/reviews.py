"""Reviews over HTTP."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, require_viewer, visitor, writer
from shancha.apps.mall.policies import EVERYBODY, SERVICE, require_store_role
from shancha.apps.orders.queries import reviews as queries
from shancha.apps.orders.schemas.reviews import (
    FollowUpIn,
    ReviewDraft,
    ReviewIn,
    ReviewMade,
    ReviewOut,
    ReviewReplyIn,
    ReviewSummary,
    ReviewWithLine,
)
from shancha.apps.orders.services import reviews
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["reviews"])
StarFilter = Annotated[int | None, Field(ge=1, le=5)]
StarRange = Literal["good", "medium", "poor"]


@router.get(
    "/products/{product_id}/reviews",
    auth=visitor,
    response={200: Page[ReviewOut], **problems(401, 403, 404, 422)},
)
def list_product_reviews(  # noqa: PLR0917 - Ninja passes them by name
    request: HttpRequest,
    product_id: UUID,
    rating: StarFilter = None,
    stars: StarRange | None = None,
    with_pictures: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    with_follow_up: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Buyers' reviews, latest first; folded ones come last, with the reason. `stars`: good is 4 and 5,
    medium 3, poor 1 and 2."""
    return queries.list_product_reviews(
        product_id=product_id,
        rating=rating,
        stars=stars,
        with_pictures=with_pictures,
        with_follow_up=with_follow_up,
        cursor=cursor,
        limit=limit,
    )


@router.get(
    "/products/{product_id}/reviews/summary",
    auth=visitor,
    response={200: ReviewSummary, **problems(401, 403, 404)},
)
def get_review_summary(request: HttpRequest, product_id: UUID) -> Any:
    """How a product is rated."""
    return queries.get_summary(product_id)


@router.post(
    "/orders/{order_id}/lines/{line_id}/review",
    auth=writer,
    response={201: ReviewMade, **problems(401, 403, 404, 409, 422, 429)},
)
def write_review(request: HttpRequest, order_id: UUID, line_id: UUID, payload: ReviewIn) -> Any:
    """Reviews a line that one received, once."""
    viewer_id = require_viewer(request).id
    limits.check("review", str(viewer_id), limit=60, seconds=3600)
    review = reviews.write_review(buyer_id=viewer_id, order_id=order_id, line_id=line_id, **payload.dict())
    return 201, {"id": review.id}


@router.get("/me/reviews", auth=member, response={200: Page[ReviewWithLine], **problems(401, 403, 422)})
def list_my_reviews(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """One's own reviews."""
    return queries.list_own_reviews(buyer_id=require_viewer(request).id, cursor=cursor, limit=limit)


@router.post(
    "/reviews/{review_id}/follow-up",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def follow_up_review(request: HttpRequest, review_id: UUID, payload: FollowUpIn) -> Any:
    """Says more about what one reviewed, once."""
    reviews.follow_up(buyer_id=require_viewer(request).id, review_id=review_id, **payload.dict())
    return 204, None


@router.post(
    "/reviews/{review_id}/draft",
    auth=writer,
    response={201: ReviewDraft, **problems(401, 403, 404, 409, 422)},
)
def make_draft_of_review(request: HttpRequest, review_id: UUID) -> Any:
    """Starts a note with the words and pictures of one's review."""
    draft_id = reviews.make_note_of(buyer_id=require_viewer(request).id, review_id=review_id)
    return 201, {"draft_id": draft_id}


@router.get(
    "/merchant/stores/{store_id}/reviews",
    auth=member,
    response={200: Page[ReviewWithLine], **problems(401, 403, 404, 422)},
)
def list_store_reviews(  # noqa: PLR0917 - Ninja passes them by name
    request: HttpRequest,
    store_id: UUID,
    rating: StarFilter = None,
    unanswered: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Reviews of everything in the store."""
    require_store_role(require_viewer(request).id, store_id, EVERYBODY)
    return queries.list_store_reviews(
        store_id=store_id, rating=rating, unanswered=unanswered, cursor=cursor, limit=limit
    )


@router.put(
    "/merchant/stores/{store_id}/reviews/{review_id}/reply",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 422)},
)
def reply_to_review(request: HttpRequest, store_id: UUID, review_id: UUID, payload: ReviewReplyIn) -> Any:
    """Answers a review, or changes the answer. A store can neither hide nor delete one."""
    actor_id = require_viewer(request).id
    require_store_role(actor_id, store_id, SERVICE)
    reviews.reply(store_id=store_id, review_id=review_id, actor_id=actor_id, text=payload.text)
    return 204, None
