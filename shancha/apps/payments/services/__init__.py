"""Every write of payments."""

from shancha.apps.payments.services.hanging import alarm_hanging, hanging_payments, hanging_refunds
from shancha.apps.payments.services.notices import record_notice, sweep_notices
from shancha.apps.payments.services.payments import close_payment, request_payment, start_charge
from shancha.apps.payments.services.reconciliation import (
    reconcile,
    reconcile_recent,
    resolve_gap,
    retry_statements,
)
from shancha.apps.payments.services.refunds import (
    apply_refund_result,
    recheck_refund,
    request_refund,
    reroute_refund,
    resend_refund,
    send_due_refunds,
    send_refund,
)
from shancha.apps.payments.services.results import apply_charge_result
from shancha.apps.payments.services.syncing import (
    close_charge,
    close_expired_payment,
    close_expired_payments,
    sync_charge,
    sync_waiting_charges,
)

__all__ = [
    "alarm_hanging",
    "apply_charge_result",
    "apply_refund_result",
    "close_charge",
    "close_expired_payment",
    "close_expired_payments",
    "close_payment",
    "hanging_payments",
    "hanging_refunds",
    "recheck_refund",
    "reconcile",
    "reconcile_recent",
    "record_notice",
    "request_payment",
    "request_refund",
    "reroute_refund",
    "resend_refund",
    "resolve_gap",
    "retry_statements",
    "send_due_refunds",
    "send_refund",
    "start_charge",
    "sweep_notices",
    "sync_charge",
    "sync_waiting_charges",
]
