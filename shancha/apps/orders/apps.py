"""Registers the orders app with Django."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Cart, checkout, orders, shipping, after-sales, reviews, settlement and attribution."""

    name = "shancha.apps.orders"
    label = "orders"
    verbose_name = "订单 Orders"

    def ready(self) -> None:
        """Listens to what happens below."""
        from shancha.apps.orders import handlers  # noqa: F401, PLC0415
