"""How processes are started: by a command, or by a fork that shares what its parent has loaded."""

import ctypes
import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_STOPS = (signal.SIGINT, signal.SIGTERM)


def start(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Starts a command that leads a session of its own and ends with this process."""
    return subprocess.Popen(
        command,
        env=environment,
        start_new_session=True,
        preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509 - no threads run in those who call it
    )


class Fork:
    """`work` in a process that shares this one's memory, leads a session of its own and ends with this
    process. Fork before threads run and connections are open; they don't come along."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        process = multiprocessing.get_context("fork").Process(target=_live, args=(name, work))
        # A signal that comes before the child has dropped our handlers would be lost in them.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        assert process.pid is not None
        self.pid = process.pid
        self._process = process

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self._process.exitcode


def _live(name: str, work: Callable[[], None]) -> None:
    os.setsid()
    begin_as_child()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    name_process(name)
    work()


def name_process(name: str) -> None:
    """Gives this process a name of its own in `ps` and `top`, where all forks look alike otherwise."""
    _prctl(_PR_SET_NAME, f"shancha-{name}".encode())


def begin_as_child() -> None:
    """In a process that multiprocessing has made: drops the parent's signal handlers, and ends with it."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        _end_with(parent.pid)


def _end_with(parent: int) -> None:
    """Asks Linux to end this process when `parent` is killed outright; elsewhere the next start clears the
    orphans."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _prctl(option: int, value: int | bytes) -> None:
    try:
        ctypes.CDLL(None).prctl(option, value)
    except (OSError, AttributeError):
        return
