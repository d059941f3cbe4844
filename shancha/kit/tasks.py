"""Housekeeping jobs of the kit."""

from shancha.kit import idempotency, jobs, sql
from shancha.kit.jobs import periodic


@periodic("* * * * *", "kit.rescue_lost_jobs")
def rescue_lost_jobs() -> None:
    """Takes up what a worker that was killed had at hand."""
    jobs.rescue_lost_jobs()


@periodic("*/10 * * * *", "kit.sweep_rate_limits")
def sweep_rate_limits() -> None:
    """Removes expired counters."""
    sql.execute("delete from kit_ratelimit where expires_at < now()")


@periodic("7 4 * * *", "kit.sweep_idempotency")
def sweep_idempotency() -> None:
    """Forgets answers that nobody will ask for again."""
    idempotency.sweep()


@periodic("17 3 * * *", "kit.sweep_finished_jobs")
def sweep_finished_jobs() -> None:
    """Removes jobs that succeeded more than three days ago; failed ones stay for an operator."""
    sql.execute(
        """
        delete from procrastinate_jobs where status = 'succeeded' and id in (
            select job_id from procrastinate_events
            where type = 'succeeded' and at < now() - interval '3 days')
        """
    )
