"""A store's money: what is due, what it has, what left for its bank."""

from typing import Any
from uuid import UUID

from shancha.apps.orders.models import Payout, PayoutAccount, Settlement
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.queries.balances import balances_of
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

KINDS = ("pending", "available", "claims", "withdrawing", "deposit", "debt")


def get_store_wallet(*, store_id: UUID) -> dict[str, Any]:
    """What stands on the store's accounts, fen; `debt` is what it owes the platform (positive)."""
    accounts = {kind: store_account(store_id, kind) for kind in KINDS}
    standing = balances_of(accounts.values())
    account = PayoutAccount.objects.filter(store_id=store_id).first()
    frozen = sql.fetch_value(
        "select coalesce(sum(gross + subsidy - refunded - subsidy_back), 0)::bigint from orders_settlement "
        "where store_id = %s and status = 'frozen'",
        [store_id],
    )
    return {
        **{kind: standing[ref] for kind, ref in accounts.items()},
        "debt": -standing[accounts["debt"]],
        "frozen": int(frozen),
        "payout_account": {"method": account.method, "account": account.account_hint} if account else None,
    }


def list_settlements(
    *, store_id: UUID, status: str = "", cursor: str = "", limit: int = 20
) -> dict[str, Any]:
    """Settlements of a store's orders, latest first."""
    rows = Settlement.objects.select_related("order").filter(store_id=store_id)
    if status:
        rows = rows.filter(status=status)
    after = decode_cursor(cursor, UUID)
    if after:
        rows = rows.filter(id__lt=after[0])
    found = list(rows.order_by("-id")[: limit + 1])
    items = [
        {
            "id": each.id,
            "order_id": each.order_id,
            "order_number": each.order.number,
            "gross": each.gross,
            "subsidy": each.subsidy,
            "refunded": each.refunded,
            "subsidy_back": each.subsidy_back,
            "commission": each.commission,
            "net": each.net,
            "status": each.status,
            "hold_until": each.hold_until,
            "released_at": each.released_at,
            "created_at": each.created_at,
        }
        for each in found[:limit]
    ]
    return {"items": items, "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None}


def list_payouts(*, store_id: UUID, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """A store's payouts, latest first."""
    rows = Payout.objects.select_related("withdrawal").filter(store_id=store_id)
    after = decode_cursor(cursor, UUID)
    if after:
        rows = rows.filter(id__lt=after[0])
    found = list(rows.order_by("-id")[: limit + 1])
    return {
        "items": [shape_payout(each) for each in found[:limit]],
        "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None,
    }


def shape_payout(payout: Payout) -> dict[str, Any]:
    """A payout for the store's staff."""
    return {
        "id": payout.id,
        "number": payout.withdrawal.number,
        "amount": payout.amount,
        "account": payout.withdrawal.account_hint,
        "status": payout.status,
        "reason": payout.reason,
        "created_at": payout.created_at,
        "finished_at": payout.finished_at,
    }
