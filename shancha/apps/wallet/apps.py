"""Registers the wallet app with Django."""

from django.apps import AppConfig


class WalletConfig(AppConfig):
    """The double-entry ledger of money and points, top-ups and withdrawals."""

    name = "shancha.apps.wallet"
    label = "wallet"
    verbose_name = "钱包 Wallet"

    def ready(self) -> None:
        """Listens to payments, adds the own wallet to the export, and accounts to what ties members."""
        from shancha.apps.accounts import departures, exports, ties  # noqa: PLC0415
        from shancha.apps.wallet import handlers  # noqa: F401, PLC0415
        from shancha.apps.wallet.queries import exporting, leaving  # noqa: PLC0415
        from shancha.apps.wallet.ties import PAYOUT  # noqa: PLC0415

        departures.register("wallet", leaving.obstacles)
        exports.register("wallet", exporting.export_user)
        ties.register(PAYOUT)
