"""The one place that says what may become of an order. See docs/orders.md for the same as a table.

Nothing writes a status but `services.transitions`, and it asks here.
"""

from dataclasses import dataclass
from typing import Literal

from django.db import models

Actor = Literal["buyer", "merchant", "platform", "system"]


class Status(models.TextChoices):
    """What an order waits for."""

    TO_PAY = "to_pay", "待付款"
    TO_SHIP = "to_ship", "待发货"
    TO_RECEIVE = "to_receive", "待收货"
    TO_REVIEW = "to_review", "待评价"
    COMPLETED = "completed", "已完成"
    CANCELLED = "cancelled", "已取消"
    CLOSED = "closed", "已关闭"


class GroupStatus(models.TextChoices):
    """What a group of orders, paid together, waits for."""

    TO_PAY = "to_pay", "待付款"
    PAID = "paid", "已付款"
    CANCELLED = "cancelled", "已取消"


@dataclass(frozen=True, slots=True)
class Rule:
    """A step: who may take it, and the column that remembers when."""

    actors: frozenset[Actor]
    moment: str


def _rule(moment: str, *actors: Actor) -> Rule:
    return Rule(frozenset(actors), moment)


RULES: dict[tuple[Status, Status], Rule] = {
    # Paid in full; only the money itself moves an order here.
    (Status.TO_PAY, Status.TO_SHIP): _rule("paid_at", "system"),
    # Given up, or not paid in time.
    (Status.TO_PAY, Status.CANCELLED): _rule("cancelled_at", "buyer", "platform", "system"),
    # Cancelled with a full refund while nothing has been sent.
    (Status.TO_SHIP, Status.CANCELLED): _rule("cancelled_at", "buyer", "merchant", "platform", "system"),
    # Everything that is not refunded has been sent.
    (Status.TO_SHIP, Status.TO_RECEIVE): _rule("shipped_at", "merchant", "platform", "system"),
    (Status.TO_RECEIVE, Status.TO_REVIEW): _rule("received_at", "buyer", "platform", "system"),
    # All lines reviewed, or the time for it is over.
    (Status.TO_REVIEW, Status.COMPLETED): _rule("completed_at", "buyer", "system"),
    # Refunded in full after it was sent.
    (Status.TO_RECEIVE, Status.CLOSED): _rule("closed_at", "merchant", "platform", "system"),
    (Status.TO_REVIEW, Status.CLOSED): _rule("closed_at", "merchant", "platform", "system"),
    (Status.COMPLETED, Status.CLOSED): _rule("closed_at", "merchant", "platform", "system"),
}


def sources(to: Status, actor: Actor) -> list[str]:
    """The states from which this actor may bring an order to `to`."""
    return [str(source) for (source, target), rule in RULES.items() if target == to and actor in rule.actors]


def moment_of(to: Status) -> str:
    """The column that remembers when an order came to `to`."""
    return next(rule.moment for (_, target), rule in RULES.items() if target == to)
