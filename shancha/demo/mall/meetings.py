"""Who met goods in the demo world, by notes and otherwise: the buyers, and those who looked and went on."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.orders.models import OrderLine, Touch, Visit
from shancha.apps.orders.services.crediting import Met, record_touches
from shancha.apps.orders.services.touch_counts import count_day
from shancha.apps.orders.services.visits import Came, record_visits
from shancha.apps.orders.sources import TABS
from shancha.kit.clock import held_at

_SEED = 20260728
_KINDS = ("impression", "open", "tag", "cart")
# For each buyer so many saw the note's card, and how far they went.
_LOOKERS = (1, 1, 1, 1, 1, 2, 2, 3)


def build(people: Sequence[User]) -> None:
    """Remembers the touches or visits before each sale, and counts them day by day."""
    rng = random.Random(_SEED)
    sold = OrderLine.objects.filter(touch__has_key="note_id").select_related("order")
    for line in sold.order_by("order__created_at", "id"):
        note_id, at = UUID(str(line.touch["note_id"])), line.order.created_at
        _meet(line.order.buyer_id, note_id, line.product_id, far=4, at=at - timedelta(minutes=20))
        for person, far in zip(rng.sample(people, min(len(people), len(_LOOKERS))), _LOOKERS, strict=False):
            if person.id != line.order.buyer_id:
                earlier = at - timedelta(hours=rng.uniform(0.5, 20))
                _meet(person.id, note_id, line.product_id, far=far, at=earlier)
    _visit(people)
    for day in Touch.objects.values_list("day", flat=True).union(Visit.objects.values_list("day", flat=True)):
        count_day(day)


def _meet(user_id: UUID, note_id: UUID, product_id: UUID, *, far: int, at: datetime) -> None:
    met = [Met(note_id, product_id if place > 1 else None, kind) for place, kind in enumerate(_KINDS[:far])]
    with held_at(at):
        record_touches(user_id=user_id, visitor_key="", touches=met)


def _visit(people: Sequence[User]) -> None:
    rng = random.Random(_SEED)
    others = OrderLine.objects.exclude(touch__has_key="note_id").exclude(touch={}).select_related("order")
    for line in others.order_by("order__created_at", "id"):
        source, order = line.touch["source"], line.order
        with held_at(order.created_at - timedelta(minutes=10)):
            _come(order.buyer_id, line, source, "view", "cart")
            for person in rng.sample(people, min(len(people), 3)):
                _come(person.id, line, source, "view")


def _come(user_id: UUID, line: OrderLine, source: str, *kinds: str) -> None:
    visits = [Came(kind, source, product_id=line.product_id) for kind in kinds]
    if source in TABS:
        visits.append(Came("open", source, store_id=line.order.store_id))
    record_visits(person=f"u:{user_id}", visits=visits)
