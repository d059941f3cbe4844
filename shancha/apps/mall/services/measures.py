"""Measures against merchants, published in time (电子商务法 36), and how a merchant leaves."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from shancha.apps.mall.events import MerchantDecided, StoreChanged, StoreClosed, StoreSuspended
from shancha.apps.mall.models import Merchant, MerchantMeasure, Store
from shancha.apps.mall.services.contracts import WAITING, open_waiting
from shancha.apps.mall.services.merchant_file import (
    APPLYING,
    lock_merchant,
    lock_stores,
    note_decision,
    open_store,
    require_status,
)
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.numbers import home_date
from shancha.kit.text import clean_text

# 电子商务法 16: the end is announced 30 days before.
NOTICE = timedelta(days=30)
# A file that nobody renewed in time shuts the store this much later.
OVERDUE = timedelta(days=15)
_Status = Merchant.Status
# States in which a store may wait for the end that was announced.
_ENDING = (Store.Status.CLOSING, Store.Status.SUSPENDED)
_Measure = MerchantMeasure.Kind


@transaction.atomic
def warn_merchant(*, merchant_id: UUID, reason: str) -> None:
    """Publishes a warning."""
    merchant = lock_merchant(merchant_id)
    _publish_measure(merchant, _Measure.WARNED, reason)


@transaction.atomic
def suspend_merchant(*, merchant_id: UUID, reason: str, operator_id: UUID | None = None) -> Merchant:
    """Shuts all stores of a merchant until further notice, and publishes the measure. Publishes
    StoreSuspended for each and MerchantDecided."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, _Status.APPROVED, _Status.EXITING)
    note_decision(merchant, _Status.SUSPENDED, operator_id=operator_id, reason=reason)
    merchant.save()
    Store.objects.filter(merchant=merchant, status=Store.Status.SUSPENDED).update(closing_at=None)
    for store in lock_stores(merchant, Store.Status.OPEN, Store.Status.CLOSING):
        store.status, store.status_reason, store.closing_at = Store.Status.SUSPENDED, reason[:500], None
        store.save(update_fields=["status", "status_reason", "closing_at"])
        publish(StoreSuspended(store_id=store.id, merchant_id=merchant.id, reason=reason))
    _publish_measure(merchant, _Measure.SUSPENDED, reason)
    publish(
        MerchantDecided(
            merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status, reason=reason
        )
    )
    return merchant


@transaction.atomic
def restore_merchant(*, merchant_id: UUID, operator_id: UUID | None = None, reason: str = "") -> Merchant:
    """Opens the stores of a suspended merchant again, and publishes that as well."""
    merchant = lock_merchant(merchant_id)
    require_status(merchant, _Status.SUSPENDED)
    note_decision(merchant, _Status.APPROVED, operator_id=operator_id)
    merchant.save()
    for store in lock_stores(merchant, Store.Status.SUSPENDED):
        if store.status_reason != WAITING:
            open_store(store)
    open_waiting(merchant)
    _publish_measure(merchant, _Measure.RESTORED, reason or "整改完成")
    publish(MerchantDecided(merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status))
    return merchant


@transaction.atomic
def begin_exit(*, owner_id: UUID, merchant_id: UUID) -> Merchant:
    """The merchant announces that it leaves: its stores say so for 30 days, sell on meanwhile, then close.
    Those that are shut, by a measure or because they never opened, stay shut until then."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    if merchant.status == _Status.EXITING:
        return merchant
    require_status(merchant, _Status.APPROVED, _Status.SUSPENDED)
    merchant.status = _Status.EXITING
    merchant.save(update_fields=["status"])
    for store in lock_stores(merchant, Store.Status.OPEN, Store.Status.SUSPENDED):
        if store.status == Store.Status.OPEN:
            store.status = Store.Status.CLOSING
        store.closing_at = now() + NOTICE
        store.save(update_fields=["status", "closing_at"])
        publish(StoreChanged(store_id=store.id))
    publish(MerchantDecided(merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status))
    return merchant


def leave_with_owner(user_id: UUID) -> None:
    """The owner's account is gone: what was being applied for ends, stores announce that they close."""
    Merchant.objects.filter(owner_id=user_id, status__in=APPLYING).update(status=_Status.CLOSED)
    stays = [_Status.APPROVED, _Status.SUSPENDED]
    for merchant_id in Merchant.objects.filter(owner_id=user_id, status__in=stays).values_list(
        "id", flat=True
    ):
        begin_exit(owner_id=user_id, merchant_id=merchant_id)


