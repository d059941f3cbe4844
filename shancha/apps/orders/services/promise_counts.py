"""How often each store kept the day that it promised, counted for the mall."""

from shancha.apps.mall.services.promises import set_promises
from shancha.apps.orders.queries.promises import count_kept_promises


def count_promises() -> int:
    """The nightly job's work: counts anew from the orders themselves, so that running it twice changes
    nothing; returns how many stores changed."""
    return set_promises(count_kept_promises())
