"""Registers the moderation app with Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Screening, reports, cases, decisions, sanctions, appeals and the platform's rules."""

    name = "shancha.apps.moderation"
    label = "moderation"
