"""Where parcels are: asked of a tracking provider, one for the installation."""

from django.conf import settings

from shancha.apps.orders.tracking.base import Ask, Scan, TrackingProvider
from shancha.apps.orders.tracking.simulator import Simulator

__all__ = ["Ask", "Scan", "TrackingProvider", "configured_provider"]


def configured_provider() -> TrackingProvider | None:
    """The provider in use: the simulator outside production; None where none is configured, so that parcels
    show what the merchant told and nothing is invented."""
    return None if settings.ENV.is_production else Simulator()
