"""The log of requests that the law asks for (网络安全法 23: half a year): who asked for what, where and when.

One JSON line a request in a file a day, which all processes of a machine append to. It holds no query, no
body and no name: a member's opaque id where one was known, the caller's address, method, path, status and
time.
"""

import os
from datetime import date, timedelta
from pathlib import Path

import orjson
from django.http import HttpRequest

from shancha.kit import clock
from shancha.kit.http import client_address

_PREFIX = "requests-"
# Files that anybody may fetch say nothing of a person's deeds.
_LEFT_OUT = ("/assets/", "/static/", "/media/", "/healthz", "/readyz", "/metrics")


class RequestLog:
    """Writes to `folder`, and removes files older than `days` when a day begins."""

    def __init__(self, folder: Path, *, days: int) -> None:
        self._folder, self._days = folder, days
        self._day: date | None = None
        self._file = -1

    def note(self, request: HttpRequest, *, status: int, seconds: float, request_id: str) -> None:
        """Appends a line. One write of a short line to a file opened for appending is whole, whoever else
        writes."""
        if request.path.startswith(_LEFT_OUT):
            return
        at = clock.now()
        if at.date() != self._day:
            self._turn(at.date())
        line = {
            "at": at,
            "id": request_id,
            "address": client_address(request),
            "member": _member_of(request),
            "method": request.method,
            "path": request.path[:300],
            "status": status,
            "ms": round(seconds * 1000),
        }
        os.write(self._file, orjson.dumps(line) + b"\n")

    def _turn(self, day: date) -> None:
        """Begins a day's file. Two threads at midnight both open it, which harms nothing."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{_PREFIX}{day:%Y-%m-%d}.log"
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if self._file < 0:
            self._file = opened
        else:  # the same descriptor leads to the new file: another thread may be writing by it just now
            os.dup2(opened, self._file, inheritable=False)
            os.close(opened)
        self._day = day
        oldest = f"{_PREFIX}{day - timedelta(days=self._days):%Y-%m-%d}.log"
        for each in self._folder.glob(f"{_PREFIX}*.log"):
            if each.name < oldest:
                each.unlink(missing_ok=True)


def _member_of(request: HttpRequest) -> str | None:
    """Who is known to have asked; nothing is looked up for the log."""
    viewer = getattr(request, "_shancha_viewer", None) or getattr(request, "_cached_user", None)
    known = getattr(viewer, "id", None)
    return str(known) if known else None
