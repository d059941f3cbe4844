"""Deposits of merchants: asked for, paid, entered into the books."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import MerchantInvalidError, MerchantStateError
from shancha.apps.mall.models import Merchant, MerchantDeposit, Store
from shancha.apps.mall.services.contracts import open_waiting
from shancha.apps.mall.services.merchant_file import lock_merchant, require_status
from shancha.apps.payments.services import request_payment
from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.services import post
from shancha.apps.wallet.services.ledger import Leg
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

OPEN_FOR = timedelta(hours=24)


def deposit_open(merchant: Merchant) -> int:
    """What of the deposit is still to be paid, in fen."""
    return max(0, merchant.deposit_due - merchant.deposit_paid)


@transaction.atomic
def request_deposit(*, owner_id: UUID, merchant_id: UUID) -> MerchantDeposit:
    """Asks the owner for what is still to be paid; while an earlier payment of the same amount is open, for
    that one. Raises MerchantNotFoundError, MerchantStateError where nothing is owed."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    require_status(merchant, Merchant.Status.APPROVED)
    amount = deposit_open(merchant)
    if not amount:
        raise MerchantStateError
    known = MerchantDeposit.objects.filter(
        merchant=merchant, amount=amount, paid_at__isnull=True, expires_at__gt=now()
    ).first()
    if known is not None:
        return known
    deposit = MerchantDeposit(merchant=merchant, amount=amount, expires_at=now() + OPEN_FOR)
    payment = request_payment(
        payer_id=owner_id,
        purpose="deposit",
        reference_id=deposit.id,
        subject="山茶集 · 商家保证金",
        amount=amount,
        expires_at=now() + OPEN_FOR,
    )
    deposit.payment_id = payment.id
    deposit.save(force_insert=True)
    return deposit


@transaction.atomic
def finish_deposit(*, deposit_id: UUID, provider: str) -> None:
    """A deposit was paid: it goes to the deposit account of the merchant's first store, and stores that
    waited for it open. Repeated, nothing happens."""
    merchant_id = MerchantDeposit.objects.filter(id=deposit_id).values_list("merchant_id", flat=True).first()
    if merchant_id is None:
        return
    merchant = lock_merchant(merchant_id)
    deposit = MerchantDeposit.objects.select_for_update().get(id=deposit_id)
    store = _first_store(merchant)
    if deposit.paid_at is not None:
        return
    post(
        kind="deposit",
        reference_kind="deposit",
        reference_id=deposit.id,
        key=f"deposit:{deposit.id}",
        legs=[
            (platform_account(f"clearing:{provider}"), -deposit.amount),
            (store_account(store.id, "deposit"), deposit.amount),
        ],
    )
    _enter(merchant, deposit)


@transaction.atomic
def record_bank_deposit(*, merchant_id: UUID, amount: int, note: str) -> MerchantDeposit:
    """An operator enters a deposit of `amount` fen that came by bank, outside the books of the providers.
    Raises MerchantInvalidError."""
    merchant = lock_merchant(merchant_id)
    if amount <= 0:
        message = bilingual("请填写金额", "Please give the amount")
        raise MerchantInvalidError(fields={"deposit": message})
    deposit = MerchantDeposit(merchant=merchant, amount=amount, note=clean_line(note)[:200])
    _enter(merchant, deposit)
    return deposit


def take_from_deposit(*, merchant_id: UUID, most: int) -> list[Leg]:
    """Takes up to `most` fen out of a merchant's deposit, in the caller's transaction, which posts the leg
    that this returns; none where nothing is left. What came by bank lies outside the books and stays. The
    merchant owes the deposit what was taken."""
    merchant = lock_merchant(merchant_id)
    parts = MerchantDeposit.objects.select_for_update(no_key=True).filter(
        merchant=merchant, paid_at__isnull=False, return_began_at=None, payment_id__isnull=False
    )
    taken = 0
    for part in parts.order_by("id"):
        amount = min(part.amount - part.offset, most - taken)
        part.offset, taken = part.offset + amount, taken + amount
        part.save(update_fields=["offset"])
    if not taken:
        return []
    merchant.deposit_paid -= taken
    merchant.save(update_fields=["deposit_paid"])
    return [(store_account(_first_store(merchant).id, "deposit"), -taken)]


def _first_store(merchant: Merchant) -> Store:
    """The one on whose account the deposit lies."""
    return Store.objects.filter(merchant=merchant).order_by("created_at", "id")[0]


def _enter(merchant: Merchant, deposit: MerchantDeposit) -> None:
    deposit.paid_at = now()
    deposit.save()
    merchant.deposit_paid += deposit.amount
    merchant.save(update_fields=["deposit_paid"])
    open_waiting(merchant)
