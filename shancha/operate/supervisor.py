"""Everything on one machine: the folder's lock, what a killed predecessor left, and the processes that are
kept running."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO

import psutil

from shancha.config.env import Environment
from shancha.operate import children, nursery, processes
from shancha.operate.keeper import Keeper, Kept

_MARK = "SHANCHA_SUPERVISED"
# The nursery needs its own grace for its children first.
_GRACE_SECONDS = nursery.GRACE_SECONDS + 2


class AlreadyRunningError(RuntimeError):
    """Another supervisor serves this data folder."""


def supervise(environment: Environment, *, on_ready: Callable[[], None], say: Callable[[str], None]) -> None:
    """Runs web, stream and worker until a signal. Calls `on_ready` once when the site first answers."""
    kept = _one_by_one(environment) if sys.platform != "linux" else [_nursery(environment)]
    Keeper(kept, grace=_GRACE_SECONDS, say=say).run(
        is_ready=partial(processes.site_answers, environment), on_ready=on_ready
    )


def _nursery(environment: Environment) -> Kept:
    def start() -> "subprocess.Popen[bytes]":
        # A nursery that was killed may have left children that are still finishing.
        clear_orphans(environment.data_dir)
        return start_marked(nursery.COMMAND, environment.data_dir)

    return Kept("nursery", start)


def _one_by_one(environment: Environment) -> list[Kept]:
    """Where the system's libraries don't bear a fork without exec (macOS), each process loads for itself."""
    command = (sys.executable, "-m", "shancha.cli")
    return [
        Kept(each.name, partial(start_marked, (*command, each.name), environment.data_dir), each.waits)
        for each in processes.ALL
    ]


def start_marked(command: Sequence[str], data_dir: Path) -> "subprocess.Popen[bytes]":
    """Starts a process that ends with this one and that `clear_orphans` finds."""
    # Few arenas: glibc would otherwise keep memory for each thread that ever ran.
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ, _MARK: str(data_dir.resolve())}
    return children.start(command, environment)


def lock_data_folder(data_dir: Path) -> IO[str]:
    """Takes the folder's lock for the life of this process, so that two supervisors never share it.
    Raises AlreadyRunningError naming the other one."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = (data_dir / "supervisor.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        raise AlreadyRunningError(file.read().strip()) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def clear_orphans(data_dir: Path) -> int:
    """Ends processes that a killed supervisor of this folder left behind; returns how many."""
    orphans = [process for process in psutil.process_iter() if _is_orphan(process, str(data_dir.resolve()))]
    for process in orphans:
        process.terminate()
    _, alive = psutil.wait_procs(orphans, timeout=3)
    for process in alive:
        process.kill()
    return len(orphans)


def _is_orphan(process: psutil.Process, data_dir: str) -> bool:
    """The database is none, whoever started it: those who come next go on with it."""
    try:
        is_ours = process.pid != os.getpid() and process.environ().get(_MARK) == data_dir
        return is_ours and process.name() != "postgres"
    except (psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