@transaction.atomic
def cancel_exit(*, owner_id: UUID, merchant_id: UUID) -> Merchant:
    """The merchant stays after all, suspended if it was; a store whose contract and deposit came meanwhile
    opens."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    require_status(merchant, _Status.EXITING)
    shut = lock_stores(merchant, Store.Status.SUSPENDED)
    is_suspended = any(store.status_reason != WAITING for store in shut)
    merchant.status = _Status.SUSPENDED if is_suspended else _Status.APPROVED
    merchant.save(update_fields=["status"])
    Store.objects.filter(id__in=[store.id for store in shut]).update(closing_at=None)
    for store in lock_stores(merchant, Store.Status.CLOSING):
        open_store(store)
    open_waiting(merchant)
    return merchant


def suspend_overdue() -> int:
    """The job's work: shuts merchants whose file was due for renewal, or whose licence ran out, half a month
    ago; returns how many."""
    sells_on = Exists(Store.objects.filter(merchant=OuterRef("pk"), status=Store.Status.CLOSING))
    # Who leaves while suspended is shut already, and shall not be kept from leaving.
    running = Merchant.objects.filter(
        Q(status=_Status.APPROVED) | Q(sells_on, status=_Status.EXITING)
    ).exclude(kind=Merchant.Kind.PLATFORM)
    last_day = home_date(now() - OVERDUE)
    number = 0
    for reason, overdue in (
        ("主体资质逾期未核验", running.filter(renewal_due_at__lt=now() - OVERDUE)),
        ("营业执照过期未更新", running.filter(licence_expires_at__lt=last_day)),
    ):
        for merchant_id in list(overdue.order_by("id").values_list("id", flat=True)[:500]):
            suspend_merchant(merchant_id=merchant_id, reason=reason)
            number += 1
    return number


def close_due_stores() -> int:
    """The job's work: closes stores whose 30 days are over, and merchants without a store left; returns how
    many stores."""
    due = Store.objects.filter(status__in=_ENDING, closing_at__lte=now()).order_by("merchant_id")
    pairs = list(due.values_list("merchant_id", "id"))
    for merchant_id, store_id in pairs:
        _close(merchant_id, store_id)
    return len(pairs)


@transaction.atomic
def _close(merchant_id: UUID, store_id: UUID) -> None:
    merchant = lock_merchant(merchant_id)
    store = Store.objects.select_for_update(no_key=True).get(id=store_id)
    if store.status not in _ENDING or store.closing_at is None or store.closing_at > now():
        return
    store.status = Store.Status.CLOSED
    store.save(update_fields=["status"])
    publish(StoreClosed(store_id=store.id, merchant_id=merchant.id))
    others = Store.objects.filter(merchant=merchant).exclude(status=Store.Status.CLOSED)
    if merchant.status == _Status.EXITING and not others.exists():
        merchant.status = _Status.CLOSED
        merchant.save(update_fields=["status"])
        publish(MerchantDecided(merchant_id=merchant.id, owner_id=merchant.owner_id, status=merchant.status))


def _publish_measure(merchant: Merchant, kind: str, reason: str) -> None:
    store = Store.objects.filter(merchant=merchant).order_by("id").first()
    MerchantMeasure.objects.create(
        merchant=merchant,
        store_name=store.name if store else merchant.legal_name[:40],
        kind=kind,
        reason=clean_text(reason)[:500],
    )
