"""A member's own wallet, for the export of their data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.wallet.accounts import user_account
from shancha.apps.wallet.models import (
    Hold,
    PointsLot,
    Posting,
    TopUp,
    WalletFreeze,
    WalletIdentity,
    Withdrawal,
)

_POSTING = (
    "amount",
    "balance_after",
    "entry__kind",
    "entry__reference_kind",
    "entry__reference_id",
    "created_at",
)


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files."""
    for name, kind in (("balance.json", "balance"), ("debt.json", "debt"), ("points.json", "points")):
        postings = Posting.objects.filter(account_id=user_account(user_id, kind).id).order_by("id")
        yield name, list(postings.values(*_POSTING))
    top_ups = TopUp.objects.filter(user_id=user_id).order_by("id")
    yield "top_ups.json", list(top_ups.values("amount", "status", "created_at"))
    withdrawals = Withdrawal.objects.filter(owner_kind="user", owner_id=user_id).order_by("id")
    fields = ("number", "amount", "method", "account_hint", "status", "reason", "created_at")
    yield "withdrawals.json", list(withdrawals.values(*fields))
    holds = Hold.objects.filter(user_id=user_id).order_by("id")
    parts = ("reference_kind", "reference_id", "currency", "amount", "captured", "released", "returned")
    yield "holds.json", list(holds.values(*parts, "created_at", "settled_at"))
    lots = PointsLot.objects.filter(user_id=user_id).order_by("id")
    yield "points_lots.json", list(lots.values("kind", "granted", "remaining", "expires_at", "created_at"))
    freezes = WalletFreeze.objects.filter(owner_kind="user", owner_id=user_id).order_by("id")
    yield "freezes.json", list(freezes.values("reason", "frozen_at", "lifted_at"))
    identity = WalletIdentity.objects.filter(user_id=user_id)
    yield "identity.json", list(identity.values("real_name", "consent_at"))
