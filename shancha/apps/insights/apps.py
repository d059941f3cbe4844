"""Registers the insights app with Django."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """The event log: what was shown, opened, dwelt on and done."""

    name = "shancha.apps.insights"
    label = "insights"
    verbose_name = "数据 Insights"

    def ready(self) -> None:
        """Registers the handlers and what an export of one's own data holds."""
        from shancha.apps.accounts import exports  # noqa: PLC0415
        from shancha.apps.insights import handlers  # noqa: F401, PLC0415
        from shancha.apps.insights.queries import export  # noqa: PLC0415

        exports.register("insights", export)
