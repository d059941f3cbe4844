"""Points: granted in lots with an end, spent, taken back, expired."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.models import JournalEntry, PointsLot
from shancha.apps.wallet.services.holds import capture, hold
from shancha.apps.wallet.services.ledger import post
from shancha.kit import sql
from shancha.kit.clock import now

POINTS_PER_YUAN = 100
VALID_DAYS = 365
_ISSUED = platform_account("points_issued", "PTS")
_BURNT = platform_account("points_burnt", "PTS")
_EXPIRED = platform_account("points_expired", "PTS")


@transaction.atomic
def grant_points(
    *,
    user_id: UUID,
    amount: int,
    kind: str,
    reference_kind: str,
    reference_id: UUID,
    key: str,
    valid_days: int = VALID_DAYS,
) -> None:
    """Gives points that live `valid_days`, once for each `key`. `kind` is the reason a reader sees
    (`wallet.kinds`)."""
    if amount <= 0 or PointsLot.objects.filter(key=key).exists():
        return
    post(
        kind=kind,
        reference_kind=reference_kind,
        reference_id=reference_id,
        key=f"points:{key}",
        legs=[(_ISSUED, -amount), (user_account(user_id, "points"), amount)],
    )
    lot = PointsLot(
        user_id=user_id,
        kind=kind,
        key=key,
        granted=amount,
        remaining=amount,
        expires_at=now() + timedelta(days=valid_days),
    )
    PointsLot.objects.bulk_create([lot], ignore_conflicts=True)


@transaction.atomic
def spend_points(*, user_id: UUID, amount: int, reference_kind: str, reference_id: UUID) -> None:
    """Takes points at once, once for each reference; `holds.reverse` gives them back. Raises
    InsufficientPointsError, WalletFrozenError."""
    hold(user_id=user_id, reference_kind=reference_kind, reference_id=reference_id, points=amount)
    capture(reference_kind=reference_kind, reference_id=reference_id)


@transaction.atomic
def take_back_points(
    *, user_id: UUID, amount: int, kind: str, reference_kind: str, reference_id: UUID, key: str
) -> int:
    """Takes granted points away again, as many as are there (what was granted for an order that is
    refunded); returns how many. Once for each `key`."""
    if amount <= 0 or JournalEntry.objects.filter(key=f"points:{key}").exists():
        return 0
    lots = _lots_of(user_id, amount)
    taken = sum(part for _, part in lots)
    if not taken:
        return 0
    post(
        kind=kind,
        reference_kind=reference_kind,
        reference_id=reference_id,
        key=f"points:{key}",
        legs=[(user_account(user_id, "points"), -taken), (_BURNT, taken)],
    )
    for lot, part in lots:
        lot.remaining -= part
    PointsLot.objects.bulk_update([lot for lot, _ in lots], ["remaining"])
    return taken


def _lots_of(user_id: UUID, amount: int) -> list[tuple[PointsLot, int]]:
    """Newest first. Locks the account before, so that the lots stay as they are read."""
    _lock_points(user_id)
    found = []
    for lot in PointsLot.objects.filter(user_id=user_id, remaining__gt=0).order_by("-expires_at", "-id"):
        part = min(amount, lot.remaining)
        found.append((lot, part))
        amount -= part
        if not amount:
            break
    return found


def _lock_points(user_id: UUID) -> None:
    sql.fetch_value(
        "select 1 from wallet_account where id = %s for no key update", [user_account(user_id, "points").id]
    )


def expire_points(limit: int = 500) -> int:
    """Ends lots whose time is over, each in a transaction of its own; returns how many."""
    due = PointsLot.objects.filter(remaining__gt=0, expires_at__lte=now()).order_by("expires_at", "id")
    return sum(_expire(lot_id, user_id) for lot_id, user_id in due.values_list("id", "user_id")[:limit])


@transaction.atomic
def _expire(lot_id: UUID, user_id: UUID) -> bool:
    _lock_points(user_id)
    lot = PointsLot.objects.filter(id=lot_id, remaining__gt=0, expires_at__lte=now()).first()
    if lot is None:
        return False
    post(
        kind="points_expired",
        reference_kind="points_lot",
        reference_id=lot.id,
        key=f"expire:{lot.id}:{lot.expires_at.isoformat()}",
        legs=[(user_account(user_id, "points"), -lot.remaining), (_EXPIRED, lot.remaining)],
    )
    lot.remaining = 0
    lot.save(update_fields=["remaining"])
    return True
