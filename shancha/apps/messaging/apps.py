"""Registers the messaging app with Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Notifications and the durable event stream behind live updates."""

    name = "shancha.apps.messaging"
    label = "messaging"
    verbose_name = "消息 Messaging"

    def ready(self) -> None:
        """Listens to the apps below and joins the session and the export."""
        from shancha.apps.accounts import exports, hooks  # noqa: PLC0415 - apps must be loaded first
        from shancha.apps.messaging import endpoints, exporting, handlers  # noqa: PLC0415 - apps must be loaded first

        assert handlers
        hooks.register_session_part("stream_url", endpoints.stream_url_of)
        exports.register("messaging", exporting.export_user)
