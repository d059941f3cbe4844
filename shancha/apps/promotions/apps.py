"""Registers the promotions app with Django."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """Coupons, membership, flash sales and the quote of a basket."""

    name = "shancha.apps.promotions"
    label = "promotions"
    verbose_name = "促销 Promotions"

    def ready(self) -> None:
        """Listens to payments, says whose card is in force and what an export of one's own data holds."""
        from shancha.apps.accounts import exports  # noqa: PLC0415
        from shancha.apps.mall import audiences  # noqa: PLC0415
        from shancha.apps.promotions import handlers, policies  # noqa: F401, PLC0415
        from shancha.apps.promotions.queries import own_data  # noqa: PLC0415

        exports.register("promotions", own_data.export_user)
        audiences.register("members", policies.is_member)
