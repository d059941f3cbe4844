"""Background work: jobs are rows written in the business transaction, so none is lost."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shancha.kit import sql

Function = TypeVar("Function", bound=Callable[..., Any])

_names: set[str] = set()
_TRIES = 8
_RETRY = RetryStrategy(max_attempts=_TRIES, exponential_wait=3)
# A worker says every ten seconds that it lives; one silent for so long is dead.
SILENT_FOR = timedelta(seconds=60)

_LOST = """
select j.id, j.attempts from procrastinate_jobs j
where j.status = 'doing' and not exists (
    select 1 from procrastinate_workers w where w.id = j.worker_id and w.last_heartbeat > now() - %s)
order by j.id limit 500 for update of j skip locked
"""


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
    cron: str, name: str, *, queue: str = "default", rest: int = 0
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declares a job that runs by the clock (cron syntax, UTC), once over all workers. After a run this
    process lets it rest for `rest` times as long as it took, so that a large community, where it takes long,
    runs it less often."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        rests_until = 0.0

        def run(timestamp: int) -> None:
            nonlocal rests_until
            started = time.monotonic()
            if started < rests_until:
                return
            function()
            ended = time.monotonic()
            rests_until = ended + rest * (ended - started)

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


@transaction.atomic
def rescue_lost_jobs() -> int:
    """Puts back in the queue what workers had at hand when they died, and their locks with it; returns how
    many there were. One whose successor waits already is given up, and so is one that has taken eight workers
    along: it is kept as failed for an operator to see."""
    lost = sql.fetch_rows(_LOST, [SILENT_FOR])
    for job_id, attempts in lost:
        if attempts + 1 >= _TRIES:
            _finish(job_id, "failed")
        elif not _put_back(job_id):
            _finish(job_id, "aborted")
    return len(lost)


def _put_back(job_id: int) -> bool:
    """False where another of its kind waits: of those with the same queueing lock the database lets one."""
    try:
        with transaction.atomic():
            sql.execute("select procrastinate_retry_job_v2(%s, now(), null, null, null)", [job_id])
    except IntegrityError:
        return False
    return True


def _finish(job_id: int, end: str) -> None:
    sql.execute("select procrastinate_finish_job_v1(%s, %s, false)", [job_id, end])


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
