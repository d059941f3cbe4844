"""Registers the accounts app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Members: accounts, profiles, follows, blocks, interests, sessions, roles and verification."""

    name = "shancha.apps.accounts"
    label = "accounts"
    verbose_name = "用户"

    def ready(self) -> None:
        """Adds this app's part to the export of one's own data, and what it knows that ties accounts."""
        from shancha.apps.accounts import exports, ties  # noqa: PLC0415 - models are ready only now
        from shancha.apps.accounts.queries.own_data import export_account  # noqa: PLC0415

        exports.register("accounts", export_account)
        ties.register(ties.ADDRESS)
        ties.register(ties.DEVICE)
