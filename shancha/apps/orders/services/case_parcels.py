"""Parcels of after-sales cases are followed as those of orders: the delivery of what comes back starts the
store's clock, that of a repaired piece the buyer's."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from shancha.apps.orders.aftersale_acts import is_objected, may_restock
from shancha.apps.orders.aftersale_states import CONFIRM_WITHIN, LOST_AFTER, REFUND_WITHIN, CaseStatus
from shancha.apps.orders.carriers import check_parcel
from shancha.apps.orders.errors import AfterSaleInvalidError
from shancha.apps.orders.models import AfterSale, Parcel
from shancha.apps.orders.queries.aftersales import find_parcel, first_seen
from shancha.apps.orders.services.aftersale_moves import lock_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.apps.orders.services.member_care import answer_by
from shancha.kit.clock import now
from shancha.kit.language import bilingual

FIRST_POLL = timedelta(minutes=30)


def named(case: AfterSale, carrier: str, tracking_number: str, *, to_buyer: bool) -> tuple[str, str]:
    """Carrier and number of a case's parcel as they are kept. Raises AfterSaleInvalidError, also for a number
    that the order or the case had before; goods of several cases of an order may travel in one parcel."""
    number, problems = check_parcel(carrier, tracking_number)
    if "tracking_number" not in problems and _is_taken(case, carrier, number, to_buyer=to_buyer):
        problems["tracking_number"] = bilingual(
            "这个单号已经填过了", "This number was used for the order before"
        )
    if problems:
        raise AfterSaleInvalidError(fields=problems)
    return carrier, number


def _is_taken(case: AfterSale, carrier: str, number: str, *, to_buyer: bool) -> bool:
    """Whether it names another parcel of the order: not one in which goods of another case go the same way
    now."""
    known = Parcel.objects.filter(order_id=case.order_id, carrier=carrier, tracking_number__iexact=number)
    return known.filter(
        Q(after_sale=None) | Q(after_sale=case) | ~Q(to_buyer=to_buyer) | Q(delivered_at__isnull=False)
    ).exists()


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


def note_scans(case_id: UUID) -> None:
    """The carrier has told of a parcel: from the first time on a store has as long to act as it has to answer
    a member, whose money then comes before the goods arrive. Told again, nothing changes."""
    case = lock_case(case_id)
    if case.status != CaseStatus.RETURNING or not case.refunds_early or not has_set_out(case):
        return
    early_at = answer_by(case.buyer_id)
    if case.due_at is None or early_at < case.due_at:
        case.due_at, case.updated_at = early_at, now()
        case.save(update_fields=["due_at", "updated_at"])


def note_delivery(*, case_id: UUID, parcel_id: UUID, delivered_at: datetime) -> None:
    """The goods lie at the store: it has seven days from then to look at them and to pay
    (消费者权益保护法 25), unless a member's money is due sooner. Or the repaired piece lies at the buyer's,
    who has as long to look at it. What was paid for before it came is told to the store all the same. Told
    of a parcel that another one followed, nothing happens."""
    case = lock_case(case_id)
    parcel = Parcel.objects.get(id=parcel_id)
    newest = find_parcel(case, to_buyer=parcel.to_buyer)
    awaited = CaseStatus.RESENT if parcel.to_buyer else CaseStatus.RETURNING
    if newest is None or newest.id != parcel_id:
        return
    if case.status != awaited:
        _tell_of_late_goods(case, parcel)
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


def _tell_of_late_goods(case: AfterSale, parcel: Parcel) -> None:
    if parcel.to_buyer or not (may_restock(case) or is_objected(case)):
        return
    tell(case, "return_delivered", actor="system")
    tell_store_of(case, "after_sale_refunded_goods_delivered")


def has_set_out(case: AfterSale) -> bool:
    """Whether the carrier has told of what comes back since it was sent."""
    parcel = find_parcel(case, to_buyer=False)
    return parcel is not None and first_seen(parcel) is not None


def was_delivered(case: AfterSale, *, to_buyer: bool) -> bool:
    """Whether the carrier has delivered the goods of a case."""
    parcel = find_parcel(case, to_buyer=to_buyer)
    return parcel is not None and parcel.delivered_at is not None


def until_when_awaited(case: AfterSale, *, to_buyer: bool) -> datetime | None:
    """Until when to go on waiting for goods that their carrier has on its way; None where it never saw them,
    has delivered them, or lost them."""
    parcel = find_parcel(case, to_buyer=to_buyer)
    if parcel is None or parcel.delivered_at or first_seen(parcel) is None:
        return None
    end = parcel.shipped_at + LOST_AFTER
    return end if end > now() else None
