"""Registers the community app with Django."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Notes, media, comments, likes, boards, drafts and topics."""

    name = "shancha.apps.community"
    label = "community"
    verbose_name = "社区 Community"

    def ready(self) -> None:
        """Makes notes, comments, topics and boards known to moderation, and own data to the export."""
        from shancha.apps.accounts import exports, hooks  # noqa: PLC0415
        from shancha.apps.community import handlers  # noqa: F401, PLC0415
        from shancha.apps.community.queries import discussion_export, note_export, note_subject, notes  # noqa: PLC0415
        from shancha.apps.community.queries import subjects as discussion  # noqa: PLC0415
        from shancha.apps.moderation import subjects  # noqa: PLC0415

        for kind in (note_subject.NOTE, discussion.COMMENT, discussion.TOPIC, discussion.BOARD):
            subjects.register(kind)
        hooks.register_categories(notes.category_slugs)
        exports.register("community", note_export.export_notes)
        exports.register("discussion", discussion_export.export)
