"""What stands between a member and the deletion of the account. Apps above register what they know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

ObstacleCode = Literal["balance", "withdrawals", "orders", "after_sales", "store", "points"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that must be settled first, or, where it is not `is_blocking`, that is lost with the account.
    `count` says how many there are, `amount` how much (fen, or points)."""

    code: ObstacleCode
    is_blocking: bool = True
    count: int = 0
    amount: int = 0


Finder = Callable[[UUID], Iterable[Obstacle]]

_finders: dict[str, Finder] = {}


def register(app: str, finder: Finder) -> None:
    """Adds what one app knows; call it from the AppConfig."""
    _finders[app] = finder


def obstacles_of(user_id: UUID) -> list[Obstacle]:
    """Everything the apps know, what blocks first."""
    found = [each for finder in _finders.values() for each in finder(user_id)]
    return sorted(found, key=lambda each: not each.is_blocking)


def is_blocked(user_id: UUID) -> bool:
    """Whether anything must be settled before the account can go."""
    return any(each.is_blocking for each in obstacles_of(user_id))
