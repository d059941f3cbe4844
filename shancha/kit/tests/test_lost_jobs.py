"""What a worker had at hand when it died is done by another."""

import pytest

from shancha.kit import jobs, sql

pytestmark = pytest.mark.django_db


def worker(*, silent_seconds: int) -> int:
    """A worker that last gave a sign of life so long ago."""
    return sql.fetch_value(
        "insert into procrastinate_workers (last_heartbeat) "
        "values (now() - make_interval(secs => %s)) returning id",
        [silent_seconds],
    )


def job(worker_id: int | None, *, attempts: int = 0, lock: str | None = None, once: str | None = None) -> int:
    """A job that this worker is at, or the worker is known no more."""
    return sql.fetch_value(
        """
        insert into procrastinate_jobs (queue_name, task_name, args, status, attempts, worker_id, lock,
            queueing_lock)
        values ('default', 'kit.deliver_event', '{}', 'doing', %s::int, %s::bigint, %s::text, %s::text)
        returning id
        """,
        [attempts, worker_id, lock, once],
    )


def state_of(job_id: int) -> tuple[str, int]:
    """Its status and how often it was tried."""
    return sql.fetch_rows("select status::text, attempts from procrastinate_jobs where id = %s", [job_id])[0]


def test_jobs_of_the_dead_wait_again_and_those_of_the_living_go_on():
    at_work, silent, forgotten = job(worker(silent_seconds=5)), job(worker(silent_seconds=90)), job(None)
    assert jobs.rescue_lost_jobs() == 2
    assert state_of(at_work) == ("doing", 0)
    assert state_of(silent) == state_of(forgotten) == ("todo", 1)
    assert jobs.rescue_lost_jobs() == 0


def test_the_lock_of_a_lost_job_holds_nobody_up():
    lost = job(worker(silent_seconds=90), lock="asset:1")
    jobs.defer("kit.deliver_event", lock="asset:1", subscriber="x", payload={})
    fetch = "select id from procrastinate_fetch_job_v2(null::varchar[], %s)"
    alive = worker(silent_seconds=0)
    assert sql.fetch_value(fetch, [alive]) is None
    jobs.rescue_lost_jobs()
    assert sql.fetch_value(fetch, [alive]) == lost


def test_a_job_by_the_clock_leaves_it_to_its_successor():
    lost = job(worker(silent_seconds=90), once="kit.sweep")
    sql.execute(
        "insert into procrastinate_jobs (queue_name, task_name, args, queueing_lock) "
        "values ('default', 'kit.sweep', '{}', 'kit.sweep')"
    )
    jobs.rescue_lost_jobs()
    assert state_of(lost)[0] == "aborted"


def test_of_two_lost_jobs_by_the_clock_one_is_done():
    """A tick may come while the last one's job is at work: both may be lost with their workers."""
    first, second, other = (job(None, once=once) for once in ("kit.sweep", "kit.sweep", None))
    assert jobs.rescue_lost_jobs() == 3
    assert state_of(first) == state_of(other) == ("todo", 1)
    assert state_of(second)[0] == "aborted"


def test_what_takes_every_worker_along_is_kept_for_an_operator():
    lost = job(worker(silent_seconds=90), attempts=7)
    jobs.rescue_lost_jobs()
    assert state_of(lost) == ("failed", 8)
