"""Counts of short windows that all processes of this machine share: a file of SQLite's beside the data.

Rate limits are counted here unless there is a Redis. A count costs some 40 µs, and what is in the file may be
lost with the machine: limits that must outlive it are kept in PostgreSQL (`kit.limits`).
"""

import sqlite3
import threading
import time
from pathlib import Path

import structlog

log = structlog.get_logger("shancha.counters")

_MADE = """
create table if not exists counts (name text primary key, count integer not null, ends_at real not null)
without rowid
"""
_COUNT = """
insert into counts (name, count, ends_at) values (?, 1, ?)
on conflict (name) do update set count = count + 1 returning count
"""
_SWEEP_SECONDS = 60.0
_BUSY_SECONDS = 2.0


def _prepare(connection: sqlite3.Connection) -> None:
    """Fast before safe: a file that a crash breaks is made anew. Not WAL, which folders on a network don't
    bear."""
    connection.execute("pragma journal_mode = memory")
    connection.execute("pragma synchronous = off")
    connection.execute(_MADE)


class Counters:
    """Counts kept in `path`, each until its window's end. A file that can't be read or written counts
    nothing, never a reason to refuse a request; a broken one is made anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.local()
        self._swept_at = time.monotonic()

    def count(self, name: str, *, ends_at: float) -> int:
        """Counts one more and returns how many there are by now; 0 where nothing can be counted. `ends_at` is
        a time in seconds since 1970; a name should hold its window."""
        try:
            connection = self._connection()
            self._sweep(connection)
            rows = connection.execute(_COUNT, (name, ends_at)).fetchall()
        except (sqlite3.Error, OSError) as error:
            log.warning("counters_away", error=str(error))
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                self._begin_anew()
            return 0
        return int(rows[0][0])

    def forget(self) -> None:
        """Forgets all counts."""
        self._connection().execute("delete from counts")

    def _connection(self) -> sqlite3.Connection:
        """This thread's own. Threads that serve are begun after a process was forked."""
        connection: sqlite3.Connection | None = getattr(self._thread, "connection", None)
        if connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                _prepare(connection)
            except sqlite3.Error:
                connection.close()
                raise
            self._thread.connection = connection
        return connection

    def _begin_anew(self) -> None:
        """Throws a broken file away: the next count makes a new one."""
        self._thread.__dict__.clear()
        self._path.unlink(missing_ok=True)

    def _sweep(self, connection: sqlite3.Connection) -> None:
        """Once a minute what has ended goes."""
        if time.monotonic() - self._swept_at > _SWEEP_SECONDS:
            self._swept_at = time.monotonic()
            connection.execute("delete from counts where ends_at < ?", (time.time(),))
