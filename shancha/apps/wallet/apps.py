"""Registers the wallet app with Django."""

from django.apps import AppConfig


class WalletConfig(AppConfig):
    """The double-entry ledger of money and points, top-ups and withdrawals."""

    name = "shancha.apps.wallet"
    label = "wallet"
    verbose_name = "钱包 Wallet"
