"""Where parcels are: asked of a tracking provider, one for the installation."""

from django.conf import settings

from shancha.apps.orders.tracking.base import Ask, NoticeRefusedError, Scan, Told, TrackingProvider
from shancha.apps.orders.tracking.kuaidi100 import Kuaidi100
from shancha.apps.orders.tracking.simulator import Simulator

__all__ = ["Ask", "NoticeRefusedError", "Scan", "Told", "TrackingProvider", "configured_provider"]


def configured_provider() -> TrackingProvider | None:
    """The provider in use: 快递100 where its keys are set, else the simulator outside production; None where
    none is configured, so that parcels show what the merchant told and nothing is invented."""
    env = settings.ENV
    if env.kuaidi100_customer and env.kuaidi100_key:
        return Kuaidi100(env.kuaidi100_customer, env.kuaidi100_key)
    return None if env.is_production else Simulator()
