"""The back office of orders, one module per thing."""

from shancha.apps.orders.admin import aftersales, figures, orders, resale, settlements, taxes

__all__ = ["aftersales", "figures", "orders", "resale", "settlements", "taxes"]
