"""Registers the insights app with Django."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """The event log: what was shown, opened, dwelt on and done."""

    name = "shancha.apps.insights"
    label = "insights"
