"""Deposits go back when a merchant has left: by the way they came, less what its stores still owe."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import MerchantStateError
from shancha.apps.mall.events import DepositReturned
from shancha.apps.mall.models import Merchant, MerchantDeposit, Store
from shancha.apps.mall.services.merchant_file import lock_merchant, require_status
from shancha.apps.payments.services import request_refund
from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.queries.balances import balances_of
from shancha.apps.wallet.services import post
from shancha.apps.wallet.services.ledger import Leg
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.turns import take_turn


@transaction.atomic
def return_deposits(*, merchant_id: UUID) -> int:
    """Sends back every part of a closed merchant's deposit that was paid through a provider; what its stores
    owe is taken out first. Returns how many parts; repeated, none. Parts that came by bank wait for an
    operator (`record_bank_return`). Whoever calls knows that nothing is open any more. Raises
    MerchantStateError."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, Merchant.Status.CLOSED)
    parts = _waiting(merchant, by_bank=False)
    for part in parts:
        _send_back(merchant, part)
    return len(parts)


def _waiting(merchant: Merchant, *, by_bank: bool) -> list[MerchantDeposit]:
    found = MerchantDeposit.objects.select_for_update(no_key=True).filter(
        merchant=merchant, paid_at__isnull=False, return_began_at=None, payment_id__isnull=by_bank
    )
    return list(found.order_by("id"))


def _send_back(merchant: Merchant, part: MerchantDeposit) -> None:
    stores = list(
        Store.objects.filter(merchant=merchant).order_by("created_at", "id").values_list("id", flat=True)
    )
    there = part.amount - part.offset
    repaid = _debts(stores, most=there)
    part.offset, part.return_began_at = part.offset + sum(amount for _, amount in repaid), now()
    rest = part.amount - part.offset
    if rest and part.payment_id:
        request_refund(payment_id=part.payment_id, amount=rest, reason="退店退还保证金", reference_id=part.id)
    post(
        kind="deposit_returned",
        reference_kind="deposit",
        reference_id=part.id,
        key=f"deposit_returned:{part.id}",
        legs=[
            (store_account(stores[0], "deposit"), -there),
            *repaid,
            (platform_account("refunds_due"), rest),
        ],
    )
    _begin(merchant, part, there)
    if not rest:
        _arrive(part)


def _debts(store_ids: list[UUID], *, most: int) -> list[Leg]:
    """What repays the stores' debts, in their order, until nothing of `most` is left."""
    for store_id in sorted(store_ids):
        take_turn("store money", store_id)
    accounts = [store_account(store_id, "debt") for store_id in store_ids]
    repaid: list[Leg] = []
    for account, balance in balances_of(accounts).items():
        amount = min(max(-balance, 0), most)
        most -= amount
        if amount:
            repaid.append((account, amount))
    return repaid


def _begin(merchant: Merchant, part: MerchantDeposit, there: int) -> None:
    part.save(update_fields=["offset", "return_began_at"])
    merchant.deposit_paid -= there
    merchant.save(update_fields=["deposit_paid"])


def _arrive(part: MerchantDeposit) -> None:
    part.returned_at = now()
    part.save(update_fields=["returned_at"])
    publish(
        DepositReturned(
            merchant_id=part.merchant_id,
            owner_id=Merchant.objects.values_list("owner_id", flat=True).get(id=part.merchant_id),
            amount=part.amount - part.offset,
            offset=part.offset,
        )
    )


@transaction.atomic
def finish_return(*, deposit_id: UUID, provider: str, amount: int) -> None:
    """The provider has paid a part back. Repeated, nothing happens."""
    part = MerchantDeposit.objects.select_for_update(no_key=True).filter(id=deposit_id).first()
    if part is None or part.returned_at is not None:
        return
    post(
        kind="deposit_return_left",
        reference_kind="deposit",
        reference_id=part.id,
        key=f"deposit_return_left:{part.id}",
        legs=[(platform_account("refunds_due"), -amount), (platform_account(f"clearing:{provider}"), amount)],
    )
    _arrive(part)


@transaction.atomic
def record_bank_return(*, merchant_id: UUID) -> int:
    """An operator has sent by bank what came by bank from a merchant that has left: outside the books of the
    providers, as it came. Returns how much, in fen. Raises MerchantStateError where there is nothing."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, Merchant.Status.CLOSED)
    parts = _waiting(merchant, by_bank=True)
    if not parts:
        raise MerchantStateError
    for part in parts:
        part.return_began_at = now()
        _begin(merchant, part, part.amount)
        _arrive(part)
    return sum(part.amount for part in parts)
