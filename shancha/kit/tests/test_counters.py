"""Counters that processes of one machine share."""

import multiprocessing
import time
from pathlib import Path

import pytest

from shancha.kit import counters, limits
from shancha.kit.counters import Counters


def _count(path: Path, times: int) -> None:
    own = Counters(path)
    for _ in range(times):
        own.count("calls", ends_at=time.time() + 60)


def test_processes_count_together_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    context = multiprocessing.get_context("spawn")
    crowd = [context.Process(target=_count, args=(path, 100)) for _ in range(4)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    assert Counters(path).count("calls", ends_at=time.time() + 60) == 401


def test_windows_that_ended_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Counters(tmp_path / "counts.sqlite")
    own.count("old", ends_at=time.time() - 1)
    own.count("new", ends_at=time.time() + 60)
    monkeypatch.setattr(counters, "_SWEEP_SECONDS", 0.0)
    assert own.count("new", ends_at=time.time() + 60) == 2
    assert own.count("old", ends_at=time.time() + 60) == 1


def test_a_broken_file_refuses_nobody_and_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "counts.sqlite"
    path.write_bytes(b"no database at all" * 100)
    monkeypatch.setattr(limits, "counters", Counters(path))
    for _ in range(2):
        limits.check("probe", "one", limit=1, seconds=3600)
    with pytest.raises(limits.RateLimitedError):
        limits.check("probe", "one", limit=1, seconds=3600)


def test_a_folder_that_cannot_be_written_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    own = Counters(tmp_path / "taken" / "counts.sqlite")
    assert [own.count("calls", ends_at=time.time() + 60) for _ in range(2)] == [0, 0]
