"""What the three processes beside the database do. Each function serves until a signal."""

import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shancha.config.env import FIGURES_VARIABLE, Environment
from shancha.operate.balance import evened
from shancha.operate.children import begin_as_child

# Less than the nursery's patience: what isn't done by then goes back into the queue.
_WORKER_GRACE_SECONDS = 5


def gather_figures(environment: Environment) -> None:
    """Has all web processes to come keep their figures in files, for config/health.py to add up, and begins
    them anew. Call it before Django is loaded."""
    folder = (environment.data_dir / "metrics").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for figures in folder.glob("*.db"):
        figures.unlink(missing_ok=True)
    os.environ[FIGURES_VARIABLE] = str(folder)


def web(environment: Environment) -> None:
    """Pages and API: Granian over WSGI, in several processes with bounded threads."""
    if FIGURES_VARIABLE not in os.environ:
        gather_figures(environment)
    _granian(
        "wsgi",
        environment.host,
        environment.port,
        _site,
        workers=environment.web_processes,
        blocking_threads=environment.web_threads,
    )


def stream(environment: Environment) -> None:
    """Server-sent events: one light ASGI process."""
    _granian("asgi", environment.host, environment.stream_port, _events)


def worker(environment: Environment, *, concurrency: int = 0) -> None:
    """Jobs, so many at once, or as many as the environment says. Call it with Django loaded."""
    from django.core.management import call_command  # noqa: PLC0415 - the supervisor does without Django

    call_command(
        "procrastinate",
        "worker",
        f"--concurrency={concurrency or environment.worker_concurrency}",
        f"--shutdown-graceful-timeout={_WORKER_GRACE_SECONDS}",
    )


@dataclass(frozen=True, slots=True)
class Process:
    """One of the three: its name, which is its command's as well, and what it does. One that `waits` leaves
    the processors to the others until the site answers."""

    name: str
    serve: Callable[[Environment], None]
    waits: bool = False


ALL = (Process("web", web), Process("stream", stream), Process("worker", worker, waits=True))


def site_answers(environment: Environment) -> bool:
    """Whether the web process of this machine answers and has its database."""
    address = f"http://{environment.host}:{environment.port}/readyz"
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _site() -> Any:
    begin_as_child()
    from shancha.config.wsgi import application  # noqa: PLC0415 - where it is served, unless it is there

    return evened(application)


def _events() -> Any:
    begin_as_child()
    from shancha.stream.app import application  # noqa: PLC0415 - where it is served

    return application


def _granian(
    interface: str, host: str, port: int, load: Callable[[], Any], *, workers: int = 1, **options: Any
) -> None:
    from granian.constants import Interfaces  # noqa: PLC0415 - the supervisor does without
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        load.__name__,
        address=host,
        port=port,
        interface=Interfaces(interface),
        workers=workers,
        websockets=False,
        backlog=512,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        **options,
    ).serve(target_loader=load, wrap_loader=False)
