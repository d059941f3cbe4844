"""Small tables that every search looks into, kept in the process for a few seconds."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

KEPT_SECONDS = 10.0
Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A small table, read again when it is older than ten seconds."""

    def __init__(self, load: Callable[[], Value], *, seconds: float = KEPT_SECONDS) -> None:
        self._load = load
        self._seconds = seconds
        self._lock = Lock()
        self._value: Value | None = None
        self._read_at = 0.0

    def get(self) -> Value:
        """The table, at most so many seconds old."""
        with self._lock:
            if self._value is None or time.monotonic() - self._read_at > self._seconds:
                self._value, self._read_at = self._load(), time.monotonic()
            return self._value

    def forget(self) -> None:
        """Makes the next call read it again."""
        with self._lock:
            self._value = None
