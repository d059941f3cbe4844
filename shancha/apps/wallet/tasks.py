"""Jobs of the wallet."""

from shancha.apps.wallet import services
from shancha.kit.jobs import periodic


@periodic("10 16 * * *", "wallet.expire_points")
def expire_points() -> None:
    """Ends points whose time is over: ten past midnight in China."""
    while services.expire_points(limit=500) == 500:
        pass


@periodic("40 4 * * *", "wallet.check_ledger")
def check_ledger() -> None:
    """Looks at the whole ledger and keeps the finding for the back office."""
    services.check_ledger()
