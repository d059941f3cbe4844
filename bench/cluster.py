"""The benchmark's own PostgreSQL and processes, kept apart from everybody's data."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

DATA_DIR = Path(os.environ.get("SHANCHA_BENCH_DIR", ".shancha-bench"))
PORT, STREAM_PORT = 8090, 8091
BASE = f"http://127.0.0.1:{PORT}"
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
def running() -> Iterator[dict[str, psutil.Process]]:
    """Starts web, stream and worker, and waits until the web answers; stops them afterwards."""
    from shancha.config.env import environment  # noqa: PLC0415
    from shancha.operate import processes  # noqa: PLC0415

    env = environment()
    wanted = [processes.web(env), processes.stream(env), processes.worker(env)]
    few_arenas = {**os.environ, "MALLOC_ARENA_MAX": "2"}  # as the supervisor starts them
    started = {process.name: subprocess.Popen(process.command, env=few_arenas) for process in wanted}
    try:
        _wait_until_ready()
        yield {name: psutil.Process(popen.pid) for name, popen in started.items()}
    finally:
        for popen in started.values():
            popen.terminate()
        for popen in started.values():
            try:
                popen.wait(10)
            except subprocess.TimeoutExpired:
                popen.kill()


def _wait_until_ready() -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{BASE}/readyz", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web process did not answer within two minutes")


def family(process: psutil.Process) -> list[psutil.Process]:
    """A process and its children."""
    return [process, *process.children(recursive=True)]


def resident_megabytes(processes: dict[str, psutil.Process]) -> float:
    """Memory of the processes with their children in MB (10^6 bytes): proportional set size, in which
    pages that several processes share count once."""
    return (
        sum(each.memory_full_info().pss for process in processes.values() for each in family(process)) / 1e6
    )
