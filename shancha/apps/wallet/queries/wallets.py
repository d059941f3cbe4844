"""A wallet as its owner sees it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shancha.apps.wallet.accounts import AccountRef, user_account
from shancha.apps.wallet.kinds import name_of
from shancha.apps.wallet.models import Posting, WalletIdentity, Withdrawal
from shancha.apps.wallet.queries.balances import balances_of
from shancha.kit import sql
from shancha.kit.citizens import mask_citizen_number
from shancha.kit.clock import now
from shancha.kit.pagination import decode_cursor, encode_cursor

SOON = timedelta(days=30)


def get_wallet(*, user_id: UUID) -> dict[str, Any]:
    """Balance and points (free, and set aside), what is owed, points that end within 30 days, whether it is
    frozen, and whose it is."""
    kinds = ("balance", "held", "withdrawing", "debt", "points", "points_held")
    accounts = {kind: user_account(user_id, kind) for kind in kinds}
    standing = balances_of(accounts.values())
    rest = sql.fetch_all(
        """
        select
            (select reason from wallet_freeze where owner_kind = 'user' and owner_id = %(user)s
             and lifted_at is null limit 1) as frozen_reason,
            coalesce(sum(remaining) filter (where expires_at <= %(soon)s), 0)::bigint as points_expiring,
            min(expires_at) as points_expire_at
        from wallet_pointslot where user_id = %(user)s and remaining > 0 and expires_at > %(now)s
        """,
        {"user": user_id, "soon": now() + SOON, "now": now()},
    )[0]
    identity = WalletIdentity.objects.filter(user_id=user_id).first()
    return {
        **{kind: standing[account] for kind, account in accounts.items()},
        "debt": -standing[accounts["debt"]],
        **rest,
        "frozen": rest["frozen_reason"] is not None,
        "frozen_reason": rest["frozen_reason"] or "",
        "identity": _mask(identity) if identity else None,
    }


def _mask(identity: WalletIdentity) -> dict[str, str]:
    name = identity.real_name
    return {
        "real_name": f"{name[:1]}{'*' * (len(name) - 1)}",
        "number": mask_citizen_number(identity.number),
    }


def list_postings(*, account: AccountRef, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """Movements on an account, latest first, each with what it was."""
    after = decode_cursor(cursor, int)
    rows = Posting.objects.filter(account_id=account.id).select_related("entry")
    if after:
        rows = rows.filter(id__lt=after[0])
    found = list(rows.order_by("-id")[: limit + 1])
    items = [
        {
            "id": posting.id,
            "kind": posting.entry.kind,
            "name": name_of(posting.entry.kind),
            "amount": posting.amount,
            "balance_after": posting.balance_after,
            "reference_kind": posting.entry.reference_kind,
            "reference_id": posting.entry.reference_id,
            "number": str(posting.entry.memo.get("number", "")),
            "created_at": posting.created_at,
        }
        for posting in found[:limit]
    ]
    return {"items": items, "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None}


def list_withdrawals(*, owner_kind: str, owner_id: UUID, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """An owner's withdrawals, latest first."""
    after = decode_cursor(cursor, UUID)
    rows = Withdrawal.objects.filter(owner_kind=owner_kind, owner_id=owner_id)
    if after:
        rows = rows.filter(id__lt=after[0])
    found = list(rows.order_by("-id")[: limit + 1])
    return {
        "items": [shape_withdrawal(each) for each in found[:limit]],
        "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None,
    }


def shape_withdrawal(withdrawal: Withdrawal) -> dict[str, Any]:
    """A withdrawal for its owner; the account is masked."""
    return {
        "id": withdrawal.id,
        "number": withdrawal.number,
        "amount": withdrawal.amount,
        "method": withdrawal.method,
        "account": withdrawal.account_hint,
        "status": withdrawal.status,
        "reason": withdrawal.reason,
        "created_at": withdrawal.created_at,
        "finished_at": withdrawal.finished_at,
    }
