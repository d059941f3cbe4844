"""Parcels of after-sales cases are followed as those of orders: the delivery of what comes back starts the
store's clock, that of a repaired piece the buyer's."""

from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.orders.aftersale_states import CONFIRM_WITHIN, LOST_AFTER, REFUND_WITHIN, CaseStatus
from shancha.apps.orders.carriers import CARRIERS
from shancha.apps.orders.errors import AfterSaleInvalidError
from shancha.apps.orders.models import AfterSale, Parcel, TrackingEvent
from shancha.apps.orders.queries.aftersales import find_parcel
from shancha.apps.orders.services.aftersale_moves import lock_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

FIRST_POLL = timedelta(minutes=30)


def named(carrier: str, tracking_number: str) -> tuple[str, str]:
    """Carrier and number of a parcel as they are kept. Raises AfterSaleInvalidError."""
    number = clean_line(tracking_number)
    problems = {}
    if carrier not in CARRIERS:
        problems["carrier"] = bilingual("请选择快递公司", "Choose a carrier")
    if not 5 <= len(number) <= 40 or not number.isascii():
        problems["tracking_number"] = bilingual("快递单号不正确", "Not a tracking number")
    if problems:
        raise AfterSaleInvalidError(fields=problems)
    return carrier, number


def follow(case: AfterSale, *, to_buyer: bool) -> None:
    """The goods of a locked case were sent: the carrier is asked where they are."""
    Parcel.objects.create(
        order_id=case.order_id,
        after_sale=case,
        to_buyer=to_buyer,
        carrier=case.exchange_carrier if to_buyer else case.return_carrier,
        tracking_number=case.exchange_number if to_buyer else case.return_number,
        poll_at=now() + FIRST_POLL,
    )


def note_delivery(*, case_id: UUID, parcel_id: UUID, delivered_at: datetime) -> None:
    """The goods lie at the store: it has seven days from then to look at them and to pay
    (消费者权益保护法 25), unless a member's money is due sooner. Or the repaired piece lies at the buyer's,
    who has as long to look at it. Told of a parcel that another one followed, nothing happens."""
    case = lock_case(case_id)
    parcel = Parcel.objects.get(id=parcel_id)
    newest = find_parcel(case, to_buyer=parcel.to_buyer)
    awaited = CaseStatus.RESENT if parcel.to_buyer else CaseStatus.RETURNING
    if case.status != awaited or newest is None or newest.id != parcel_id:
        return
    due_at = delivered_at + (CONFIRM_WITHIN if parcel.to_buyer else REFUND_WITHIN)
    if case.refunds_early and case.due_at is not None:
        due_at = min(due_at, case.due_at)
    case.due_at, case.updated_at = due_at, now()
    case.save(update_fields=["due_at", "updated_at"])
    if parcel.to_buyer:
        tell(case, "repair_delivered", actor="system")
        tell_buyer_of(case, "after_sale_repair_delivered")
    else:
        tell(case, "return_delivered", actor="system")
        tell_store_of(case, "after_sale_return_delivered")


def until_when_awaited(case: AfterSale, *, to_buyer: bool) -> datetime | None:
    """Until when to go on waiting for goods that their carrier has on its way; None where it never saw them,
    has delivered them, or lost them."""
    parcel = find_parcel(case, to_buyer=to_buyer)
    if parcel is None or parcel.delivered_at or not TrackingEvent.objects.filter(parcel=parcel).exists():
        return None
    end = parcel.shipped_at + LOST_AFTER
    return end if end > now() else None
