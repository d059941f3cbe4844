"""Jobs of insights."""

from datetime import timedelta

from shancha.apps.insights.services.feed_days import measure_until
from shancha.apps.insights.services.partitions import tend_partitions
from shancha.kit.jobs import periodic
from shancha.kit.numbers import home_date


@periodic("5 2 * * *", "insights.tend_partitions")
def tend_event_partitions() -> None:
    """Makes the coming months of the event log and drops those whose time is over."""
    tend_partitions()


@periodic("25 17 * * *", "insights.measure_day")
def measure_yesterday() -> None:
    """Measures the stream of the day that ended in China an hour ago, when what clients send late has come,
    and of those before it on which no worker ran."""
    measure_until(home_date() - timedelta(days=1))
