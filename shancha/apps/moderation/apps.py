"""Registers the moderation app with Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Screening, reports, cases, decisions, sanctions, appeals and the platform's rules."""

    name = "shancha.apps.moderation"
    label = "moderation"
    verbose_name = "审核 Moderation"

    def ready(self) -> None:
        """Joins the accounts app: profile texts, pending rules, own data."""
        from shancha.apps.accounts import exports, hooks  # noqa: PLC0415 - apps must be loaded first
        from shancha.apps.moderation import exporting, handlers, subjects  # noqa: PLC0415 - apps must be loaded first
        from shancha.apps.moderation.queries.members import MEMBER  # noqa: PLC0415 - apps must be loaded first
        from shancha.apps.moderation.queries.rules import pending_rule_of  # noqa: PLC0415 - apps must be loaded first

        hooks.register_text_check(handlers.check_profile_text)
        hooks.register_session_part("rules_version_pending", pending_rule_of)
        hooks.register_member_page("处罚、重置资料", "admin:moderation_member")
        subjects.register(MEMBER)
        exports.register("moderation", exporting.export_user)
