"""Registers the discovery app with Django."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Feed, ranking, search and suggestions."""

    name = "shancha.apps.discovery"
    label = "discovery"

    def ready(self) -> None:
        """Registers the handlers and what an export of one's own data holds."""
        from shancha.apps.accounts import exports  # noqa: PLC0415
        from shancha.apps.discovery import handlers  # noqa: F401, PLC0415
        from shancha.apps.discovery.queries.exports import export  # noqa: PLC0415

        exports.register("discovery", export)
