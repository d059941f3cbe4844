"""What a buyer may ask for about a line, until when, and how much at most."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.db.models.functions import Coalesce

from shancha.apps.orders.aftersale_states import CLAIM_WITHIN, FAULT_WITHIN, RETURN_DAYS, CaseStatus, Kind
from shancha.apps.orders.models import Order, OrderLine, Parcel
from shancha.apps.orders.refunding import LineFacts, most_for
from shancha.apps.orders.states import Status
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.numbers import HOME_ZONE, home_date

REASONS: dict[str, tuple[str, str, bool]] = {
    # code: Chinese, English, whether the store is at fault
    "no_reason": ("七天无理由", "no reason, within seven days", False),
    "changed_mind": ("不想要了", "changed my mind", False),
    "not_sent": ("一直未发货", "never sent", True),
    "not_arrived": ("未收到货", "never arrived", True),
    "damaged": ("商品破损", "damaged", True),
    "missing": ("少件漏发", "something is missing", True),
    "wrong_item": ("发错商品", "the wrong thing", True),
    "not_as_described": ("与描述不符", "not as described", True),
    "quality": ("质量问题", "bad quality", True),
    "allergy": ("过敏或不适", "allergy or irritation", True),
    "fake": ("疑似假货", "seems fake", True),
    "expired_goods": ("临期或过期", "expired", True),
    "agreed": ("与商家协商一致", "agreed with the store", False),
    "other": ("其他原因", "another reason", False),
}
# The kinds of case that a reason can be given for; what is not listed, for all about goods that were sent but
# the repair, which does not mend it.
_ANY = frozenset(Kind.values)
_OF_SENT = _ANY - {Kind.CANCEL}
_FITS: dict[str, frozenset[str]] = {
    "no_reason": frozenset({Kind.RETURN}),
    "changed_mind": frozenset({Kind.CANCEL, Kind.REFUND_ONLY, Kind.RETURN, Kind.EXCHANGE}),
    "not_sent": frozenset({Kind.CANCEL}),
    "not_arrived": frozenset({Kind.REFUND_ONLY, Kind.CLAIM}),
    "damaged": _OF_SENT,
    "not_as_described": _OF_SENT,
    "quality": _OF_SENT,
    "agreed": _ANY,
    "other": _ANY,
}
_BUT_REPAIR = _OF_SENT - {Kind.REPAIR}
_CLASSES = {
    "custom_made": bilingual("定制商品，不支持无理由退货", "Made to order: no return without a reason"),
    "perishable": bilingual("鲜活易腐商品，不支持无理由退货", "Perishable: no return without a reason"),
    "opened_digital": bilingual(
        "拆封的数字商品，不支持无理由退货", "Opened digital goods: no return without a reason"
    ),
    "newspaper": bilingual("报刊，不支持无理由退货", "Newspapers: no return without a reason"),
    "confirmed_only": bilingual(
        "购买时已确认不支持无理由退货", "No return without a reason, as confirmed when buying"
    ),
}


# States in which goods may have been sent and can still be asked about.
_SENT = (Status.TO_SHIP, Status.TO_RECEIVE, Status.TO_REVIEW, Status.COMPLETED)


@dataclass(frozen=True, slots=True)
class ReturnRight:
    """Whether a line may be returned without a reason: `until` is when it ends, once received."""

    is_given: bool
    until: datetime | None
    note: str


def at_fault(reason: str) -> bool:
    """Whether the reason lies with the store: then freight goes back too."""
    return REASONS[reason][2]


def fits(reason: str, kind: str) -> bool:
    """Whether a reason can be given for a kind of case."""
    return kind in _FITS.get(reason, _BUT_REPAIR)


def reason_problem(kind: str, reason: str) -> str:
    """Why a reason can't be given for a kind of case; "" where it can."""
    if reason not in REASONS:
        return bilingual("请选择原因", "Choose a reason")
    if fits(reason, kind):
        return ""
    if reason == "no_reason":
        return bilingual("无理由只能申请退货退款", "Without a reason: a return only")
    if kind == Kind.CANCEL:
        return bilingual("商品还没有发出，请换一个原因", "It was not sent yet: choose another reason")
    if reason == "not_sent":
        return bilingual("商品已经发出，请换一个原因", "It was sent: choose another reason")
    return bilingual("这个原因不适合这种售后，请换一个", "Not a reason for this kind of case: choose another")


def end_of_return(received_at: datetime) -> datetime:
    """The end of the seventh day after receipt, by the day in China."""
    day = home_date(received_at) + timedelta(days=RETURN_DAYS + 1)
    return datetime.combine(day, time.min, HOME_ZONE)


