"""Merchants apply with papers, are looked at, and renew their file every six months.

The house is a merchant too, of kind platform; its stores are self-run (福利社).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.mall.errors import MerchantInvalidError, MerchantStateError
from shancha.apps.mall.events import MerchantDecided
from shancha.apps.mall.models import Merchant, MerchantPaper, Store
from shancha.apps.mall.services.contracts import make_store, propose_contract
from shancha.apps.mall.services.merchant_file import (
    APPLYING,
    clean_fact,
    lock_merchant,
    missing_for_review,
    note_decision,
    require_status,
)
from shancha.apps.mall.services.permits import ask_for_check
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual

# 网络交易监督管理办法 24: checked and renewed at least every six months.
RENEWAL = timedelta(days=180)
# A merchant hears this long before.
REMINDER = timedelta(days=30)
_Status = Merchant.Status


@transaction.atomic
def save_application(*, owner_id: UUID, given: Mapping[str, Any]) -> Merchant:
    """Begins an application or changes the one that is open. Raises MerchantStateError while it is being
    reviewed."""
    merchant = Merchant.objects.select_for_update().filter(owner_id=owner_id, status__in=APPLYING).first()
    if merchant is not None and merchant.status == _Status.SUBMITTED:
        raise MerchantStateError
    merchant = merchant or Merchant(owner_id=owner_id, kind=given.get("kind") or Merchant.Kind.COMPANY)
    for name, value in given.items():
        setattr(merchant, name, clean_fact(name, value))
    merchant.updated_at = now()
    try:
        with transaction.atomic():
            merchant.save()
    except IntegrityError as error:
        raise MerchantStateError from error
    return merchant


@transaction.atomic
def submit_application(*, owner_id: UUID, merchant_id: UUID) -> Merchant:
    """Hands the application to the operators. Raises MerchantInvalidError naming what is missing."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    if merchant.status == _Status.SUBMITTED:
        return merchant
    require_status(merchant, _Status.DRAFT, _Status.REJECTED)
    if problems := missing_for_review(merchant):
        raise MerchantInvalidError(fields=problems)
    merchant.status, merchant.submitted_at, merchant.reason = _Status.SUBMITTED, now(), ""
    try:
        with transaction.atomic():
            merchant.save()
    except IntegrityError as error:
        message = bilingual("这个主体已经入驻或正在审核", "This licence is here already, or under review")
        raise MerchantInvalidError(fields={"licence_number": message}) from error
    return merchant


@transaction.atomic
def withdraw_application(*, owner_id: UUID, merchant_id: UUID) -> Merchant:
    """Takes the application back for changes."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    require_status(merchant, _Status.SUBMITTED)
    merchant.status = _Status.DRAFT
    merchant.save(update_fields=["status"])
    return merchant


@transaction.atomic
def approve_merchant(
    *, merchant_id: UUID, operator_id: UUID, commission_bp: int = 500, deposit_due: int = 0
) -> Store:
    """Admits a merchant: papers accepted, a contract to sign, a deposit to pay (fen), a first store that
    opens once both are done and it can be reached. Publishes MerchantDecided. Raises MerchantStateError."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, _Status.SUBMITTED)
    note_decision(merchant, _Status.APPROVED, operator_id=operator_id)
    merchant.deposit_due, merchant.renewal_due_at = deposit_due, now() + RENEWAL
    merchant.save()
    MerchantPaper.objects.filter(
        merchant=merchant, kind=MerchantPaper.Kind.LICENCE, expires_at__isnull=True
    ).update(expires_at=merchant.licence_expires_at)
    _accept_papers(merchant)
    propose_contract(merchant_id=merchant.id, commission_bp=commission_bp)
    store = make_store(merchant=merchant, name=merchant.store_name)
    publish(MerchantDecided(merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status))
    return store


@transaction.atomic
def reject_merchant(*, merchant_id: UUID, operator_id: UUID, reason: str) -> Merchant:
    """Sends an application back with a reason; it may be changed and handed in again."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, _Status.SUBMITTED)
    note_decision(merchant, _Status.REJECTED, operator_id=operator_id, reason=reason)
    merchant.save()
    publish(
        MerchantDecided(
            merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status, reason=reason
        )
    )
    return merchant


@transaction.atomic
def renew_merchant(*, merchant_id: UUID, operator_id: UUID) -> Merchant:
    """An operator looked at the papers again: good for another six months."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, _Status.APPROVED, _Status.SUSPENDED, _Status.EXITING)
    merchant.renewal_due_at, merchant.renewal_told_at = now() + RENEWAL, None
    merchant.reviewed_by_id, merchant.reviewed_at = operator_id, now()
    merchant.save()
    _accept_papers(merchant)
    return merchant


def _accept_papers(merchant: Merchant) -> None:
    """What was handed in is good with the file, and a licence's end is the merchant's; an authorisation that
    names no brand waits for a look of its own."""
    handed_in = MerchantPaper.objects.filter(merchant=merchant, status=MerchantPaper.Status.SUBMITTED)
    licence = handed_in.filter(kind=MerchantPaper.Kind.LICENCE).order_by("-created_at").first()
    if licence is not None and licence.expires_at is not None:
        merchant.licence_expires_at = licence.expires_at
        merchant.save(update_fields=["licence_expires_at"])
    handed_in.exclude(kind=MerchantPaper.Kind.AUTHORISATION, brand__isnull=True).update(
        status=MerchantPaper.Status.APPROVED
    )
    ask_for_check(merchant.id)


def mark_due_renewals() -> list[UUID]:
    """The job's work: marks merchants whose file must be looked at within 30 days and who were not told yet;
    returns their ids, for notices."""
    due = Merchant.objects.filter(
        status__in=[_Status.APPROVED, _Status.EXITING],
        renewal_due_at__lt=now() + REMINDER,
        renewal_told_at__isnull=True,
    )
    ids = list(due.values_list("id", flat=True)[:500])
    Merchant.objects.filter(id__in=ids).update(renewal_told_at=now())
    return ids
