"""Setting balance and points aside, taking them, letting them go, and giving back what was taken.

A member's points lots change only under the lock of that member's points account, which the ledger takes:
so each function writes its entry first and touches lots after.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from shancha.apps.wallet.accounts import platform_account, user_account
from shancha.apps.wallet.errors import (
    HoldSettledError,
    InsufficientPointsError,
    ReturnTooLargeError,
    WalletFrozenError,
)
from shancha.apps.wallet.models import Hold, JournalEntry, PointsLot, PointsUse, WalletFreeze
from shancha.apps.wallet.services.ledger import Leg, post
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

REVIVED = timedelta(days=30)
_OWN = {"CNY": "balance", "PTS": "points"}
_HELD = {"CNY": "held", "PTS": "points_held"}
_TAKEN = {"CNY": platform_account("clearing:wallet"), "PTS": platform_account("points_burnt", "PTS")}


def require_unfrozen(owner_kind: str, owner_id: UUID) -> None:
    """Raises WalletFrozenError while an operator's freeze stands."""
    if WalletFreeze.objects.filter(owner_kind=owner_kind, owner_id=owner_id, lifted_at__isnull=True).exists():
        raise WalletFrozenError


@transaction.atomic
def hold(
    *, user_id: UUID, reference_kind: str, reference_id: UUID, balance: int = 0, points: int = 0
) -> None:
    """Sets fen of the balance and points aside for one thing, once: asking again with the same amounts
    changes nothing. Raises InsufficientBalanceError, InsufficientPointsError, WalletFrozenError, and
    HoldSettledError when the thing was held for before with other amounts."""
    wanted = {currency: amount for currency, amount in (("CNY", balance), ("PTS", points)) if amount > 0}
    if not wanted:
        return
    require_unfrozen("user", user_id)
    legs: list[Leg] = []
    for currency, amount in wanted.items():
        legs += [
            (user_account(user_id, _OWN[currency]), -amount),
            (user_account(user_id, _HELD[currency]), amount),
        ]
    if not _insert(user_id, reference_kind, reference_id, wanted):
        _require_same(user_id, wanted, _known(reference_kind, reference_id))
        return
    post(
        kind="hold",
        reference_kind=reference_kind,
        reference_id=reference_id,
        key=f"hold:{reference_kind}:{reference_id}",
        legs=legs,
    )
    if points > 0:
        _take_from_lots(
            Hold.objects.get(reference_kind=reference_kind, reference_id=reference_id, currency="PTS")
        )


def _insert(user_id: UUID, reference_kind: str, reference_id: UUID, wanted: dict[str, int]) -> int:
    """Stores the holds; 0 where they were stored before (waits for a transaction that is doing so)."""
    return sql.execute(
        """
        insert into wallet_hold (id, user_id, reference_kind, reference_id, currency, amount, captured,
            released, returned, created_at)
        select id, %s, %s, %s, currency, amount, 0, 0, 0, %s
        from unnest(%s::uuid[], %s::text[], %s::bigint[]) as t (id, currency, amount)
        on conflict (reference_kind, reference_id, currency) do nothing
        """,
        [
            user_id,
            reference_kind,
            reference_id,
            now(),
            [new_id() for _ in wanted],
            list(wanted),
            list(wanted.values()),
        ],
    )


def _require_same(user_id: UUID, wanted: dict[str, int], known: list[Hold]) -> None:
    if {each.currency: each.amount for each in known} != wanted or known[0].user_id != user_id:
        raise HoldSettledError


def _known(reference_kind: str, reference_id: UUID) -> list[Hold]:
    holds = Hold.objects.select_for_update(no_key=True).filter(
        reference_kind=reference_kind, reference_id=reference_id
    )
    return list(holds.order_by("currency"))


def _take_from_lots(held: Hold) -> None:
    """Oldest end first. Lots past their end no longer count, also before the job has swept them."""
    left, uses, lots = held.amount, [], []
    spendable = PointsLot.objects.select_for_update(no_key=True).filter(
        user_id=held.user_id, remaining__gt=0, expires_at__gt=now()
    )
    for lot in spendable.order_by("expires_at", "id"):
        taken = min(left, lot.remaining)
        lot.remaining -= taken
        left -= taken
        lots.append(lot)
        uses.append(PointsUse(hold=held, lot=lot, amount=taken))
        if not left:
            break
    if left:
        raise InsufficientPointsError
    PointsLot.objects.bulk_update(lots, ["remaining"])
    PointsUse.objects.bulk_create(uses)