def return_right(order: Order, line: OrderLine) -> ReturnRight:
    """Seven days from receipt (消费者权益保护法 25). Goods that the law exempts have no such right, those of
    `confirmed_only` none only if the buyer confirmed it at the purchase."""
    exempt = line.return_class in _CLASSES
    if line.return_class == "confirmed_only":
        confirmed = {str(each) for each in order.consents.get("confirmed_only", [])}
        exempt = str(line.variant_id) in confirmed
    if exempt:
        return ReturnRight(is_given=False, until=None, note=str(_CLASSES[line.return_class]))
    until = end_of_return(order.received_at) if order.received_at else None
    is_on_its_way = order.received_at is None and line.held_quantity > 0
    is_given = is_on_its_way or (until is not None and now() < until)
    note = bilingual("支持七天无理由退货", "May be returned within seven days")
    if until is not None and not is_given:
        note = bilingual("七天无理由退货期已过", "The seven days are over")
    return ReturnRight(is_given=is_given, until=until, note=str(note))


def pieces_for(kind: str, line: OrderLine) -> int:
    """How many pieces of a line such a case can be about: those that are not sent yet to cancel, those that
    were sent and did not go back for everything else."""
    return line.unsent_quantity if kind == Kind.CANCEL else line.held_quantity


def kinds_for(order: Order, line: OrderLine) -> dict[str, str]:
    """The kinds of case that are not open to a line now, with the reason. Once a piece of it was sent, what
    is asked of sent goods is open, also while others are still to be sent."""
    received = order.received_at
    late = bilingual("已超过申请期限", "Too late")
    not_sent = bilingual("尚未收货", "Not received yet")
    closed: dict[str, str] = {}
    if line.refunded_quantity >= line.quantity:
        gone = bilingual("已全部退款", "All was refunded")
        return dict.fromkeys(Kind.values, str(gone))
    if order.status != Status.TO_SHIP or line.unsent_quantity == 0:
        closed[Kind.CANCEL] = str(bilingual("已发货，请收货后申请退货", "Sent already; ask for a return"))
    if line.held_quantity == 0 or order.status not in _SENT:
        for kind in (Kind.RETURN, Kind.EXCHANGE, Kind.REPAIR, Kind.CLAIM, Kind.REFUND_ONLY):
            closed[kind] = str(not_sent)
    if received and received + FAULT_WITHIN < now():
        received = max(received, _came_repaired(order, line) or received)
    if received and received + FAULT_WITHIN < now():
        for kind in (Kind.RETURN, Kind.EXCHANGE, Kind.REFUND_ONLY):
            closed[kind] = str(late)
    if order.received_at and order.received_at + CLAIM_WITHIN < now():
        for kind in (Kind.CLAIM, Kind.REPAIR):
            closed[kind] = str(late)
    return closed


def _came_repaired(order: Order, line: OrderLine) -> datetime | None:
    """When a piece of the line last came back repaired; None where none did. A fault that shows again is
    asked about from then on."""
    parcels = Parcel.objects.filter(
        order=order,
        to_buyer=True,
        after_sale__line=line,
        after_sale__kind=Kind.REPAIR,
        after_sale__status=CaseStatus.DONE,
    )
    came_at: datetime | None = parcels.aggregate(at=Max(Coalesce("delivered_at", "after_sale__ended_at")))[
        "at"
    ]
    return came_at


def options_for(order: Order, line: OrderLine, facts: LineFacts) -> dict[str, Any]:
    """For the form: kinds, reasons, the most that can go back by pieces, and the right of return."""
    closed = kinds_for(order, line)
    right = return_right(order, line)
    left = line.quantity - line.refunded_quantity
    return {
        "kinds": [
            {
                "kind": kind,
                "is_open": kind not in closed,
                "note": closed.get(kind, ""),
                "most_pieces": pieces_for(kind, line),
            }
            for kind in Kind.values
        ],
        "reasons": [
            {
                "code": code,
                "name": str(bilingual(chinese, english)),
                "is_store_fault": fault,
                "kinds": [kind for kind in Kind.values if fits(code, kind)],
            }
            for code, (chinese, english, fault) in REASONS.items()
            if code != "no_reason" or right.is_given
        ],
        "most": [
            {
                "quantity": pieces,
                "amount": most_for(facts, pieces, with_freight=False),
                "amount_with_freight": most_for(facts, pieces, with_freight=True),
            }
            for pieces in range(1, left + 1)
        ],
        "return_right": {"is_given": right.is_given, "until": right.until, "note": right.note},
    }
