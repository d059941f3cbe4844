"""Unpaid orders come to their end by a job whose last run can be seen."""

from uuid import UUID

from shancha.apps.orders.models import OrderGroup
from shancha.apps.orders.services.cancelling import expire_group
from shancha.apps.orders.states import GroupStatus
from shancha.apps.payments.services import close_expired_payment
from shancha.kit import jobs
from shancha.kit.clock import now
from shancha.kit.models import Fact

LAST_RUN = "orders.expiry_last_run"
_JOB = "orders.expire_group"
_BATCH = 500


def expire_due_groups() -> int:
    """The clock's work, every minute: queues a job for each group that was not paid in time and has none yet,
    so that one that fails is tried again and can be seen, and none stands behind itself; writes down the run.
    Returns how many were queued."""
    due = OrderGroup.objects.filter(status=GroupStatus.TO_PAY, pay_by__lte=now()).order_by("pay_by", "id")
    waiting = jobs.waiting_locks(_JOB)
    identifiers = [
        group_id
        for group_id in due.values_list("id", flat=True)[: _BATCH + len(waiting)]
        if _lock_of(group_id) not in waiting
    ]
    for group_id in identifiers:
        jobs.defer(_JOB, group_id=str(group_id), lock=_lock_of(group_id))
    Fact.objects.update_or_create(
        name=LAST_RUN,
        defaults={
            "value": {"at": now().isoformat(), "due": len(identifiers), "waiting": len(waiting)},
        },
    )
    return len(identifiers)


def _lock_of(group_id: UUID) -> str:
    return f"expire {group_id}"


def expire(group_id: UUID) -> bool:
    """Ends a group that was not paid in time, after a last look at the provider: who paid in time keeps the
    order although the callback got lost. Closing the payment cancels the group (see `handlers`)."""
    group = OrderGroup.objects.filter(id=group_id).first()
    if group is None or group.status != GroupStatus.TO_PAY or group.pay_by > now():
        return False
    if group.payment_id:
        return close_expired_payment(payment_id=group.payment_id)
    return expire_group(group_id)
