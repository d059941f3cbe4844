"""Registers the kit with Django, for its one table and its housekeeping jobs."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """What every domain needs and no domain owns."""

    name = "shancha.kit"
    label = "kit"

    def ready(self) -> None:
        """Declares the job that delivers stored events."""
        from shancha.kit import events  # noqa: F401, PLC0415
