"""The commands of the four processes: web, stream, worker, and the embedded database beside them."""

import sys
from dataclasses import dataclass

from shancha.config.env import Environment


@dataclass(frozen=True, slots=True)
class Process:
    """A process to keep running: its name for people and its command line. One that `waits` leaves the
    processors to the others until these are ready."""

    name: str
    command: list[str]
    waits: bool = False


def web(environment: Environment) -> Process:
    """Pages and API: Granian over WSGI with bounded threads."""
    command = _granian("wsgi", "shancha.config.wsgi:application", environment.host, environment.port)
    command += [
        "--workers",
        str(environment.web_processes),
        "--blocking-threads",
        str(environment.web_threads),
    ]
    return Process("web", command)


def stream(environment: Environment) -> Process:
    """Server-sent events: one light ASGI process."""
    return Process(
        "stream",
        _granian("asgi", "shancha.stream.app:application", environment.host, environment.stream_port),
    )


def worker(_environment: Environment) -> Process:
    """Jobs."""
    return Process("worker", [sys.executable, "-m", "shancha.cli", "worker"], waits=True)


def _granian(interface: str, target: str, host: str, port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        interface,
        "--host",
        host,
        "--port",
        str(port),
        "--no-ws",
        "--backlog",
        "512",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "5",
        "--log-level",
        "warning",
        target,
    ]
