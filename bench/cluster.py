"""The benchmark's own PostgreSQL and processes, kept apart from everybody's data."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

DATA_DIR = Path(os.environ.get("SHANCHA_BENCH_DIR", ".shancha-bench"))
PORT, STREAM_PORT, HELLO_PORT = 8090, 8091, 8092
BASE = f"http://127.0.0.1:{PORT}"
HELLO = f"http://127.0.0.1:{HELLO_PORT}/"
CONCURRENCY = 8


def configure() -> None:
    """Points the settings at the benchmark's data folder; call before Django is loaded."""
    os.environ.update(
        SHANCHA_DATA_DIR=str(DATA_DIR),
        SHANCHA_ENV_FILE="",
        SHANCHA_BASE_URL=BASE,
        SHANCHA_PORT=str(PORT),
        SHANCHA_STREAM_PORT=str(STREAM_PORT),
        SHANCHA_LOG_LEVEL="ERROR",
        DJANGO_SETTINGS_MODULE="shancha.config.settings",
    )


def postgres_processes() -> list[psutil.Process]:
    """The postmaster of the benchmark's cluster and all its children."""
    pid_file = DATA_DIR / "postgres" / "postmaster.pid"
    postmaster = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
    return [postmaster, *postmaster.children(recursive=True)]


@contextmanager
def running() -> Iterator[psutil.Process]:
    """Starts web, stream and worker as `shancha up` does, and waits until the web answers and the jobs that
    were due meanwhile are done; stops them afterwards. Yields the process that they are forked from."""
    from shancha.operate import nursery, supervisor  # noqa: PLC0415

    started = supervisor.start_marked(nursery.COMMAND, DATA_DIR)
    try:
        _wait_until_answered(f"{BASE}/readyz")
        _wait_for_jobs()
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(nursery.GRACE_SECONDS + 2)


def _wait_for_jobs() -> None:
    """What a worker makes up for after a pause belongs to no scenario. Two minutes at most."""
    from shancha.kit import sql  # noqa: PLC0415

    due = """
        select count(*) from procrastinate_jobs
        where status = 'doing' or status = 'todo' and coalesce(scheduled_at, now()) <= now()
    """
    deadline = time.monotonic() + 120
    time.sleep(5)  # the clock's jobs are put into the queue first
    while sql.fetch_value(due) and time.monotonic() < deadline:
        time.sleep(1)


@contextmanager
def saying_hello() -> Iterator[list[psutil.Process]]:
    """Runs bare Django beside ours; yields its processes."""
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        "--workers=1",
        "--blocking-threads=3",
        f"--port={HELLO_PORT}",
        "--no-ws",
        "--workers-kill-timeout=2",
        "--log-level=error",
        "bench.hello:application",
    ]
    with subprocess.Popen(command) as started:
        try:
            _wait_until_answered(HELLO)
            if started.poll() is not None:
                raise RuntimeError(f"somebody else answers at {HELLO}")
            main = psutil.Process(started.pid)
            yield [main, *main.children(recursive=True)]
        finally:
            started.terminate()


def _wait_until_answered(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within two minutes")


def read_into_memory() -> None:
    """Reads the cluster's files once where they fit into memory, so that the system has them: what is
    measured then is not the disk of a machine that just started."""
    files = [each for each in (DATA_DIR / "postgres" / "base").rglob("*") if each.is_file()]
    if sum(each.stat().st_size for each in files) > psutil.virtual_memory().available * 0.8:
        return
    for each in files:
        with each.open("rb") as file:
            while file.read(1 << 24):
                pass


def web_processes(nursery: psutil.Process) -> list[psutil.Process]:
    """The processes that answer requests."""
    web = next(child for child in nursery.children() if child.name() == "shancha-web")
    return [web, *web.children(recursive=True)]


def resident_megabytes(nursery: psutil.Process) -> float:
    """Memory of all that `shancha up` keeps running but the database, in MB (10^6 bytes): proportional set
    size, in which pages that several processes share count once."""
    return sum(each.memory_full_info().pss for each in [nursery, *nursery.children(recursive=True)]) / 1e6
