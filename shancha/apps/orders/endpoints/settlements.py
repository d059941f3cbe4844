"""Stores' money over HTTP."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, owner, require_viewer
from shancha.apps.mall.policies import FINANCE, OWNERS, require_store_role
from shancha.apps.orders.queries import settlements as queries
from shancha.apps.orders.schemas.settlements import (
    PayoutAccountIn,
    PayoutIn,
    PayoutOut,
    SettlementOut,
    SettlementStatus,
    StoreWallet,
)
from shancha.apps.orders.services import payouts
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.queries.wallets import list_postings
from shancha.apps.wallet.schemas.wallets import PostingOut
from shancha.kit.errors import problems
from shancha.kit.idempotency import IdempotencyKey, once
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["merchant"])
STORE = "/merchant/stores/{store_id}"


def _role(request: HttpRequest, store_id: UUID, roles: frozenset[str] = FINANCE) -> UUID:
    viewer_id = require_viewer(request).id
    require_store_role(viewer_id, store_id, roles)
    return viewer_id


@router.get(STORE + "/wallet", auth=member, response={200: StoreWallet, **problems(401, 403, 404)})
def get_store_wallet(request: HttpRequest, store_id: UUID) -> Any:
    """What stands on the store's accounts."""
    _role(request, store_id)
    return queries.get_store_wallet(store_id=store_id)


@router.get(
    STORE + "/postings", auth=member, response={200: Page[PostingOut], **problems(401, 403, 404, 422)}
)
def list_store_postings(
    request: HttpRequest,
    store_id: UUID,
    account: Literal["pending", "available", "deposit", "debt"] = "available",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Every movement on one of the store's accounts, latest first."""
    _role(request, store_id)
    return list_postings(account=store_account(store_id, account), cursor=cursor, limit=limit)


@router.get(
    STORE + "/settlements", auth=member, response={200: Page[SettlementOut], **problems(401, 403, 404, 422)}
)
def list_settlements(
    request: HttpRequest,
    store_id: UUID,
    status: SettlementStatus | Literal[""] = "",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """What the store is due, order by order."""
    _role(request, store_id)
    return queries.list_settlements(store_id=store_id, status=status, cursor=cursor, limit=limit)


@router.put(
    STORE + "/payout-account", auth=owner, response={200: StoreWallet, **problems(401, 403, 404, 422)}
)
def set_payout_account(request: HttpRequest, store_id: UUID, payload: PayoutAccountIn) -> Any:
    """Says where the store's money goes; its owner alone may."""
    _role(request, store_id, OWNERS)
    payouts.set_payout_account(store_id=store_id, **payload.dict())
    return queries.get_store_wallet(store_id=store_id)


@router.get(STORE + "/payouts", auth=member, response={200: Page[PayoutOut], **problems(401, 403, 404, 422)})
def list_payouts(request: HttpRequest, store_id: UUID, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """What left for the store's bank."""
    _role(request, store_id)
    return queries.list_payouts(store_id=store_id, cursor=cursor, limit=limit)


@router.post(STORE + "/payouts", auth=owner, response={201: PayoutOut, **problems(401, 403, 404, 409, 422)})
def request_payout(
    request: HttpRequest, store_id: UUID, payload: PayoutIn, idempotency_key: IdempotencyKey
) -> Any:
    """Sends available money to the store's bank now, rather than tomorrow morning."""
    actor_id = _role(request, store_id)

    def action() -> tuple[int, Any]:
        payout = payouts.request_payout(store_id=store_id, actor_id=actor_id, amount=payload.amount)
        return 201, queries.shape_payout(payout)

    return once(
        scope="payout",
        owner_id=store_id,
        key=idempotency_key,
        payload=payload.model_dump(),
        action=action,
    )
