"""Facts that one domain announces and the domains above it act on.

`publish` is called inside the transaction that makes the fact true. A subscriber runs in that same
transaction, or, with `later=True`, as a job stored by it: either both happen or neither does.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter

from shancha.kit import jobs


@dataclass(frozen=True, slots=True)
class _Subscriber:
    name: str
    function: Callable[[Any], None]
    later: bool


Event = TypeVar("Event")
Handler = Callable[[Event], None]

_subscribers: dict[type, list[_Subscriber]] = defaultdict(list)
_by_name: dict[str, tuple[type, Callable[[Any], None]]] = {}


def subscribe(event_type: type[Event], *, later: bool = False) -> Callable[[Handler[Event]], Handler[Event]]:
    """Registers a handler. A later one runs at least once and must bear being run twice."""

    def register(function: Handler[Event]) -> Handler[Event]:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in _by_name:
            return function
        _by_name[name] = (event_type, function)
        _subscribers[event_type].append(_Subscriber(name, function, later))
        return function

    return register


def publish(event: object) -> None:
    """Announces a fact to its subscribers; call it inside the transaction."""
    for subscriber in _subscribers[type(event)]:
        if subscriber.later:
            payload = TypeAdapter(type(event)).dump_python(event, mode="json")
            jobs.defer("kit.deliver_event", subscriber=subscriber.name, payload=payload)
        else:
            subscriber.function(event)


@jobs.task("kit.deliver_event")
def deliver_event(*, subscriber: str, payload: dict[str, Any]) -> None:
    """Hands a stored event to its subscriber."""
    event_type, function = _by_name[subscriber]
    function(TypeAdapter(event_type).validate_python(payload))
