"""The back office of orders, one module per thing."""

from shancha.apps.orders.admin import aftersales, orders, resale, settlements, taxes

__all__ = ["aftersales", "orders", "resale", "settlements", "taxes"]
