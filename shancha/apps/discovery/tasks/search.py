"""Jobs of search: each calls one service and may run twice."""

from shancha.apps.discovery.services import hot_searches, indexing, search_log
from shancha.kit import garbage
from shancha.kit.jobs import periodic, task


@task(indexing.JOB, queue="default", lock=indexing.LOCK)
def refresh_search_index() -> None:
    """Takes waiting changes into the index, or builds it where there is none."""
    indexing.refresh_search_index()
    garbage.give_back()


@periodic("* * * * *", "discovery.sweep_search_index")
def sweep_search_index() -> None:
    """Lets the index follow what changed past the events."""
    indexing.sweep_search_index()


@periodic("*/10 * * * *", "discovery.reckon_searches")
def reckon_searches() -> None:
    """Counts who searches for what: hot searches, suggestions, what was not found."""
    hot_searches.reckon()


@periodic("15 4 * * *", "discovery.sweep_searches")
def sweep_searches() -> None:
    """Removes old log lines, and histories of browsers that did not come back."""
    search_log.sweep()
