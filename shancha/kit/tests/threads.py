"""Several things at once, each with a database connection of its own."""

import threading
from collections.abc import Callable, Iterable

from django.db import connections


def run_together(jobs: Iterable[Callable[[], object]]) -> list[BaseException]:
    """Runs jobs at once, each in a thread with a connection of its own; returns what they raised."""
    work = list(jobs)
    barrier, raised = threading.Barrier(len(work)), list[BaseException]()

    def run(job: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=60)
            job()
        except BaseException as error:  # noqa: BLE001 - the test looks at all of them
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive(), "a job never came to its end"
    return raised
