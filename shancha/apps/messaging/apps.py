"""Registers the messaging app with Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Notifications and the durable event stream behind live updates."""

    name = "shancha.apps.messaging"
    label = "messaging"
