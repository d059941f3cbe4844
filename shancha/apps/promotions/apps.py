"""Registers the promotions app with Django."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Coupons, membership, flash sales and the quote of a basket."""

    name = "shancha.apps.promotions"
    label = "promotions"
    verbose_name = "促销 Promotions"

    def ready(self) -> None:
        """Listens to payments, and says whose card is in force."""
        from shancha.apps.mall import audiences  # noqa: PLC0415
        from shancha.apps.promotions import handlers, policies  # noqa: F401, PLC0415

        audiences.register("members", policies.is_member)
