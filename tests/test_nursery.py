"""Forked processes: what they share, how they are kept running, and how they end."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
KEEPER = """
import signal, sys, time
from shancha.operate.children import Fork
from shancha.operate.keeper import Keeper, Kept

def patient():
    time.sleep(600)

def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)

kept = [Kept(each.__name__, lambda each=each: Fork(each.__name__, each)) for each in (patient, deaf)]
kept.append(Kept("late", lambda: Fork("late", patient), waits=True))
Keeper(kept, grace=1, say=print).run(is_ready=sys.stdin.readline, on_ready=lambda: print("ready", flush=True))
"""
LOADED = """
import os, sys
from shancha.operate import nursery
nursery.load()
from django.db import connections
assert "shancha.config.wsgi" in sys.modules
assert all(each.connection is None for each in connections.all(initialized_only=True))
assert len(os.listdir("/proc/self/task")) == 1
from shancha.kit.ids import new_id
from shancha.operate.children import Fork
new_id()
children = [Fork("child", lambda: os.write(1, b"%s\\n" % str(new_id()).encode())) for _ in range(20)]
while any(child.poll() is None for child in children):
    pass
"""


def _run(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _children(keeper: "subprocess.Popen[str]") -> dict[str, psutil.Process]:
    found = {}
    for child in psutil.Process(keeper.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):  # One may end while it is looked at.
            if child.name().startswith("shancha-") and child.status() != psutil.STATUS_ZOMBIE:
                found[child.name()] = child
    return found


def _wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _running_keeper() -> "subprocess.Popen[str]":
    keeper = _run(KEEPER)
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    keeper.stdin.write("the site answers\n")
    keeper.stdin.flush()
    assert keeper.stdout.readline() == "ready\n"
    _wait_until(lambda: len(_children(keeper)) == 3)
    return keeper


def test_a_killed_child_is_forked_again_alone() -> None:
    keeper = _running_keeper()
    before = _children(keeper)
    before["shancha-patient"].kill()
    _wait_until(lambda: "shancha-patient" not in _children(keeper))
    _wait_until(lambda: len(_children(keeper)) == 3)

    after = _children(keeper)
    assert after["shancha-patient"] != before["shancha-patient"]
    assert after["shancha-deaf"] == before["shancha-deaf"]
    assert len(psutil.Process(keeper.pid).children(recursive=True)) == 3
    keeper.terminate()
    keeper.wait(10)


def test_stopping_waits_for_nobody_longer_than_its_grace() -> None:
    keeper = _running_keeper()
    children = _children(keeper).values()
    keeper.send_signal(signal.SIGINT)
    assert keeper.wait(10) == 0
    assert not any(child.is_running() for child in children)


def test_who_waits_starts_after_the_others_are_ready() -> None:
    keeper = _run(KEEPER)
    _wait_until(lambda: len(_children(keeper)) == 2)
    assert "shancha-late" not in _children(keeper)
    keeper.kill()


def test_children_lead_sessions_and_end_with_their_parent() -> None:
    keeper = _running_keeper()
    children = _children(keeper)
    assert all(os.getsid(child.pid) == child.pid for child in children.values())
    keeper.kill()
    deaf = children.pop("shancha-deaf")
    assert psutil.wait_procs(list(children.values()), timeout=10)[1] == []
    deaf.kill()  # it ignores the signal; the next start clears it


def test_what_is_loaded_once_can_be_forked() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=120
    )
    assert len(set(done.stdout.split())) == 20
