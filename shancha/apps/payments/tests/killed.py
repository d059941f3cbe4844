"""A process that is killed in the middle of its work."""

import os
import signal
from collections.abc import Callable
from typing import Any
from unittest import mock

from django.db import connections

from shancha.kit import events


def killed_while(work: Callable[[], Any], *, on: type) -> None:
    """Does the work in a process of its own that is killed (SIGKILL) at the moment when it announces a fact
    of the type `on`: after its rows were written, before they are committed."""
    publish = events.publish

    def die(event: object) -> None:
        if isinstance(event, on):
            os.kill(os.getpid(), signal.SIGKILL)
        publish(event)

    _killed(work, mock.patch.object(events, "publish", die))


def killed_after(work: Callable[[], Any], *, owner: Any, name: str) -> None:
    """The same at the moment when the function `name` of the module `owner` has done its part."""
    original = getattr(owner, name)

    def die(*arguments: object, **named: object) -> None:
        original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    _killed(work, mock.patch.object(owner, name, die))


def _killed(work: Callable[[], Any], patch: Any) -> None:
    child = os.fork()
    if child == 0:
        _work_and_die(work, patch)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it came to its end instead"
    assert os.WTERMSIG(status) == signal.SIGKILL


def _work_and_die(work: Callable[[], Any], patch: Any) -> None:
    try:
        for connection in connections.all():
            connection.connection = None  # the parent's; it is not ours to close
        with patch:
            work()
    finally:
        os._exit(1)
