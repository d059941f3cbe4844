"""Registers the promotions app with Django."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Coupons, membership, flash sales and the quote of a basket."""

    name = "shancha.apps.promotions"
    label = "promotions"
    verbose_name = "促销 Promotions"

    def ready(self) -> None:
        """Listens to payments."""
        from shancha.apps.promotions import handlers  # noqa: F401, PLC0415
