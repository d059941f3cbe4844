"""Jobs that run by the clock."""

from types import SimpleNamespace

import procrastinate
import pytest
from procrastinate.testing import InMemoryConnector

from shancha.kit import jobs


def test_a_job_by_the_clock_rests_in_proportion_to_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    app, now, runs = procrastinate.App(connector=InMemoryConnector()), [0.0], list[float]()
    monkeypatch.setattr(jobs, "app", app)
    monkeypatch.setattr(jobs, "_names", set())
    monkeypatch.setattr(jobs, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def work() -> None:
        runs.append(now[0])
        now[0] += 2

    jobs.periodic("* * * * *", "restless")(work)
    jobs.periodic("* * * * *", "resting", rest=10)(work)
    restless, resting = (app.tasks[name].func for name in ("restless", "resting"))
    for job in (restless, restless, resting, resting):
        job(0)
    assert runs == [0, 2, 4]
    for now[0] in (25.9, 26.0):
        resting(0)
    assert runs == [0, 2, 4, 26]
