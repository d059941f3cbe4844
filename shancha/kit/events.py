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
_shapes: dict[type, TypeAdapter[Any]] = {}


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
            payload = _shape_of(type(event)).dump_python(event, mode="json")
            jobs.defer("kit.deliver_event", subscriber=subscriber.name, payload=payload)
        else:
            subscriber.function(event)


@jobs.task("kit.deliver_event")
def deliver_event(*, subscriber: str, payload: dict[str, Any]) -> None:
    """Hands a stored event to its subscriber."""
    event_type, function = _by_name[subscriber]
    function(_shape_of(event_type).validate_python(payload))


def _shape_of(event_type: type) -> TypeAdapter[Any]:
    """How an event is written and read. To work that out takes a thousand times longer than to use it."""
    if event_type not in _shapes:
        _shapes[event_type] = TypeAdapter(event_type)
    return _shapes[event_type]
