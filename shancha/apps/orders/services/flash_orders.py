"""Orders in a flash sale: thousands want the same few pieces in the same second.

Committing one order at a time would make everybody wait for one row's lock and one flush to disk each. So
requests of one process that come at the same time are placed together: whoever gets the turn takes everything
that waits and places it in one transaction (`place_batch`), and all of them return when that is on disk.
Processes meet at the item's row, which each batch locks once. Nothing is promised before the commit.
"""

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError

from shancha.apps.orders.errors import AddressNotFoundError, CheckoutIncompleteError
from shancha.apps.orders.models import OrderGroup
from shancha.apps.orders.services.flash_rows import FlashAsk, place_batch
from shancha.apps.orders.services.placing import Placed
from shancha.apps.promotions.errors import FlashClosedError, FlashLimitError, FlashSoldOutError
from shancha.apps.promotions.models import FlashClaim
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

MAX_BATCH = 500
# For so long everybody is told at once that all is gone; then one looks again: orders may be given up.
SOLD_OUT_FOR = timedelta(seconds=1)
# How long a batch waits for company while many come at once.
GATHER_FOR = timedelta(milliseconds=2)
TRIES = 4  # two orders may draw the same number, once in a long while

_REFUSALS = {
    "sold_out": FlashSoldOutError,
    "limit": FlashLimitError,
    "closed": FlashClosedError,
    "no_address": AddressNotFoundError,
}


@dataclass(slots=True, eq=False)
class _Waiting:
    """A request on its way. It is woken when it is decided, or when it is its turn to place (`leads`)."""

    ask: FlashAsk
    outcome: Placed | str | None = None
    failure: Exception | None = None
    leads: bool = False
    woken: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class _Gate:
    """Where requests for one item gather. One of them places at a time, and hands the turn on."""

    mutex: threading.Lock = field(default_factory=threading.Lock)
    queue: deque[_Waiting] = field(default_factory=deque)
    is_busy: bool = False
    is_rush: bool = False
    sold_out_until: float = 0.0

    def join(self, waiting: _Waiting) -> None:
        """Stands in the queue; the first one places."""
        with self.mutex:
            self.queue.append(waiting)
            waiting.leads, self.is_busy = not self.is_busy, True

    def take(self) -> list[_Waiting]:
        """The next batch, the one whose turn it is among them. In a rush those that the last batch let go
        get a moment to come back, so that batches don't alternate between large and tiny."""
        if self.is_rush:
            time.sleep(GATHER_FOR.total_seconds())
        with self.mutex:
            batch = [self.queue.popleft() for _ in range(min(len(self.queue), MAX_BATCH))]
        self.is_rush = len(batch) > 1
        return batch

    def hand_on(self, batch: Sequence[_Waiting]) -> None:
        """Wakes everybody who is decided, and the next one to place."""
        with self.mutex:
            following = self.queue[0] if self.queue else None
            self.is_busy = following is not None
        if following is not None:
            following.leads = True
            following.woken.set()
        for waiting in batch:
            waiting.woken.set()


_gates: dict[UUID, _Gate] = {}


def place_flash_order(
    *,
    user_id: UUID,
    item_id: UUID,
    quantity: int,
    address_id: UUID,
    confirms_no_return: bool = False,
) -> Placed:
    """Places an order for pieces of a flash sale, at its price, with the usual delivery; coupons, points and
    balance don't go with it. One for each buyer and item: asked again it gives the order that stands.

    Runs outside any transaction of the caller; when it returns the order is committed. Raises
    FlashNotFoundError, FlashClosedError, FlashSoldOutError, FlashLimitError, AddressNotFoundError,
    CheckoutIncompleteError (the buyer must confirm that it can't be returned)."""
    gate = _gates.setdefault(item_id, _Gate())
    if time.monotonic() < gate.sold_out_until:
        return _standing_order(user_id, item_id, quantity, FlashSoldOutError())
    ask = FlashAsk(
        group_id=new_id(),
        user_id=user_id,
        quantity=quantity,
        address_id=address_id,
        confirms_no_return=confirms_no_return,
        at=now(),
    )
    waiting = _Waiting(ask)
    gate.join(waiting)
    if not waiting.leads:
        waiting.woken.wait()
    if waiting.leads:
        batch = gate.take()
        try:
            _decide(gate, batch, item_id)
        finally:
            gate.hand_on(batch)
    return _answer(waiting, item_id)


def _decide(gate: _Gate, batch: Sequence[_Waiting], item_id: UUID) -> None:
    """Places a batch; what goes wrong with it, each of the batch raises in its own request."""
    try:
        outcomes = _place(item_id, [waiting.ask for waiting in batch])
    except Exception as error:  # noqa: BLE001 - see above
        for waiting in batch:
            waiting.failure = error
        return
    if "sold_out" in outcomes:
        gate.sold_out_until = time.monotonic() + SOLD_OUT_FOR.total_seconds()
    for waiting, outcome in zip(batch, outcomes, strict=True):
        waiting.outcome = outcome


def _place(item_id: UUID, asks: Sequence[FlashAsk]) -> list[Placed | str]:
    for _ in range(TRIES - 1):
        try:
            return place_batch(item_id=item_id, asks=asks)
        except IntegrityError as error:
            if "number" not in str(error):
                raise
    return place_batch(item_id=item_id, asks=asks)


def _answer(waiting: _Waiting, item_id: UUID) -> Placed:
    if waiting.failure is not None:
        raise waiting.failure
    if isinstance(waiting.outcome, Placed):
        return waiting.outcome
    if waiting.outcome == "unconfirmed":
        message = bilingual("请确认不支持七天无理由退货", "Confirm that it can't be returned")
        raise CheckoutIncompleteError(fields={"confirms_no_return": message})
    assert isinstance(waiting.outcome, str)
    refusal = _REFUSALS[waiting.outcome]()
    return _standing_order(waiting.ask.user_id, item_id, waiting.ask.quantity, refusal)


def _standing_order(user_id: UUID, item_id: UUID, quantity: int, refusal: Exception) -> Placed:
    """The order that this buyer got before, where a first answer was lost; else raises `refusal`."""
    group_id = (
        FlashClaim.objects.filter(item_id=item_id, user_id=user_id, quantity=quantity)
        .exclude(status=FlashClaim.Status.RELEASED)
        .values_list("reference_id", flat=True)
        .first()
    )
    if group_id is None:
        raise refusal
    group = OrderGroup.objects.get(id=group_id)
    return Placed(
        group_id=group.id,
        number=group.number,
        status=group.status,
        payable_amount=group.payable_amount,
        payment_id=group.payment_id,
        pay_by=group.pay_by,
        order_ids=list(group.orders.values_list("id", flat=True)),
    )
