"""Jobs that run by the clock."""

import time

import procrastinate
import pytest
from procrastinate.testing import InMemoryConnector

from shancha.kit import jobs


def test_a_job_by_the_clock_rests_in_proportion_to_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    app = procrastinate.App(connector=InMemoryConnector())
    monkeypatch.setattr(jobs, "app", app)
    monkeypatch.setattr(jobs, "_names", set())
    runs: list[float] = []

    def work() -> None:
        runs.append(time.monotonic())
        time.sleep(0.02)

    jobs.periodic("* * * * *", "restless")(work)
    jobs.periodic("* * * * *", "resting", rest=10)(work)
    restless, resting = (app.tasks[name].func for name in ("restless", "resting"))
    restless(0)
    restless(60)
    assert len(runs) == 2
    resting(0)
    resting(60)
    assert len(runs) == 3
    time.sleep(max(0.0, runs[-1] + 0.4 - time.monotonic()))
    resting(120)
    assert len(runs) == 4
