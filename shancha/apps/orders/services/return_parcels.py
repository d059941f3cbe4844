"""Goods on their way back to a store: their parcel is followed, and its delivery starts the store's clock."""

from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.orders.aftersale_states import LOST_AFTER, REFUND_WITHIN, CaseStatus
from shancha.apps.orders.models import AfterSale, Parcel, TrackingEvent
from shancha.apps.orders.queries.aftersales import find_return_parcel
from shancha.apps.orders.services.aftersale_moves import lock_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_store_of
from shancha.kit.clock import now

FIRST_POLL = timedelta(minutes=30)


def follow(case: AfterSale) -> None:
    """The buyer of a locked case has sent the goods: the carrier is asked where they are."""
    Parcel.objects.create(
        order_id=case.order_id,
        after_sale=case,
        carrier=case.return_carrier,
        tracking_number=case.return_number,
        poll_at=now() + FIRST_POLL,
    )


def note_delivery(*, case_id: UUID, parcel_id: UUID, delivered_at: datetime) -> None:
    """The goods lie at the store: it has seven days from then to look at them and to pay
    (消费者权益保护法 25), unless a member's money is due sooner. Told of a parcel that another one followed,
    nothing happens."""
    case = lock_case(case_id)
    newest = find_return_parcel(case)
    if case.status != CaseStatus.RETURNING or newest is None or newest.id != parcel_id:
        return
    due_at = delivered_at + REFUND_WITHIN
    if case.refunds_early and case.due_at is not None:
        due_at = min(due_at, case.due_at)
    case.due_at, case.updated_at = due_at, now()
    case.save(update_fields=["due_at", "updated_at"])
    tell(case, "return_delivered", actor="system")
    tell_store_of(case, "after_sale_return_delivered")


def until_when_awaited(case: AfterSale) -> datetime | None:
    """Until when to go on waiting for goods that their carrier has on its way; None where it never saw them,
    has delivered them, or lost them."""
    parcel = find_return_parcel(case)
    if parcel is None or parcel.delivered_at or not TrackingEvent.objects.filter(parcel=parcel).exists():
        return None
    end = parcel.shipped_at + LOST_AFTER
    return end if end > now() else None
