"""Registers the discovery app with Django."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Feed, ranking, search and suggestions."""

    name = "shancha.apps.discovery"
    label = "discovery"
