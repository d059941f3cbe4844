"""After-sales cases as buyers and stores see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from shancha.apps.orders.aftersale_acts import buyer_acts, is_objected, object_until, objection_to, store_acts
from shancha.apps.orders.aftersale_states import ENDED, OPEN
from shancha.apps.orders.case_words import shown
from shancha.apps.orders.errors import AfterSaleNotFoundError, OrderNotFoundError
from shancha.apps.orders.models import (
    AfterSale,
    AfterSaleEvent,
    ClaimHold,
    Objection,
    OrderLine,
    Parcel,
    RefundPart,
    TrackingEvent,
)
from shancha.apps.payments.models import Refund
from shancha.kit.pagination import decode_cursor, encode_cursor

STATES: dict[str, list[str] | None] = {
    "all": None,
    "open": [*OPEN],
    "to_answer": ["requested", "returning", "received"],
    "disputed": ["disputed"],
    "ended": [*ENDED],
}
# Ended cases wait for the platform too while an objection to what came back is open.
_WITH_OBJECTIONS = frozenset({"open", "disputed"})


def list_cases(
    *,
    buyer_id: UUID | None = None,
    store_id: UUID | None = None,
    state: str = "all",
    order_id: UUID | None = None,
    cursor: str = "",
    limit: int = 20,
) -> dict[str, Any]:
    """A page of cases of a buyer or a store, latest first."""
    cases = AfterSale.objects.select_related("line", "order", "objection")
    cases = cases.filter(store_id=store_id) if store_id else cases.filter(buyer_id=buyer_id)
    states = STATES[state]
    if states:
        objected = Objection.objects.filter(status=Objection.Status.OPEN).values("after_sale_id")
        also = Q(id__in=objected) if state in _WITH_OBJECTIONS else Q()
        cases = cases.filter(Q(status__in=states) | also)
    if order_id:
        cases = cases.filter(order_id=order_id)
    after = decode_cursor(cursor, UUID)
    if after:
        cases = cases.filter(id__lt=after[0])
    found = list(cases.order_by("-id")[: limit + 1])
    return {
        "items": [_card(case) for case in found[:limit]],
        "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None,
    }


def get_case(
    *, case_id: UUID, buyer_id: UUID | None = None, store_id: UUID | None = None, role: str = ""
) -> dict[str, Any]:
    """A case in full, with its story, what went back, and what the buyer, or somebody of the store's staff
    in this role, may do. Raises AfterSaleNotFoundError for anybody else."""
    cases = AfterSale.objects.select_related("line", "order", "buyer", "objection").filter(id=case_id)
    cases = cases.filter(store_id=store_id) if store_id else cases.filter(buyer_id=buyer_id)
    case = cases.first()
    if case is None:
        raise AfterSaleNotFoundError
    returning = find_parcel(case, to_buyer=False)
    events = AfterSaleEvent.objects.filter(after_sale=case).order_by("id")[:200]
    parts = RefundPart.objects.select_related("refund").filter(after_sale=case).order_by("id")
    return {
        **_card(case),
        "description": case.description,
        "pictures": case.pictures,
        "answer": case.answer,
        "by_right": case.by_right,
        "with_freight": case.with_freight,
        "restock": case.restock,
        "may": store_acts(case, role, returning) if store_id else buyer_acts(case),
        "comes_back": case.comes_back,
        "gives_piece": case.gives_piece,
        "repairs": case.repairs,
        "return_to": orjson.loads(case.return_to) if case.return_to else None,
        "refunds_early": case.refunds_early,
        "objection": _objection(case),
        "object_until": object_until(case, returning) if store_id else None,
        "refund_offered_at": case.refund_offered_at,
        "exchange_offered_at": case.exchange_offered_at,
        "disputed_at": case.disputed_at,
        "rule_by": case.rule_by,
        "ruled_amount": case.ruled_amount,
        "held_amount": _held(case) if store_id else 0,
        "return_carrier": case.return_carrier,
        "return_number": case.return_number,
        "return_parcel": _parcel(returning),
        "exchange_carrier": case.exchange_carrier,
        "exchange_number": case.exchange_number,
        "exchange_parcel": _parcel(find_parcel(case, to_buyer=True)),
        "ruling": shown(case.ruling),
        "ruled_for": case.ruled_for,
        "events": [
            {
                "kind": event.kind,
                "from_status": event.from_status,
                "to_status": event.to_status,
                "actor": event.actor_kind,
                "text": shown(event.text),
                "pictures": event.pictures,
                "at": event.created_at,
            }
            for event in events
        ],
        "refunds": [
            {
                "amount": part.amount,
                "to_provider": part.to_provider,
                "to_wallet": part.to_wallet,
                "to_points": part.to_points,
                "arrived_at": part.arrived_at,
                "state": _state_of(part),
            }
            for part in parts
        ],
        "buyer": {"handle": case.buyer.handle, "nickname": case.buyer.nickname} if store_id else None,
    }


def find_parcel(case: AfterSale, *, to_buyer: bool) -> Parcel | None:
    """The parcel in which the goods of a case come back, or what the store sends goes to the buyer; the
    latest, should there be two."""
    parcels = Parcel.objects.filter(after_sale=case, to_buyer=to_buyer)
    return parcels.order_by("-shipped_at", "-id").first()


def first_seen(parcel: Parcel) -> datetime | None:
    """When the carrier first told of a parcel since it was sent; what it said of its number before is of
    another one."""
    scans = TrackingEvent.objects.filter(parcel=parcel, at__gte=parcel.shipped_at)
    return scans.order_by("at").values_list("at", flat=True).first()


def _objection(case: AfterSale) -> dict[str, Any] | None:
    objection = objection_to(case)
    if objection is None:
        return None
    return {
        "reason": objection.reason,
        "status": objection.status,
        "amount": objection.amount,
        "granted_amount": objection.granted,
        "paid_amount": objection.paid,
        "ruling": objection.ruling,
        "opened_at": objection.created_at,
    }


def _parcel(parcel: Parcel | None) -> dict[str, Any] | None:
    if parcel is None:
        return None
    scans = TrackingEvent.objects.filter(parcel=parcel).order_by("-at", "-id")
    seen_at = first_seen(parcel)
    return {
        "seen_at": seen_at,
        "delivered_at": parcel.delivered_at,
        "latest": scans.values("at", "text").first(),
    }


def _state_of(part: RefundPart) -> str:
    """How a part stands: arrived, on its way, stuck at the provider, or given to the wallet instead."""
    status = part.refund.status if part.refund else ""
    if status in {Refund.Status.FAILED, Refund.Status.RETURNED}:
        return "stuck"
    if status == Refund.Status.REROUTED:
        return "to_wallet"
    return "arrived" if part.arrived_at else "on_way"


def _held(case: AfterSale) -> int:
    hold = ClaimHold.objects.filter(after_sale=case, ended_at=None).first()
    return hold.held if hold else 0


def _card(case: AfterSale) -> dict[str, Any]:
    line = case.line
    return {
        "id": case.id,
        "number": case.number,
        "order_id": case.order_id,
        "order_number": case.order.number,
        "store_id": case.store_id,
        "kind": case.kind,
        "reason": case.reason,
        "status": case.status,
        "quantity": case.quantity,
        "asked_amount": case.asked_amount,
        "agreed_amount": case.agreed_amount,
        "is_fake_claim": case.is_fake_claim,
        "is_objected": is_objected(case),
        "due_at": case.due_at,
        "created_at": case.created_at,
        "ended_at": case.ended_at,
        "line": {
            "id": line.id,
            "product_id": line.product_id,
            "title": line.title,
            "options": line.options,
            "picture": line.picture,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
        },
    }


def find_line(*, order_id: UUID, line_id: UUID, buyer_id: UUID) -> OrderLine:
    """A line of one's own order, its order with it. Raises OrderNotFoundError."""
    line = (
        OrderLine.objects.select_related("order")
        .filter(id=line_id, order_id=order_id, order__buyer_id=buyer_id)
        .first()
    )
    if line is None:
        raise OrderNotFoundError
    return line
