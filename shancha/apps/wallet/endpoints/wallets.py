"""A member's wallet over HTTP."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, owner, require_viewer, writer
from shancha.apps.wallet import services
from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.queries import wallets as queries
from shancha.apps.wallet.schemas.wallets import (
    PostingOut,
    TopUpIn,
    TopUpOut,
    WalletIdentityIn,
    WalletOut,
    WithdrawalIn,
    WithdrawalOut,
)
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.idempotency import IdempotencyKey, once
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["wallet"])


@router.get("/wallet", auth=member, response={200: WalletOut, **problems(401, 403)})
def get_wallet(request: HttpRequest) -> Any:
    """What is in one's wallet."""
    return queries.get_wallet(user_id=require_viewer(request).id)


@router.get("/wallet/postings", auth=member, response={200: Page[PostingOut], **problems(401, 403, 422)})
def list_postings(
    request: HttpRequest,
    currency: Literal["CNY", "PTS"] = "CNY",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Every movement of one's balance (CNY, fen) or points (PTS), latest first."""
    account = user_account(require_viewer(request).id, "balance" if currency == "CNY" else "points")
    return queries.list_postings(account=account, cursor=cursor, limit=limit)


@router.put("/wallet/identity", auth=owner, response={200: WalletOut, **problems(401, 403, 409, 422, 429)})
def give_wallet_identity(request: HttpRequest, payload: WalletIdentityIn) -> Any:
    """Says who the wallet's owner is, once; needed to withdraw. Kept encrypted."""
    viewer_id = require_viewer(request).id
    limits.check("wallet_identity", str(viewer_id), limit=10, seconds=3600, durable=True)
    services.give_identity(user_id=viewer_id, real_name=payload.real_name, number=payload.number)
    return queries.get_wallet(user_id=viewer_id)


@router.post("/wallet/top-ups", auth=writer, response={201: TopUpOut, **problems(401, 403, 409, 422, 429)})
def request_top_up(request: HttpRequest, payload: TopUpIn, idempotency_key: IdempotencyKey) -> Any:
    """Asks to put money in; the answer names the payment to make."""
    viewer_id = require_viewer(request).id
    limits.check("top_up", str(viewer_id), limit=20, seconds=3600)

    def action() -> tuple[int, Any]:
        top_up = services.request_top_up(user_id=viewer_id, amount=payload.amount)
        return 201, {
            "id": top_up.id,
            "payment_id": top_up.payment_id,
            "amount": top_up.amount,
            "status": top_up.status,
        }

    return once(
        scope="top_up",
        owner_id=viewer_id,
        key=idempotency_key,
        payload=payload.model_dump(),
        action=action,
    )


@router.get(
    "/wallet/withdrawals", auth=member, response={200: Page[WithdrawalOut], **problems(401, 403, 422)}
)
def list_withdrawals(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """One's withdrawals, latest first."""
    return queries.list_withdrawals(
        owner_kind="user", owner_id=require_viewer(request).id, cursor=cursor, limit=limit
    )


@router.post(
    "/wallet/withdrawals", auth=owner, response={201: WithdrawalOut, **problems(401, 403, 409, 422, 429)}
)
def request_withdrawal(request: HttpRequest, payload: WithdrawalIn, idempotency_key: IdempotencyKey) -> Any:
    """Asks for money out. It is set aside at once; an operator lets it go to the bank."""
    viewer_id = require_viewer(request).id
    limits.check("withdrawal", str(viewer_id), limit=20, seconds=3600, durable=True)

    def action() -> tuple[int, Any]:
        receiver = services.Receiver(
            method=payload.method, account=payload.account, real_name=payload.real_name
        )
        withdrawal = services.request_withdrawal(
            owner_kind="user",
            owner_id=viewer_id,
            requested_by=viewer_id,
            amount=payload.amount,
            receiver=receiver,
        )
        return 201, queries.shape_withdrawal(withdrawal)

    return once(
        scope="withdrawal",
        owner_id=viewer_id,
        key=idempotency_key,
        payload=payload.model_dump(),
        action=action,
    )
