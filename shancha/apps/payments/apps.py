"""Registers the payments app with Django."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Money in and out through providers: payments, charges, refunds, callbacks, reconciliation."""

    name = "shancha.apps.payments"
    label = "payments"
    verbose_name = "支付 Payments"
