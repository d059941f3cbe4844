"""A running installation for the browser: its own database, media, ports and processes.

`python -m tests.flows.site` keeps one running while tests are being written; with
`SHANCHA_FLOWS_SITE=.shancha/flows-site.json` the tests take that one instead of starting their own.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.migrated import fresh_database, scratch_server
from tests.small_world import plain_environment, small_world

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".shancha" / "flows-site.json"


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

    def forget_limits(self) -> None:
        """Lets one machine sign in as often as many people would."""
        with psycopg.connect(self.environment["SHANCHA_DATABASE_URL"]) as connection:
            connection.execute("delete from kit_ratelimit")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    port, stream_port = free_port(), free_port()
    return {
        **plain_environment(),
        "SHANCHA_MODE": "test",
        "SHANCHA_ENV_FILE": "",
        "SHANCHA_DATA_DIR": str(folder),
        "SHANCHA_MEDIA_DIR": str(folder / "media"),
        "SHANCHA_DATABASE_URL": database_url,
        "SHANCHA_BASE_URL": f"http://127.0.0.1:{port}",
        "SHANCHA_PORT": str(port),
        "SHANCHA_STREAM_PORT": str(stream_port),
        "SHANCHA_LOG_LEVEL": "WARNING",
    }


@contextmanager
def running_site(folder: Path, *, database: str = "flows", small: bool = True) -> Iterator[Site]:
    """Takes a copy of the small demo world, or builds the whole one; starts web, stream and worker; stops
    them afterwards."""
    server = scratch_server()
    url = small_world(server, database, folder) if small else fresh_database(server, database)
    environment = _environment(folder, url)
    site = Site(environment["SHANCHA_BASE_URL"], environment)
    if not small:
        site.run("-m", "shancha.demo")
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


def kept_site() -> Site | None:
    """The site that `SHANCHA_FLOWS_SITE` names, if it does."""
    path = os.environ.get("SHANCHA_FLOWS_SITE")
    return Site(**json.loads(Path(path).read_text("utf-8"))) if path else None


def _wait(base: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site did not answer within 180 s; see .shancha/flows.log")


def main() -> None:
    """Keeps a site running until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(prefix="shancha-flows-") as folder,
        running_site(Path(folder), database="flows_kept") as site,
    ):
        wanted = {key: value for key, value in site.environment.items() if key.startswith("SHANCHA_")}
        KEPT.write_text(json.dumps({"base": site.base, "environment": {**os.environ, **wanted}}), "utf-8")
        KEPT.chmod(0o600)
        print(f"{site.base}; SHANCHA_FLOWS_SITE={KEPT.relative_to(ROOT)}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            KEPT.unlink()


if __name__ == "__main__":
    main()
