"""Connections even out over the web processes of a machine.

The processes listen on one socket, and a connection stays with whichever took it: of eight that a proxy keeps
open, six or all may have gone to one process while the other idles. So a process that is busier than another
ends the connection with its answer, and the next one may go elsewhere.
"""

import mmap
import multiprocessing
import os
import struct
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

Application = Callable[..., Iterable[bytes]]
Headers = list[tuple[str, str]]

# Beyond what chance brings: two requests more than another process has.
_TOO_MANY = 2
_PLACES = 64
_PLACE = struct.Struct("=ii")  # the process, and how many requests it is answering
# Shared with every process that is forked from the one that loads this.
_table = mmap.mmap(-1, _PLACES * _PLACE.size)
_claiming = multiprocessing.get_context("fork").Lock()


class Place:
    """One process among those that share the table."""

    def __init__(self) -> None:
        self._process, self._count, self._counting = os.getpid(), 0, Lock()
        is_held = _claiming.acquire(timeout=2)  # whoever held it may have been killed
        try:
            self._at = next(at for at in range(0, len(_table), _PLACE.size) if _is_free(at))
            self._write()
        finally:
            if is_held:
                _claiming.release()

    def begin(self) -> None:
        """A request more is being answered."""
        with self._counting:
            self._count += 1
            self._write()

    def end(self) -> None:
        """One less."""
        with self._counting:
            self._count -= 1
            self._write()

    def is_busier(self) -> bool:
        """Whether another process has so much less to do that it should get a connection from this one."""
        few = self._count - _TOO_MANY
        return any(
            process and process != self._process and count <= few and _lives(process)
            for process, count in _PLACE.iter_unpack(_table)
        )

    def _write(self) -> None:
        _PLACE.pack_into(_table, self._at, self._process, self._count)


def _is_free(at: int) -> bool:
    process = _PLACE.unpack_from(_table, at)[0]
    return not process or not _lives(process)


def _lives(process: int) -> bool:
    """Whether it is still there, and not its number given to somebody else's."""
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def evened(application: Application) -> Application:
    """The same application, which takes a place among the processes now and ends a connection where another
    process has less to do."""
    place = Place()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *rest: Any) -> Any:
            ending = [("Connection", "close")] if place.is_busier() else []
            return start_response(status, headers + ending, *rest)

        place.begin()
        try:
            return application(environ, start)
        finally:
            place.end()

    return answer
