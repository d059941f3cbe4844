"""Jobs of the moderation app."""

from shancha.apps.moderation import services
from shancha.kit import jobs


@jobs.periodic("7 1 * * *", "moderation.enter_screening_figures")
def enter_screening_figures() -> None:
    """Enters yesterday's screening figures in the ledger."""
    services.enter_screening_figures()


@jobs.periodic("*/15 * * * *", "moderation.alarm_backlog")
def alarm_backlog() -> None:
    """Tells the moderators of overdue cases."""
    services.alarm_backlog()


@jobs.periodic("41 3 * * *", "moderation.sweep_evidence")
def sweep_evidence() -> None:
    """Removes what need not be kept any longer."""
    services.sweep_evidence()


@jobs.periodic("*/5 * * * *", "moderation.end_lapsed_limits")
def end_lapsed_limits() -> None:
    """Lets members be recommended again whose limit is over."""
    services.end_lapsed_limits()
