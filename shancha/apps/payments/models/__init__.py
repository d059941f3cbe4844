"""Tables of payments."""

from shancha.apps.payments.models.notices import ProviderNotice
from shancha.apps.payments.models.payments import Charge, Payment, Provider, Purpose, Refund
from shancha.apps.payments.models.sandbox import SandboxRefund, SandboxTrade
from shancha.apps.payments.models.statements import ReconciliationGap, Statement, StatementLine

__all__ = [
    "Charge",
    "Payment",
    "Provider",
    "ProviderNotice",
    "Purpose",
    "ReconciliationGap",
    "Refund",
    "SandboxRefund",
    "SandboxTrade",
    "Statement",
    "StatementLine",
]
