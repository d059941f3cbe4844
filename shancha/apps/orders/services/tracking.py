"""Parcels are followed until they are there."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from shancha.apps.orders.errors import TrackingNoticeRefusedError
from shancha.apps.orders.models import Order, Parcel, ParcelStatus, TrackingEvent
from shancha.apps.orders.services import case_parcels
from shancha.apps.orders.services.notices import tell_buyer
from shancha.apps.orders.states import Status
from shancha.apps.orders.tracking import Ask, NoticeRefusedError, Scan, TrackingProvider, configured_provider
from shancha.apps.orders.tracking.base import TrackingError
from shancha.kit.clock import now

POLL_EVERY = timedelta(hours=2)
# The provider tells by itself; asked now and then all the same, should a notice get lost.
FOLLOWED_EVERY = timedelta(hours=12)
GIVEN_UP = timedelta(days=60)
CONFIRM_AFTER_DELIVERY = timedelta(days=10)


def poll_due_parcels(limit: int = 200) -> int:
    """The job's work: asks about parcels that are due; returns how many."""
    due = Parcel.objects.filter(poll_at__lte=now()).order_by("poll_at", "id")
    identifiers = list(due.values_list("id", flat=True)[:limit])
    for parcel_id in identifiers:
        poll_parcel(parcel_id)
    return len(identifiers)


def poll_parcel(parcel_id: UUID) -> None:
    """Asks where a parcel is and keeps the answer; safe to run twice. The provider is asked outside any
    transaction."""
    parcel = Parcel.objects.select_related("order", "after_sale").get(id=parcel_id)
    provider = configured_provider()
    scans: Sequence[Scan] = ()
    if provider is not None:
        ask = _ask(parcel)
        with suppress(TrackingError):
            _follow(provider, parcel, ask)
        with suppress(TrackingError):
            scans = provider.track(ask)
    keep_scans(parcel_id, scans)


def _follow(provider: TrackingProvider, parcel: Parcel, ask: Ask) -> None:
    """Asks, once, to be told of the parcel."""
    notify_url = f"{settings.BASE_URL}/api/v1/tracking/callbacks/{provider.name}"
    if parcel.followed_at is None and provider.follow(ask, notify_url):
        Parcel.objects.filter(id=parcel.id).update(followed_at=now())


def take_notice(*, provider_name: str, form: Mapping[str, str]) -> None:
    """A provider tells by itself where parcels are; told twice, nothing happens. Raises
    TrackingNoticeRefusedError for what is not its own."""
    provider = configured_provider()
    if provider is None or provider.name != provider_name:
        raise TrackingNoticeRefusedError
    try:
        told = provider.read_notice(form)
    except NoticeRefusedError as error:
        raise TrackingNoticeRefusedError from error
    parcels = Parcel.objects.filter(carrier=told.carrier, tracking_number=told.tracking_number)
    for parcel_id in parcels.order_by("id").values_list("id", flat=True)[:20]:
        keep_scans(parcel_id, told.scans)


@transaction.atomic
def keep_scans(parcel_id: UUID, scans: Sequence[Scan]) -> None:
    """Stores what is new. The last one known decides the parcel's status, so that what is told late turns
    nothing back; once all parcels of an order that waits to be received are there, it is confirmed by itself
    ten days later. What is on its way or delivered in a case of after-sales moves its clock."""
    parcel = Parcel.objects.select_for_update(no_key=True).get(id=parcel_id)
    TrackingEvent.objects.bulk_create(
        [
            TrackingEvent(parcel=parcel, at=each.at, status=each.status, text=each.text, place=each.place)
            for each in scans
        ],
        ignore_conflicts=True,
    )
    was = parcel.status
    if scans:
        last = TrackingEvent.objects.filter(parcel=parcel).order_by("-at", "id")[0]
        # What was delivered before this parcel was sent is another one under its number.
        if last.status != ParcelStatus.DELIVERED or last.at >= parcel.shipped_at:
            parcel.status = last.status
        if parcel.status == ParcelStatus.DELIVERED:
            parcel.delivered_at = last.at
    is_over = parcel.status == ParcelStatus.DELIVERED or parcel.shipped_at < now() - GIVEN_UP
    every = FOLLOWED_EVERY if parcel.followed_at else POLL_EVERY
    parcel.poll_at = None if is_over else now() + every
    parcel.save(update_fields=["status", "delivered_at", "poll_at"])
    if parcel.after_sale_id and scans:
        case_parcels.note_scans(parcel.after_sale_id)
    if not parcel.delivered_at or was == ParcelStatus.DELIVERED:
        return
    if parcel.after_sale_id:
        case_parcels.note_delivery(
            case_id=parcel.after_sale_id, parcel_id=parcel.id, delivered_at=parcel.delivered_at
        )
    else:
        _note_delivery(parcel.order_id, parcel.delivered_at)


def _note_delivery(order_id: UUID, delivered_at: datetime) -> None:
    tell_buyer(order_id, "order_delivered")
    waiting = Parcel.objects.filter(order_id=order_id, after_sale=None, delivered_at=None)
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    if order.status == Status.TO_RECEIVE and not waiting.exists():
        by_delivery = delivered_at + CONFIRM_AFTER_DELIVERY
        order.auto_confirm_at = min(order.auto_confirm_at or by_delivery, by_delivery)
        order.save(update_fields=["auto_confirm_at"])


def _ask(parcel: Parcel) -> Ask:
    case, order = None if parcel.to_buyer else parcel.after_sale, parcel.order
    receiver: dict[str, Any] = orjson.loads((case.return_to if case else order.receiver) or "{}")
    return Ask(
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        shipped_at=parcel.shipped_at,
        phone_tail=receiver.get("phone", "")[-4:],
        is_abroad=case is None and order.trade_mode != "domestic",
        destination="" if case else order.region,
    )
