"""`shancha up` for real: starts, stops on Ctrl-C, and comes back after kill -9 with nothing lost and nothing
running twice."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.flows.site import free_port

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("supervisor")]

# With two web processes; Granian keeps one beside those that serve.
EVERYTHING = Counter({"shancha-nursery": 1, "shancha-web": 3, "shancha-stream": 2, "shancha-worker": 1})


def _name(process: psutil.Process) -> str:
    """A process's name, empty where it ended while it was asked."""
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


class Installation:
    """A data folder of its own, with the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, stream_port = free_port(), free_port()
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"SHANCHA_DATABASE_URL", "SHANCHA_MEDIA_DIR"}
        } | {
            "SHANCHA_MODE": "test",
            "SHANCHA_DATA_DIR": str(folder),
            "SHANCHA_PORT": str(self.port),
            "SHANCHA_STREAM_PORT": str(stream_port),
            "SHANCHA_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.log_path = folder.parent / "up.log"
        self.log = self.log_path.open("ab")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it says that it is ready: the port alone may still be an older one's."""
        seen = self.log_path.stat().st_size
        command = [sys.executable, "-m", "shancha.cli", "up"]
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=self.log, stderr=self.log
        )
        deadline = time.monotonic() + 300  # the first start migrates
        while time.monotonic() < deadline:
            text = self.log_path.read_bytes()[seen:].decode()
            assert self.process.poll() is None, text
            if "Shancha is at" in text:
                return
            time.sleep(0.2)
        pytest.fail(self.log_path.read_text())

    def kin(self) -> list[psutil.Process]:
        """Every process that belongs to this installation: ours by mark, PostgreSQL's by folder."""
        found = []
        for process in psutil.process_iter():
            try:
                is_ours = process.environ().get("SHANCHA_SUPERVISED") == str(self.folder)
                is_postgres = process.name() == "postgres" and str(self.folder) in " ".join(process.cmdline())
            except (psutil.Error, OSError):
                continue
            if is_ours or is_postgres:
                found.append(process)
        return found

    def names(self) -> Counter[str]:
        """How many processes of each name run, the database's apart."""
        return Counter(name for name in map(_name, self.kin()) if name not in ("", "postgres"))

    def one(self, name: str) -> psutil.Process:
        """The oldest process of a name: Granian's master rather than what it forks."""
        return min((each for each in self.kin() if _name(each) == name), key=lambda each: each.create_time())

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def answered(self) -> float:
        """How many requests the site says it has answered."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=2) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("shancha_requests_total{"))

    def connect(self) -> psycopg.Connection[tuple[str, ...]]:
        return psycopg.connect(
            host=str(self.folder / "postgres"), user="postgres", dbname="shancha", autocommit=True
        )

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "data")
    yield made
    if made.process and made.process.poll() is None:
        made.stop()
    for process in made.kin():
        process.kill()
    made.log.close()


def test_it_survives_being_killed_and_stops_cleanly(installation: Installation) -> None:
    installation.start()
    with installation.connect() as connection:
        connection.execute("insert into kit_fact (name, value, updated_at) values ('kept', '1', now())")

    second = subprocess.run(
        [sys.executable, "-m", "shancha.cli", "up"],
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert second.returncode == 1
    assert b"already running" in second.stderr

    for process in [psutil.Process(installation.process.pid), *installation.kin()]:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    installation.process.wait(10)

    installation.start()
    with installation.connect() as connection:
        assert connection.execute("select value from kit_fact where name = 'kept'").fetchone() is not None

    psutil.Process(installation.process.pid).kill()  # the supervisor alone: its children must not linger
    installation.process.wait(10)
    installation.start()

    assert installation.stop() == 0
    _wait_until(lambda: not installation.kin())


def test_each_killed_process_comes_back_once(installation: Installation) -> None:
    installation.environment["SHANCHA_WEB_PROCESSES"] = "2"
    installation.start()
    _wait_until(lambda: installation.names() == EVERYTHING)
    before = installation.answered()
    for _ in range(20):  # each over a connection of its own, so that both processes have some
        assert installation.answers()
    assert installation.answered() >= before + 20

    for victim in ("shancha-web", "shancha-stream", "shancha-worker", "shancha-nursery"):
        killed = installation.one(victim)
        killed.kill()
        killed.wait(10)
        _wait_until(lambda: installation.names() == EVERYTHING and installation.answers())

    granian = installation.one("shancha-web").children()[0]
    granian.kill()
    granian.wait(10)
    _wait_until(lambda: installation.names() == EVERYTHING and installation.answers())

    assert installation.stop() == 0
    _wait_until(lambda: not installation.kin())


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.2)
    pytest.fail("it took too long")


def test_a_command_leaves_no_database_behind(installation: Installation) -> None:
    def check() -> None:
        command = [sys.executable, "-m", "shancha.cli", "check"]
        subprocess.run(command, env=installation.environment, cwd=ROOT, capture_output=True, check=False)

    check()
    assert installation.kin() == []
    installation.start()
    running = {process.pid for process in installation.kin()}
    check()
    assert running <= {process.pid for process in installation.kin()}
