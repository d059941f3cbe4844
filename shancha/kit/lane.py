"""Reads go through a process one at a time, and over one connection.

Threads that read side by side take the interpreter from each other, and each one's connection has plans and
pages of its own in PostgreSQL's memory. One after the other they need an eighth less processor time, and a
thread more costs nothing. Writes never come here: they may have to wait for a body, a lock or a provider.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Who has waited that long goes on beside the others, over the thread's own connection: a slow read holds up
# nobody.
PATIENCE_SECONDS = 0.05


class Lane:
    """One way through a process."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._connection: BaseDatabaseWrapper | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Waits for the turn, and keeps it: the database is then that of the lane."""
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            yield
            return
        own = connections[DEFAULT_DB_ALIAS]
        try:
            connections[DEFAULT_DB_ALIAS] = self._shared()
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = own
            self._turn.release()

    def _shared(self) -> BaseDatabaseWrapper:
        if self._connection is None:
            self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
            self._connection.inc_thread_sharing()
        return self._connection
