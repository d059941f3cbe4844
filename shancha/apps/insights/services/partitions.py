"""The months of the event log: made ahead and on demand, dropped when their time is over."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from shancha.kit import clock, sql

_LOCK = 7_316_001  # so that two processes don't make the same month
_known: set[str] = set()


def ensure_month(moment: datetime) -> None:
    """Makes the partition that holds this moment, if it isn't there. Costs nothing once known; attaching a
    month lets others go on writing."""
    start = moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    name = f"insights_event_{start:%Y_%m}"
    if name in _known:
        return
    if sql.fetch_value("select to_regclass(%s)::text", [name]) is None:
        _make(name, start)
    transaction.on_commit(lambda: _known.add(name))


def _make(name: str, start: datetime) -> None:
    end = (start + timedelta(days=32)).replace(day=1)
    with transaction.atomic():
        sql.fetch_value("select pg_advisory_xact_lock(%s)::text", [_LOCK])
        if sql.fetch_value("select to_regclass(%s)::text", [name]) is not None:
            return
        # The name and the dates are made here from a month, nothing comes from outside.
        sql.execute(f"create table {name} (like insights_event including defaults including constraints)")
        sql.execute(
            f"alter table insights_event attach partition {name} for values from ('{start.isoformat()}') "
            f"to ('{end.isoformat()}')"
        )


def tend_partitions() -> list[str]:
    """Makes this month and the next two, drops months that lie wholly beyond the retention; returns those."""
    at = clock.now()
    for days in (0, 31, 62):
        ensure_month(at + timedelta(days=days))
    oldest = at - timedelta(days=settings.ENV.log_retention_days)
    gone = [name for name in _months() if name < f"insights_event_{oldest:%Y_%m}"]
    for name in gone:
        sql.execute(f"drop table {name}")
        _known.discard(name)
    return gone


def _months() -> list[str]:
    rows = sql.fetch_rows(
        """
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'insights_event'::regclass order by 1
        """
    )
    return [row[0] for row in rows]
