"""Registers the payments app with Django."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Money in and out through providers: payments, charges, refunds, callbacks, reconciliation."""

    name = "shancha.apps.payments"
    label = "payments"
    verbose_name = "支付 Payments"

    def ready(self) -> None:
        """Adds own payments to the export, and payers to what ties accounts."""
        from shancha.apps.accounts import exports, ties  # noqa: PLC0415
        from shancha.apps.payments.queries import exporting  # noqa: PLC0415
        from shancha.apps.payments.ties import PAYER  # noqa: PLC0415

        exports.register("payments", exporting.export_user)
        ties.register(PAYER)
