"""Keeps processes running: starts them again when they end, and ends them together."""

import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

_MAX_PAUSE_SECONDS = 30.0


class Running(Protocol):
    """A started process that leads a session of its own: a Popen or a Fork."""

    @property
    def pid(self) -> int:
        """Its id, which is its group's as well."""

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A process to keep running: its name for people and how it is started. One that `waits` leaves the
    processors to the others until these are ready."""

    name: str
    start: Callable[[], Running]
    waits: bool = False


class _Child:
    """One process, restarted with growing pauses while it keeps failing."""

    def __init__(self, kept: Kept, say: Callable[[str], None]) -> None:
        self.kept = kept
        self._say = say
        self._pause = 0.5
        self._started = 0.0
        self._not_before = 0.0
        self._running: Running | None = None

    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def ensure_running(self) -> None:
        if self._running is not None:
            code = self._running.poll()
            if code is None:
                return
            self._note_exit(code)
        if time.monotonic() >= self._not_before:
            self._started = time.monotonic()
            self._running = self.kept.start()

    def _note_exit(self, code: int) -> None:
        self._running = None
        lived = time.monotonic() - self._started
        self._pause = 0.5 if lived > 60 else min(self._pause * 2, _MAX_PAUSE_SECONDS)
        self._not_before = time.monotonic() + self._pause
        self._say(f"{self.kept.name} ended with {code}; starting it again in {self._pause:.0f} s")

    def signal(self, number: int) -> None:
        """Tells the process and what it started, while it runs."""
        if self._running is None or self._running.poll() is not None:
            return
        try:
            os.killpg(self._running.pid, number)
        except ProcessLookupError:  # forked just now, without a group of its own yet
            os.kill(self._running.pid, number)


class Keeper:
    """Runs processes until a signal, then ends them within `grace` seconds."""

    def __init__(self, processes: Iterable[Kept], *, grace: float, say: Callable[[str], None]) -> None:
        self._children = [_Child(kept, say) for kept in processes]
        self._grace = grace
        self._stopping = False

    def run(self, *, is_ready: Callable[[], bool], on_ready: Callable[[], None] = lambda: None) -> None:
        """Blocks. Calls `on_ready` once when `is_ready` first says so."""
        previous = {
            number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)
        }
        announced = False
        try:
            while not self._stopping:
                for child in self._children:
                    if announced or not child.kept.waits:
                        child.ensure_running()
                if not announced and is_ready():
                    announced = True
                    on_ready()
                time.sleep(0.2 if announced else 0.1)
        finally:
            self._stop_children()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _stop_children(self) -> None:
        for child in self._children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        while time.monotonic() < deadline and any(child.is_running() for child in self._children):
            time.sleep(0.05)
        for child in self._children:
            child.signal(signal.SIGKILL)
