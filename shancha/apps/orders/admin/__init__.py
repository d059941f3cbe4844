"""The back office of orders, one module per thing."""

from shancha.apps.orders.admin import orders, taxes

__all__ = ["orders", "taxes"]
