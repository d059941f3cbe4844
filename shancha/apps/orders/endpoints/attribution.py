"""Attribution over HTTP: touches in, credits out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, visitor_key_of
from shancha.apps.mall.policies import EVERYBODY, require_store_role
from shancha.apps.orders.queries import credits as queries
from shancha.apps.orders.schemas.settlements import CreditOut, CreditTotals, StoreCreditTotals, TouchesIn
from shancha.apps.orders.services import crediting
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.http import client_address
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["attribution"])


@router.post("/touches", auth=visitor, response={204: None, **problems(401, 403, 422, 429)})
def record_touches(request: HttpRequest, payload: TouchesIn) -> Any:
    """Tells of notes with goods that were seen, opened, tapped; what leads nowhere is passed over."""
    limits.check("touches", client_address(request), limit=120, seconds=60)
    viewer = viewer_of(request)
    crediting.record_touches(
        user_id=viewer.id if viewer else None,
        visitor_key="" if viewer else visitor_key_of(request),
        touches=[
            crediting.Met(note_id=each.note_id, product_id=each.product_id, kind=each.kind)
            for each in payload.touches
        ],
    )
    return 204, None


@router.get("/me/credits", auth=member, response={200: Page[CreditOut], **problems(401, 403, 422)})
def list_my_credits(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """What one's notes led to, sale by sale; buyers are not named."""
    return queries.list_author_credits(author_id=require_viewer(request).id, cursor=cursor, limit=limit)


@router.get("/me/credits/totals", auth=member, response={200: CreditTotals, **problems(401, 403)})
def get_my_credit_totals(request: HttpRequest) -> Any:
    """Sums over all of one's credits, and the rule behind them."""
    return queries.author_totals(require_viewer(request).id)


@router.get(
    "/merchant/stores/{store_id}/credits",
    auth=member,
    response={200: Page[CreditOut], **problems(401, 403, 404, 422)},
)
def list_store_credits(
    request: HttpRequest, store_id: UUID, cursor: CursorText = "", limit: Limit = 20
) -> Any:
    """Which notes led to the store's sales."""
    require_store_role(require_viewer(request).id, store_id, EVERYBODY)
    return queries.list_store_credits(store_id=store_id, cursor=cursor, limit=limit)


@router.get(
    "/merchant/stores/{store_id}/credits/totals",
    auth=member,
    response={200: StoreCreditTotals, **problems(401, 403, 404)},
)
def get_store_credit_totals(request: HttpRequest, store_id: UUID) -> Any:
    """Sums over the store's credits, and the notes that brought most."""
    require_store_role(require_viewer(request).id, store_id, EVERYBODY)
    return queries.store_totals(store_id)
