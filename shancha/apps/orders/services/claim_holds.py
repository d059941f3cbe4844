"""Somebody claims that goods are fake after the store has had the money: what the claim is about is kept from
the store until it is settled. It is taken from what is available, and where that does not suffice from what
is settled next; until the end of the case the deposit does not go back either.

All of it happens in the store's turn ("store money"), as settling, refunds and payouts do.
"""

from uuid import UUID

from shancha.apps.orders.models import AfterSale, ClaimHold, Settlement
from shancha.apps.wallet.accounts import store_account
from shancha.apps.wallet.queries.balances import balances_of
from shancha.apps.wallet.services.ledger import Leg, post
from shancha.kit.clock import now
from shancha.kit.turns import take_turn


def begin(case: AfterSale, amount: int) -> None:
    """Keeps what a claim is about, at most what the store got for the order. Nothing where the order is not
    settled yet: its settlement is frozen instead."""
    settlement = Settlement.objects.filter(order_id=case.order_id, status=Settlement.Status.RELEASED).first()
    wanted = min(amount, settlement.net) if settlement else 0
    if wanted <= 0:
        return
    take_turn("store money", case.store_id)
    ClaimHold.objects.create(after_sale=case, store_id=case.store_id, wanted=wanted)
    spread(case.store_id, key=f"claim_held:{case.id}")


def end(case: AfterSale) -> None:
    """What was kept is the store's again, for a refund to take, or for good (see `spread`). Safe to call
    twice."""
    take_turn("store money", case.store_id)
    hold = ClaimHold.objects.filter(after_sale=case, ended_at=None).first()
    if hold is None:
        return
    hold.ended_at = now()
    hold.save(update_fields=["ended_at"])
    post(
        kind="claim_freed",
        reference_kind="after_sale",
        reference_id=case.id,
        key=f"claim_freed:{case.id}",
        legs=[
            (store_account(case.store_id, "claims"), -hold.held),
            (store_account(case.store_id, "available"), hold.held),
        ],
    )


def spread(store_id: UUID, *, key: str) -> None:
    """What a store has serves its debts first, then the claims that still lack something, the oldest first.
    Once for each `key`."""
    take_turn("store money", store_id)
    available, debt = store_account(store_id, "available"), store_account(store_id, "debt")
    lacking = [
        hold
        for hold in ClaimHold.objects.filter(store_id=store_id, ended_at=None).order_by("created_at", "pk")
        if hold.held < hold.wanted
    ]
    standing = balances_of([available, debt])
    left = standing[available]
    repaid = min(-standing[debt], left)
    left -= repaid
    kept = 0
    for hold in lacking:
        part = min(hold.wanted - hold.held, left - kept)
        hold.held += part
        kept += part
    if not repaid and not kept:
        return
    legs: list[Leg] = [
        (available, -repaid - kept),
        (debt, repaid),
        (store_account(store_id, "claims"), kept),
    ]
    post(kind="claim_held", reference_kind="store", reference_id=store_id, key=key, legs=legs)
    ClaimHold.objects.bulk_update(lacking, ["held"])
