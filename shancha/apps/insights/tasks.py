"""Jobs of insights."""

from shancha.apps.insights.services.partitions import tend_partitions
from shancha.kit.jobs import periodic


@periodic("5 2 * * *", "insights.tend_partitions")
def tend_event_partitions() -> None:
    """Makes the coming months of the event log and drops those whose time is over."""
    tend_partitions()
