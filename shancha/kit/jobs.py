"""Background work: jobs are rows written in the business transaction, so none is lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shancha.kit import sql

Function = TypeVar("Function", bound=Callable[..., Any])

_names: set[str] = set()
_RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


class UnknownJobError(LookupError):
    """A job was named that no `tasks` room declares."""


def task(name: str, *, queue: str = "default", lock: str | None = None) -> Callable[[Function], Function]:
    """Declares a job. It loads by id, calls one service, and may be run twice. Failures are retried
    eight times with growing pauses, then kept as failed for an operator to see."""

    def register(function: Function) -> Function:
        _names.add(name)
        app.task(name=name, queue=queue, lock=lock, retry=_RETRY)(function)
        return function

    return register


def periodic(
    cron: str, name: str, *, queue: str = "default"
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declares a job that runs by the clock (cron syntax, UTC), once over all workers."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        def run(timestamp: int) -> None:
            function()

        _names.add(name)
        declared = app.task(name=name, queue=queue, queueing_lock=name, pass_context=False)(run)
        app.periodic(cron=cron)(declared)
        return function

    return register


def waiting_locks(name: str) -> set[str]:
    """The locks of all jobs of a name that wait, for their turn or for the next try, or are at work."""
    rows = sql.fetch_rows(
        "select lock from procrastinate_jobs where task_name = %s and status in ('todo', 'doing')", [name]
    )
    return {lock for (lock,) in rows if lock}


def defer(
    name: str,
    *,
    schedule_at: datetime | None = None,
    lock: str | None = None,
    priority: int = 0,
    **arguments: Any,
) -> None:
    """Stores a job in the present transaction. Refuses names that no task declares."""
    if name not in _names:
        raise UnknownJobError(name)
    app.configure_task(
        name, allow_unknown=False, schedule_at=schedule_at, lock=lock, priority=priority
    ).defer(**arguments)
