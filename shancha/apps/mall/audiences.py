"""Who sees a block of the mall's home: the apps above register what they know of members."""

from collections.abc import Callable
from uuid import UUID

IsOne = Callable[[UUID], bool]
_audiences: dict[str, IsOne] = {}


def register(name: str, is_one: IsOne) -> None:
    """Makes an audience known, such as "members" by the app that sells membership. `is_one` tells whether a
    member belongs to it now, in one cheap statement."""
    _audiences[name] = is_one


def audiences_of(user_id: UUID | None) -> frozenset[str]:
    """The audiences that somebody belongs to; "all" for everybody. A visitor is new."""
    if user_id is None:
        return frozenset({"all", "new"})
    return frozenset({"all", *(name for name, is_one in _audiences.items() if is_one(user_id))})
