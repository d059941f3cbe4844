"""Registers the mall app with Django."""

from django.apps import AppConfig


class MallConfig(AppConfig):
    """Merchants, stores, brands, categories, products, stock, wish lists, and what notes tag."""

    name = "shancha.apps.mall"
    label = "mall"
    verbose_name = "商城 Mall"

    def ready(self) -> None:
        """Registers the handlers, goods and stores for moderation, and who a newcomer to the home is."""
        from shancha.apps.accounts import departures, exports  # noqa: PLC0415
        from shancha.apps.mall import audiences, handlers  # noqa: F401, PLC0415
        from shancha.apps.mall.queries import leaving, own_data  # noqa: PLC0415
        from shancha.apps.mall.queries import subjects as own  # noqa: PLC0415
        from shancha.apps.mall.queries.home import is_new_member  # noqa: PLC0415
        from shancha.apps.moderation import subjects  # noqa: PLC0415
        from shancha.apps.wallet import kinds  # noqa: PLC0415

        departures.register("mall", leaving.obstacles)
        exports.register("mall", own_data.export_user)
        kinds.register("deposit", "保证金", "Deposit")
        kinds.register("deposit_returned", "退还保证金", "Deposit returned")
        subjects.register(own.PRODUCT)
        subjects.register(own.STORE)
        audiences.register("new", is_new_member)
