"""Orders in a flash sale: thousands want the same few pieces in the same second.

Committing one order at a time would make everybody wait for one row's lock and one flush to disk each. So
requests of one process that come at the same time are placed together: whoever gets the turn takes everything
that waits and places it in one transaction; all of them return when that is on disk. While more wait it goes
on for a moment, since its connection has just done the same and does it twice as fast as another's; then the
turn is handed on.
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

from shancha.apps.orders.errors import AddressNotFoundError, CheckoutIncompleteError, PriceChangedError
from shancha.apps.orders.services.flash_rows import (
    FlashAsk,
    FlashFacts,
    PreparedBatch,
    commit_batch,
    prepare_batch,
)
from shancha.apps.orders.services.placing import Placed
from shancha.apps.promotions.errors import FlashClosedError, FlashLimitError, FlashSoldOutError
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual

MAX_BATCH = 500
# For so long everybody is told at once that all is gone; then one looks again: orders may be given up.
SOLD_OUT_FOR = timedelta(seconds=1)
# What was looked up about the goods serves for so long; whether pieces are left is asked each time.
FACTS_FOR = timedelta(seconds=1)
# How long a batch waits for company while many come at once: as long as in each step somebody came.
GATHER_STEP = timedelta(milliseconds=1)
GATHER_STEPS = 8
# How long one request goes on placing for others before its own answer leaves.
LEAD_FOR = timedelta(milliseconds=500)
TRIES = 4  # two orders may draw the same number, or a buyer ask two processes at once: seldom

_PLACED = ("group_id", "number", "status", "payable_amount", "payment_id", "pay_by", "order_ids")
_STANDING = """
select g.id, g.number, g.status, g.payable_amount, g.payment_id, g.pay_by,
    (select array_agg(o.id) from orders_order o where o.group_id = g.id)
from promotions_flashclaim k join orders_ordergroup g on g.id = k.reference_id
where k.item_id = %s and k.user_id = %s and k.quantity = %s and k.status <> 'released'
"""

_REFUSALS = {
    "sold_out": FlashSoldOutError,
    "limit": FlashLimitError,
    "closed": FlashClosedError,
    "no_address": AddressNotFoundError,
    "price_changed": PriceChangedError,
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
    facts: FlashFacts | None = None

    def look_up(self, item_id: UUID) -> FlashFacts:
        """What is known of the item. Raises FlashNotFoundError."""
        if self.facts is None or now() - self.facts.at > FACTS_FOR:
            self.facts = FlashFacts(item_id)
        return self.facts

    def join(self, waiting: _Waiting) -> None:
        """Stands in the queue; the first one places."""
        with self.mutex:
            self.queue.append(waiting)
            waiting.leads, self.is_busy = not self.is_busy, True

    def take(self) -> list[_Waiting]:
        """Everybody who waits, the one whose turn it is among them. In a rush those just let go get a moment
        to come back."""
        if self.is_rush:
            self._gather()
        with self.mutex:
            batch = [self.queue.popleft() for _ in range(min(len(self.queue), MAX_BATCH))]
        self.is_rush = len(batch) > 1
        return batch

    def _gather(self) -> None:
        for _ in range(GATHER_STEPS):
            came = len(self.queue)
            time.sleep(GATHER_STEP.total_seconds())
            if len(self.queue) == came:
                return

    def let_go(self, batch: Sequence[_Waiting]) -> None:
        """Wakes those who are decided."""
        for waiting in batch:
            waiting.woken.set()

    def hand_on(self) -> None:
        """Gives the turn to the next who waits, if anybody does."""
        with self.mutex:
            following = self.queue[0] if self.queue else None
            self.is_busy = following is not None
        if following is not None:
            following.leads = True
            following.woken.set()


_gates: dict[UUID, _Gate] = {}


def place_flash_order(
    *,
    user_id: UUID,
    item_id: UUID,
    quantity: int,
    address_id: UUID,
    confirms_no_return: bool = False,
    expected_payable: int | None = None,
) -> Placed:
    """Places an order for pieces of a flash sale, at its price, with the usual delivery; coupons, points and
    balance don't go with it. One for each buyer and item: asked again it gives the order that stands.

    Runs outside any transaction of the caller; when it returns the order is committed. Raises
    FlashNotFoundError, FlashClosedError, FlashSoldOutError, FlashLimitError, AddressNotFoundError,
    CheckoutIncompleteError (the buyer must confirm that it can't be returned), PriceChangedError where it
    comes to something else than `expected_payable` fen, which a quote told."""
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
        expected_payable=expected_payable,
    )
    waiting = _Waiting(ask)
    gate.join(waiting)
    if not waiting.leads:
        waiting.woken.wait()
    if waiting.leads:
        _lead(gate, item_id)
    return _answer(waiting, item_id)


def _lead(gate: _Gate, item_id: UUID) -> None:
    """Places everybody who waits, this one among them, and for a moment those who come meanwhile."""
    until = time.monotonic() + LEAD_FOR.total_seconds()
    try:
        while batch := gate.take():
            _place(gate, item_id, batch)
            if time.monotonic() > until:
                break
    finally:
        gate.hand_on()


def _place(gate: _Gate, item_id: UUID, batch: Sequence[_Waiting]) -> None:
    """Decides a batch and wakes it. What goes wrong, each of it raises in its own request."""
    try:
        outcomes = _commit(
            prepare_batch(facts=gate.look_up(item_id), asks=[waiting.ask for waiting in batch])
        )
        if "sold_out" in outcomes:
            gate.sold_out_until = time.monotonic() + SOLD_OUT_FOR.total_seconds()
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome
    except Exception as error:  # noqa: BLE001 - see above
        for waiting in batch:
            waiting.failure = error
    finally:
        gate.let_go(batch)


def _commit(prepared: PreparedBatch) -> list[Placed | str]:
    for _ in range(TRIES - 1):
        try:
            return commit_batch(prepared)
        except IntegrityError as error:
            if not any(known in str(error) for known in ("number", "promotions_flashclaim_one_each")):
                raise
            prepared.renumber()
    return commit_batch(prepared)


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
    rows = sql.fetch_rows(_STANDING, [item_id, user_id, quantity])
    if not rows:
        raise refusal
    return Placed(**dict(zip(_PLACED, rows[0], strict=True)))