@transaction.atomic
def capture(*, reference_kind: str, reference_id: UUID) -> dict[str, int]:
    """Takes what is held: money to the platform's `clearing:wallet`, points to `points_burnt`. Returns what
    was taken by currency; nothing where nothing was held; once, however often it is asked. Raises
    HoldSettledError when it was released before."""
    holds = _known(reference_kind, reference_id)
    if any(each.released for each in holds):
        raise HoldSettledError
    _settle(holds, kind="capture")
    return {each.currency: each.amount for each in holds}


@transaction.atomic
def release(*, reference_kind: str, reference_id: UUID) -> None:
    """Lets go what is held: it can be spent again. Nothing to do where it was released before or nothing
    was held. Raises HoldSettledError when it was captured."""
    holds = _known(reference_kind, reference_id)
    if any(each.captured for each in holds):
        raise HoldSettledError
    _settle(holds, kind="release")
    for each in holds:
        if each.currency == "PTS":
            _return_to_lots(PointsUse.objects.filter(hold=each), each.amount)


def _settle(holds: list[Hold], *, kind: str) -> None:
    holds = [each for each in holds if each.settled_at is None]
    if not holds:
        return
    legs: list[Leg] = []
    for each in holds:
        taken = kind == "capture"
        target = _TAKEN[each.currency] if taken else user_account(each.user_id, _OWN[each.currency])
        legs += [(user_account(each.user_id, _HELD[each.currency]), -each.amount), (target, each.amount)]
        each.captured, each.released = (each.amount, 0) if taken else (0, each.amount)
        each.settled_at = now()
    post(
        kind=kind,
        reference_kind=holds[0].reference_kind,
        reference_id=holds[0].reference_id,
        key=f"{kind}:{holds[0].reference_kind}:{holds[0].reference_id}",
        legs=legs,
    )
    Hold.objects.bulk_update(holds, ["captured", "released", "settled_at"])


@transaction.atomic
def reverse(*, reference_kind: str, reference_id: UUID, key: str, balance: int = 0, points: int = 0) -> None:
    """Gives back part of what was captured, once for each `key`: a refund's money and points return to the
    wallet, points to the lots they came from (a lot past its end lives 30 more days). Raises
    ReturnTooLargeError above what was captured."""
    wanted = {currency: amount for currency, amount in (("CNY", balance), ("PTS", points)) if amount > 0}
    holds = {each.currency: each for each in _known(reference_kind, reference_id)}
    legs: list[Leg] = []
    for currency, amount in wanted.items():
        if currency not in holds:
            raise ReturnTooLargeError
        own = user_account(holds[currency].user_id, _OWN[currency])
        legs += [(_TAKEN[currency], -amount), (own, amount)]
    if not legs or JournalEntry.objects.filter(key=f"return:{key}").exists():
        return
    for currency, amount in wanted.items():
        held = holds[currency]
        held.returned += amount
        if held.returned > held.captured:
            raise ReturnTooLargeError
    post(
        kind="return",
        reference_kind=reference_kind,
        reference_id=reference_id,
        key=f"return:{key}",
        legs=legs,
    )
    Hold.objects.bulk_update([holds[currency] for currency in wanted], ["returned"])
    if "PTS" in wanted:
        _return_to_lots(PointsUse.objects.filter(hold=holds["PTS"]), wanted["PTS"])


def _return_to_lots(uses: QuerySet[PointsUse], amount: int) -> None:
    """Latest end first, so that what comes back lives long."""
    changed: list[PointsUse] = []
    lots: dict[UUID, PointsLot] = {}
    for use in uses.select_related("lot").order_by("-lot__expires_at", "-lot_id"):
        back = min(amount, use.amount - use.returned)
        if not back:
            continue
        lot = lots.setdefault(use.lot_id, use.lot)
        use.returned += back
        lot.remaining += back
        lot.expires_at = max(lot.expires_at, now() + REVIVED) if lot.expires_at <= now() else lot.expires_at
        amount -= back
        changed.append(use)
    PointsUse.objects.bulk_update(changed, ["returned"])
    PointsLot.objects.bulk_update(lots.values(), ["remaining", "expires_at"])
