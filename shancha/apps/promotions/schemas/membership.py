"""Shapes of membership."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.mall.schemas.cards import Fen


class Plan(Schema):
    """A plan on sale. `points_multiplier` is a percentage, such as "200%". Stores answer
    after-sales within `answer_hours`; returns up to `early_refund_amount` in 30 days are refunded
    after as long without waiting for the store."""

    id: UUID
    slug: str
    name: str
    months: int
    price: Fen
    price_per_month: Fen
    trial_days: int
    free_deliveries: int
    points_multiplier: str
    answer_hours: int
    early_refund_amount: Fen


class Card(Schema):
    """One's own card. `renews`: a bill comes before it ends; it is never charged by itself."""

    is_active: bool
    status: Literal["trial", "active", "cancelled", "expired"]
    plan_id: UUID
    plan_name: str
    starts_at: datetime
    ends_at: datetime
    renews: bool
    free_deliveries_left: int
    saved_amount: Fen


class Purchase(Schema):
    """A purchase, renewal or trial. A pending one is paid through `payment_id`."""

    id: UUID
    plan_name: str
    kind: Literal["trial", "purchase", "renewal"]
    status: Literal["pending", "paid", "closed", "refunded"]
    amount: Fen
    refunded_amount: Fen
    payment_id: UUID | None
    starts_at: datetime | None
    ends_at: datetime | None
    created_at: datetime


class MembershipPage(Schema):
    """The member centre: plans, one's card, purchases, and whether a trial is possible."""

    plans: list[Plan]
    card: Card | None
    can_try: bool
    purchases: list[Purchase]


class MembershipBuy(Schema):
    """Which plan; `renews`: send a bill before it ends, from the payment on; without it the card's present
    choice stays."""

    plan_id: UUID
    renews: bool | None = None


class MembershipTry(Schema):
    """Which plan to try."""

    plan_id: UUID


class MembershipRefund(Schema):
    """What goes back by the way it was paid."""

    refunded_amount: Fen
