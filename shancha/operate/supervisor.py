"""Keeps the processes running, stops them together, and clears what a killed predecessor left."""

import ctypes
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import IO

import psutil

from shancha.operate.processes import Process

_MARK = "SHANCHA_SUPERVISED"
_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 8.0
_MAX_PAUSE_SECONDS = 30.0


class AlreadyRunningError(RuntimeError):
    """Another supervisor serves this data folder."""


def _die_with_parent() -> None:
    """Asks Linux to end the child when the supervisor is killed outright; elsewhere the next start
    clears the orphans."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):
        return


class _Child:
    """One process, restarted with growing pauses while it keeps failing."""

    def __init__(self, process: Process, data_dir: Path, say: Callable[[str], None]) -> None:
        self.process = process
        # Few arenas: glibc would otherwise keep memory for each thread that ever ran.
        self._environment = {"MALLOC_ARENA_MAX": "2", **os.environ, _MARK: str(data_dir)}
        self._say = say
        self._pause = 0.5
        self._started = 0.0
        self._not_before = 0.0
        self.popen: subprocess.Popen[bytes] | None = None

    def ensure_running(self) -> None:
        if self.popen is not None:
            if self.popen.poll() is None:
                return
            self._note_exit(self.popen.returncode)
        if time.monotonic() >= self._not_before:
            self._started = time.monotonic()
            self.popen = subprocess.Popen(
                self.process.command,
                env=self._environment,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - no threads run in the supervisor
            )

    def _note_exit(self, code: int) -> None:
        self.popen = None
        lived = time.monotonic() - self._started
        self._pause = 0.5 if lived > 60 else min(self._pause * 2, _MAX_PAUSE_SECONDS)
        self._not_before = time.monotonic() + self._pause
        self._say(f"{self.process.name} ended with {code}; starting it again in {self._pause:.0f} s")

    def signal(self, number: int) -> None:
        if self.popen is not None and self.popen.poll() is None:
            try:
                os.killpg(self.popen.pid, number)
            except ProcessLookupError:
                return


class Supervisor:
    """Runs `processes` until a signal or `stop()`. One per data folder."""

    def __init__(self, processes: Iterable[Process], data_dir: Path, say: Callable[[str], None]) -> None:
        self._data_dir = data_dir.resolve()
        self._children = [_Child(process, self._data_dir, say) for process in processes]
        self._say = say
        self._stopping = False

    def run(self, *, on_ready: Callable[[], None], is_ready: Callable[[], bool]) -> None:
        """Blocks. Calls `on_ready` once when `is_ready` first says so."""
        previous = {
            number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)
        }
        announced = False
        try:
            while not self._stopping:
                for child in self._children:
                    if announced or not child.process.waits:
                        child.ensure_running()
                if not announced and is_ready():
                    announced = True
                    on_ready()
                time.sleep(0.1 if not announced else 0.5)
        finally:
            self._stop_children()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _stop_children(self) -> None:
        for child in self._children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < deadline and any(c.popen and c.popen.poll() is None for c in self._children):
            time.sleep(0.05)
        for child in self._children:
            child.signal(signal.SIGKILL)


def lock_data_folder(data_dir: Path) -> IO[str]:
    """Takes the folder's lock for the life of this process, so that two supervisors never share it.
    Raises AlreadyRunningError naming the other one."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = (data_dir / "supervisor.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        raise AlreadyRunningError(file.read().strip()) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def clear_orphans(data_dir: Path) -> int:
    """Ends processes that a killed supervisor of this folder left behind; returns how many."""
    orphans = [process for process in psutil.process_iter() if _is_orphan(process, str(data_dir.resolve()))]
    for process in orphans:
        process.terminate()
    _, alive = psutil.wait_procs(orphans, timeout=3)
    for process in alive:
        process.kill()
    return len(orphans)


def _is_orphan(process: psutil.Process, data_dir: str) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(_MARK) == data_dir
    except (psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
