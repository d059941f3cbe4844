"""The only door to the time of day, so that tests and the demo world can hold it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_held: ContextVar[datetime | None] = ContextVar("held_time", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _held.get() or datetime.now(UTC)


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Within it, `now()` in this thread is `moment`. PostgreSQL's own clock goes on."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
