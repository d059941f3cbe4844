"""A running installation for the browser: its own database, media, ports and processes."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from shancha.kit.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "shancha-demo"


@dataclass(frozen=True)
class Site:
    """Where it runs, and the environment to talk to it from a command line."""

    base: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Runs a Python module with the site's settings; returns what it printed."""
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fresh_database(name: str) -> str:
    server = EmbeddedPostgres(ROOT / ".shancha" / "test" / "postgres", durable=False)
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            psycopg.sql.SQL("drop database if exists {} with (force)").format(psycopg.sql.Identifier(name))
        )
    server.ensure_database(name)
    return make_conninfo(url, dbname=name)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Migrates, builds the small world, starts web, stream and worker; stops them afterwards."""
    port, stream_port = _free_port(), _free_port()
    environment = {
        **os.environ,
        "SHANCHA_MODE": "test",
        "SHANCHA_DATA_DIR": str(folder),
        "SHANCHA_MEDIA_DIR": str(folder / "media"),
        "SHANCHA_DATABASE_URL": _fresh_database("flows"),
        "SHANCHA_BASE_URL": f"http://127.0.0.1:{port}",
        "SHANCHA_PORT": str(port),
        "SHANCHA_STREAM_PORT": str(stream_port),
        "SHANCHA_LOG_LEVEL": "WARNING",
    }
    site = Site(environment["SHANCHA_BASE_URL"], environment)
    site.run("-m", "shancha.cli", "migrate")
    site.run("-m", "shancha.demo", "--small")
    log = (folder / "processes.log").open("wb")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "shancha.cli", name], env=environment, stdout=log, stderr=log, cwd=ROOT
        )
        for name in ("web", "stream", "worker")
    ]
    try:
        _wait(site.base)
        yield site
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        log.close()
        shutil.copy(folder / "processes.log", ROOT / ".shancha" / "flows.log")


def _wait(base: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site did not answer within 30 s; see .shancha/flows.log")
