"""Jobs of payments. Those by the clock also catch up on what a lost job left behind."""

from typing import Any
from uuid import UUID

from shancha.apps.payments import services
from shancha.apps.payments.providers.sandbox import cashier
from shancha.kit.jobs import periodic, task


@task("payments.close_charge")
def close_charge(*, charge_id: str) -> None:
    """Has a provider end an attempt that is no longer wanted."""
    services.close_charge(charge_id=UUID(charge_id))


@task("payments.send_refund")
def send_refund(*, refund_id: str) -> None:
    """Sends a refund, or asks how it stands."""
    services.send_refund(refund_id=UUID(refund_id))


@task("payments.recheck_refund")
def recheck_refund(*, refund_id: str) -> None:
    """Asks about a refund that is said to have failed after its success."""
    services.recheck_refund(refund_id=UUID(refund_id))


@task("payments.deliver_sandbox_notice")
def deliver_sandbox_notice(*, event: dict[str, Any]) -> None:
    """The sandbox provider calls us back."""
    cashier.deliver(event)


@periodic("* * * * *", "payments.sync_waiting_charges")
def sync_waiting_charges() -> None:
    """Finds out about payments whose callback got lost."""
    services.sync_waiting_charges()


@periodic("* * * * *", "payments.close_expired")
def close_expired() -> None:
    """Closes what nobody paid in time."""
    services.close_expired_payments()


@periodic("* * * * *", "payments.send_due_refunds")
def send_due_refunds() -> None:
    """Tries refunds again."""
    services.send_due_refunds()


@periodic("30 3 * * *", "payments.reconcile")
def reconcile() -> None:
    """Holds the providers' statements against our books: 11:30 in China, when all of them are out."""
    services.reconcile_recent()


@task("payments.reconcile_now")
def reconcile_now() -> None:
    """The same when an operator asks for it."""
    services.reconcile_recent()


@periodic("40 * * * *", "payments.retry_statements")
def retry_statements() -> None:
    """Asks again for statements that a provider did not give."""
    services.retry_statements()


@periodic("25 * * * *", "payments.alarm_hanging")
def alarm_hanging() -> None:
    """Tells of refunds and payments that hang."""
    services.alarm_hanging()


@periodic("50 4 * * *", "payments.sweep_notices")
def sweep_notices() -> None:
    """Forgets old callbacks."""
    services.sweep_notices()
